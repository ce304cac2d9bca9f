"""The planner in a thread of its own: the thread with the database tells how far it is, and passes on a stop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillBusyError
from threading import Event
from typing import Self

from programmes.planner import Plan, Problem, Progress

MOST_POINTS = 120
Point = tuple[float, int, int | None]
Planner = Callable[..., Plan]  # called as programmes.planner.plan


class Running:
    """Used as a context: whoever leaves it, stops it. `latest` and `curve` are what is known so far."""

    def __init__(self, planner: Planner, problem: Problem, *, seconds: float, workers: int, seed: int) -> None:
        self.latest: Plan | None = None
        self._points: list[Point] = []
        self._stop = Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="plan")
        self._work = self._pool.submit(
            planner,
            problem,
            seconds=seconds,
            workers=workers,
            seed=seed,
            on_progress=self._hear,
            should_stop=self._stop.is_set,
        )

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
