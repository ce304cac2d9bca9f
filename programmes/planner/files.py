"""Problems and plans as files: what is read, how it is solved, what is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from programmes.planner.problem import Plan, Problem, Progress
from programmes.planner.reading import ProblemError, read_problem
from programmes.planner.reasons import explain
from programmes.planner.solve import plan

LARGEST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how hard to look; `tell` hears a line each time something better is known."""

    seconds: float = 20.0
    seed: int = 0
    workers: int = 1
    tell: Callable[[str], None] | None = None
    should_stop: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` raises ProblemError for data that is no such problem."""

    read: Callable[[Any], Any]
    solve: Callable[[Any, Effort], dict[str, Any]]


def solve_file(kind: Kind, path: Path, effort: Effort) -> dict[str, Any]:
    """The plan for the problem in a file; raises ProblemError when it cannot be read."""
    return kind.solve(kind.read(load(path)), effort)


def load(path: Path) -> Any:
    """The JSON in a file; raises ProblemError."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ProblemError(
                f"{path} is groter dan {LARGEST_BYTES // 2**20} MB: dat is geen probleem voor de planner."
            )
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProblemError(f"{path} bestaat niet: geef het pad van een bestand met een probleem.") from None
    except OSError as error:
        raise ProblemError(f"{path} kan niet gelezen worden: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise ProblemError(f"{path} is geen tekst in UTF-8: bewaar het opnieuw als JSON.") from None
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"{path} is geen geldige JSON: op regel {error.lineno}, teken {error.colno} klopt iets niet."
        ) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, ProblemError):
            raise
        raise ProblemError(f"{path} is geen probleem voor de planner: iets is te diep genest of te lang.") from None


def _solve_week(problem: Problem, effort: Effort) -> dict[str, Any]:
    def on_progress(progress: Progress) -> None:
        if effort.tell is not None:
            effort.tell(progress_line(progress))

    found = plan(
        problem,
        seconds=effort.seconds,
        seed=effort.seed,
        workers=effort.workers,
        on_progress=on_progress,
        should_stop=effort.should_stop,
    )
    return replace(found, unmet=found.unmet or explain(problem, found.visits)).to_json()


def progress_line(progress: Progress) -> str:
    """'  4,2 s: score 41664, hoogstens 41800 (nog 0,3 % mogelijk)'"""
    return f"{progress.seconds:6.1f} s: {_score(progress.plan)}".replace(".", ",")


def _score(found: Plan) -> str:
    if found.is_optimal:
        return f"score {found.score}, bewezen het beste"
    if found.bound is None:
        return f"score {found.score}"
    gap = f" (nog {found.gap:.1%} mogelijk)".replace("%", " %") if found.gap is not None else ""
    return f"score {found.score}, hoogstens {found.bound}{gap}"


WEEK = Kind(read_problem, _solve_week)
