"""What a week comes to, counted in one way wherever it is told. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from programmes.domains import domains_at
from programmes.planner import Problem
from programmes.planner import Visit as Planned
from programmes.planner.problem import Wish
from programmes.planner.worth import granted
from programmes.proposals.bridge import Bridge
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a week: its visits, on how many of its own days, whom they bring where, and the wishes that they grant.

    `person_days`: how often somebody keeps a day free; `visited`, `going`: the services and people with a visit;
    `outside`: who of those with a domain among the services visits one that it does not touch; `inside`: who does not.
    """

    visits: int
    participations: int
    days: int
    person_days: int
    visited: frozenset[int]
    services_unvisited: int
    going: frozenset[int]
    people_without_visit: int
    outside: frozenset[int]
    inside: frozenset[int]
    wishes: int
    first_wishes: int

    @property
    def services(self) -> int:
        return len(self.visited)

    @property
    def people(self) -> int:
        return len(self.going)


def sums_of(week: Week, bridge: Bridge) -> Sums:
    """`bridge` knows the wishes."""
    visits = [visit for visit in week.visits if visit.is_visit]
    places = [(part.person, visit) for visit in visits for part in visit.people]
    visited = week.services.keys() & {visit.service for visit in visits}
    going = week.people.keys() & {person for person, _ in places}
    outside, inside = _by_domain(week, places)
    ranks = _ranks_granted(bridge, week)
    return Sums(
        visits=len(visits),
        participations=len(places),
        days=len({visit.day for visit in visits}.intersection(week.info.days)),
        person_days=len({(person, visit.day) for person, visit in places}),
        visited=frozenset(visited),
        services_unvisited=len(week.services) - len(visited),
        going=frozenset(going),
        people_without_visit=len(week.people) - len(going),
        outside=outside,
        inside=inside,
        wishes=sum(map(len, ranks)),
        first_wishes=sum(0 in mine for mine in ranks),
    )


def _by_domain(week: Week, places: Iterable[tuple[int, Visit]]) -> tuple[frozenset[int], frozenset[int]]:
    holders = {
        key for key, person in week.people.items() if any(domains_at(person, one) for one in week.services.values())
    }
    outside = {
        person
        for person, visit in places
        if person in holders and (service := week.service_of(visit)) and not domains_at(week.people[person], service)
    }
    return frozenset(outside), frozenset(holders - outside)


def _ranks_granted(bridge: Bridge, week: Week) -> list[list[int]]:
    """Per person the places on their list of wishes."""
    problem = without_stand_ins(bridge)
    mine = by_person(in_numbers_of(bridge, week))
    return [granted(problem, person, visits) for person, visits in mine.items()]


def by_person(visits: Iterable[Planned]) -> dict[int, list[Planned]]:
    """In the order of the week."""
    mine: dict[int, list[Planned]] = defaultdict(list)
    for visit in sorted(visits, key=lambda one: (one.day, one.start)):
        for person in visit.people:
            mine[person].append(visit)
    return mine


def without_stand_ins(bridge: Bridge) -> Problem:
    """Each service once, and each asks for a visit; a wish for a stand-in is one for the service itself."""
    real = bridge.problem.services[: bridge.stand_ins]
    services = tuple(replace(one, priority=max(one.priority, 1)) for one in real)
    people = tuple(
        replace(one, wishes=tuple(_of_itself(bridge, wish) for wish in one.wishes)) for one in bridge.problem.people
    )
    return replace(bridge.problem, services=services, people=people, fixed=(), previous=None, turns=())


def _of_itself(bridge: Bridge, wish: Wish) -> Wish:
    is_stand_in = isinstance(wish.value, int) and wish.value >= bridge.stand_ins
    return wish._replace(value=bridge.services.index(bridge.services[int(wish.value)])) if is_stand_in else wish


def in_numbers_of(bridge: Bridge, week: Week) -> tuple[Planned, ...]:
    """The visits of a week; who, what or when the bridge does not know is left out."""
    return tuple(_translated(bridge, week))


def _translated(bridge: Bridge, week: Week) -> Iterator[Planned]:
    services = {key: number for number, key in enumerate(bridge.services[: bridge.stand_ins])}
    people = {key: number for number, key in enumerate(bridge.people)}
    days = {day: number for number, day in enumerate(bridge.days)}
    for visit in week.visits:
        if visit.is_visit and visit.service in services and visit.day in days:
            known = tuple(people[part.person] for part in visit.people if part.person in people)
            yield Planned(services[visit.service], days[visit.day], visit.start, known)
