"""What one person, one host and the communication service see of a week. Pure: a `Week` in, plain rows out."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from programmes.entries import Departure, Entry, Others, Place, make_entry
from programmes.times import day_name
from programmes.travel import journey, minutes_between, mode_between
from programmes.week import JOURNEY, Host, Info, Person, Service, Visit, Week

FREE_FROM = 30  # a shorter pause is not worth a line
ROUND_TO = 5  # 'vertrek om 9.05', not 'om 9.07'


@dataclass(frozen=True, slots=True)
class Day:
    day: dt.date
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The programme of one person."""

    info: Info
    person: Person
    days: tuple[Day, ...]

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for day in self.days for entry in day.entries)


@dataclass(frozen=True, slots=True)
class HostSchedule:
    """Who comes when to whoever receives them."""

    info: Info
    host: Host
    services: tuple[Service, ...]
    days: tuple[Day, ...]

    @property
    def name(self) -> str:
        return self.host.name

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for day in self.days for entry in day.entries)

    def counting(self, others: Mapping[int, Others]) -> "HostSchedule":
        """With who comes beside the visitors, by visit."""
        days = (
            replace(day, entries=tuple(replace(entry, others=others.get(entry.visit.id)) for entry in day.entries))
            for day in self.days
        )
        return replace(self, days=tuple(days))


@dataclass(frozen=True, slots=True)
class WeekSchedule:
    """The whole week, by day."""

    info: Info
    days: tuple[Day, ...]


def person_schedule(week: Week, person: int) -> Schedule | None:
    """None for who was not in the programme when it was published."""
    somebody = week.people.get(person)
    if somebody is None:
        return None
    entries = sorted(
        (make_entry(week, visit, part) for visit in week.visits for part in visit.people if part.person == person),
        key=lambda entry: (entry.visit.day, entry.start, entry.end),
    )
    return Schedule(week.info, somebody, tuple(_on_the_way(week, somebody, day) for day in _by_day(entries)))


def host_schedule(week: Week, host: int) -> HostSchedule | None:
    """The visits to the services of a contact person, and those where they receive; None for who has no part in it."""
    services = {key: service for key, service in week.services.items() if any(c.id == host for c in service.contacts)}
    visits = [visit for visit in week.visits if receives(week, visit, host)]
    known = [contact for service in services.values() for contact in service.contacts]
    known += [visit.host for visit in visits if visit.host]
    somebody = next((contact for contact in known if contact.id == host), None)
    if somebody is None:
        return None
    days = _by_day(make_entry(week, visit) for visit in visits)
    return HostSchedule(week.info, somebody, tuple(services.values()), tuple(days))


def receives(week: Week, visit: Visit, host: int) -> bool:
    """Whether a contact person receives this visit, or is one of the service where it is."""
    service = week.service_of(visit)
    known = {contact.id for contact in service.contacts} if service else set()
    return host in known | ({visit.host.id} if visit.host else set())


def week_schedule(week: Week) -> WeekSchedule:
    return WeekSchedule(week.info, tuple(_by_day(make_entry(week, visit) for visit in week.visits)))


def _by_day(entries: Iterable[Entry]) -> list[Day]:
    return [Day(day, tuple(group)) for day, group in groupby(entries, key=lambda entry: entry.visit.day)]


def _on_the_way(week: Week, person: Person, day: Day) -> Day:
    """The entries with when to leave for each, and how much is free before it."""
    last: Visit | None = None
    here: tuple[Place, Service | None] | None = (_start(week.info), None)
    until: int | None = None
    entries = []
    for entry in day.entries:
        mode = mode_between(week, last, entry.visit, person.id)
        departure = _departure(week, here, entry, mode=mode, not_before=until)
        leaves = departure.at if departure else entry.start
        free = leaves - until if until is not None else 0
        stays = here is not None and here[1] is not None and here[1] == entry.service and not entry.visit.place
        entries.append(replace(entry, departure=departure, free_before=free if free >= FREE_FROM else 0, stays=stays))
        until = max(until or 0, entry.end)
        here, last = _after(here, entry), entry.visit
    return Day(day.day, tuple(entries))


def _start(info: Info) -> Place:
    hall = "het stadhuis" if info.bestuur.casefold().startswith("stad ") else "het gemeentehuis"
    return Place(hall, info.start_place, info.start_point)


def _after(here: tuple[Place, Service | None] | None, entry: Entry) -> tuple[Place, Service | None] | None:
    """Where one is after an entry; None when that is not known."""
    if entry.kind == JOURNEY or entry.visit.place:
        return None
    return (entry.place, entry.service) if entry.service else here


def _departure(
    week: Week, here: tuple[Place, Service | None] | None, entry: Entry, *, mode: str, not_before: int | None
) -> Departure | None:
    """None when there is nowhere to go, or when nobody can tell how long it takes."""
    if here is None or entry.service is None or entry.visit.place or entry.kind == JOURNEY:
        return None
    origin, service = here
    if service:
        minutes = journey(week, service, entry.service, mode)
    else:
        minutes = minutes_between(origin.point, entry.place.point, mode)
    if not minutes:
        return None
    at = (entry.start - minutes - week.info.slack) // ROUND_TO * ROUND_TO
    return Departure(max(at, not_before or 0), origin, minutes, mode)
