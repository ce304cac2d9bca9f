"""What is wrong with a week: who, what, why, and the nearest way out. Pure: a `Week` in, conflicts out."""

import datetime as dt
from collections.abc import Callable, Iterator

from programmes.conflicts import people, programme, services
from programmes.conflicts.base import BLOCKS, TITLES, WARNS, Conflict, Finder
from programmes.conflicts.waysout import WayOut
from programmes.week import Week

__all__ = ["BLOCKS", "TITLES", "WARNS", "Conflict", "WayOut", "find_conflicts"]

_SEARCHES: tuple[Callable[[Finder], Iterator[Conflict]], ...] = (
    people.in_two_places,
    people.too_little_travel,
    people.absent,
    people.declined,
    services.at_service,
    services.too_many_groups,
    services.numbers,
    services.nobody_receives,
    services.without_visit_or_contact,
    people.without_visit,
    programme.press,
    programme.outside_programme,
    people.minors,
)


def find_conflicts(week: Week) -> list[Conflict]:
    """All conflicts: what blocks publication first, then by day and hour; accepted ones last."""
    finder = Finder(week)
    found = [conflict for search in _SEARCHES for conflict in search(finder)]
    return sorted(found, key=lambda c: _place(week, c))


def _place(week: Week, conflict: Conflict) -> tuple[int, dt.date, int, str, str]:
    grade = 2 if conflict.accepted else 0 if conflict.blocks else 1
    visit = week.by_id.get(conflict.visits[0]) if conflict.visits else None
    start = visit.start if visit else 1440
    return grade, conflict.day or week.info.last_day, start, conflict.kind, conflict.key
