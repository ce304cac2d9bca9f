"""The bound in a process of its own: NumPy holds the interpreter for most of its run, and the search needs it too."""

import math
import multiprocessing
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import numpy as np

from programmes.planner.bound.descent import Descent
from programmes.planner.bound.weeks import places_of
from programmes.planner.index import Floats, Index, make_index
from programmes.planner.problem import Problem
from programmes.planner.program.shapes import Place

COARSE = ((0, 120, 200.0, 10.0), (1, 40, 40.0, 10.0))
FOLLOWING = ((0, 40, 25.0, 6.0), (1, 60, 40.0, 6.0))
FINE = ((2, 100, 3.0, 1.5), (2, 250, 1.5, 0.5), (2, 500, 0.5, 0.12))
"""(level, steps, first and last size of a step in points)"""
Phase = tuple[int, Iterable[float], float, float]
"""The same, with how far it is at each step."""
LONG = 30  # seconds: then the last steps may be smaller
APART = 60  # minutes between two visits of a service in the coarse problem
START = 1.5  # seconds for the process to begin and its last news to be heard
MANY = 20_000  # places: from there on a coarse bound first
EVERY = 0.5  # seconds between two reports


@dataclass(frozen=True)
class Report:
    """`wanted`: per place how often it was taken of late, by people and by services; None while prices are rough."""

    bound: float
    wanted: Floats | None = None
    descent: Descent | None = None


@dataclass
class Hearing:
    """Reads at once what a process tells, and keeps the last: who is not heard waits, and works no more."""

    news: Connection
    last: Report | None = None
    is_over: bool = False

    def begin(self) -> "Hearing":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self) -> None:
        try:
            while True:
                self.last = self.news.recv()
        except (EOFError, OSError):
            self.is_over = True


@dataclass
class Bounding:
    """What is known so far; `refresh` looks whether there is news. What is wanted: as in a Report."""

    index: Index
    best: float = float("inf")
    coarsely_wanted: Floats | None = None
    wanted: Floats | None = None
    is_done: bool = False
    _is_scouted: bool = False
    _process: multiprocessing.process.BaseProcess | None = None
    _hearing: Hearing | None = None
    _steps: Iterator[Report] = field(default_factory=lambda: iter(()))

    @property
    def effort(self) -> float:
        """Of one step, as programmes.planner.search counts it: about in proportion to the places of a person-day."""
        return 5e-4 + 2e-9 * sum(len(slots) ** 2 / 2 for slots in self.index.of_person_day.values())

    def start(self, seconds: float, *, apart: bool) -> None:
        """In a process of its own while this one scouts, or all by steps of who asks."""
        if not apart:
            self._steps = reports(self.index)
            return
        self._steps = scouted(self.index, counted(*COARSE))
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(self.index.problem, seconds - START, there), daemon=True)
        self._process.start()
        there.close()
        self._hearing = Hearing(here).begin()

    @property
    def is_scouting(self) -> bool:
        """While a process of its own has nothing to say yet."""
        return self._process is not None and not self._is_scouted and not self.is_done

    def refresh(self, steps: int = 0) -> None:
        """Takes in what was reported; by itself it does so many steps first."""
        for _ in range(steps):
            report = next(self._steps, None)
            if report is None:
                self._is_scouted = True
                self.is_done |= self._process is None
                break
            self._take(report)
        if self._hearing:
            self.is_done |= self._hearing.is_over  # before the last that it told
            if self._hearing.last:
                self._take(self._hearing.last)

    def _take(self, report: Report) -> None:
        self.best = min(self.best, report.bound)
        if report.wanted is None:
            return
        if report.bound == math.inf:
            self.coarsely_wanted = report.wanted
        else:
            self.wanted = report.wanted

    def stop(self) -> None:
        if self._process and self._process.is_alive():
            self._process.kill()
            self._process.join()

    def places(self, most: int) -> list[Place]:
        """Those that were wanted most by both together: the moments of the coarse problem are more varied."""
        places, wanted = places_in_order(self.index), np.zeros(len(self.index.places))
        for known in (self.coarsely_wanted, self.wanted):
            wanted += known if known is not None else 0.0
        order = np.argsort(-wanted, kind="stable")[:most]
        return [places[number] for number in order.tolist() if wanted[number] > 0]


