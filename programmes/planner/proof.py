"""The best plan proven, when a problem is small: all routes in one program."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from programmes.planner.index import Index
from programmes.planner.program.beside import Beside
from programmes.planner.program.core import Core
from programmes.planner.program.formulation import make_part
from programmes.planner.program.routes import routes
from programmes.planner.program.shapes import Groups, Part, Place
from programmes.planner.program.solving import Relaxation, Stop, relax, solve
from programmes.planner.search import Search

ROUNDING = 0.02
"""Points: scores are whole, bounds are sums of fractions, each of a hundred thousand columns within 1e-7 of HiGHS."""
NEAR, FURTHER = 6, 2  # the first look goes so much less deep than the plan lacks, the next so many times deeper
SECONDS, LONGER = 2.0, 1.5  # of a look, and times what it took that was not enough
WHOLE = 0.7  # of what is left, for a look at all that may be better


@dataclass(frozen=True)
class Proven:
    """`bound` on every plan, and the best one that was found."""

    bound: float
    groups: Groups | None
    effort: float = 0.0


@dataclass
class Proof:
    """`bound` and `wanted` are those of the relaxation."""

    index: Index
    places: list[Place]
    bound: float = math.inf
    wanted: dict[Place, float] = field(default_factory=dict)
    _relaxation: Relaxation | None = None
    _part: Part | None = None
    _points: float = 0.0  # outside the program
    _within: float = 0.0  # points below the bound, of the last look
    _seconds: float = SECONDS

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
        self._points = search.score - self._part.program.points
        self.bound = self._points + self._relaxation.objective
        columns = self._relaxation.columns
        self.wanted = {place: float(columns[column]) for place, column in self._part.joins.items()}
        return True

    def look(self, search: Search, left: float, should_stop: Stop | None = None) -> Proven:
        """Solves what is near the bound: good plans are soon found there. Deeper each time; in the end it is a proof.

        With effort a look at everything is as short as the others, and is taken again, longer.
        """
        lacking = self.bound - search.score
        self._within = self._within * FURTHER if self._within else lacking / NEAR
        is_whole = self._within > lacking / 2
        core = self.core(search.groups, search.score if is_whole else self.bound - self._within)
        longest = WHOLE * left if is_whole and not search.by_effort else self._seconds
        seconds, effort = search.limits(longest, left)
        found = solve(core.program, seconds=seconds, effort=effort, probes=False, should_stop=should_stop)
        if not found.is_best:
            self._seconds *= LONGER
        better = core.read(found.values) if found.values else None
        return Proven(core.bound_of(found.bound), better, found.effort)

    def begin(self, beside: Beside, search: Search, seconds: float) -> "ProofBeside":
        """All that may be better than the plan of the search, by the clock, in a process of its own."""
        core = self.core(search.groups, search.score)
        beside.begin(core.program, seconds=seconds)
        return ProofBeside(self, core, beside, search.score)

    def core(self, groups: Groups, floor: float) -> Core:
        """What may bring more than `floor` points."""
        settled = dict(self._settled(floor))
        return Core.of(self.part_of(groups), settled, points=self._points, floor=floor)

    def part_of(self, groups: Groups) -> Part:
        return make_part(self.index, groups, set(self.places))

    def _settled(self, floor: float) -> Iterator[tuple[int, int]]:
        """The columns whose other value would bring the bound below so many points."""
        if self._part is None or self._relaxation is None:
            return
        program, columns = self._part.program, self._relaxation.columns
        reduced = np.array(program.gains, dtype=float)
        for (_, _, numbers, factors), dual in zip(program.rows, self._relaxation.duals, strict=True):
            if dual:
                reduced[numbers] -= dual * np.array(factors)
        slack = self.bound - floor + ROUNDING
        for column in np.flatnonzero((columns < 1e-6) & (-reduced > slack)):
            yield int(column), 0
        for column in np.flatnonzero((columns > 1 - 1e-6) & (reduced > slack)):
            yield int(column), 1


@dataclass
class ProofBeside:
    """A proof that runs while the search goes on; `told`: the score of the best plan that it knows from the search."""

    proof: Proof
    core: Core
    running: Beside
    told: int
    read: list[bool] | None = None

    def has_news(self, score: int) -> bool:
        """It is over, or found a better plan than this."""
        self.running.refresh()
        values = self._news
        return self.running.is_over or (values is not None and self.core.points_of(values) > score)

    @property
    def _news(self) -> list[bool] | None:
        return None if self.running.values is self.read else self.running.values

    def hear(self, search: Search) -> Proven:
        """What it proved and found by now; it is told of the plan of the search when that got better."""
        self.running.refresh()
        if search.score > self.told:
            self.told = search.score
            self.running.offer(self.core.values_of(self.proof.part_of(search.groups).program.now))
        found = self._news
        self.read = self.running.values
        return Proven(self.core.bound_of(self.running.bound), self.core.read(found) if found else None)


def _all_routes(index: Index) -> Iterator[None]:
    for (person, _), slots in index.of_person_day.items():
        for _ in routes(index, person, slots, frozenset()):
            yield None
