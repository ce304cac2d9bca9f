"""`manage.py plan carousel`: a carousel from a file, and who gets which seats as JSON."""

from typing import Any

from programmes.planner.files import Effort, Kind
from programmes.werkvormen.carrousel.allocating import allocate
from programmes.werkvormen.carrousel.problem import Allocation, Problem
from programmes.werkvormen.carrousel.reading import read_problem


def _solve(problem: Problem, effort: Effort) -> dict[str, Any]:
    def on_progress(found: Allocation) -> None:
        if effort.tell is not None:
            effort.tell(progress_line(found))

    found = allocate(
        problem,
        seconds=effort.seconds,
        seed=effort.seed,
        workers=effort.workers,
        on_progress=on_progress,
        should_stop=effort.should_stop,
    )
    return found.to_json()


def progress_line(found: Allocation) -> str:
    """'score 79145, bewezen het beste'"""
    if found.is_optimal:
        return f"score {found.score}, bewezen het beste"
    return f"score {found.score}, hoogstens {found.bound}"


CAROUSEL = Kind(read_problem, _solve)
