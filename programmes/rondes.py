"""A tour as a whole: its visits move together."""

import datetime as dt
from collections.abc import Iterable

from programmes.week import Visit, Week, moved

FURTHEST_DAYS = 92  # as long as a programme may last


def others_of(week: Week, visit: Visit) -> list[Visit]:
    """The other visits of the same tour."""
    return [
        other
        for other in week.visits
        if visit.ronde is not None and other.ronde == visit.ronde and other.id != visit.id
    ]


def shifted(visits: Iterable[Visit], *, days: int, minutes: int) -> list[Visit]:
    """Each as many days and minutes further; those that would begin before midnight stay at midnight.

    `days` is held within the longest programme: a tour does not wander off the calendar.
    """
    days = max(-FURTHEST_DAYS, min(days, FURTHEST_DAYS))
    return [
        moved(visit, day=visit.day + dt.timedelta(days=days), start=max(visit.start + minutes, 0)) for visit in visits
    ]
