"""What each person would do with the whole week to themselves, at given prices: the people's half of the bound.

A *place* is a person at a possible visit; places of a day are joined by *steps* that leave time for the journey. The
best day of at most n visits is found for everybody at once, n - 1 passes over all steps.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from programmes.planner.index import Bools, Floats, Index, Ints, cost_of_step


@dataclass(frozen=True)
class Places:
    """One row per person and possible visit, by person-day (those with the most visits a day first) and by start."""

    slot: Ints
    person: Ints
    service: Ints
    first: Ints  # of each person-day
    visits: Ints  # how many that person may do that day, per person-day
    value: Floats  # what a participation gives or costs by itself (changes)
    pinned: Bools


@dataclass(frozen=True)
class Steps:
    """From place `origin[i]` to the places `target[first[i]:first[i + 1]]`, at `cost` points."""

    origin: Ints
    first: Ints
    target: Ints
    cost: Floats


def places_of(index: Index) -> Places:
    pinned = Counter((person, index.slots[slot].day) for person, slot in index.pinned)
    most = {key: index.most(index.problem.people[key[0]].day_max, pinned[key]) for key in index.of_person_day}
    days = sorted(index.of_person_day.items(), key=lambda item: (-most[item[0]], item[0]))
    rows = [(number, person) for (person, _), numbers in days for number in numbers]
    slots = [index.slots[number] for number, _ in rows]
    lengths = [len(numbers) for _, numbers in days]
    return Places(
        slot=np.array([number for number, _ in rows], dtype=np.int64),
        person=np.array([person for _, person in rows], dtype=np.int64),
        service=np.array([slot.service for slot in slots], dtype=np.int64),
        first=np.cumsum([0, *lengths])[:-1].astype(np.int64),
        visits=np.array([most[key] for key, _ in days], dtype=np.int64),
        value=np.array([index.change(p, slot) for (_, p), slot in zip(rows, slots, strict=True)], dtype=float),
        pinned=np.array([p in slot.pinned for (_, p), slot in zip(rows, slots, strict=True)], dtype=bool),
    )


def steps_of(index: Index, places: Places) -> Steps:
    """All steps of people who may do more than one visit a day; in the order of the places."""
    table = np.array([(s.service, s.start, s.end) for s in index.slots], dtype=np.int64).reshape(-1, 3)
    matrices = {mode: np.array(matrix, dtype=np.int64) for mode, matrix in index.problem.travel.items()}
    weights = index.problem.weights
    counts, targets, costs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for first, end, visits in zip(places.first, [*places.first[1:], len(places.slot)], places.visits, strict=True):
        if visits < 2:
            break  # those with the most visits a day come first
        service, start, stop = table[places.slot[first:end]].T
        travel = matrices[index.problem.people[places.person[first]].mode][np.ix_(service, service)]
        gap = start[None, :] - stop[:, None]
        pinned = places.pinned[first:end]
        fits = (gap >= np.maximum(travel, 0)) & (service[None, :] != service[:, None])
        fits |= np.triu(pinned[None, :] & pinned[:, None], 1)  # who must be at both is, also without the time for it
        counts.append(fits.sum(1))
        targets.append(np.nonzero(fits)[1] + first)
        costs.append(cost_of_step(weights, gap, travel)[fits].astype(np.float32))
    count = np.concatenate(counts)
    origin = np.flatnonzero(count)
    begins = (np.cumsum(count) - count)[origin]
    return Steps(origin, begins, np.concatenate(targets), np.concatenate(costs))


class Days:
    """The best day of each person at given values of the places."""

    def __init__(self, index: Index) -> None:
        self.places = places_of(index)
        self.steps = steps_of(index, self.places)
        self.cost = index.problem.weights.day
        self._ends = np.append(self.places.first[1:], len(self.places.slot))
        self._onward = np.empty(len(self.steps.target), dtype=np.float32)
        self._rounds = [self._round(visits) for visits in range(2, int(self.places.visits.max(initial=1)) + 1)]

    def _round(self, visits: int) -> tuple[int, int, int]:
        """(places, origins, steps) of the people who may do so many visits a day: they come first."""
        days = int((self.places.visits >= visits).sum())
        places = int(self._ends[days - 1]) if days else 0
        origins = int(np.searchsorted(self.steps.origin, places))
        last = len(self.steps.target) if origins == len(self.steps.first) else int(self.steps.first[origins])
        return places, origins, last

    def best(self, value: Floats) -> tuple[float, Bools]:
        """The sum of everybody's best days, and which places they take."""
        if not len(value):
            return 0.0, np.zeros(0, bool)
        levels = list(self._levels(value))
        days = np.maximum.reduceat(levels[-1], self.places.first) - self.cost
        taken = np.zeros(len(value), bool)
        for day in np.flatnonzero(days > 0):
            self._trace(int(day), levels, taken)
        return float(days[days > 0].sum()), taken

    def _levels(self, value: Floats) -> Iterator[Floats]:
        """From each place on, the best that at most 1, 2 ... visits give (as many as that person may)."""
        best = value
        yield best
        for places, origins, steps in self._rounds:
            if not steps:
                continue
            onward = self._onward[:steps]  # kept: fresh memory for millions of steps costs more than the sums
            np.take(best.astype(np.float32), self.steps.target[:steps], out=onward, mode="clip")
            onward -= self.steps.cost[:steps]
            gain = np.maximum(np.maximum.reduceat(onward, self.steps.first[:origins]), 0)
            following = best.copy()
            following[:places] = value[:places]
            following[self.steps.origin[:origins]] += gain
            if np.array_equal(following, best):
                return  # no day is long enough for one more
            best = following
            yield best

    def _trace(self, day: int, levels: list[Floats], taken: Bools) -> None:
        first, end = self.places.first[day], self._ends[day]
        place = first + int(np.argmax(levels[-1][first:end]))
        taken[place] = True
        for left in range(min(int(self.places.visits[day]), len(levels)) - 2, -1, -1):
            origin = int(np.searchsorted(self.steps.origin, place))
            if origin == len(self.steps.origin) or self.steps.origin[origin] != place:
                return
            begin = self.steps.first[origin]
            stop = self.steps.first[origin + 1] if origin + 1 < len(self.steps.first) else len(self.steps.target)
            onward = levels[left][self.steps.target[begin:stop]] - self.steps.cost[begin:stop]
            if onward.max() <= 0:
                return
            place = int(self.steps.target[begin + int(np.argmax(onward))])
            taken[place] = True
