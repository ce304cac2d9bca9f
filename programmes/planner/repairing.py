"""A few visits that wring, put right as a coordinator would: who goes somewhere keeps going there.

`replan` counts every participation at another hour as changed, and so may rather leave somebody out than move a visit.
Here nobody loses a visit when that can be helped, then what must move moves as little as possible: the nearest hour of
that day, then another day, and few people rather than many; somebody new comes only when nothing else is left.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from programmes.planner.again import MARGIN, Mending
from programmes.planner.before import Before
from programmes.planner.checking import Verdict
from programmes.planner.index import Index, Slot, make_index
from programmes.planner.mending import aimed, groups_of, mended
from programmes.planner.problem import Plan, Problem, Visit
from programmes.planner.program.shapes import ANY, Groups, Place, places_in
from programmes.planner.program.solving import load

KEPT, NEW = 100_000, 1_000
"""What it is worth that somebody still goes where they went, and what somebody new there costs."""
MOVED, QUARTER = 20, 15
OTHER_DAY, DAY = 100, 10
"""For each person who goes at another time: besides the quarters between, and for each day between."""
FEW, MANY = (80, 300), 1_000  # places that are solved at once
LEAST = 1.0  # seconds for a second try
AWAY = 10_000  # farther than any moment is


def repair(problem: Problem, *, seconds: float = 5.0, seed: int = 0) -> Plan:
    """What may not change is fixed; the rest of `problem.previous` stays as near as possible to how it was.

    `lost` of the plan: participations that could have been kept, now or at another moment, and are not. A visit to
    which too few can come is still held.
    """
    load()
    until = time.monotonic() + seconds
    found = _repaired(problem, until, seed)
    visited = {visit.service for visit in problem.previous or () if visit.people}
    lost = visited - {visit.service for visit in found.visits if visit.people}
    if all(problem.services[service].min == 1 for service in lost):
        return found
    services = tuple(replace(service, min=1) if service.id in lost else service for service in problem.services)
    return _repaired(replace(problem, services=services), max(until, time.monotonic() + LEAST), seed)


def _repaired(problem: Problem, until: float, seed: int) -> Plan:
    weighed = aimed(problem)
    plain = make_index(replace(weighed, weights=replace(weighed.weights, change=1)))
    keeping = Keeping(problem, Nearness(plain.problem, plain.slots, plain.by_key))
    mending = Repairing(keeping, until - MARGIN, seed, groups_of(mended(keeping)))
    if not mending.is_least:
        mending.change_less()
    mending.improve()
    return mending.plan()


def how_far(was: Visit, now: Slot) -> int:
    if (was.day, was.start) == (now.day, now.start):
        return 0
    days = abs(was.day - now.day)
    return MOVED + abs(was.start - now.start) // QUARTER + (OTHER_DAY + DAY * days if days else 0)


@dataclass(frozen=True)
class Nearness(Index):
    """A participation is worth what it keeps of one at the same service before: the nearer, the more."""

    @cached_property
    def stood(self) -> dict[Place, Visit]:
        """By person and service: nobody goes to a service twice."""
        return {(person, visit.service): visit for visit in self.problem.previous or () for person in visit.people}

    @cached_property
    def moments(self) -> dict[int, list[Visit]]:
        """By service, when it was visited."""
        found: dict[int, list[Visit]] = defaultdict(list)
        for visit in self.problem.previous or ():
            found[visit.service].append(visit)
        return found

    @cached_property
    def once(self) -> set[int]:
        """The services that were visited once, and are at most."""
        return {s for s, visits in self.moments.items() if len(visits) == 1 and self.visits_max(s) == 1}

    def change(self, person: int, slot: Slot) -> int:
        stood = self.stood.get((person, slot.service))
        worth = -NEW - self.off(slot) if stood is None else KEPT - how_far(stood, slot)
        return self.problem.weights.change * worth

    def off(self, slot: Slot) -> int:
        """How far from the nearest moment at which that service was visited."""
        return min((how_far(visit, slot) for visit in self.moments.get(slot.service, ())), default=0)

    @cached_property
    def best(self) -> dict[Place, int]:
        """By person and service of before what is kept at most, for who can still be there at some moment."""
        found: dict[Place, int] = {}
        for slot in self.slots:
            for person in slot.people:
                place = person, slot.service
                if place in self.stood:
                    found[place] = max(found.get(place, 0), self.change(person, slot))
        return found


@dataclass(frozen=True)
class Keeping(Before):
    """`index` is a Nearness."""

    index: Nearness
    unit = KEPT

    def value(self, groups: Groups, verdict: Verdict) -> tuple[int, ...]:
        """More is better: services, press moment and people as before, what is kept of it, and only then points."""
        services, people = self.lost(groups)
        lacking = sum(self.worth(service) for service in services)
        return -lacking, -self._lacks_press(verdict), -len(people), self.kept_of(groups), verdict.score

    def kept_of(self, groups: Groups) -> int:
        return sum(self.index.change(person, self.index.slots[slot]) for person, slot in places_in(groups))

    def left_out(self, groups: Groups) -> set[Place]:
        """(person, service) that could have been kept."""
        there = {(person, self.index.slots[slot].service) for person, slot in places_in(groups)}
        return self.index.best.keys() - there

    @cached_property
    def groups(self) -> list[list[int]]:
        """By slot, who of before can be there, beside what is fixed."""
        return [self._group_at(number, slot) for number, slot in enumerate(self.index.slots)]

    def _group_at(self, number: int, slot: Slot) -> list[int]:
        there = self._visitors[slot.service].intersection(slot.people)
        return sorted(p for p in there if p in slot.pinned or not self._is_held_up(p, number))

    def _is_held_up(self, person: int, slot: int) -> bool:
        day = self.index.slots[slot].day
        return any(self._clash(person, slot, other) for other in self._fixed[person, day])

    @cached_property
    def _visitors(self) -> dict[int, set[int]]:
        """By service."""
        found: dict[int, set[int]] = defaultdict(set)
        for person, service in self.index.stood:
            found[service].add(person)
        return found

    @cached_property
    def _fixed(self) -> dict[tuple[int, int], list[int]]:
        """By person and day, where they stay whatever happens."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for person, slot in self.index.pinned:
            found[person, self.index.slots[slot].day].append(slot)
        return found

    @cached_property
    def kept_at(self) -> dict[int, int]:
        """What is kept at most by a slot of a service that was visited once, with whom it takes to be enough."""
        found = {}
        for service in self.index.once:
            for slot in self.index.of_service[service]:
                here, group = self.index.slots[slot], self.groups[slot]
                limits, pinned = self.problem.services[service], here.pinned
                new = max(0, limits.min - len(pinned.union(group)))
                kept = sorted((self.index.change(person, here) for person in group), reverse=True)
                found[slot] = sum(kept[: max(limits.max, len(pinned))]) - new * (NEW + self.index.off(here))
        return found

    @cached_property
    def most_kept(self) -> int:
        """No plan that loses no service keeps more."""
        return sum(self._most_at.values()) + sum(
            kept for (_, s), kept in self.index.best.items() if s not in self.index.once
        )

    def given_up(self, person: int, slot: int) -> int:
        """How much less than the most is kept by any plan with this person there."""
        here, best = self.index.slots[slot], self.index.best.get((person, self.index.slots[slot].service))
        if slot not in self.kept_at:
            return (best or 0) - self.index.change(person, here)
        is_more = best is None and len(self.groups[slot]) >= self.problem.services[here.service].min
        return self._most_at[here.service] - self.kept_at[slot] + NEW * is_more

    @cached_property
    def _most_at(self) -> dict[int, int]:
        slots = self.index.of_service
        return {s: max((self.kept_at[slot] for slot in slots[s]), default=0) for s in self.index.once}


