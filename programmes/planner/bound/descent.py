"""A proven upper bound of the score, by prices: Lagrangian decomposition into people's weeks and services' timetables.

Each participation has two copies, one in somebody's week and one in a service's group, and a price that the person
pays to the service. At any prices, what all would get on their own bounds what they can get together. The prices move
against what the copies disagree on (steps by their running mean square, as RMSProp does), first per person and service,
then per part of a day, then per visit. Each step also moves what belongs together as one: where somebody goes is spread
so thin over moments and services that their own prices hardly move.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from programmes.planner.bound.people import People
from programmes.planner.bound.prices import NAMES, NEVER_BELOW_ZERO, Prices
from programmes.planner.bound.services import Services
from programmes.planner.index import Bools, Floats, Index, Ints

NOON, EVENING = 735, 1020  # minutes: parts of a day
RECENT = 0.9  # how much of what was wanted before still counts
ROUNDED = 3e-7  # of what is forced, at most, is lost in sums of single precision
MEAN, SQUARE, LEAST = 0.85, 0.9, 0.3  # of RMSProp: how much of the past stays, and the least root mean square
TOGETHER = 0.5  # of a step, for what belongs together
SPREAD = ("place", "company")  # prices that are


@dataclass
class Momentum:
    """The running means of slopes, of their squares too, and of how many."""

    mean: Floats
    square: Floats
    steps: int = 0

    @classmethod
    def of_size(cls, shape: tuple[int, ...]) -> "Momentum":
        return cls(np.zeros(shape), np.zeros(shape))

    def after(self, slope: Floats) -> Floats:
        """The direction, about 1 where the slope keeps its sign."""
        self.mean = MEAN * self.mean + (1 - MEAN) * slope
        self.square = SQUARE * self.square + (1 - SQUARE) * slope**2
        self.steps += 1
        size = np.sqrt(self.square / (1 - SQUARE**self.steps)) + LEAST
        direction: Floats = self.mean / (1 - MEAN**self.steps) / size
        return direction


class Descent:
    """Lowers the bound step by step; remembers the best prices, and what was wanted of late."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.people = People(index)
        places = self.people.days.places
        self.services = Services(index, places.slot, places.person, self.people.pinned)
        weights = index.problem.weights
        forced = self.people.pinned.sum() * 2 + self.services.groups.fixed.sum()
        self._constant = -float(
            weights.no_visit * len(index.problem.people)
            + weights.change * len(index.kept)
            + (1 - ROUNDED) * forced
            + self.services.worth.sum()
        )
        self.prices = self.people.start()
        self.best_prices, self.bound = self.prices.copy(), math.inf
        self.wanted = np.zeros(len(places.slot))
        day = np.array([slot.day for slot in index.slots], dtype=np.int64)[places.slot]
        self._of_person: list[Ints] = [places.person, _numbered(places.person * index.problem.days + day)]
        self._levels = [*map(_numbered, self._keys()), np.arange(len(places.slot))]

    def _keys(self) -> list[Ints]:
        """Per level what has the same price: a person and a service, in the whole week or on a part of a day."""
        places, slots = self.people.days.places, self.index.slots
        part = np.array([s.day * 3 + (s.start >= NOON) + (s.start >= EVENING) for s in slots], dtype=np.int64)
        return [self.people.pair, self.people.pair * 3 * self.index.problem.days + part[places.slot]]

    def follow(self, other: "Descent") -> None:
        """Begins where another one ended that knew fewer moments."""
        keys, theirs = self._keys(), other._keys()  # noqa: SLF001  # of the same class
        self.best_prices = prices = other.best_prices.copy()
        prices.place = _carried(prices.place, theirs, keys)
        first, their_first = self.people.first, other.people.first
        prices.company = _carried(prices.company, [key[their_first] for key in theirs], [key[first] for key in keys])

    def evaluate(self, prices: Prices) -> tuple[float, Prices]:
        """The bound at these prices, and what is asked above what is offered."""
        asked, offered = self.people.ask(prices), self.services.offer(prices.place)
        slopes = asked.slopes
        slopes.place = offered.given.astype(float) - asked.taken
        self._remember(asked.taken, offered.given)
        return asked.value + offered.value + self._constant, slopes

    def _remember(self, taken: Bools, given: Bools) -> None:
        self.wanted = RECENT * self.wanted + (1 - RECENT) * (taken.astype(float) + given)

    def run(self, level: int, pace: Iterable[float], first: float, last: float) -> Iterator[float]:
        """Yields the best bound after each step, which goes from `first` to `last` points as `pace` goes from 0 to 1.

        Levels: 0 a price per person and service, 1 per part of a day, 2 per visit.
        """
        self.prices = self.best_prices.copy()
        moves = {name: Momentum.of_size(getattr(self.prices, name).shape) for name in NAMES if name not in SPREAD}
        spread = {name: _groups(keys) for name, keys in self._moved_at(level).items()}
        for part in pace:
            bound, slopes = self.evaluate(self.prices)
            if bound < self.bound:
                self.bound, self.best_prices = bound, self.prices.copy()
            rate = first * (last / first) ** part
            for name, groups in spread.items():
                price = getattr(self.prices, name)
                setattr(self.prices, name, price - rate * _together(groups, getattr(slopes, name)))
            for name, momentum in moves.items():
                slope, price = getattr(slopes, name), getattr(self.prices, name)
                if name in NEVER_BELOW_ZERO:
                    slope = np.where((price <= 0) & (slope > 0), 0, slope)
                moved: Floats = price - rate * momentum.after(slope)
                setattr(self.prices, name, np.maximum(moved, 0) if name in NEVER_BELOW_ZERO else moved)
            yield self.bound

    def _moved_at(self, level: int) -> dict[str, list[Ints]]:
        """Per price that is spread over places the ways to see those as one, each as numbers; the finest last.

        That of company stands at the place of the first of two.
        """
        ways = [*self._of_person, *self._levels[: level + 1]] if level else self._levels[:1]
        return {"place": ways, "company": [_numbered(way[self.people.first]) for way in ways]}


def _carried(price: Floats, theirs: list[Ints], mine: list[Ints]) -> Floats:
    """The mean of theirs where the key is the same, by the finest one that they know; 0 where they know none."""
    carried: Floats = np.zeros(len(mine[0]))
    for my_keys, their_keys in zip(mine, theirs, strict=True):
        known, where = np.unique(their_keys, return_inverse=True)
        if len(known):
            mean = np.bincount(where, price) / np.bincount(where)
            at = np.minimum(np.searchsorted(known, my_keys), len(known) - 1)
            carried = np.where(known[at] == my_keys, mean[at], carried)
    return carried


def _numbered(key: Ints) -> Ints:
    return np.unique(key, return_inverse=True)[1]


def _groups(keys: list[Ints]) -> list[tuple[Ints, Momentum]]:
    return [(key, Momentum.of_size((int(key.max(initial=-1)) + 1,))) for key in keys]


def _together(groups: list[tuple[Ints, Momentum]], slope: Floats) -> Floats:
    """The direction of each place: its own, and in part those of what it belongs to."""
    direction: Floats = np.zeros(len(slope))
    for key, momentum in groups:
        share = 1.0 if key is groups[-1][0] else TOGETHER
        direction += share * momentum.after(np.bincount(key, slope, minlength=len(momentum.mean)).astype(float))[key]
    return direction
