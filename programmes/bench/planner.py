"""The planner on weeks of four sizes: how good, how soon, and what a drop-out changes.

A plan is judged by its gap to the bound that it proves itself, by the checker and by its memory; the score of a plan
by hand stands beside it. `BENCH_PLANNER` chooses (default: what takes three minutes), as `L1 L2` or, with seconds of
its own, `XL1:60`; a path such as `/tmp/week.json:20` plans a file. `BENCH_WORKERS` (2) and `BENCH_SEED` (0).
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from programmes.bench import Result
from programmes.bench.planning import Measured, Trial, measure

GOALS = {
    "S": {10: 0.0},
    "M": {10: 0.01, 60: 0.005},
    "L": {20: 0.02, 60: 0.01},
    "XL": {20: 0.03, 60: 0.015},
}
"""{size: {seconds: the largest gap}}, on two cores."""
CHOSEN = "S1 S2 S3 M1 M2 L1 L2 XL1"
MEMORY = 400
GROWTH = 3
"""A first plan may cost so much more per pair on the largest week than on a large one."""


def run() -> Iterator[Result]:
    first: dict[str, Measured] = {}
    for trial in trials(os.environ.get("BENCH_PLANNER", CHOSEN)):
        found = measured_apart(trial)
        first.setdefault(trial.name, found)
        yield planned(trial, found)
        yield dropped_out(trial, found)
    if {"L1", "XL1"} <= set(first):
        yield growth(first["L1"], first["XL1"])


def trials(chosen: str) -> Iterator[Trial]:
    for word in chosen.split():
        name, _, seconds = word.partition(":")
        is_file = "/" in name
        yield Trial(
            name=Path(name).stem if is_file else name,
            seconds=float(seconds or min(goals_of(Path(name).stem), default=20)),
            workers=int(os.environ.get("BENCH_WORKERS", "2")),
            seed=int(os.environ.get("BENCH_SEED", "0")),
            file=name if is_file else "",
        )


def goals_of(name: str) -> dict[int, float]:
    return GOALS.get(name.rstrip("0123456789"), {})


def measured_apart(trial: Trial) -> Measured:
    """In a new process that sees nothing of Django or of the week before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, trial).result()


def planned(trial: Trial, found: Measured) -> Result:
    goal = goals_of(trial.name).get(int(trial.seconds))
    is_near = goal is None or (found.gap is not None and found.gap <= goal)
    return Result(
        bench="planner",
        case=f"{trial.name} {trial.seconds:g}s",
        size=found.services,
        seconds=round(found.seconds, 2),
        queries=None,
        peak_mib=found.peak_mib,
        ratio=round(found.score / found.hand, 2) if found.hand > 0 else None,
        of="by hand" if found.hand > 0 else None,
        limit=f"{'' if goal is None else f'gap<={goal:.1%} '}peak<={MEMORY} errors=0",
        ok=is_near and found.peak_mib <= MEMORY and not found.errors,
        more={
            "score": found.score,
            "bound": found.bound,
            "gap": None if found.gap is None else round(found.gap, 4),
            "first": round(found.first, 2),
            "to95": round(found.nearly, 2),
            "hand": found.hand,
            "pairs": found.pairs,
            "errors": len(found.errors),
        },
    )


def dropped_out(trial: Trial, found: Measured) -> Result:
    again = found.replanned
    return Result(
        bench="planner",
        case=f"{trial.name} uit",
        size=found.services,
        seconds=round(again.seconds_median, 3),
        queries=None,
        peak_mib=found.peak_mib,
        ratio=None,
        of=None,
        limit="errors=0",
        ok=again.errors == 0,
        more={
            "changes": again.changes_median,
            "changes_max": again.changes_max,
            "seconds_max": round(again.seconds_max, 3),
            "errors": again.errors,
        },
    )


def growth(large: Measured, largest: Measured) -> Result:
    ratio = round(largest.first / largest.pairs / (large.first / large.pairs), 2)
    return Result(
        bench="planner",
        case="first",
        size=largest.pairs,
        seconds=round(largest.first, 3),
        queries=None,
        peak_mib=largest.peak_mib,
        ratio=ratio,
        of="L1, pair",
        limit=f"ratio<={GROWTH}",
        ok=ratio <= GROWTH,
    )
