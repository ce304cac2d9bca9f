"""A proven upper bound of the score, by prices: Lagrangian decomposition into people's weeks and services' timetables.

Each participation has two copies, one in somebody's week and one in a service's group, and a price that the person
pays to the service. At any prices, what all would get on their own bounds what they can get together. The prices move
against what the copies disagree on (steps by their running mean square, as RMSProp does), first per person and service,
then per part of a day, then per visit.
"""

import math
from collections.abc import Iterable, Iterator

import numpy as np

from programmes.planner.bound.people import People
from programmes.planner.bound.prices import NAMES, NEVER_BELOW_ZERO, Prices
from programmes.planner.bound.services import Services
from programmes.planner.index import Bools, Floats, Index, Ints

NOON, EVENING = 735, 1020  # minutes: parts of a day
RECENT = 0.9  # how much of what was wanted before still counts
ROUNDED = 3e-7  # of what is forced, at most, is lost in sums of single precision
MEAN, SQUARE, LEAST = 0.85, 0.9, 0.3  # of RMSProp: how much of the past stays, and the least root mean square


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
        self._levels = [np.unique(key, return_inverse=True)[1] for key in self._keys()]

    def _keys(self) -> list[Ints]:
        """Per level what has the same price: a person and a service, in the whole week or on a part of a day."""
        places, slots = self.people.days.places, self.index.slots
        part = np.array([s.day * 3 + (s.start >= NOON) + (s.start >= EVENING) for s in slots], dtype=np.int64)
        return [self.people.pair, self.people.pair * 3 * self.index.problem.days + part[places.slot]]

    def follow(self, other: "Descent") -> None:
        """Begins where another one ended that knew fewer moments."""
        prices, place = other.best_prices, np.zeros(len(self.wanted))
        for mine, theirs in zip(self._keys(), other._keys(), strict=True):  # noqa: SLF001  # of the same class
            keys, where = np.unique(theirs, return_inverse=True)
            if len(keys):
                mean = np.bincount(where, prices.place) / np.bincount(where)
                at = np.minimum(np.searchsorted(keys, mine), len(keys) - 1)
                known = keys[at] == mine
                place[known] = mean[at[known]]
        company = self.prices.company
        self.best_prices = prices.copy()
        self.best_prices.place, self.best_prices.company = place, company

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
        mean = {name: np.zeros_like(getattr(self.prices, name)) for name in NAMES}
        square = {name: np.zeros_like(getattr(self.prices, name)) for name in NAMES}
        for step, part in enumerate(pace):
            bound, slopes = self.evaluate(self.prices)
            if bound < self.bound:
                self.bound, self.best_prices = bound, self.prices.copy()
            if level < len(self._levels):
                together = np.bincount(self._levels[level], slopes.place).astype(float)
                slopes.place = together[self._levels[level]]
            rate = first * (last / first) ** part
            for name in NAMES:
                slope, price = getattr(slopes, name), getattr(self.prices, name)
                if name in NEVER_BELOW_ZERO:
                    slope = np.where((price <= 0) & (slope > 0), 0, slope)
                mean[name] = MEAN * mean[name] + (1 - MEAN) * slope
                square[name] = SQUARE * square[name] + (1 - SQUARE) * slope**2
                size = np.sqrt(square[name] / (1 - SQUARE ** (step + 1))) + LEAST
                moved: Floats = price - rate * mean[name] / (1 - MEAN ** (step + 1)) / size
                setattr(self.prices, name, np.maximum(moved, 0) if name in NEVER_BELOW_ZERO else moved)
            yield self.bound
