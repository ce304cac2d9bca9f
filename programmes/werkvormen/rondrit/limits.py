"""What no tour can get past: for every tour begun, the highest score that it can still become."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from programmes.werkvormen.rondrit.problem import MINUTES_A_POINT, POINTS, START, Problem

Ints = NDArray[np.int64]
NEVER = 1 << 40


@dataclass(frozen=True, slots=True)
class Begun:
    """Tours begun, one a place in each array: their stops as bits, the last of them, when that is over, and so far."""

    stops: Ints
    last: Ints
    clock: Ints
    travel: Ints
    value: Ints

    def __len__(self) -> int:
        return len(self.stops)

    def take(self, chosen: Ints | NDArray[np.bool_]) -> "Begun":
        return Begun(self.stops[chosen], self.last[chosen], self.clock[chosen], self.travel[chosen], self.value[chosen])


class Limits:
    """`latest[j]`: after that start at j nobody is back in time, whatever the route; NEVER below zero: not at all."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        count = len(problem.services)
        self.travel = np.array(problem.travel, dtype=np.int64)
        self.duration = np.array([service.duration for service in problem.services], dtype=np.int64)
        self.value = np.array([service.value for service in problem.services], dtype=np.int64)
        self.shortest = _shortest(self.travel, self.duration)
        home = problem.back - self.duration - self.shortest[:, START]
        self.latest = np.array(
            [
                max((min(b, home[s.id]) for a, b in s.starts if a <= home[s.id]), default=-NEVER)
                for s in problem.services
            ]
        )
        apart = self.travel + np.where(np.eye(count, dtype=bool), NEVER, 0)
        self.least_in = apart.min(axis=0) if count > 1 else np.zeros(1, dtype=np.int64)
        self.least_home = int(self.travel[:, START].min())
        self.gain = np.maximum(POINTS * self.value - self.least_in, 0)
        self.cost = self.least_in + self.duration
        self.by_worth = np.argsort(-(self.gain / np.maximum(self.cost, 1)), kind="stable")

    def scores(self, begun: Begun) -> Ints:
        """If each of them went home now; NEVER below zero for whoever would be too late."""
        home = self.travel[begun.last, START]
        back = begun.clock + home
        found = POINTS * begun.value - begun.travel - home - (back - self.problem.leave) // MINUTES_A_POINT
        return np.where(back <= self.problem.back, found, -NEVER)

    def highest(self, begun: Begun) -> Ints:
        """No way on from each of them has a higher score: a knapsack of what can still be reached, in fractions."""
        soonest = begun.clock + self.least_home
        minutes = (soonest - self.problem.leave) // MINUTES_A_POINT
        found = POINTS * begun.value - begun.travel - self.least_home - minutes
        room = np.maximum(self.problem.back - soonest, 0)
        for service in self.by_worth[self.gain[self.by_worth] > 0]:
            gain, cost = self.gain[service], self.cost[service]
            can = self.can_follow(begun, service)
            fits = can & (room >= cost)
            part = can & ~fits
            found += np.where(fits, gain, 0)
            room -= np.where(fits, cost, 0)
            found += np.where(part, gain * room // max(cost, 1), 0)
            room[part] = 0
        return found

    def can_follow(self, begun: Begun, service: int) -> NDArray[np.bool_]:
        """Whether it may still come, at once or later."""
        is_new = (begun.stops >> np.int64(service)) & 1 == 0
        found: NDArray[np.bool_] = is_new & (begun.clock + self.shortest[begun.last, service] <= self.latest[service])
        return found

    def soonest(self, service: int, there: Ints) -> Ints:
        """The first moment at which a visit can begin for whoever is there; NEVER when there is none."""
        found = np.full_like(there, NEVER)
        for first, last in reversed(self.problem.services[service].starts):
            start = np.maximum(there, first)
            found = np.where(start <= last, start, found)
        return found


def _shortest(travel: Ints, duration: Ints) -> Ints:
    """Minutes from the end of one visit to the door of another, by way of others when that is quicker."""
    found = travel.copy()
    for via in range(len(found)):
        found = np.minimum(found, found[:, [via]] + duration[via] + found[[via], :])
    return found
