"""Which legs a driver drives: they follow from the published programmes of the passengers. Pure: a `Week` in."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from programmes.entries import Entry, Place
from programmes.schedules import Day, Schedule, person_schedule
from programmes.times import clock, day_name
from programmes.travel import minutes_between
from programmes.week import JOURNEY, Person, Week

CAR = "auto"


@dataclass(frozen=True, slots=True)
class Leg:
    """From one place to the next; `at` and `minutes` are None when nobody can tell how long it takes.

    `there_by` is when the visit begins; None on the way back.
    """

    day: dt.date
    origin: Place | None
    to: Place
    at: int | None
    minutes: int | None
    there_by: int | None
    people: tuple[Person, ...]

    @property
    def is_back(self) -> bool:
        return self.there_by is None

    @property
    def order(self) -> tuple[dt.date, int]:
        return self.day, self.at if self.at is not None else self.there_by or 0

    @property
    def time(self) -> str:
        """'9.05', or by when one has to be there."""
        return clock(self.at % 1440) if self.at is not None else f"vóór {clock((self.there_by or 0) % 1440)}"

    @property
    def until(self) -> int | None:
        """When the car is free again."""
        return None if self.at is None or self.minutes is None else self.at + self.minutes


@dataclass(frozen=True, slots=True)
class DrivingDay:
    day: dt.date
    legs: tuple[Leg, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)


def driving_days(week: Week, passengers: Iterable[int]) -> list[DrivingDay]:
    """What one driver does for these passengers (keys), by day; whoever rides along goes by car."""
    schedules = _by_car(week, set(passengers))
    legs = sorted(_merged(leg for schedule in schedules for leg in _legs(week, schedule)), key=lambda leg: leg.order)
    return [DrivingDay(day, tuple(group)) for day, group in groupby(legs, key=lambda leg: leg.day)]


def overlapping(days: Iterable[DrivingDay]) -> list[tuple[Leg, Leg]]:
    """Legs that one car cannot both drive: the second begins while the first is still under way."""
    pairs = (pair for day in days for pair in pairwise(leg for leg in day.legs if leg.at is not None))
    return [(one, next_) for one, next_ in pairs if (one.until or 0) > (next_.at or 0)]


def most_at_once(days: Iterable[DrivingDay]) -> int:
    return max((len(leg.people) for day in days for leg in day.legs), default=0)


def _by_car(week: Week, passengers: set[int]) -> list[Schedule]:
    people = {key: replace(one, mode=CAR) if key in passengers else one for key, one in week.people.items()}
    driven = replace(week, people=people)
    found = [person_schedule(driven, key) for key in sorted(passengers)]
    return [schedule for schedule in found if schedule]


def _legs(week: Week, schedule: Schedule) -> Iterator[Leg]:
    for day in schedule.days:
        here: Place | None = _start(week)
        for entry in day.entries:
            if entry.departure or _is_elsewhere(entry, here):
                yield _leg(day.day, entry, here, schedule.person)
            here = _after(here, entry)
        yield from _back(week, schedule.person, day, here)


def _start(week: Week) -> Place | None:
    """Named as personal programmes name it; None when nobody said where that is."""
    if not week.info.start_place:
        return None
    hall = "het stadhuis" if week.info.bestuur.casefold().startswith("stad ") else "het gemeentehuis"
    return Place(hall, week.info.start_place, week.info.start_point)


def _is_elsewhere(entry: Entry, here: Place | None) -> bool:
    """Without a departure: whether one has to go there all the same."""
    is_somewhere = bool(entry.place.name or entry.place.address)
    return entry.kind != JOURNEY and not entry.stays and is_somewhere and entry.place != here


def _leg(day: dt.date, entry: Entry, here: Place | None, person: Person) -> Leg:
    departure = entry.departure
    origin = departure.origin if departure else here
    at, minutes = (departure.at, departure.minutes) if departure else (None, None)
    return Leg(day, origin, entry.place, at, minutes, entry.start, (person,))


def _after(here: Place | None, entry: Entry) -> Place | None:
    if entry.kind == JOURNEY:
        return None
    return entry.place if entry.place.name or entry.place.address else here


def _back(week: Week, person: Person, day: Day, here: Place | None) -> Iterator[Leg]:
    """To where the day began, when that is known and one is elsewhere."""
    home = _start(week)
    if home is None or here is None or here == home:
        return
    minutes = minutes_between(here.point, home.point, CAR)
    until = max(entry.end for entry in day.entries)
    yield Leg(day.day, here, home, until, minutes or None, None, (person,))


def _merged(legs: Iterable[Leg]) -> Iterator[Leg]:
    """Who leaves at the same moment from the same place to the same place, rides together."""
    together: dict[tuple[object, ...], Leg] = {}
    for leg in legs:
        key = (leg.day, leg.at, leg.there_by, leg.origin, leg.to)
        known = together.get(key)
        together[key] = replace(known, people=known.people + leg.people) if known else leg
    for leg in together.values():
        yield replace(leg, people=tuple(sorted(leg.people, key=lambda person: person.name)))
