"""The people's half of the bound: what everybody would do with the week on their own, at given prices."""

from dataclasses import dataclass

import numpy as np

from programmes.planner.bound.groups import FORCED
from programmes.planner.bound.prices import Prices
from programmes.planner.bound.weeks import Days
from programmes.planner.first import with_fixed
from programmes.planner.index import Bools, Floats, Index
from programmes.planner.problem import nth

NEVER = -1e9


@dataclass(frozen=True)
class Asked:
    """What people would get together, the places they take, and how much more they ask than they get, per price."""

    value: float
    taken: Bools
    slopes: Prices


class People:
    def __init__(self, index: Index) -> None:
        self.index, self.days = index, Days(index)
        problem, places = index.problem, self.days.places
        self.size = (len(problem.people), len(problem.services))
        self.pair = places.person * len(problem.services) + places.service
        self.pinned: Floats = np.where(places.pinned, FORCED, 0.0)
        outside = [index.is_outside(int(p), int(s)) for p, s in zip(places.person, places.service, strict=True)]
        self.is_outside = np.array(outside, dtype=bool)
        self.has_domains = np.array([bool(person.domains) for person in problem.people], dtype=bool)
        self._prepare_wishes()
        self._prepare_company()
        self._prepare_pinned()
        self.load = np.full((len(problem.people), max(map(len, index.loads), default=0) + 1), NEVER)
        for person, loads in enumerate(index.loads):
            self.load[person, : len(loads) + 1] = np.cumsum([0, *loads])

    def _prepare_pinned(self) -> None:
        """How often somebody may go to a service: once, or as often as they must."""
        must = np.bincount(self.pair[self.days.places.pinned], minlength=self.size[0] * self.size[1])
        self.most: Floats = np.maximum(must, 1).reshape(self.size).astype(float)

    def _prepare_wishes(self) -> None:
        problem, places = self.index.problem, self.days.places
        rank = np.full(self.size, -1, dtype=np.int64)
        for person, ranks in enumerate(problem.wish_ranks):
            for service, place in ranks.items():
                rank[person, service] = place
        self.place_rank = rank[places.person, places.service]
        self.wishing = self.place_rank >= 0
        wishes = max((len(person.wishes) for person in problem.people), default=0)
        self.wish = np.array([nth(problem.weights.wish, n) for n in range(wishes)], dtype=float)
        self.rank_value = np.full((len(problem.people), wishes), NEVER)
        for number, who in enumerate(problem.people):
            values = [nth(problem.weights.rank, n) for n in range(len(who.wishes))]
            self.rank_value[number, : len(values)] = values

    def _prepare_company(self) -> None:
        """The places of two who belong together, side by side; not where one of them had to come alone."""
        places, draft = self.days.places, with_fixed(self.index)
        number = {place: n for n, place in enumerate(zip(places.person.tolist(), places.slot.tolist(), strict=True))}
        pairs = [
            (number[a, slot], number[b, slot])
            for a, b in self.index.problem.together
            for slot, here in enumerate(self.index.slots)
            if (a, slot) in number and (b, slot) in number
            if not here.is_fixed or (a in draft.groups[slot]) == (b in draft.groups[slot])
        ]
        self.first, self.second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    def start(self) -> Prices:
        people, services = self.size
        return Prices(
            place=np.zeros(len(self.pair)),
            visit=np.full(people, float(self.index.problem.weights.wish[0])),
            rank=np.zeros((people, len(self.wish))),
            twice=np.zeros((people, services)),
            outside=np.zeros(people),
            company=np.zeros(len(self.first)),
        )

    def bonus(self, prices: Prices) -> Floats:
        """What each place brings its person before it is paid for."""
        places = self.days.places
        value: Floats = prices.visit[places.person] - prices.twice.ravel()[self.pair] + places.value
        value += np.where(self.is_outside, prices.outside[places.person], 0)
        value[self.wishing] += prices.rank[places.person[self.wishing], self.place_rank[self.wishing]]
        np.add.at(value, self.first, prices.company)
        np.subtract.at(value, self.second, prices.company)
        return value

    def ask(self, prices: Prices) -> Asked:
        value, taken = self.days.best(self.bonus(prices) - prices.place + self.pinned)
        slopes, person = prices.copy(), self.days.places.person
        counts = np.arange(self.load.shape[1])
        loads = self.load - prices.visit[:, None] * counts
        slopes.visit = np.bincount(person[taken], minlength=self.size[0]) - loads.argmax(1).astype(float)
        twice = np.bincount(self.pair[taken], minlength=self.size[0] * self.size[1])
        slopes.twice = self.most - twice.reshape(self.size).astype(float)
        slopes.company = taken[self.first].astype(float) - taken[self.second]
        value += float(loads.max(1).sum()) + float((prices.twice * self.most).sum())
        value += self._wish(prices, taken, slopes) + self._go_outside(prices, taken, slopes)
        return Asked(value, taken, slopes)

    def _wish(self, prices: Prices, taken: Bools, slopes: Prices) -> float:
        """Everybody's best choice of wishes to have granted: each has its rank, the n-th of them counts less."""
        if not len(self.wish):
            return 0.0
        gain = self.rank_value - prices.rank
        order = np.argsort(-gain, axis=1, kind="stable")
        sums = np.take_along_axis(gain, order, 1) + self.wish
        granted, asked = np.zeros_like(prices.rank), np.zeros_like(prices.rank)
        np.put_along_axis(granted, order, (sums > 0).astype(float), 1)
        both = taken & self.wishing
        np.add.at(asked, (self.days.places.person[both], self.place_rank[both]), 1)
        slopes.rank = asked - granted
        return float(np.maximum(sums, 0).sum())

    def _go_outside(self, prices: Prices, taken: Bools, slopes: Prices) -> float:
        bonus = self.index.problem.weights.outside
        slopes.outside = np.zeros(self.size[0])
        if not bonus:
            return 0.0
        wants = self.has_domains & (prices.outside < bonus)
        went = np.bincount(self.days.places.person[taken & self.is_outside], minlength=self.size[0])
        slopes.outside = went.astype(float) - wants
        return float((bonus - prices.outside)[wants].sum())
