"""Weekly hours as one would write them on paper, so that the demo data reads as a list and not as code."""

import re

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def minutes(clock: str) -> int:
    """'9.30' -> 570, '14' -> 840"""
    hours, _, rest = clock.partition(".")
    return int(hours) * 60 + int(rest or 0)


def weekly(text: str) -> list[tuple[int, int, int]]:
    """'ma-vr 9.30-11, 14-16; za 10-12' -> [(weekday 0..6, from, until), ...]"""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, hours = part.split(" ", 1)
        spans = [span.split("-") for span in re.split(r",\s*", hours)]
        found += [(day, minutes(start), minutes(end)) for day in _days(days) for start, end in spans]
    return found


def _days(text: str) -> list[int]:
    """'ma-wo' -> [0, 1, 2], 'di+do' -> [1, 3]"""
    if "-" in text:
        first, last = (DAYS.index(day) for day in text.split("-"))
        return list(range(first, last + 1))
    return [DAYS.index(day) for day in text.split("+")]
