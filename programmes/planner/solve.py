"""The way in to a whole plan."""

import itertools
import logging
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from programmes.planner.bound.aside import Bounding
from programmes.planner.checking import check
from programmes.planner.first import first_plan
from programmes.planner.index import Index, make_index
from programmes.planner.problem import Plan, Problem, Progress
from programmes.planner.program.beside import Beside
from programmes.planner.program.shapes import places_in
from programmes.planner.program.solving import Stop
from programmes.planner.proof import ROUNDING, Proof, ProofBeside, Proven
from programmes.planner.search import Pool, Search

logger = logging.getLogger(__name__)

SMALL = 60_000  # routes: so many can be relaxed at once
SIZES = (1_200, 1_600, 2_000, 2_500)
"""Places that are solved at once, the first time, the second ..."""
REST, SECOND = 0.4, 0.4  # after that, parts are searched for so much of the time that it took, and till then at least
WORTH = 1.0  # times what the last one took: with less left, parts bring more
PATIENCE = 0.3  # of the time: then what is coarsely known must do
BUDGET = 0.2  # effort per second with one worker: half of what a quiet machine does, so that the clock decides nothing
TURNS = 6  # one look near the bound, the others at parts
POOL = 4_000  # places that the search looks at
REFILL = 5  # parts between two looks at what the bound wants
STEPS = 20  # of the bound, between two parts that are searched, with one worker


