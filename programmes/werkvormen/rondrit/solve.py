"""The best tour, by how far tours have come: layer n holds every tour of n stops that may still become the best.

Of two tours with the same stops and the same last one, the one that is neither earlier nor shorter on the road is
dropped (whoever is early can wait), and so is a tour that cannot pass the best one known, by `Limits`. What is left of
a layer after that is all kept when it fits; then the best tour found is proven to be the best. When it does not fit,
the most promising are kept, and the highest promise among those dropped is what the bound is.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from programmes.werkvormen.rondrit.limits import NEVER, Begun, Ints, Limits
from programmes.werkvormen.rondrit.problem import START, Plan, Problem, Stop, score_of

WIDTHS = (200, 1_600, 12_800, 160_000)

ShouldStop = Callable[[], bool]


class OverError(Exception):
    """The time is up, halfway."""


def plan_tour(problem: Problem, *, seconds: float = 20.0, should_stop: ShouldStop | None = None) -> Plan:
    """Proven the best for a dozen stops in a blink, a good one with an honest bound for more."""
    deadline = time.monotonic() + seconds

    def is_over() -> bool:
        return time.monotonic() > deadline or bool(should_stop and should_stop())

    search = Search(problem)
    with suppress(OverError):
        for width in WIDTHS:
            if not search.is_proven:
                search.sweep(width, is_over if width > WIDTHS[0] else lambda: False)
    return Plan(search.stops, search.score, search.bound)


@dataclass(frozen=True, slots=True)
class Layer:
    """`parent` is a place in the layer before; `start` when the last stop of each began."""

    begun: Begun
    parent: Ints
    start: Ints


@dataclass
class Search:
    problem: Problem
    limits: Limits = field(init=False)
    candidates: list[int] = field(init=False)
    stops: tuple[Stop, ...] = ()
    score: int = field(init=False)
    bound: int = field(init=False)

    def __post_init__(self) -> None:
        self.limits = Limits(self.problem)
        self.score = score_of(self.problem, ())
        start = self._root().begun
        self.bound = max(self.score, int(self.limits.highest(start)[0]))
        self.candidates = [
            service.id
            for service in self.problem.services
            if self.limits.can_follow(start, service.id)[0] and (service.id != START or self._is_shortcut())
        ]

    @property
    def is_proven(self) -> bool:
        return self.score == self.bound

    def sweep(self, width: int, is_over: Callable[[], bool]) -> None:
        """Goes through the layers once, keeping `width` tours of each. Raises OverError, and then proves nothing."""
        layers, dropped = [self._root()], -NEVER
        while len(layers[-1].begun):
            layer = self._next(layers[-1].begun, is_over)
            self._note_best([*layers, layer])
            layer, promise = self._kept(layer, width)
            dropped = max(dropped, promise)
            layers.append(layer)
        self.bound = min(self.bound, max(self.score, dropped))

    def _root(self) -> Layer:
        zero = np.zeros(1, dtype=np.int64)
        return Layer(Begun(zero, zero, zero + self.problem.leave, zero, zero), zero, zero)

    def _is_shortcut(self) -> bool:
        """Whether passing by the starting place can help on the way."""
        start = self.problem.services[START]
        by_start = self.limits.travel[:, [START]] + self.limits.travel[[START], :]
        return start.value > 0 or bool((by_start < self.limits.travel).any())

    def _next(self, begun: Begun, is_over: Callable[[], bool]) -> Layer:
        parts = []
        for service in self.candidates:
            if is_over():
                raise OverError
            parts.append(self._with(begun, service))
        return Layer(
            Begun(*(np.concatenate([getattr(part.begun, name) for part in parts]) for name in Begun.__slots__)),
            np.concatenate([part.parent for part in parts]),
            np.concatenate([part.start for part in parts]),
        )

    def _with(self, begun: Begun, service: int) -> Layer:
        """Each of these with this stop after it, where that can be; without those that another one beats."""
        parent = np.flatnonzero(self.limits.can_follow(begun, service))
        on_road = self.limits.travel[begun.last[parent], service]
        start = self.limits.soonest(service, begun.clock[parent] + on_road)
        can = start <= self.limits.latest[service]
        parent, on_road, start = parent[can], on_road[can], start[can]
        longer = Begun(
            begun.stops[parent] | np.int64(1 << service),
            np.full_like(parent, service),
            start + self.limits.duration[service],
            begun.travel[parent] + on_road,
            begun.value[parent] + self.limits.value[service],
        )
        chosen = _unbeaten(longer)
        return Layer(longer.take(chosen), parent[chosen], start[chosen])

    def _note_best(self, layers: list[Layer]) -> None:
        scores = self.limits.scores(layers[-1].begun)
        if not len(scores) or scores.max() <= self.score:
            return
        place = int(scores.argmax())
        stops: list[Stop] = []
        for layer in reversed(layers[1:]):
            stops.append(Stop(int(layer.begun.last[place]), int(layer.start[place])))
            place = int(layer.parent[place])
        self.stops, self.score = tuple(reversed(stops)), int(scores.max())

    def _kept(self, layer: Layer, width: int) -> tuple[Layer, int]:
        """Those that may pass the best, at most `width` of them, and the highest promise of the others."""
        highest = self.limits.highest(layer.begun)
        chosen = np.flatnonzero(highest > self.score)
        promise = -NEVER
        if len(chosen) > width:
            by_promise = chosen[np.argsort(-highest[chosen], kind="stable")]
            chosen, promise = np.sort(by_promise[:width]), int(highest[by_promise[width]])
        return Layer(layer.begun.take(chosen), layer.parent[chosen], layer.start[chosen]), promise


def _unbeaten(begun: Begun) -> Ints:
    """The places of those for which no other has the same stops, is no later and no longer on the road."""
    by_clock = np.lexsort((begun.travel, begun.clock, begun.stops))
    stops, travel = begun.stops[by_clock], begun.travel[by_clock]
    group = np.cumsum(np.diff(stops, prepend=stops[:1]) != 0)
    falling = travel - group * NEVER_ON_ROAD
    least_before = np.minimum.accumulate(falling)
    is_shorter = np.ones(len(stops), dtype=bool)
    is_shorter[1:] = falling[1:] < least_before[:-1]
    return by_clock[is_shorter]


NEVER_ON_ROAD = 1 << 24  # more minutes than a tour of all services can be under way
