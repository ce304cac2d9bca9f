"""Gives everybody the best set of sessions overall, with a proof of how good it is.

Seats get prices (first by their demand, then by a linear program over the bundles that people would choose at those
prices), which bound every allocation. That program is nearly whole by itself; the few who are left are branched on.
"""

import math
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from programmes.planner.index import Floats
from programmes.planner.problem import nth
from programmes.werkvormen.carrousel.columns import Columns
from programmes.werkvormen.carrousel.pricing import Pricing
from programmes.werkvormen.carrousel.problem import Allocation, Bundle, Person, Problem, Seat, taken

STEPS = 50
STEP, SHRINKS_TO = 50.0, 0.02  # points: the change of a price in the first step, and what is left of it in the last
KEPT_STEPS = 5  # bundles of the last steps begin the program
FORGETS = 0.8
GENERATIONS = 30
DESCENDS, GENERATES = 0.3, 0.6  # of the time they are over; the rest is for whole bundles
TOGETHER = 400  # people who are solved at once
FREED = 150  # people whose bundles are sought anew while all others keep theirs
PART_SECONDS = 5.0
EFFORT = 2  # parts a second with one worker, so that the clock decides nothing
ROUNDING = 1e-3
NOBODY: Mapping[int, Bundle] = {}


def allocate(
    problem: Problem,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    workers: int = 1,
    on_progress: Callable[[Allocation], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Allocation:
    """The best allocation found in `seconds`, or sooner when it is proven best or `should_stop()` says so.

    With one worker the same seed gives the same allocation. `on_progress` hears of each better one and better bound.
    """
    import highspy  # noqa: F401, PLC0415  # 0.1 s, before the clock starts

    rng = random.Random(seed)  # noqa: S311 (no secret)
    work = _Work(problem, seconds, rng, on_progress or _say_nothing, should_stop or _never)
    work.start()
    if problem.places and problem.people and problem.per_person:
        work.descend()
        work.generate()
        work.improve(parts=math.ceil(seconds * EFFORT) if workers == 1 else None)
    return work.allocation


def _say_nothing(_: Allocation) -> None:
    pass


def _never() -> bool:
    return False


@dataclass
class _Work:
    problem: Problem
    seconds: float
    rng: random.Random
    tell: Callable[[Allocation], None]
    should_stop: Callable[[], bool]
    bundles: tuple[Bundle, ...] = ()
    bound: float = math.inf
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.pricing = Pricing(self.problem)
        self.columns = Columns(self.pricing)
        self.prices: Floats = np.zeros((len(self.problem.sessions), self.problem.rounds))
        self.unit = _unit(self.problem)

    @property
    def left(self) -> float:
        return max(0.0, self.seconds - (time.monotonic() - self.began))

    @property
    def is_over(self) -> bool:
        return self.allocation.is_optimal or not self.left or self.should_stop()

    @property
    def score(self) -> int:
        return sum(self.problem.points(person, bundle) for person, bundle in enumerate(self.bundles))

    @property
    def allocation(self) -> Allocation:
        score = self.score
        bound = score if self.bound == math.inf else math.floor(self.bound / self.unit + ROUNDING) * self.unit
        return Allocation(self.bundles, score, max(bound, score))

    def start(self) -> None:
        """One after the other gets the best that is left."""
        self.bundles = first_come(self.problem)
        if self.problem.places and self.problem.people and self.problem.per_person:
            self._price(self.prices)
            self.columns.add(self.bundles)
        self.tell(self.allocation)

    def _price(self, prices: Floats) -> tuple[Bundle, ...]:
        priced = self.pricing.best(prices, self.rng)
        bound = self.pricing.bound(prices, priced)
        if bound < self.bound:
            self.bound, self.prices = bound, prices
        return priced.bundles

    def descend(self) -> None:
        """Prices rise where too many want to sit and fall where seats are left, by smaller and smaller steps."""
        prices, spread, bundles = self.prices, np.zeros_like(self.prices), self.bundles
        for step in range(STEPS):
            if self.is_over:
                return
            bundles = self._price(prices)
            if step >= STEPS - KEPT_STEPS:
                self.columns.add(bundles)
            if self.left < self.seconds * (1 - DESCENDS):
                break
            excess = -self.pricing.room.copy()
            for seat, count in taken(bundles).items():
                excess[seat] += count
            excess[(prices <= 0) & (excess < 0)] = 0
            spread = FORGETS * spread + (1 - FORGETS) * excess**2
            change = STEP * SHRINKS_TO ** (step / STEPS)
            prices = np.maximum(0, prices + change * excess / (np.sqrt(spread) + ROUNDING))
        self.columns.add(bundles)
        self._take(first_come(self.problem, _fitting(self.problem, dict(enumerate(bundles)))))

    def generate(self) -> None:
        """The bundles that people would choose at the prices of the program join it, until there are none."""
        for _ in range(GENERATIONS):
            seconds = self.left - self.seconds * (1 - GENERATES)
            found = None if self.is_over or seconds <= 0 else self.columns.relax(seconds=seconds)
            if found is None:
                return
            middle = (found.prices + self.prices) / 2
            new = sum(self.columns.add(self._price(prices)) for prices in (middle, found.prices))
            if not new or self.bound - found.score < 1 / 2:
                return

    def improve(self, *, parts: int | None) -> None:
        """First what the program leaves open, then some people at a time, until it is proven or the time is up."""
        self._round()
        while not self.is_over and parts != 0:
            parts = None if parts is None else parts - 1
            self._choose_again(self._some())

    def _round(self) -> None:
        if self.is_over:
            return
        found = self.columns.relax(seconds=self.left, rng=self.rng)
        if found is None:
            return
        self._price(found.prices)
        kept = _fitting(self.problem, found.whole)
        self._take(first_come(self.problem, kept))
        if len(self.problem.people) <= TOGETHER:
            kept = {}
        self._choose({person.id for person in self.problem.people} - set(kept), kept)

    def _some(self) -> set[int]:
        """Who lost most against what the prices say they could have, and others at random."""
        values = self.pricing.best(self.prices, self.rng).values
        have = [self.problem.points(person, bundle) for person, bundle in enumerate(self.bundles)]
        paid = [sum(float(self.prices[seat]) for seat in bundle) for bundle in self.bundles]
        people = list(range(len(have)))
        people.sort(key=lambda person: have[person] - paid[person] - float(values[person]))
        worst = people[: FREED // 3]
        return {*worst, *self.rng.sample(people, min(len(people), FREED - len(worst)))}

    def _choose_again(self, free: set[int]) -> None:
        """With bundles that are worth it at prices that differ a little each time."""
        shaken = self.prices * np.array([self.rng.uniform(0.8, 1.2) for _ in range(self.prices.size)]).reshape(
            self.prices.shape
        )
        self.columns.add(self._price(shaken))
        self._choose(free, {person: bundle for person, bundle in enumerate(self.bundles) if person not in free})

    def _choose(self, free: set[int], kept: dict[int, Bundle]) -> None:
        chosen = self.columns.choose(free, kept, seconds=min(self.left, PART_SECONDS))
        if chosen is not None:
            both = kept | chosen
            self._take(tuple(both[person.id] for person in self.problem.people))

    def _take(self, bundles: tuple[Bundle, ...]) -> None:
        before, score = self.bundles, self.score
        self.bundles = bundles
        if self.score < score:
            self.bundles = before
        self.columns.add(self.bundles)
        self.tell(self.allocation)


def first_come(problem: Problem, kept: Mapping[int, Bundle] = NOBODY) -> tuple[Bundle, ...]:
    """Besides who keeps a bundle, in order of their list: the first wish that still has a seat, and so on.

    Then what is left.
    """
    room, bundles = dict(problem.places), []
    for bundle in kept.values():
        for seat in bundle:
            room[seat] -= 1
    for person in problem.people:
        if person.id in kept:
            bundles.append(kept[person.id])
            continue
        bundles.append(_best_left(problem, person, room))
        for seat in bundles[-1]:
            room[seat] -= 1
    return tuple(bundles)


def _best_left(problem: Problem, person: Person, room: Mapping[Seat, int]) -> Bundle:
    own: dict[int, int] = {}
    for session in (*person.wishes, *range(len(problem.sessions))):
        if session in own.values() or len(own) >= problem.per_person:
            continue
        free = [number for number in problem.sessions[session].rounds if number not in own and room[session, number]]
        if free:
            own[max(free, key=lambda number: room[session, number])] = session
    return tuple((session, number) for number, session in sorted(own.items()))


def _fitting(problem: Problem, bundles: dict[int, Bundle]) -> dict[int, Bundle]:
    """Those that fit together, in order."""
    room, fitting = dict(problem.places), {}
    for person, bundle in bundles.items():
        if all(room[seat] for seat in bundle):
            fitting[person] = bundle
            for seat in bundle:
                room[seat] -= 1
    return fitting


def _unit(problem: Problem) -> int:
    """Every score is a multiple of this."""
    most = min(max((len(person.wishes) for person in problem.people), default=0), problem.per_person)
    places = max((len(person.wishes) for person in problem.people), default=0)
    weights = problem.weights
    points = [
        weights.missing,
        *(nth(weights.fair, n) for n in range(most)),
        *(nth(weights.rank, n) for n in range(places)),
    ]
    return math.gcd(*points) or 1
