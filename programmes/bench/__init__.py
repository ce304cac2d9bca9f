"""What is measured, and against which limit: a module per bench, each with `run()` that gives its results.

Only counts and ratios are judged: seconds (of CPU time, so that what else runs does not count) are for the eye.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from importlib import import_module
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import process_time
from typing import Any

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import module_has_submodule

BENCHES = {
    "board": "programmes.bench.board",
    "planner": "programmes.bench.planner",
    "publish": "programmes.bench.publish",
    "schedule": "programmes.bench.schedule",
    "werkvormen": "programmes.bench.werkvormen",
}
"""Of this step; a later step has a BENCHES of its own in `<app>.bench`."""
RUNS = 7


@dataclass(frozen=True)
class Result:
    """One line of the table; `ok` follows from the figures. `more` is what only one bench tells, behind the rest."""

    bench: str
    case: str
    size: int
    seconds: float
    queries: int | None
    peak_mib: int
    ratio: float | None
    of: str | None
    limit: str
    ok: bool
    more: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        values = asdict(self)
        more: dict[str, Any] = values.pop("more")
        return values | more


@dataclass(frozen=True)
class Figures:
    seconds: float
    queries: int


def all_benches() -> dict[str, str]:
    """{name: module} of every step that measures something."""
    found: dict[str, str] = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "bench"):
            found |= getattr(import_module(f"{app.name}.bench"), "BENCHES", {})
    return found


def results_of(name: str) -> Iterable[Result]:
    found: Iterable[Result] = import_module(all_benches()[name]).run()
    return found


def measured(*actions: Callable[[], object], runs: int = RUNS) -> list[Figures]:
    """The median CPU time and the queries of each action; they take turns, after one round to warm up."""
    for action in actions:
        action()
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(runs):
        for number, action in enumerate(actions):
            begin = process_time()
            action()
            seconds[number].append(process_time() - begin)
    return [Figures(median(times), queries_of(action)) for times, action in zip(seconds, actions, strict=True)]


def queries_of(action: Callable[[], object]) -> int:
    """BEGIN and COMMIT count too."""
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def grown(
    bench: str,
    case: str,
    sizes: tuple[int, int],
    figures: list[Figures],
    *,
    queries: int,
    growth: float | None = None,
    same: bool = False,
) -> Iterator[Result]:
    """The results of one case at a small and a large size, against its limits."""
    small, large = figures
    ratio = round(large.seconds / small.seconds, 2)
    fits = max(small.queries, large.queries) <= queries and (not same or small.queries == large.queries)
    limit = f"queries<={queries}" + (" same" if same else "") + (f" ratio<={growth:g}" if growth else "")
    for size, figure, is_large in zip(sizes, figures, (False, True), strict=True):
        yield Result(
            bench=bench,
            case=case,
            size=size,
            seconds=round(figure.seconds, 5),
            queries=figure.queries,
            peak_mib=peak_mib(),
            ratio=ratio if is_large else None,
            of=f"size {sizes[0]}" if is_large else None,
            limit=limit,
            ok=fits and (growth is None or not is_large or ratio <= growth),
        )


def peak_mib() -> int:
    """The most memory this process has held so far."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024
