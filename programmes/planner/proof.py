"""The best plan proven, when a problem is small: all routes in one program."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from programmes.planner.index import Index
from programmes.planner.program.formulation import make_part
from programmes.planner.program.routes import routes
from programmes.planner.program.shapes import Groups, Part, Place
from programmes.planner.program.solving import Relaxation, relax, solve
from programmes.planner.search import Search


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
    _stoppers: list[Callable[[], None]] = field(default_factory=list)

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
        self._part = make_part(self.index, search.groups, set(self.places))
        self._relaxation = relax(self._part.program, seconds=seconds)
        if self._relaxation is None:
            return False
        self._base = search.score - self._part.program.points
        self.bound = self._base + self._relaxation.objective
        columns = self._relaxation.columns
        self.wanted = {place: float(columns[column]) for place, column in self._part.joins.items()}
        return True

    def prove(self, groups: Groups, score: int, seconds: float, *, effort: float | None = None) -> "Proven":
        """Solves what may still be better than this plan."""
        part = make_part(self.index, groups, set(self.places))
        for column, value in self._settled(score):
            part.program.rows.append((value, value, [column], [1]))
        self._stoppers = []
        found = solve(part.program, seconds=seconds, effort=effort, stopper=self._stoppers)
        # columns were settled against the plan as it was: nothing better than the larger of the two is left
        better = part.read(found.values) if found.values else None
        return Proven(max(float(score), self._base + found.bound), better, found.effort)

    def stop(self) -> None:
        for stop in self._stoppers:
            stop()

    def _settled(self, score: int) -> Iterator[tuple[int, int]]:
        """The columns whose other value would bring the bound below the score."""
        if self._part is None or self._relaxation is None:
            return
        program, columns = self._part.program, self._relaxation.columns
        reduced = np.array(program.gains, dtype=float)
        for (_, _, numbers, factors), dual in zip(program.rows, self._relaxation.duals, strict=True):
            if dual:
                reduced[numbers] -= dual * np.array(factors)
        slack = self.bound - score + 1e-3
        for column in np.flatnonzero((columns < 1e-6) & (-reduced > slack)):
            yield int(column), 0
        for column in np.flatnonzero((columns > 1 - 1e-6) & (reduced > slack)):
            yield int(column), 1


def _all_routes(index: Index) -> Iterator[None]:
    for (person, _), slots in index.of_person_day.items():
        for _ in routes(index, person, slots, frozenset()):
            yield None
