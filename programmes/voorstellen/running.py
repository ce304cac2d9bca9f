"""The planner in a thread of its own: the thread with the database tells how far it is, and passes on a stop."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillBusyError
from threading import Event
from typing import Self

from programmes.planner import Plan, Problem, Progress, plan, repair

MOST_POINTS = 120
Point = tuple[float, int, int | None]


class Running:
    """Used as a context: whoever leaves it, stops it. `latest` and `curve` are what is known so far."""

    def __init__(self, problem: Problem, *, seconds: float, workers: int, seed: int, is_repair: bool) -> None:
        self.latest: Plan | None = None
        self._points: list[Point] = []
        self._stop = Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="plan")
        self._work = self._start(problem, seconds=seconds, workers=workers, seed=seed, is_repair=is_repair)

    def _start(self, problem: Problem, *, is_repair: bool, seconds: float, workers: int, seed: int) -> "Future[Plan]":
        work: Callable[[], Plan]
        if is_repair:
            work = lambda: repair(problem, seconds=seconds, seed=seed)  # noqa: E731 (two ways to the same)
        else:
            work = lambda: plan(  # noqa: E731
                problem,
                seconds=seconds,
                seed=seed,
                workers=workers,
                on_progress=self._hear,
                should_stop=self._stop.is_set,
            )
        return self._pool.submit(work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True)

    def _hear(self, progress: Progress) -> None:
        self.latest = progress.plan
        self._points.append((round(progress.seconds, 2), progress.plan.score, progress.plan.bound))

    def stop(self) -> None:
        self._stop.set()

    def result(self, *, within: float) -> Plan | None:
        """The plan, or None when it is not there `within` this many seconds; raises what the planner raised."""
        try:
            return self._work.result(timeout=within)
        except StillBusyError:
            if self._work.done():  # the planner itself ran into a time-out
                raise
            return None

    @property
    def curve(self) -> list[Point]:
        """What was heard, thinned: the first, the last, and some between."""
        points = list(self._points)
        step = max(1, -(-len(points) // MOST_POINTS))
        return [*points[:-1:step], *points[-1:]]