def plan(
    problem: Problem,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    workers: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The best plan found in `seconds`, or sooner when it is proven best or `should_stop()` says so.

    What is fixed stays. With one worker the same seed gives the same plan, as long as the machine keeps up: effort
    counts then, not the clock. More than two workers do what two do. `should_stop` is asked from several threads, and
    what runs then ends within a second. `on_progress` hears of each better plan
    and each better bound. Never raises on a problem that could be read: what cannot be met is in `unmet`.
    """
    clock = Clock(seconds, should_stop or (lambda: False), on_progress or _say_nothing)
    index = make_index(problem)
    search = make_search(index, seed, by_effort=workers == 1, should_stop=clock.should_stop)
    run = Run(index, search, clock, workers=workers)
    run.report()
    if index.slots and not run.is_done:
        run.go()
    elif not index.slots:
        run.bound = run.search.score  # nothing can be held: there is no other plan
    return run.plan()


def _say_nothing(_: Progress) -> None:
    return None


def make_search(index: Index, seed: int, *, by_effort: bool, should_stop: Stop | None = None) -> Search:
    groups = first_plan(index)
    verdict = check(index.problem, index.visits(groups))
    chance = random.Random(seed)  # noqa: S311  # no secret
    pool = Pool(index, places_in(groups))
    return Search(index, groups, verdict.score, chance, pool, frozenset(verdict.errors), by_effort, should_stop)


@dataclass
class Clock:
    seconds: float
    should_stop: Callable[[], bool]
    on_progress: Callable[[Progress], None]
    started: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        return time.monotonic() - self.started

    @property
    def left(self) -> float:
        return 0.0 if self.should_stop() else self.seconds - self.passed


@dataclass
class Run:
    """One search with its bound, until the time is up or nothing better can be."""

    index: Index
    search: Search
    clock: Clock
    workers: int
    bound: float = math.inf
    said: tuple[int, float] = (0, math.inf)

    @property
    def is_bounded(self) -> bool:
        """Not when nobody can come to a visit that is fixed: what it would bring is in the bound, not in the plan."""
        groups, slots = self.search.groups, self.index.slots
        return self.bound < math.inf and all(groups.get(n) for n, slot in enumerate(slots) if slot.is_fixed)

    def plan(self) -> Plan:
        bound = math.floor(self.bound + ROUNDING) if self.is_bounded else None
        if bound is not None and bound < self.search.score:
            logger.error("A bound of %s is below a plan of %s points and is not told", bound, self.search.score)
            bound = None
        return Plan(self.index.visits(self.search.groups), self.search.score, bound)

    def report(self) -> None:
        now = (self.search.score, self.bound if self.is_bounded else math.inf)
        if now != self.said:
            self.said = now
            self.clock.on_progress(Progress(self.clock.passed, self.plan()))

    @property
    def is_done(self) -> bool:
        is_spent = self.search.by_effort and self.search.effort >= self.clock.seconds * BUDGET
        is_best = self.is_bounded and self.bound < self.search.score + 1 - ROUNDING
        return is_spent or self.clock.left <= 0.02 or is_best

    @property
    def part_spent(self) -> float:
        """Of the time, or of the effort when that is what counts."""
        if self.search.by_effort:
            return self.search.effort / (self.clock.seconds * BUDGET)
        return self.clock.passed / self.clock.seconds

    def go(self) -> None:
        proof = Proof.of(self.index, SMALL)
        if proof:
            self._small(proof)
        else:
            self._large()

    def _small(self, proof: Proof) -> None:
        """Everything at once: relaxed, rounded, searched and proven."""
        beside = Beside() if self.workers > 1 else None
        try:
            self._prove_small(proof, beside)
        finally:
            if beside:
                beside.stop()

    def _prove_small(self, proof: Proof, beside: Beside | None) -> None:
        if proof.relax(self.search, self.clock.left):
            self.bound = proof.bound
            self.search.pool = Pool(self.index, proof.places)
            self.search.master_of(proof.wanted, self.clock.left)
        self.report()
        running = proof.begin(beside, self.search, self.clock.left) if proof.is_relaxed and beside else None
        turns = itertools.count(1)
        while not self.is_done:
            if proof.is_relaxed and next(turns) % TURNS == 0:
                self._look(proof, running)
            else:
                self.search.improve(self.clock.left)
            if running:
                self._take(running.hear(self.search))
            self.report()

    def _look(self, proof: Proof, beside: ProofBeside | None) -> None:
        def should_stop() -> bool:
            return self.clock.should_stop() or bool(beside and beside.has_news(self.search.score))

        found = proof.look(self.search, self.clock.left, should_stop)
        self.search.effort += found.effort
        self._take(found)

    def _take(self, proven: Proven) -> None:
        self.bound = min(self.bound, proven.bound)
        if proven.groups:
            self.search.adopt(proven.groups)

    def _large(self) -> None:
        bounding, masters, turns = Bounding(self.index), Masters(), itertools.count()
        bounding.start(self.clock.left, apart=self.workers > 1)
        try:
            while not self.is_done:
                self._hear(bounding)
                if bounding.is_scouting and (bounding.coarsely_wanted is None or self.part_spent < PATIENCE):
                    continue
                if masters.is_due(bounding, self.part_spent):
                    self._refill(bounding)
                    begun = self.part_spent
                    self.search.master(bounding.places(masters.begin()), self.clock.left)
                    masters.end(begun, self.part_spent)
                else:
                    if next(turns) % REFILL == 0:
                        self._refill(bounding)
                    self.search.improve(self.clock.left)
                self.report()
            bounding.refresh()
            self.bound = bounding.best
        finally:
            bounding.stop()
        self.report()

    def _hear(self, bounding: Bounding) -> None:
        steps = STEPS if self.workers == 1 or bounding.is_scouting else 0
        bounding.refresh(steps)
        self.search.effort += steps * bounding.effort
        self.bound = bounding.best

    def _refill(self, bounding: Bounding) -> None:
        """The search looks where the bound does."""
        self.search.pool = Pool(self.index, [*bounding.places(POOL), *places_in(self.search.groups)])


@dataclass
class Masters:
    """When the places that are wanted most are solved all at once, and how many; times are parts of the whole."""

    sizes: list[int] = field(default_factory=lambda: list(SIZES))
    next_at: float = 0.0
    took: float = 0.0

    def is_due(self, bounding: Bounding, now: float) -> bool:
        """The first by what the coarse bound wants, the others by a real one."""
        wanted = bounding.coarsely_wanted if len(self.sizes) == len(SIZES) else bounding.wanted
        return wanted is not None and bool(self.sizes) and now >= self.next_at and 1 - now > WORTH * self.took

    def begin(self) -> int:
        return self.sizes.pop(0)

    def end(self, begun: float, now: float) -> None:
        self.took = now - begun
        self.next_at = max(SECOND, now + REST * self.took)
