"""The best plan proven, when a problem is small: all routes in one program."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from programmes.planner.index import Index
from programmes.planner.program.beside import Beside
from programmes.planner.program.formulation import make_part
from programmes.planner.program.routes import routes
from programmes.planner.program.shapes import Groups, Part, Place
from programmes.planner.program.solving import Relaxation, relax, solve
from programmes.planner.search import Search

ROUNDING = 0.02
"""Points: scores are whole, bounds are sums of fractions, each of a hundred thousand columns within 1e-7 of HiGHS."""


@dataclass(frozen=True)
class Proven:
    """`bound` on every plan, and the best one that was found."""

    bound: float
    groups: Groups | None
    effort: float


@dataclass
class Proof:
    index: Index
    places: list[Place]
    bound: float = math.inf
    wanted: dict[Place, float] = field(default_factory=dict)
    _relaxation: Relaxation | None = None
    _part: Part | None = None
    _base: float = 0.0

    @classmethod
    def of(cls, index: Index, most: int) -> "Proof | None":
        """None when there are more routes than `most`."""
        if next(islice(_all_routes(index), most, None), False) is not False:
            return None
        return cls(index, index.places)

    @property
    def is_relaxed(self) -> bool:
        return self._relaxation is not None

    def relax(self, search: Search, seconds: float) -> bool:
        self._part = self.part_of(search.groups)
        self._relaxation = relax(self._part.program, seconds=seconds, should_stop=search.should_stop)
        if self._relaxation is None:
            return False
        self._base = search.score - self._part.program.points
        self.bound = self._base + self._relaxation.objective
        columns = self._relaxation.columns
        self.wanted = {place: float(columns[column]) for place, column in self._part.joins.items()}
        return True

    def prove(self, search: Search, seconds: float, *, effort: float) -> "Proven":
        """Solves what may still be better than the plan of the search."""
        part = self._open(search.groups, search.score)
        found = solve(part.program, seconds=seconds, effort=effort, probes=False, should_stop=search.should_stop)
        better = part.read(found.values) if found.values else None
        return Proven(self.bound_of(found.bound, search.score), better, found.effort)

    def begin(self, beside: Beside, search: Search, seconds: float) -> "ProofBeside":
        """The same by the clock, in a process of its own."""
        part = self._open(search.groups, search.score)
        beside.begin(part.program, seconds=seconds)
        return ProofBeside(self, part, search.score, beside)

    def _open(self, groups: Groups, score: int) -> Part:
        part = self.part_of(groups)
        for column, value in self._settled(score):
            part.program.rows.append((value, value, [column], [1]))
        return part

    def part_of(self, groups: Groups) -> Part:
        return make_part(self.index, groups, set(self.places))

    def bound_of(self, bound: float, score: int) -> float:
        """Columns were settled against a plan of this score: nothing better than the larger of the two is left."""
        return max(float(score), self._base + bound)

    def _settled(self, score: int) -> Iterator[tuple[int, int]]:
        """The columns whose other value would bring the bound below the score."""
        if self._part is None or self._relaxation is None:
            return
        program, columns = self._part.program, self._relaxation.columns
        reduced = np.array(program.gains, dtype=float)
        for (_, _, numbers, factors), dual in zip(program.rows, self._relaxation.duals, strict=True):
            if dual:
                reduced[numbers] -= dual * np.array(factors)
        slack = self.bound - score + ROUNDING
        for column in np.flatnonzero((columns < 1e-6) & (-reduced > slack)):
            yield int(column), 0
        for column in np.flatnonzero((columns > 1 - 1e-6) & (reduced > slack)):
            yield int(column), 1


@dataclass
class ProofBeside:
    """A proof that runs while the search goes on: begun from a plan of this score."""

    proof: Proof
    part: Part
    score: int
    running: Beside
    told: int = 0
    read: list[bool] | None = None

    def hear(self, search: Search) -> Proven:
        """What it proved and found by now; it is told of the plan of the search when that got better."""
        self.running.refresh()
        if search.score > max(self.score, self.told):
            self.told = search.score
            self.running.offer(self.proof.part_of(search.groups).program)
        values, better = self.running.values, None
        if values is not None and values is not self.read:
            self.read, better = values, self.part.read(values)
        return Proven(self.proof.bound_of(self.running.bound, self.score), better, 0.0)


def _all_routes(index: Index) -> Iterator[None]:
    for (person, _), slots in index.of_person_day.items():
        for _ in routes(index, person, slots, frozenset()):
            yield None
