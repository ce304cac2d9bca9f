"""Which lines of a timetable are the rounds of a speed date, told by what they are called."""

import re

from programmes.werkvormen.timetable import Line, Timetable

OF_ROUNDS = re.compile(r"\brondes?\b|^(?:de )?speeddat(?:e|es|en)\b", re.IGNORECASE)
ASIDE = re.compile(  # 'Uitleg over de rondes', 'Koffie na ronde 2', 'Ronde door het huis'
    r"\buitleg\b|\b(?:over|na|voor|tussen|bij|tot|van) (?:de |elke |alle )?(?:\w+ )?rondes?\b"
    r"|\bronde (?:door|langs|in|van (?:de|het))\b",
    re.IGNORECASE,
)


def rounds_in(table: Timetable) -> tuple[Line, ...]:
    """Of those for everybody."""
    return tuple(line for line in table.lines if line.person is None and _is_of_rounds(line.title))


def _is_of_rounds(title: str) -> bool:
    return bool(OF_ROUNDS.search(title)) and not ASIDE.search(title)
