"""A tour: one group along several services, with the journeys between them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from programmes.travel import journey
from programmes.week import VISIT, Participation, Visit, Week, moved

ROUNDED_TO = 5
FURTHEST_DAYS = 92  # as long as a programme may last


@dataclass(frozen=True, slots=True)
class Stop:
    service: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Leg:
    """A visit of the tour, and the minutes under way to it (without slack)."""

    visit: Visit
    journey: int


def plan_ronde(week: Week, stops: Iterable[Stop], *, day: dt.date, start: int, people: Iterable[int]) -> list[Leg]:
    """The stops one after the other; the visits are new, with ids below zero so that they can be told apart."""
    going = tuple(Participation(person) for person in people)
    modes = {week.people[part.person].mode or week.info.mode for part in going} or {week.info.mode}
    legs: list[Leg] = []
    for number, stop in enumerate(stops, start=1):
        service = week.services[stop.service]
        minutes = 0
        if legs:
            last = legs[-1].visit
            minutes = max(journey(week, week.services[last.service or 0], service, mode) for mode in modes)
            slack = week.info.slack if last.service != stop.service else 0
            start = _rounded(last.end + minutes + slack)
        visit = Visit(
            id=-number,
            kind=VISIT,
            day=day,
            start=start,
            end=start + stop.minutes,
            service=service.id,
            werkvorm="rondrit",
            host=service.contacts[0] if service.contacts else None,
            people=going,
        )
        legs.append(Leg(visit, minutes))
    return legs


def _rounded(minutes: int) -> int:
    return -(-minutes // ROUNDED_TO) * ROUNDED_TO


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


def as_new(legs: Iterable[Leg], ronde: int, title: str) -> list[Visit]:
    return [replace(leg.visit, id=0, ronde=ronde, ronde_title=title) for leg in legs]
