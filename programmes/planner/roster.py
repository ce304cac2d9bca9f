"""A plan in the making: who is where, whether somebody can still join, and if not, what hinders."""

from bisect import bisect_left
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from programmes.planner.problem import Person, Problem, Service, Visit, covers


class Moment(NamedTuple):
    """Of a visit; the order is that of the week."""

    day: int
    start: int
    service: int


class Hindrance(StrEnum):
    AWAY = "away"
    TWICE = "twice"
    WEEK = "week"
    DAY = "day"
    BUSY = "busy"
    """At another visit, or under way."""


class Roster:
    """Takes visits as they come and lets rules be broken: who asks `hindrance` first breaks none."""

    def __init__(self, problem: Problem, visits: Iterable[Visit] = ()) -> None:
        self.problem = problem
        self.groups: dict[Moment, list[int]] = {}
        self.of_person: list[list[Moment]] = [[] for _ in problem.people]
        self.of_service: list[list[Moment]] = [[] for _ in problem.services]
        for visit in visits:
            self.place(Moment(visit.day, visit.start, visit.service), visit.people)

    @property
    def visits(self) -> tuple[Visit, ...]:
        return tuple(Visit(at.service, at.day, at.start, tuple(self.groups[at])) for at in sorted(self.groups))

    @property
    def units(self) -> tuple[tuple[int, ...], ...]:
        return self.problem.units

    @cached_property
    def foes(self) -> dict[int, set[int]]:
        foes: dict[int, set[int]] = {}
        for a, b in self.problem.apart:
            foes.setdefault(a, set()).add(b)
            foes.setdefault(b, set()).add(a)
        return foes

    @cached_property
    def closed(self) -> frozenset[Moment]:
        return frozenset(Moment(v.day, v.start, v.service) for v in self.problem.fixed if v.closed)

    def place(self, at: Moment, people: Iterable[int]) -> None:
        """A new visit, or more people at one that is there."""
        if at not in self.groups:
            self.groups[at] = []
            self.of_service[at.service].append(at)
        for person in people:
            if person not in self.groups[at]:
                self.groups[at].append(person)
                mine = self.of_person[person]
                mine.insert(bisect_left(mine, at), at)

    def leave(self, at: Moment, people: Iterable[int]) -> None:
        """The visit goes with the last of them."""
        for person in people:
            self.groups[at].remove(person)
            self.of_person[person].remove(at)
        if not self.groups[at]:
            del self.groups[at]
            self.of_service[at.service].remove(at)

    def hindrance(self, person: int, at: Moment, *, needs_free: bool = True) -> Hindrance | None:
        """What keeps this one person from a visit then, places at the visit left aside."""
        who, mine = self.problem.people[person], self.of_person[person]
        if needs_free and not covers(who.available, at.day, at.start, self._end(at)):
            return Hindrance.AWAY
        if min(who.week_max, who.day_max) > 0 and not mine:
            return None
        if self.goes_to(person, at.service):
            return Hindrance.TWICE
        if len(mine) >= who.week_max:
            return Hindrance.WEEK
        if sum(other.day == at.day for other in mine) >= who.day_max:
            return Hindrance.DAY
        return Hindrance.BUSY if self.clashes(person, at) else None

    def goes_to(self, person: int, service: int) -> bool:
        return any(at.service == service for at in self.of_person[person])

    def clashes(self, person: int, at: Moment) -> list[Moment]:
        """What this person does that day before and after that leaves too little time."""
        who, mine = self.problem.people[person], self.of_person[person]
        place = bisect_left(mine, at)
        earlier = [other for other in mine[:place] if other.day == at.day]
        longest = max(reversed(earlier), key=self._end) if earlier else None  # of what is fixed not always the last
        found = [other for other in earlier if other in (earlier[-1], longest) and self._is_too_late(who, other, at)]
        after = next((other for other in mine[place:] if other != at), at)
        if after != at and after.day == at.day and self._is_too_late(who, at, after):
            found.append(after)
        return found

    def _is_too_late(self, who: Person, a: Moment, b: Moment) -> bool:
        return self._end(a) + self.problem.minutes(who, a.service, b.service) > b.start

    def can_hold(self, at: Moment) -> bool:
        """Whether the service can receive one more visit then."""
        service, others = self.problem.services[at.service], self.of_service[at.service]
        return len(others) < service.visits_max and not any(
            other.day == at.day and abs(other.start - at.start) < service.duration for other in others
        )

    def team(self, at: Moment, people: Iterable[int], limit: int, *, along: Iterable[int] = ()) -> list[int]:
        """Who of `people` can come, those first who stand first, at most `limit`; pairs are kept whole and apart.

        `along`: who else will be there.
        """
        team: list[int] = []
        there = {*self.groups.get(at, ()), *along}
        for person in people:
            unit = self.units[person]
            if person in team or len(team) + len(unit) > limit or self.meets_a_foe(unit, there | set(team)):
                continue
            if not there.intersection(unit) and all(self.hindrance(one, at) is None for one in unit):
                team += unit
        return team

    def meets_a_foe(self, unit: Iterable[int], others: set[int]) -> bool:
        """Whether one of `unit` must be apart from another of them, or of the others."""
        unit = set(unit)
        return any(self.foes.get(one, set()) & (others | unit) for one in unit)

    def _end(self, at: Moment) -> int:
        return at.start + self.problem.services[at.service].duration


def moments(problem: Problem, service: Service) -> list[Moment]:
    """Every begin that a visit to this service may have, in the order of the week."""
    found = set()
    for window in service.windows:
        last = window.end - service.duration
        first = -(-window.start // problem.step) * problem.step
        starts = {window.start, *range(first, last + 1, problem.step)} if window.start <= last else set()
        found |= {Moment(window.day, start, service.id) for start in starts}
    return sorted(found)
