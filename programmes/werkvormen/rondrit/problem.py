"""A tour to be planned, and what a plan for it is worth. Times are minutes since midnight, ids places in lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

START = 0  # the id of the starting place
MOST_SERVICES = 60  # with the starting place: a set of them has to fit in one number of the machine
POINTS = 1000  # of one unit of value; a minute under way costs one, ten minutes of the day another
MINUTES_A_POINT = 10


@dataclass(frozen=True, slots=True)
class Service:
    """`windows` are (from, until): a visit lies inside one of them."""

    id: int
    windows: tuple[tuple[int, int], ...]
    duration: int
    value: int = 1

    @property
    def starts(self) -> tuple[tuple[int, int], ...]:
        """(first, last) moment at which a visit may begin, in order and apart from each other."""
        found: list[tuple[int, int]] = []
        for first, last in sorted((a, b - self.duration) for a, b in self.windows if b - self.duration >= a):
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Problem:
    """`services[0]` is where the tour starts and ends; `travel[a][b]` in minutes, as it is: no triangle rule."""

    services: tuple[Service, ...]
    travel: tuple[tuple[int, ...], ...]
    leave: int
    back: int


@dataclass(frozen=True, slots=True)
class Stop:
    service: int
    start: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`bound`: no tour has a higher score."""

    stops: tuple[Stop, ...]
    score: int
    bound: int | None = None

    @property
    def is_optimal(self) -> bool:
        return self.bound == self.score

    def to_json(self) -> dict[str, Any]:
        stops = [[stop.service, stop.start] for stop in self.stops]
        return {"stops": stops, "bound": self.bound, "score": self.score, "optimal": self.is_optimal}


def points(value: int, travel: int, minutes: int) -> int:
    """Value first, then less travel and an earlier return; `minutes` from leaving until back."""
    return POINTS * value - travel - minutes // MINUTES_A_POINT


def score_of(problem: Problem, stops: tuple[Stop, ...]) -> int:
    places = [START, *(stop.service for stop in stops), START]
    travel = sum(problem.travel[a][b] for a, b in pairwise(places))
    value = sum(problem.services[stop.service].value for stop in stops)
    return points(value, travel, _back(problem, stops) - problem.leave)


def _back(problem: Problem, stops: tuple[Stop, ...]) -> int:
    if not stops:
        return problem.leave + problem.travel[START][START]
    last = stops[-1]
    return last.start + problem.services[last.service].duration + problem.travel[last.service][START]


def faults(problem: Problem, stops: tuple[Stop, ...]) -> list[str]:
    """Every rule that these stops break, as a sentence for who looks into the planner."""
    found, clock, place = [], problem.leave, START
    for stop in stops:
        service = problem.services[stop.service]
        there = clock + problem.travel[place][stop.service]
        if stop.start < there:
            found.append(f"dienst {stop.service} begint om {stop.start} en de groep is er pas om {there}")
        if not any(a <= stop.start and stop.start + service.duration <= b for a, b in service.windows):
            found.append(f"dienst {stop.service} past niet om {stop.start}")
        clock, place = stop.start + service.duration, stop.service
    if (back := clock + problem.travel[place][START]) > problem.back:
        found.append(f"de groep is pas terug om {back}")
    if len({stop.service for stop in stops}) < len(stops):
        found.append("een dienst komt twee keer voor")
    return found


def soonest(problem: Problem, order: Iterable[int]) -> tuple[Stop, ...] | None:
    """The stops in this order, each as soon as it can; None when one of them cannot."""
    clock, place, stops = problem.leave, START, list[Stop]()
    for key in order:
        there, service = clock + problem.travel[place][key], problem.services[key]
        starts = [max(there, first) for first, last in service.starts if there <= last]
        if not starts:
            return None
        stops.append(Stop(key, min(starts)))
        clock, place = min(starts) + service.duration, key
    return tuple(stops)
