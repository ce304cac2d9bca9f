"""Windows of time as the planner counts them: [key, from, until] in minutes since midnight.

A service has weekly moments (key: weekday 0..6), a guest has availability (key: ISO date).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError

from programmes.times import DAY_NAMES, clock

Span = tuple[int, int]

NOON = 12 * 60 + 30
PARTS_OF_DAY: dict[str, Span] = {"hele dag": (0, 1440), "voormiddag": (0, NOON), "namiddag": (NOON, 1440)}


def _check(value: Any, *, key_is_valid: Any, what: str) -> None:
    if not isinstance(value, list):
        raise ValidationError(f"{what}: verwacht een lijst van momenten.")
    for item in value:
        if not (isinstance(item, list) and len(item) == 3 and key_is_valid(item[0])):
            raise ValidationError(f"{what}: '{item}' is geen moment.")
        _, start, end = item
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= 1440):
            raise ValidationError(f"{what}: een moment moet eindigen na het begin.")


def _is_weekday(key: Any) -> bool:
    return isinstance(key, int) and 0 <= key <= 6


def _is_day(key: Any) -> bool:
    try:
        dt.date.fromisoformat(key)
    except (TypeError, ValueError):
        return False
    return True


def validate_moments(value: Any) -> None:
    _check(value, key_is_valid=_is_weekday, what="Momenten")


def validate_availability(value: Any) -> None:
    _check(value, key_is_valid=_is_day, what="Beschikbaarheid")


def covers(windows: list[Span], start: int, end: int) -> bool:
    """Does one window hold the whole of start..end?"""
    return any(a <= start and end <= b for a, b in windows)


def merged(windows: list[Span]) -> list[Span]:
    """Sorted, with touching and overlapping windows joined."""
    result: list[Span] = []
    for start, end in sorted(windows):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def crowded(spans: Sequence[Span], number: int) -> list[Span]:
    """Where at least so many of them are at once."""
    bounds = sorted({bound for span in spans for bound in span})
    parts = (part for part in pairwise(bounds) if sum(a <= part[0] and part[1] <= b for a, b in spans) >= number)
    return merged(list(parts))


def span_text(span: Span) -> str:
    """'voormiddag', or '9.30–12.00'"""
    part = next((name for name, whole in PARTS_OF_DAY.items() if whole == span), "")
    return part or f"{clock(span[0])}–{clock(span[1])}"


def availability_lines(windows: Iterable[Sequence[Any]]) -> list[str]:
    """'ma 24/2 tot wo 26/2: hele dag', a line per run of days with the same hours."""
    by_day: dict[dt.date, list[Span]] = {}
    for day, start, end in windows:
        by_day.setdefault(dt.date.fromisoformat(day), []).append((start, end))
    runs: list[tuple[dt.date, dt.date, list[Span]]] = []
    for day, spans in sorted(by_day.items()):
        joined = merged(spans)
        if runs and runs[-1][1] == day - dt.timedelta(days=1) and runs[-1][2] == joined:
            runs[-1] = (runs[-1][0], day, joined)
        else:
            runs.append((day, day, joined))
    return [f"{_days_text(first, last)}: {', '.join(map(span_text, spans))}" for first, last, spans in runs]


def _days_text(first: dt.date, last: dt.date) -> str:
    texts = [f"{DAY_NAMES[day.weekday()][:2]} {day.day}/{day.month}" for day in (first, last)]
    return texts[0] if first == last else f"{texts[0]} tot {texts[1]}"
