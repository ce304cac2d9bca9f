"""A tour as the board knows it: its hours, leg by leg, for an order that somebody chose. Pure: a `Week` in."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from programmes.agenda import Agenda
from programmes.times import clock
from programmes.travel import journey
from programmes.week import DECLINED, VISIT, Participation, Service, Visit, Week, order
from programmes.windows import Span

ROUNDED_TO = 5
FREE_FROM = 30  # minutes before a door that opens later: worth telling
RONDRIT = "rondrit"
TOGETHER = -1  # a tour that has no row yet


@dataclass(frozen=True, slots=True)
class Ride:
    """`origin`: where it starts and ends, None for the first stop itself; `mode`: '' as the slowest of the group."""

    day: dt.date
    leave: int
    back: int | None = None
    mode: str = ""
    origin: Service | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stop that was asked for; `visit` when it is on the board, `is_kept` when it stays at its hour."""

    service: int
    minutes: int
    visit: Visit | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop: its visit, the minutes under way to it (without slack), and when the group leaves for it.

    `there` is when the group can be there: later than the visit begins, when that stays at its hour.
    """

    visit: Visit
    journey: int
    departs: int
    there: int

    @property
    def free(self) -> int:
        """Minutes between two visits with nothing to do."""
        minutes = self.visit.start - self.there
        return minutes if minutes >= FREE_FROM else 0


@dataclass(frozen=True, slots=True)
class Tour:
    legs: tuple[Leg, ...]
    home: int  # minutes under way after the last stop
    back: int
    mode: str = ""

    @property
    def visits(self) -> list[Visit]:
        return [leg.visit for leg in self.legs]


def town_hall(week: Week) -> Service:
    """The place where every personal programme begins, as if it were a service."""
    hall = "het stadhuis" if week.info.bestuur.casefold().startswith("stad ") else "het gemeentehuis"
    return Service(0, hall, address=week.info.start_place, point=week.info.start_point)


def on_the_road(week: Week, ride: Ride, a: Service | None, b: Service | None) -> int:
    """Minutes, without slack, for the slowest of the group; 0 when one of both is not known."""
    if a is None or b is None:
        return 0
    modes = {ride.mode} if ride.mode else {week.people[key].mode for key in ride.people if key in week.people} or {""}
    return max(journey(week, a, b, mode) for mode in modes)


def with_slack(week: Week, a: Service | None, b: Service, minutes: int) -> int:
    """What a leg takes with parking and the welcome: nothing at the first stop when that is where one starts."""
    if a is None or a.id == b.id or (a.id == 0 and not minutes):
        return minutes
    return minutes + week.info.slack


def timed(week: Week, ride: Ride, stops: Sequence[Wanted]) -> Tour:
    """The stops in this order, each as soon as the group is there and the service receives."""
    agenda = Agenda(_without(week, [stop.visit for stop in stops if stop.visit]))
    legs: list[Leg] = []
    clock_now, here = ride.leave, ride.origin
    for number, stop in enumerate(stops, start=1):
        service = week.services[stop.service]
        minutes = on_the_road(week, ride, here, service)
        there = clock_now + with_slack(week, here, service, minutes)
        start = stop.visit.start if stop.is_kept and stop.visit else _opens(agenda, ride.day, stop, _rounded(there))
        visit = _visit(service, stop, ride, number=number, start=start)
        departs = max((start - (there - clock_now)) // ROUNDED_TO * ROUNDED_TO, clock_now)
        legs.append(Leg(visit, minutes, departs, there))
        clock_now, here = visit.end, service
    home = on_the_road(week, ride, here, ride.origin) if legs else 0
    return Tour(tuple(legs), home, clock_now + home, ride.mode)


def _visit(service: Service, stop: Wanted, ride: Ride, *, number: int, start: int) -> Visit:
    """As it was with other hours, or new: then with an id below zero, so that they can be told apart."""
    if stop.visit:
        return _moved(stop.visit, ride.day, start, start + stop.minutes)
    return Visit(
        id=-number,
        kind=VISIT,
        day=ride.day,
        start=start,
        end=start + stop.minutes,
        service=service.id,
        werkvorm=RONDRIT,
        host=service.contacts[0] if service.contacts else None,
        people=tuple(Participation(person) for person in ride.people),
    )


def _moved(visit: Visit, day: dt.date, start: int, end: int) -> Visit:
    shift = start - visit.start

    def held(minutes: int | None) -> int | None:
        return None if minutes is None else min(max(minutes + shift, start), end)

    people = tuple(replace(part, start=held(part.start), end=held(part.end)) for part in visit.people)
    return replace(visit, day=day, start=start, end=end, people=people)


def _rounded(minutes: int) -> int:
    return -(-minutes // ROUNDED_TO) * ROUNDED_TO


def _opens(agenda: Agenda, day: dt.date, stop: Wanted, there: int) -> int:
    starts = (max(there, a) for a, b in suiting(agenda, stop.service, day) if max(there, a) + stop.minutes <= b)
    return min(starts, default=there)


def suiting(agenda: Agenda, service: int, day: dt.date) -> list[Span]:
    """When the service receives on that day and has no other groups than it can have at once."""
    found = agenda.week.services[service]
    spans = agenda.open_spans(found, day)
    others = [(visit.start, visit.end) for visit in agenda.by_service.get((service, day), [])]
    for start, end in others:
        if sum(a < end and b > start for a, b in others) >= found.max_groups:
            spans = [part for a, b in spans for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return spans


def _without(week: Week, visits: Iterable[Visit]) -> Week:
    gone = {visit.id for visit in visits}
    return replace(week, visits=tuple(visit for visit in week.visits if visit.id not in gone))


def troubles(week: Week, tour: Tour, *, gone: Iterable[Visit] = ()) -> list[list[str]]:
    """Per stop what does not suit, in sentences. `gone`: visits that are taken off the board."""
    others = _without(week, [*tour.visits, *gone]).visits
    legs = [replace(leg, visit=replace(leg.visit, ronde=TOGETHER, ronde_mode=tour.mode)) for leg in tour.legs]
    agenda = Agenda(replace(week, visits=tuple(sorted([*others, *(leg.visit for leg in legs)], key=order))))
    return [list(_troubles(agenda, leg)) for leg in legs]


def _troubles(agenda: Agenda, leg: Leg) -> Iterator[str]:
    visit = leg.visit
    if leg.there > visit.start:
        yield f"De groep kan er pas om {clock(leg.there)} zijn, en dit bezoek blijft om {clock(visit.start)} beginnen"
        return
    service, people = agenda.week.services[visit.service or 0], coming(visit)
    yield from (f"{service.name} {problem.text}" for problem in agenda.service_problems(visit))
    if len(people) > service.max_people:
        yield f"{service.name} neemt hoogstens {service.max_people} bezoekers, en er komen er {len(people)}"
    for part in visit.people:
        if part.person in people and (problems := agenda.person_problems(part.person, visit, part)):
            yield f"{agenda.week.people[part.person].name} {problems[0].text}"


def coming(visit: Visit) -> list[int]:
    """Whoever did not say no."""
    return [part.person for part in visit.people if part.answer != DECLINED]