def places_in_order(index: Index) -> list[Place]:
    """As the bound numbers them."""
    places = places_of(index)
    return list(zip(places.person.tolist(), places.slot.tolist(), strict=True))


def scouted(index: Index, phases: Iterable[Phase]) -> Iterator[Report]:
    """What is wanted, by the coarse problem: quick, and much the same. Not a bound."""
    coarse, mine = Descent(thinned(index)), places_in_order(index)
    number = {place: n for n, place in enumerate(mine)}
    known = [(p, index.by_key[coarse.index.slots[slot].key]) for p, slot in places_in_order(coarse.index)]
    where = np.array([number[place] for place in known], dtype=np.int64)
    for level, pace, first, last in phases:
        for _ in coarse.run(level, pace, first, last):
            wanted = np.zeros(len(mine))
            wanted[where] = coarse.wanted
            yield Report(math.inf, wanted if level else None, coarse)


def lowered(index: Index, phases: Iterable[Phase], after: Descent | None = None) -> Iterator[Report]:
    """The bound, step by step; after a coarse one it needs fewer."""
    descent = Descent(index)
    if after:
        descent.follow(after)
    for level, pace, first, last in phases:
        for bound in descent.run(level, pace, first, last):
            yield Report(bound, descent.wanted if level else None)


def counted(*phases: tuple[int, int, float, float]) -> Iterator[Phase]:
    for level, steps, first, last in phases:
        yield level, (step / steps for step in range(steps)), first, last


def _scouting(seconds: float) -> Iterator[Phase]:
    yield 0, _pace(0.2 * seconds, most=120), 200.0, 10.0
    yield 1, _pace(0.05 * seconds, most=40), 40.0, 10.0


def _following(until: float, *, is_long: bool) -> Iterator[Phase]:
    """By the end the steps are to be small."""
    seconds = until - time.monotonic()
    yield 0, _pace(0.4 * seconds, most=150), 150.0, 6.0
    yield 1, _pace(0.25 * seconds, most=80), 40.0, 5.0
    yield 2, _pace(until - time.monotonic(), most=2_000), 3.0, 0.12 if is_long else 0.4


def _pace(seconds: float, most: int) -> Iterator[float]:
    """Which part has passed, of the time or of the steps."""
    started = time.monotonic()
    for step in range(most):
        part = max(step / most, (time.monotonic() - started) / max(seconds, 1e-3))
        if part >= 1:
            return
        yield part


def reports(index: Index) -> Iterator[Report]:
    """One after the other."""
    yield from _after(scouted(index, counted(*COARSE)), index, counted(*FOLLOWING, *FINE))


def in_time(index: Index, seconds: float) -> Iterator[Report]:
    """The same in so many seconds, whatever else the machine does."""
    until = time.monotonic() + seconds
    coarse = scouted(index, _scouting(seconds)) if len(index.places) > MANY else ()
    yield from _after(coarse, index, _following(until, is_long=seconds > LONG))


def _after(coarse: Iterable[Report], index: Index, phases: Iterable[Phase]) -> Iterator[Report]:
    last = None
    for report in coarse:
        last = report.descent
        yield report
    yield from lowered(index, phases, last)


def thinned(index: Index, *, apart: int = APART) -> Index:
    """With some of the moments only: what is fixed, and others so many minutes apart."""
    kept: list[int] = []
    last: dict[tuple[int, int], int] = {}
    for number, slot in enumerate(index.slots):
        if slot.is_fixed or slot.start - last.get((slot.service, slot.day), -apart) >= apart:
            kept.append(number)
            last[slot.service, slot.day] = slot.start
    slots = tuple(index.slots[number] for number in kept)
    return Index(index.problem, slots, {slot.key: n for n, slot in enumerate(slots)})


def _run(problem: Problem, seconds: float, news: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked answers Ctrl-C, and ends this process
    said, report = time.monotonic(), None
    for report in in_time(make_index(problem), seconds):
        if report.bound < math.inf and time.monotonic() - said > EVERY:
            said = time.monotonic()
            news.send(Report(report.bound, report.wanted))
    if report:
        news.send(Report(report.bound, report.wanted))
    news.close()
