"""The problem as arrays: every visit that could be held, and who could be on it.

A *place* is one person at one possible visit; a *step* leads from one place of a person to a later one that day.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from programmes.planner.problem import Problem, Visit, Weights, nth

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

N = TypeVar("N", int, Ints)

Key = tuple[int, int, int]  # service, day, start


@dataclass(frozen=True)
class Slot:
    """A visit that could be held; `people` may be on it, `pinned` must be, `is_fixed` it must be held."""

    service: int
    day: int
    start: int
    end: int
    people: tuple[int, ...]
    pinned: frozenset[int] = frozenset()
    is_fixed: bool = False

    @property
    def key(self) -> Key:
        return self.service, self.day, self.start


@dataclass(frozen=True)
class Index:
    problem: Problem
    slots: tuple[Slot, ...] = ()
    by_key: dict[Key, int] = field(default_factory=dict)

    @cached_property
    def of_service(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.problem.services]
        for number, slot in enumerate(self.slots):
            found[slot.service].append(number)
        return found

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Every (person, slot) that could be."""
        return [(person, number) for number, slot in enumerate(self.slots) for person in slot.people]

    @cached_property
    def of_person_day(self) -> dict[tuple[int, int], list[int]]:
        """Slots of a person on a day, by start."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in sorted(range(len(self.slots)), key=lambda n: self.slots[n].start):
            slot = self.slots[number]
            for person in slot.people:
                found[person, slot.day].append(number)
        return dict(found)

    @cached_property
    def days_of(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.problem.people]
        for person, day in sorted(self.of_person_day):
            found[person].append(day)
        return found

    @cached_property
    def loads(self) -> list[list[int]]:
        """Per person, the points of the first, second ... visit; the first one saves `no_visit`."""
        weights, must = self.problem.weights, Counter(person for person, _ in self.pinned)
        return [
            [
                nth(weights.load, n) + (weights.no_visit if n == 0 else 0)
                for n in range(self.most(person.week_max, must[person.id]))
            ]
            for person in self.problem.people
        ]

    def most(self, allowed: int, pinned: int) -> int:
        """Visits of somebody, in a week or on a day: who must go to some may go to every service once besides."""
        return min(max(allowed, pinned), len(self.problem.services) + pinned)

    @cached_property
    def kept(self) -> set[tuple[int, Key]]:
        """The participations of before that are still possible; each that is lost costs `weights.change`."""
        if self.problem.previous is None:
            return set()
        duration = [service.duration for service in self.problem.services]
        return {
            (person, (visit.service, visit.day, visit.start))
            for visit in self.problem.previous
            for person in visit.people
            if is_free(self.problem, person, visit.day, visit.start, visit.start + duration[visit.service])
        }

    def change(self, person: int, slot: Slot) -> int:
        """Points for this participation for the sake of what stood before."""
        if self.problem.previous is None:
            return 0
        return self.problem.weights.change * (1 if (person, slot.key) in self.kept else -1)

    def is_competent(self, person: int, service: int) -> bool:
        return self.problem.services[service].domain in self.problem.people[person].domains

    def is_outside(self, person: int, service: int) -> bool:
        """A service outside the domains of somebody who has some: what `weights.outside` asks for."""
        domains = self.problem.people[person].domains
        return bool(domains) and self.problem.services[service].domain not in domains

    def hop(self, person: int, a: int, b: int) -> int | None:
        """Points that it costs to go from slot `a` to the later slot `b`; None when there is no time for it."""
        one, two = self.slots[a], self.slots[b]
        gap = two.start - one.end
        under_way = self.problem.minutes(self.problem.people[person], one.service, two.service)
        if gap < under_way or gap < 0 or one.service == two.service:
            return None
        return cost_of_step(self.problem.weights, gap, under_way)

    def hop_of_fixed(self, person: int, a: int, b: int) -> int:
        """The same for two that are fixed: both are held, also when there is no time between or it is one service."""
        one, two = self.slots[a], self.slots[b]
        under_way = self.problem.minutes(self.problem.people[person], one.service, two.service)
        return cost_of_step(self.problem.weights, two.start - one.end, under_way)

    def latest(self, slots: Sequence[int]) -> int:
        """Of slots in order of time the one that ends last: not always the last one, of what is fixed."""
        return max(reversed(slots), key=lambda number: self.slots[number].end)

    @cached_property
    def press_slots(self) -> list[int]:
        """Where the press moment could be, as far as time and service go; nowhere when there are too few aldermen."""
        services, windows = self.problem.services, self.problem.press_windows
        if sum(person.role == "schepen" for person in self.problem.people) < self.problem.press_schepenen:
            return []
        return [
            number
            for number, slot in enumerate(self.slots)
            if services[slot.service].press and any(d == slot.day and a <= slot.start <= b for d, a, b in windows)
        ]

    def visits_max(self, service: int) -> int:
        """In the week; what is fixed is held, also when it is more than the service wants."""
        own = self.of_service[service]
        fixed = sum(self.slots[slot].is_fixed for slot in own)
        return max(min(self.problem.services[service].visits_max, len(own)), fixed)

    @cached_property
    def pinned(self) -> list[tuple[int, int]]:
        """Every (person, slot) that must be."""
        return [(person, number) for number, slot in enumerate(self.slots) for person in sorted(slot.pinned)]

    def visits(self, groups: dict[int, Any]) -> tuple[Visit, ...]:
        """From {slot: people}, in the order of the week; what is fixed is held, also when nobody can come."""
        empty: dict[int, Any] = {number: () for number, slot in enumerate(self.slots) if slot.is_fixed}
        there = {number: people for number, people in groups.items() if people}
        held = [(self.slots[number], sorted(people)) for number, people in (empty | there).items()]
        held.sort(key=lambda item: (item[0].day, item[0].start, item[0].service))
        return tuple(Visit(slot.service, slot.day, slot.start, tuple(people)) for slot, people in held)


def cost_of_step(weights: Weights, gap: N, under_way: N) -> N:
    """Points for the journey and the waiting between two visits of a day; of one step, or of many at once."""
    idle = (gap - under_way) * (gap > under_way)
    return under_way * weights.travel + idle // 2 * weights.idle2


def is_free(problem: Problem, person: int, day: int, start: int, end: int) -> bool:
    return any(d == day and a <= start and end <= b for d, a, b in problem.people[person].available)


def make_index(problem: Problem) -> Index:
    """All that could be held and joined; a visit that too few could join is left out, unless it is fixed."""
    pinned: dict[Key, set[int]] = {}
    closed = {(visit.service, visit.day, visit.start) for visit in problem.fixed if visit.closed}
    for visit in problem.fixed:
        pinned.setdefault((visit.service, visit.day, visit.start), set()).update(visit.people)
    free: dict[tuple[int, int, int], tuple[int, ...]] = {}
    slots = []
    for key in sorted(_starts(problem) | pinned.keys()):
        service, day, start = key
        end = start + problem.services[service].duration
        if (day, start, end) not in free:
            free[day, start, end] = tuple(p.id for p in problem.people if is_free(problem, p.id, day, start, end))
        people = () if key in closed else free[day, start, end]
        held = frozenset(pinned.get(key, ()))
        people = _in_company(problem, _in_room(problem, people, service, held), held)
        if key in pinned or len(people) >= max(1, problem.services[service].min):
            slots.append(Slot(*key, end, tuple(sorted(held.union(people))) if held else people, held, key in pinned))
    return Index(problem, tuple(slots), {slot.key: number for number, slot in enumerate(slots)})


def _starts(problem: Problem) -> set[Key]:
    found = set()
    for service in problem.services:
        for day, start, end in service.windows:
            on_grid = range(-(-start // problem.step) * problem.step, end - service.duration + 1, problem.step)
            moments = {start, *on_grid} if start + service.duration <= end else set()
            found |= {(service.id, day, moment) for moment in moments}
    return found


def _in_room(problem: Problem, people: tuple[int, ...], service: int, held: frozenset[int]) -> tuple[int, ...]:
    """Without those who have to come with more people than there is room for."""
    most = max(problem.services[service].max, len(held))
    return tuple(person for person in people if len(held.union(problem.units[person])) <= most)


def _in_company(problem: Problem, people: tuple[int, ...], held: frozenset[int]) -> tuple[int, ...]:
    """Without those whose companion cannot be there."""
    alone = {p for a, b in problem.together for p, q in ((a, b), (b, a)) if q not in people and q not in held}
    return (
        people if alone.isdisjoint(people) else _in_company(problem, tuple(p for p in people if p not in alone), held)
    )
