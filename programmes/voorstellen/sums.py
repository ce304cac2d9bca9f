"""What a week comes to, counted in one way wherever it is told. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from programmes.planner import Problem, Visit
from programmes.planner.checking import check
from programmes.planner.problem import Wish
from programmes.proposals.bridge import Bridge
from programmes.week import Week


class Sums(NamedTuple):
    """Of a week: its visits, on how many of its own days, who has one and who lacks one, and the wishes it grants."""

    visits: int
    days: int
    services: int
    services_unvisited: int
    people: int
    people_without_visit: int
    wishes: int


def sums_of(week: Week, bridge: Bridge) -> Sums:
    """`bridge` knows the wishes."""
    visits = [visit for visit in week.visits if visit.is_visit]
    visited = {visit.service for visit in visits} & week.services.keys()
    going = {part.person for visit in visits for part in visit.people} & week.people.keys()
    return Sums(
        visits=len(visits),
        days=len({visit.day for visit in visits}.intersection(week.info.days)),
        services=len(visited),
        services_unvisited=len(week.services) - len(visited),
        people=len(going),
        people_without_visit=len(week.people) - len(going),
        wishes=check(without_stand_ins(bridge), in_numbers_of(bridge, week)).wishes_granted,
    )


def without_stand_ins(bridge: Bridge) -> Problem:
    """Each service once, and each asks for a visit; a wish for a stand-in is one for the service itself."""
    real = bridge.problem.services[: bridge.stand_ins]
    services = tuple(replace(one, priority=max(one.priority, 1)) for one in real)
    people = tuple(
        replace(one, wishes=tuple(_of_itself(bridge, wish) for wish in one.wishes)) for one in bridge.problem.people
    )
    return replace(bridge.problem, services=services, people=people, fixed=(), previous=None)


def _of_itself(bridge: Bridge, wish: Wish) -> Wish:
    is_stand_in = isinstance(wish.value, int) and wish.value >= bridge.stand_ins
    return wish._replace(value=bridge.services.index(bridge.services[int(wish.value)])) if is_stand_in else wish


def in_numbers_of(bridge: Bridge, week: Week) -> tuple[Visit, ...]:
    """The visits of a week; who, what or when the bridge does not know is left out."""
    return tuple(_translated(bridge, week))


def _translated(bridge: Bridge, week: Week) -> Iterator[Visit]:
    services = {key: number for number, key in enumerate(bridge.services[: bridge.stand_ins])}
    people = {key: number for number, key in enumerate(bridge.people)}
    days = {day: number for number, day in enumerate(bridge.days)}
    for visit in week.visits:
        if visit.is_visit and visit.service in services and visit.day in days:
            known = tuple(people[part.person] for part in visit.people if part.person in people)
            yield Visit(services[visit.service], days[visit.day], visit.start, known)