@dataclass
class Repairing(Mending):
    before: Keeping
    is_proven: bool = False
    is_whole: bool = False

    @property
    def is_least(self) -> bool:
        return not self.before.has_lost(self.groups, self.verdict) and self._given_up <= 0

    @property
    def has_choice(self) -> bool:
        """Whether not everything is as it was."""
        return self.before.kept_of(self.groups) < KEPT * len(self.before.index.stood)

    @property
    def _given_up(self) -> int:
        return self.before.most_kept - self.before.kept_of(self.groups)

    def prove(self) -> None:
        self.is_proven = True

    def plan(self) -> Plan:
        lost = len(self.before.left_out(self.groups))
        is_least = lost == 0 or self.is_proven or self.is_least
        visits, least = self.index.visits(self.groups), lost if is_least else None
        return Plan(visits, self.verdict.score, changed=self.changed, lost=lost, lost_least=least)

    def _parts(self) -> Iterator[set[Place]]:
        """The nearest moments, wider until nobody is left out; then every one that may be in a better plan."""
        for few in FEW:
            yield {*places_in(self.groups), *self._nearest()[:few]}
            if self._given_up < KEPT:
                break
        worthwhile = self._worthwhile()
        self.is_whole = len(worthwhile) <= MANY
        yield {*places_in(self.groups), *worthwhile[:MANY]}

    def holds_all(self, _: set[Place]) -> bool:
        return self.is_whole

    def _worthwhile(self) -> list[Place]:
        """Those with which not more is given up than now."""
        most = ANY if self.before.has_lost(self.groups, self.verdict) else self._given_up
        given_up = {place: self.before.given_up(*place) for place in self.index.places}
        return sorted((place for place, worth in given_up.items() if worth < most), key=given_up.__getitem__)

    def _nearest(self) -> list[Place]:
        """Of each service in turn the moment at which fewest are missed, and of those the nearest."""
        ranked = []
        for service, slots in enumerate(self.index.of_service):
            near = sorted((self._misses(slot), slot) for slot in slots)
            ranked += [(rank, missed, service, slot) for rank, (missed, slot) in enumerate(near)]
        missing = self.before.lost(self.groups)[1]
        return [(person, slot) for *_, slot in sorted(ranked) for person in self._comes(slot, missing)]

    def _misses(self, slot: int) -> int:
        off = self.before.index.off(self.index.slots[slot])
        return off - AWAY * len(self.before.groups[slot])

    def _comes(self, slot: int, missing: set[int]) -> Iterable[int]:
        """Who went there, who has nothing left, and anybody when they are too few."""
        here, group = self.index.slots[slot], self.before.groups[slot]
        if len(group) < self.index.problem.services[here.service].min:
            return here.people
        return sorted({*group} | missing.intersection(here.people))
