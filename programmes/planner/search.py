"""Better and better plans: a part is freed and solved anew, again and again (large neighbourhood search)."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from programmes.planner.checking import check
from programmes.planner.first import rounded
from programmes.planner.index import Index
from programmes.planner.program.formulation import make_part
from programmes.planner.program.shapes import Groups, Place, places_in
from programmes.planner.program.solving import Stop, relax, solve

LONGEST = 0.8  # seconds for one part
MASTER, PART = 5.0, 1 / 3  # seconds for the whole week; by the clock it may be this part of what is left, if more
MOST = 0.6  # of what is left, for a relaxation and again for what it wants: there is to be more than one try
NEAR, NEARER = 1.5e-3, 4  # of the score: what still lacks then, other places bring sooner; less from the third on
EFFORT = 0.4  # deterministic time of CP-SAT in a second, about
WANTED = 0.01  # fractions of a relaxation below this are passed over
MANY, BESIDE = 20_000, 400  # below so many places, so many are solved beside what a relaxation wants, after once
SOONER = 0.7  # how often a service without a visit comes first
KINDS = ("services", "people", "day", "mixed", "domain")
SMALLEST, LARGEST = 150, 1_500  # places in one part


class Pool:
    """The places worth looking at, dearest first, by service, by person and by day."""

    def __init__(self, index: Index, places: Iterable[Place]) -> None:
        self.places = list(dict.fromkeys(places))
        self.of_service: dict[int, list[Place]] = defaultdict(list)
        self.of_person: dict[int, list[Place]] = defaultdict(list)
        self.of_day: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            slot = index.slots[place[1]]
            self.of_service[slot.service].append(place)
            self.of_person[place[0]].append(place)
            self.of_day[slot.day].append(place)


@dataclass
class Search:
    """The best plan so far, and the ways to better it. `effort` counts what was spent, whatever the clock says.

    `should_stop` ends what may take seconds; a part is waited for.
    """

    index: Index
    groups: Groups
    score: int
    random: random.Random
    pool: Pool
    accepted: frozenset[str] = frozenset()  # rules that what is fixed breaks
    by_effort: bool = False
    should_stop: Stop | None = None
    effort: float = 0.0
    sizes: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 500.0))
    turn: int = 0
    masters: int = 0

    def improve(self, left: float) -> bool:
        """One part, freed and solved while there are seconds left; whether the plan got better."""
        kind = self.random.choice(list(self.sizes))
        free = self._part(kind, int(self.sizes[kind]))
        if not free:
            return False
        better, is_best, spent = self._solve(free, LONGEST, left)
        if is_best and spent < EFFORT * LONGEST / 3:
            self.sizes[kind] = min(self.sizes[kind] * 1.1, LARGEST)
        elif not is_best:
            self.sizes[kind] = max(self.sizes[kind] * 0.85, SMALLEST)
        return better

    def master(self, places: list[Place], left: float) -> bool:
        """All these places at once: relaxed first, then what the relaxation wants; each in `MOST` of what is left."""
        started = time.monotonic()
        part = make_part(self.index, self.groups, {*places, *places_in(self.groups)})
        relaxation = relax(part.program, seconds=MOST * left, should_stop=self.should_stop)
        if relaxation is None:
            return False
        self.effort += len(part.program.gains) * 1e-4 * EFFORT
        wanted = {place: float(relaxation.columns[column]) for place, column in part.joins.items()}
        near = max(NEAR * self.score / NEARER ** max(0, self.masters - 1), 1.0)
        return self.master_of(wanted, MOST * (left - (time.monotonic() - started)), near=near)

    def master_of(self, wanted: dict[Place, float], left: float, *, near: float = 0.0) -> bool:
        """What a relaxation wants, rounded and then solved; `near` as in `solve`."""
        is_better = self.adopt(rounded(self.index, wanted))
        free = {place for place, fraction in wanted.items() if fraction > WANTED} | places_in(self.groups)
        if self.masters and len(self.index.places) < MANY:
            free |= {*self.pool.places[:BESIDE]}
        self.masters += 1
        seconds = max(MASTER, PART * left) if near and not self.by_effort else MASTER
        return self._solve(free, seconds, left, near=near)[0] or is_better

    def adopt(self, groups: Groups) -> bool:
        score = self._valid_score(groups)
        if score is None or score < self.score:
            return False
        is_better = score > self.score
        self.groups, self.score = groups, score
        return is_better

    def _solve(self, free: set[Place], seconds: float, left: float, *, near: float = 0.0) -> tuple[bool, bool, float]:
        """Better, proven best of this part, effort."""
        self.turn += 1
        part = make_part(self.index, self.groups, free)
        clock, effort = self.limits(seconds, left)
        stop = self.should_stop if seconds > LONGEST else None
        found = solve(part.program, seconds=clock, effort=effort, seed=self.turn, near=near, should_stop=stop)
        self.effort += found.effort + len(part.program.gains) * 1e-5
        is_better = found.values is not None and self.adopt(part.read(found.values))
        return is_better, found.is_best, found.effort

    def limits(self, seconds: float, left: float) -> tuple[float, float | None]:
        """By the clock and by effort: where effort counts, the seconds are counted so, and the clock only guards."""
        return max(left if self.by_effort else min(seconds, left), 0.0), seconds * EFFORT if self.by_effort else None

    def _valid_score(self, groups: Groups) -> int | None:
        """The checker decides; what is fixed against the rules is not held against a plan."""
        verdict = check(self.index.problem, self.index.visits(groups))
        return verdict.score if self.accepted.issuperset(verdict.errors) else None

    def _part(self, kind: str, size: int) -> set[Place]:
        ways: dict[str, Callable[[int], Iterable[list[Place]]]] = {
            "services": self._around_service,
            "people": self._around_people,
            "day": self._around_day,
            "mixed": self._around_mixed,
            "domain": self._around_domain,
        }
        free: set[Place] = set()
        for places in ways[kind](size):
            free.update(places)
            if len(free) >= size:
                break
        return free

    def _held_at(self, service: int) -> list[Place]:
        return [(p, slot) for slot in self.index.of_service[service] for p in self.groups.get(slot, ())]

    def _around_service(self, _: int) -> Iterable[list[Place]]:
        """A service, often one without a visit; then those that share visitors with it."""
        held_services = {self.index.slots[slot].service for slot in self.groups}
        lacking = [s for s, slots in enumerate(self.index.of_service) if slots and s not in held_services]
        options = lacking if lacking and self.random.random() < SOONER else range(len(self.index.of_service))
        todo = [self.random.choice(options)]
        seen = set(todo)
        held: dict[int, list[int]] = defaultdict(list)
        for slot, people in sorted(self.groups.items()):
            for person in people:
                held[person].append(self.index.slots[slot].service)
        while todo:
            service = todo.pop(0)
            places = self.pool.of_service[service] + self._held_at(service)
            if service in lacking:
                places += [(p, slot) for slot in self.index.of_service[service] for p in self.index.slots[slot].people]
            yield places
            near = sorted({other for person, _ in places for other in held[person]} - seen)
            self.random.shuffle(near)
            todo += near[:4]
            seen.update(near[:4])

    def _around_people(self, _: int) -> Iterable[list[Place]]:
        """Some people, with the visits that are held, theirs and others'."""
        people = list(range(len(self.index.problem.people)))
        self.random.shuffle(people)
        for person in people:
            here = [(person, slot) for slot in sorted(self.groups) if person in self.index.slots[slot].people]
            yield self.pool.of_person[person] + here

    def _around_day(self, size: int) -> Iterable[list[Place]]:
        day = self.random.choice(sorted(self.pool.of_day) or [0])
        places = self.pool.of_day[day][: 3 * size]
        yield self.random.sample(places, min(size, len(places)))
        yield [place for place in sorted(places_in(self.groups)) if self.index.slots[place[1]].day == day]

    def _around_mixed(self, _: int) -> Iterable[list[Place]]:
        services = list(range(len(self.index.problem.services)))
        self.random.shuffle(services)
        for service in services:
            yield self.pool.of_service[service] + self._held_at(service)

    def _around_domain(self, _: int) -> Iterable[list[Place]]:
        """Somebody with competences, and the services that ask for them: that is worth most, and binds most."""
        people = [person.id for person in self.index.problem.people if person.domains]
        self.random.shuffle(people)
        for person in people:
            yield self.pool.of_person[person]
            services = [s.id for s in self.index.problem.services if self.index.is_competent(person, s.id)]
            self.random.shuffle(services)
            for service in services:
                yield self.pool.of_service[service] + self._held_at(service)
