"""Carousels of three sizes: how near to what is proven; a checker that knows no solver judges each answer.

`BENCH_WERKVORMEN` adds carousels from files, as `/tmp/carrousel.json` or, with seconds of its own,
`/tmp/carrousel.json:5` (with a space between); `BENCH_WORKERS` (2) and `BENCH_SEED` (0).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from programmes.bench import Result, peak_mib
from programmes.bench.carousels import SIZES, carousel_of_size
from programmes.planner.files import load
from programmes.werkvormen.carrousel.allocating import allocate, first_come
from programmes.werkvormen.carrousel.checking import check
from programmes.werkvormen.carrousel.problem import Problem
from programmes.werkvormen.carrousel.reading import read_problem

GOALS = {"60": (2, 0.0), "300": (5, 0.0), "2000": (20, 0.01)}
"""{people: (seconds, the largest gap)}."""
OF_FILES = (20, 0.01)
WARM = "60"  # what is loaded once is not measured


def run_carousel() -> Iterator[Result]:
    seed = int(os.environ.get("BENCH_SEED", "0"))
    allocate(carousel_of_size(SIZES[WARM], seed + 1), seconds=2)
    for name, goal in GOALS.items():
        yield allocated(f"carousel {name}", carousel_of_size(SIZES[name], seed + 1), *goal)
    for path in os.environ.get("BENCH_WERKVORMEN", "").split():
        file, _, seconds = path.partition(":")
        yield allocated(Path(file).stem, read_problem(load(Path(file))), float(seconds or OF_FILES[0]), OF_FILES[1])


def allocated(case: str, problem: Problem, seconds: float, gap: float) -> Result:
    workers = int(os.environ.get("BENCH_WORKERS", "2"))
    began = monotonic()
    found = allocate(problem, seconds=seconds, workers=workers)
    took = monotonic() - began
    verdict = check(problem, found.seats)
    by_hand = sum(problem.points(person, bundle) for person, bundle in enumerate(first_come(problem)))
    return Result(
        bench="werkvormen",
        case=case,
        size=len(problem.people),
        seconds=round(took, 2),
        queries=None,
        peak_mib=peak_mib(),
        ratio=round(found.score / by_hand, 2) if by_hand > 0 else None,
        of="by hand" if by_hand > 0 else None,
        limit=f"gap<={gap:.1%} errors=0",
        ok=not verdict.errors and verdict.score == found.score and found.gap <= gap,
        more={
            "score": found.score,
            "bound": found.bound,
            "gap": round(found.gap, 5),
            "proven": found.is_optimal,
            "missing": verdict.missing,
            "errors": len(verdict.errors),
        },
    )
