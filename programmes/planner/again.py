"""The plan after something changed: first what must be covered, then as few changed participations as possible.

What is still possible stays, what is broken is mended with the fewest new people. A bound tells whether it is least.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from programmes.planner.before import Before
from programmes.planner.checking import Verdict, check
from programmes.planner.first import first_plan, with_fixed
from programmes.planner.index import Index, make_index
from programmes.planner.mending import aimed, groups_of, mended
from programmes.planner.problem import Plan, Problem, Weights
from programmes.planner.program.formulation import make_part
from programmes.planner.program.shapes import ANY, NONE, Constraint, Groups, Part, Place, places_in
from programmes.planner.program.solving import solve

MOST, MORE = 300, 600  # places in the part that is solved, and when that is not enough
MARGIN = 0.1  # seconds for the program to be made and the plan to be checked
POLISHING = 1.0  # seconds for what does not count for most
PERSON, PRESS, SERVICE = 10**3, 10**5, 2 * 10**5
"""What they count for in changes: a service, each point of its worth, before the press moment before everybody."""
NOTHING = Weights(0, PRESS, 0, 0, (0,), (0,), 0, 0, (0,), 0, 0, 0, change=1)


def replan(problem: Problem, *, seconds: float = 0.4, seed: int = 0) -> Plan:
    """Covers what was covered as far as possible, changing few participations of `problem.previous`.

    `changed_least` is proven: no plan that covers as much of what was covered before changes fewer.
    """
    until = time.monotonic() + seconds - MARGIN
    index = make_index(aimed(problem))
    if problem.previous is None:
        groups = first_plan(index)
        return Plan(index.visits(groups), check(problem, index.visits(groups)).score)
    before = Before(problem, index)
    mending = Mending(before, until, seed, groups_of(mended(before)))
    if not mending.is_least:
        mending.change_less()
    mending.improve()
    return mending.plan()


@dataclass
class Mending:
    """The best plan so far, and parts of it that are solved anew: first for the fewest changes, then for points."""

    before: Before
    until: float
    seed: int
    groups: Groups
    proven: int = 0

    def __post_init__(self) -> None:
        index = self.index = self.before.index
        self.accepted = frozenset(self._check(groups_of(with_fixed(index))).errors)
        self.verdict = self._check(self.groups)
        if not self.accepted.issuperset(self.verdict.errors):
            self.groups = first_plan(index)
            self.verdict = self._check(self.groups)
            self.accepted = frozenset(self.verdict.errors)

    def _check(self, groups: Groups) -> Verdict:
        return check(self.before.problem, self.index.visits(groups))

    @property
    def left(self) -> float:
        return self.until - time.monotonic()

    @property
    def changed(self) -> int:
        return self.verdict.changed or 0

    @property
    def least(self) -> int:
        return max(self.proven, self.before.least(self.groups, self.verdict))

    @property
    def is_least(self) -> bool:
        return not self.before.has_lost(self.groups, self.verdict) and self.changed <= self.least

    @property
    def has_choice(self) -> bool:
        """Whether more than what nobody could keep has changed."""
        return self.changed > self.before.unavoidable

    @cached_property
    def counting(self) -> Index:
        """Only changes and the press moment are worth something."""
        windows = self.before.problem.press_windows if self.before.had_press else ()
        weights = replace(NOTHING, press=PRESS * self.before.unit)
        return replace(self.index, problem=replace(self.before.problem, press_windows=windows, weights=weights))

    def plan(self) -> Plan:
        visits = self.index.visits(self.groups)
        return Plan(visits, self.verdict.score, changed=self.changed, changed_least=min(self.least, self.changed))

    def change_less(self) -> None:
        """Wider and wider, as long as a plan with fewer changes, or that covers more, may be there."""
        for free in self._parts():
            if self.left <= 0:
                return
            part = make_part(self.counting, self.groups, free)
            _add_cover(part, self.before)
            is_best = self._solve(part)
            is_proven = is_best and self.holds_all(free)
            if is_proven:
                self.prove()
            if self.is_least or is_proven:
                return

    def holds_all(self, places: set[Place], /) -> bool:
        """Whether no better plan has others besides."""
        return len(places) == len(self.index.places)

    def prove(self) -> None:
        """No plan that covers as much changes fewer than this one."""
        self.proven = self.changed

    def improve(self) -> None:
        """As good as possible, without more changes."""
        if self.has_choice and self.left > 0:
            part = make_part(replace(self.index, problem=self.before.problem), self.groups, next(self._parts()))
            _no_worse(part, self.before, self.counting)
            self._solve(part, POLISHING)

    def _solve(self, part: Part, most: float = ANY) -> bool:
        """Whether the best of this part is found, and proven so; the plan is better, or as it was."""
        if self.left <= 0:
            return False
        found = solve(part.program, seconds=min(self.left, most), seed=self.seed)
        if found.values is None:
            return False
        groups = part.read(found.values)
        verdict = self._check(groups)
        is_valid = self.accepted.issuperset(verdict.errors)
        if is_valid and self.before.value(groups, verdict) > self.before.value(self.groups, self.verdict):
            self.groups, self.verdict = groups, verdict
        return found.is_best and is_valid

    def _parts(self) -> Iterator[set[Place]]:
        if len(self.index.places) <= MOST:
            yield set(self.index.places)
        else:
            yield self._around(MOST)
            yield self._around(MORE)

    def _around(self, most: int) -> set[Place]:
        """Where something went or came: who could be there, what they do now, and other hours for what hinders."""
        index, held = self.index, places_in(self.groups)
        services, people = self.before.lost(self.groups)
        touched = held ^ self.before.kept
        services |= {index.slots[slot].service for _, slot in touched}
        people |= {person for person, _ in touched}
        there = [place for service in sorted(services) for place in self._places_at(service)]
        there.sort(key=lambda place: self.before.in_the_way(*place))
        visitors = {person for person, _ in there}
        now = [place for place in sorted(held) if place[0] in visitors]
        joins = [(p, n) for n in sorted(self.groups) for p in index.slots[n].people if p in people]
        helpers = [(p, n) for n in sorted(self.groups) for p in index.slots[n].people]
        others = sorted({index.slots[slot].service for _, slot in now} - services)
        moves = (place for service in others for place in self._moves(service))
        first = [*there[: most // 2], *joins, *helpers[: most // 3]]
        return {*now, *islice(chain(first, moves, there), most)}

    def _places_at(self, service: int) -> list[Place]:
        return [(person, slot) for slot in self.index.of_service[service] for person in self.index.slots[slot].people]

    def _moves(self, service: int) -> Iterator[Place]:
        """Other hours for those who go there."""
        goers = {person for slot in self.index.of_service[service] for person in self.groups.get(slot, ())}
        return (place for place in self._places_at(service) if place[0] in goers)


def _add_cover(part: Part, before: Before) -> list[int]:
    """A column for each service and each person of before that may be without a visit."""
    covered = []
    for service in sorted(before.services):
        slots = before.index.of_service[service]
        opened = [column for slot in slots if (column := part.held.get(slot)) is not None]
        if opened and not any(slot in part.stays or before.index.slots[slot].is_fixed for slot in slots):
            now = any(part.groups.get(slot) for slot in slots)
            covered.append(_any_of(part, opened, SERVICE * before.worth(service) * before.unit, now=now))
    busy, own = {person for people in part.stays.values() for person in people}, dict[int, list[int]]()
    for (person, _), column in part.joins.items():
        own.setdefault(person, []).append(column)
    for person in sorted(before.people & own.keys() - busy):
        now = any(person in group for group in part.groups.values())
        covered.append(_any_of(part, own[person], PERSON * before.unit, now=now))
    return covered


def _any_of(part: Part, columns: list[int], gain: int, *, now: bool) -> int:
    column = part.program.column(gain, now=now)
    part.program.row(NONE, 0, [column], columns)
    return column


def _no_worse(part: Part, before: Before, counting: Index) -> None:
    """It covers as much as it does now, with as few changes."""
    program = part.program
    columns = _add_cover(part, before)
    program.rows.append(_at_least(part, columns, [program.gains[column] // before.unit for column in columns]))
    for column in columns:
        program.gains[column] = 0
    joins = part.joins.items()
    changes = [counting.change(person, counting.slots[slot]) for (person, slot), _ in joins]
    program.rows.append(_at_least(part, [column for _, column in joins], changes))


def _at_least(part: Part, columns: list[int], worths: list[int]) -> Constraint:
    """As much as it is now."""
    now = sum(worth for column, worth in zip(columns, worths, strict=True) if part.program.now[column])
    return now, ANY, columns, worths
