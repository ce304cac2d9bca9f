"""The best bundle for each person when every seat has a price: all people at once, by sets of rounds.

A wish goes to a round, or to none; what is left of the rounds is filled with the cheapest sessions there. The value
that is found may count a filling session twice for somebody, so that it is never too low: it bounds (`bound`).
"""

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from programmes.planner.index import Floats
from programmes.planner.problem import nth
from programmes.werkvormen.carrousel.problem import Bundle, Problem

FAR = 1e9
Rounds = NDArray[np.int8]


@dataclass(frozen=True)
class Priced:
    """By person: `values` at these prices, at least as high as any bundle is worth, and a good bundle."""

    values: Floats
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True)
class Pricing:
    problem: Problem

    @cached_property
    def room(self) -> Floats:
        """Seats by session and round."""
        room = np.zeros((len(self.problem.sessions), self.problem.rounds))
        for seat, capacity in self.problem.places.items():
            room[seat] = capacity
        return room

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        return self.room > 0

    @cached_property
    def _wishes(self) -> NDArray[np.int64]:
        """Sessions by person and place on the list; -1 where the list is over."""
        most = max((len(person.wishes) for person in self.problem.people), default=0)
        wishes = np.full((len(self.problem.people), most), -1)
        for person in self.problem.people:
            wishes[person.id, : len(person.wishes)] = person.wishes
        return wishes

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        """How many rounds are in each set of rounds."""
        return np.array([rounds.bit_count() for rounds in range(1 << self.problem.rounds)])

    @cached_property
    def _fair(self) -> Floats:
        """Points for as many granted wishes as there are rounds in each set; FAR below zero: more than one may have."""
        values = self.problem.weights.fair
        totals = np.cumsum([0, *(nth(values, number) for number in range(self.problem.rounds))])
        return np.where(self._sizes <= self.problem.per_person, totals[self._sizes], -FAR)

    def bound(self, prices: Floats, priced: Priced) -> float:
        """No allocation scores higher (Lagrange)."""
        return float(priced.values.sum() + (prices * self.room).sum())

    def best(self, prices: Floats, rng: random.Random) -> Priced:
        """`prices` by session and round, none below zero; of equal fillings each person gets another one."""
        costs = np.where(self.held, prices, FAR)
        values, steps = self._granted(costs)
        filling, rounds_to_fill = self._filling(costs)
        totals = values + (self._fair - filling)[None, :]
        chosen = totals.argmax(axis=1)
        sessions = _by_cost(costs, self.problem.weights.missing)
        bundles = tuple(
            _filled(self._traced(person, int(rounds), steps), rounds_to_fill[int(rounds)], sessions, rng)
            for person, rounds in enumerate(chosen)
        )
        return Priced(totals[np.arange(len(chosen)), chosen], bundles)

    def _granted(self, costs: Floats) -> tuple[Floats, list[Rounds]]:
        """The most points for wishes in exactly each set of rounds, and the round of each wish then (-1: none)."""
        people, sets = len(self.problem.people), len(self._sizes)
        values = np.full((people, sets), -FAR)
        values[:, 0] = 0
        steps = []
        for place in range(self._wishes.shape[1]):
            wished = self._wishes[:, place]
            after, step = values.copy(), np.full((people, sets), -1, dtype=np.int8)
            for number in range(self.problem.rounds):
                points = nth(self.problem.weights.rank, place) - costs[wished, number]
                gain = np.where(wished >= 0, points, -FAR)
                into = np.flatnonzero((np.arange(sets) >> number & 1 == 1) & (self._sizes <= self.problem.per_person))
                candidate = values[:, into - (1 << number)] + gain[:, None]
                is_better = candidate > after[:, into]
                after[:, into] = np.where(is_better, candidate, after[:, into])
                step[:, into] = np.where(is_better, number, step[:, into])
            values = after
            steps.append(step)
        return values, steps

    def _filling(self, costs: Floats) -> tuple[Floats, list[list[int]]]:
        """For each set of rounds with wishes: what filling the other seats costs at least, and in which rounds."""
        missing, most = self.problem.weights.missing, self.problem.per_person
        different = min(most, int(self.held.any(axis=1).sum()))
        cheapest = np.minimum(costs.min(axis=0), missing)
        order = [int(number) for number in np.argsort(cheapest, kind="stable")]
        filling, rounds_to_fill = np.zeros(len(self._sizes)), []
        for rounds, size in enumerate(self._sizes):
            free = [number for number in order if not rounds >> number & 1][: max(0, different - int(size))]
            lacking = max(0, most - int(size) - len(free))
            filling[rounds] = sum(float(cheapest[number]) for number in free) + missing * lacking
            rounds_to_fill.append(free)
        return filling, rounds_to_fill

    def _traced(self, person: int, rounds: int, steps: list[Rounds]) -> dict[int, int]:
        """{round: session} of the wishes that are granted in this set of rounds."""
        found = {}
        for place in range(len(steps) - 1, -1, -1):
            number = int(steps[place][person, rounds])
            if number >= 0:
                found[number] = int(self._wishes[person, place])
                rounds ^= 1 << number
        return found


def _by_cost(costs: Floats, missing: int) -> list[list[list[int]]]:
    """By round, the sessions that are worth sitting in, in groups of the same price, cheapest first."""
    by_round = []
    for column in costs.T:
        groups: dict[float, list[int]] = {}
        for session in np.argsort(column, kind="stable"):
            if column[session] <= missing and column[session] < FAR:
                groups.setdefault(round(float(column[session]), 1), []).append(int(session))
        by_round.append(list(groups.values()))
    return by_round


def _filled(wished: dict[int, int], rounds: list[int], sessions: list[list[list[int]]], rng: random.Random) -> Bundle:
    used = set(wished.values())
    for number in rounds:
        session = next((one for group in sessions[number] if (one := _one_of(group, used, rng)) is not None), None)
        if session is not None:
            wished[number] = session
            used.add(session)
    return tuple((session, number) for number, session in sorted(wished.items()))


def _one_of(group: list[int], used: set[int], rng: random.Random) -> int | None:
    free = [session for session in group if session not in used]
    return free[int(rng.random() * len(free))] if free else None
