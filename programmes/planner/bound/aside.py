"""The bound in a process of its own: NumPy holds the interpreter for most of its run, and the search needs it too."""

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import numpy as np

from programmes.planner.bound.descent import Descent
from programmes.planner.bound.weeks import places_of
from programmes.planner.index import Floats, Index, make_index
from programmes.planner.problem import Problem
from programmes.planner.program.shapes import Place

COARSE = ((0, 120, 200.0, 10.0), (1, 40, 40.0, 10.0))
FINE = ((0, 40, 30.0, 8.0), (1, 60, 30.0, 8.0), (2, 150, 10.0, 2.5), (2, 300, 2.5, 0.8), (2, 600, 0.8, 0.2))
"""(level, steps, first and last size of a step in points)"""
APART = 45  # minutes between two visits of a service in the coarse problem
EVERY = 0.5  # seconds between two reports


@dataclass(frozen=True)
class Report:
    """`wanted`: per place how often it was taken of late, by people and by services; None at the first level."""

    bound: float
    phase: int
    wanted: Floats | None = None


@dataclass
class Bounding:
    """What is known so far; `refresh` looks whether there is news."""

    index: Index
    best: float = float("inf")
    phase: int = -1
    wanted: Floats | None = None
    is_done: bool = False
    _process: multiprocessing.process.BaseProcess | None = None
    _news: Connection | None = None
    _steps: Iterator[Report] = field(default_factory=lambda: iter(()))

    def start(self, *, apart: bool) -> None:
        """In a process of its own, or by steps of who asks."""
        if not apart:
            self._steps = reports(self.index)
            return
        context = multiprocessing.get_context("spawn")
        self._news, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(self.index.problem, there), daemon=True)
        self._process.start()
        there.close()

    def refresh(self, steps: int = 0) -> None:
        """Takes in what was reported; by itself it does so many steps first."""
        for _ in range(steps):
            report = next(self._steps, None)
            self._take(report) if report else self._finish()
        while self._news and not self.is_done and self._news.poll():
            try:
                self._take(self._news.recv())
            except EOFError:
                self._finish()

    def _take(self, report: Report) -> None:
        self.best, self.phase = min(self.best, report.bound), report.phase
        self.wanted = report.wanted if report.wanted is not None else self.wanted

    def _finish(self) -> None:
        self.is_done = True

    def stop(self) -> None:
        if self._process and self._process.is_alive():
            self._process.kill()
            self._process.join()

    def places(self, most: int) -> list[Place]:
        """Those that were wanted most."""
        if self.wanted is None:
            return []
        places = places_in_order(self.index)
        order = np.argsort(-self.wanted, kind="stable")[:most]
        return [places[number] for number in order.tolist() if self.wanted[number] > 0]


def places_in_order(index: Index) -> list[Place]:
    """As the bound numbers them."""
    places = places_of(index)
    return list(zip(places.person.tolist(), places.slot.tolist(), strict=True))


def reports(index: Index) -> Iterator[Report]:
    """One per step. First for some moments only, which is quick: the prices of a half day are much the same."""
    coarse = Descent(thinned(index))
    mine = places_in_order(index)
    number = {place: n for n, place in enumerate(mine)}
    where = np.array(
        [number[p, index.by_key[coarse.index.slots[slot].key]] for p, slot in places_in_order(coarse.index)],
        dtype=np.int64,
    )
    for phase, (level, steps, first, last) in enumerate(COARSE):
        for _ in coarse.run(level, steps, first, last):
            wanted = np.zeros(len(mine))
            wanted[where] = coarse.wanted
            yield Report(float("inf"), phase, wanted if level else None)
    descent = Descent(index)
    descent.follow(coarse)
    for phase, (level, steps, first, last) in enumerate(FINE, start=len(COARSE)):
        for bound in descent.run(level, steps, first, last):
            yield Report(bound, phase, descent.wanted)


def thinned(index: Index) -> Index:
    """With some of the moments only: what is fixed, and others that are not too near."""
    kept: list[int] = []
    last: dict[tuple[int, int], int] = {}
    for number, slot in enumerate(index.slots):
        if slot.is_fixed or slot.start - last.get((slot.service, slot.day), -APART) >= APART:
            kept.append(number)
            last[slot.service, slot.day] = slot.start
    slots = tuple(index.slots[number] for number in kept)
    return Index(index.problem, slots, {slot.key: n for n, slot in enumerate(slots)})


def _run(problem: Problem, news: Connection) -> None:
    said = time.monotonic()
    report = None
    for report in reports(make_index(problem)):
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            news.send(report)
    if report:
        news.send(report)
    news.close()
