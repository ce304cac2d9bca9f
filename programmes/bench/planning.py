"""One week planned and measured: in a process of its own, so that its memory is its own. Knows no Django."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from programmes.bench.hand import hand_plan
from programmes.bench.memory import Peak
from programmes.bench.problems import problem_of_size
from programmes.planner import Plan, Problem, Progress, Visit, plan, read_problem, replan
from programmes.planner.checking import check
from programmes.planner.problem import covers
from programmes.planner.roster import moments

DROPOUTS = 20
NEARLY = 0.95


@dataclass(frozen=True, slots=True)
class Trial:
    """`name`: a size and a seed, as L1; `file`: a week of somebody else, read instead of invented."""

    name: str
    seconds: float
    workers: int
    seed: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Replanned:
    """Over a number of drop-outs, each from the same plan."""

    changes_median: float
    changes_max: int
    seconds_median: float
    seconds_max: float
    errors: int


@dataclass(frozen=True, slots=True)
class Measured:
    """`first`, `nearly`: seconds until there was a plan, and until it had 95 % of the score at the end. `peak_mib`: of
    the planner with the processes that it starts.
    """

    services: int
    pairs: int
    score: int
    bound: int | None
    gap: float | None
    errors: tuple[str, ...]
    seconds: float
    first: float
    nearly: float
    hand: int
    replanned: Replanned
    peak_mib: int


def measure(trial: Trial) -> Measured:
    problem = week_of(trial)
    seen: list[tuple[float, int]] = []
    begin = perf_counter()

    def note(progress: Progress) -> None:
        seen.append((perf_counter() - begin, progress.plan.score))

    with Peak() as peak:
        found = plan(problem, seconds=trial.seconds, seed=trial.seed, workers=trial.workers, on_progress=note)
    seconds = perf_counter() - begin
    verdict = check(problem, found.visits)
    seen.append((seconds, verdict.score))
    enough = verdict.score - abs(verdict.score) * (1 - NEARLY)
    return Measured(
        services=len(problem.services),
        pairs=pairs(problem),
        score=verdict.score,
        bound=found.bound,
        gap=gap(verdict.score, found.bound),
        errors=(*verdict.errors, *_dishonest(found, verdict.score)),
        seconds=seconds,
        first=seen[0][0],
        nearly=next(when for when, score in seen if score >= enough),
        hand=check(problem, hand_plan(problem)).score,
        replanned=replanned(problem, found.visits, seed=trial.seed),
        peak_mib=peak.mib,
    )


def week_of(trial: Trial) -> Problem:
    if trial.file:
        return read_problem(json.loads(Path(trial.file).read_text(encoding="utf-8")))
    size = trial.name.rstrip("0123456789")
    return problem_of_size(size, int(trial.name.removeprefix(size) or 1))


def gap(score: int, bound: int | None) -> float | None:
    return None if bound is None else max(0, bound - score) / max(1, abs(bound))


def pairs(problem: Problem) -> int:
    """(person, possible visit): everybody at each moment when they are free."""
    return sum(
        covers(person.available, at.day, at.start, at.start + service.duration)
        for service in problem.services
        for at in moments(problem, service)
        for person in problem.people
    )


def _dishonest(found: Plan, score: int) -> Iterator[str]:
    if found.score != score:
        yield f"the plan says {found.score}, the checker {score}"
    if found.bound is not None and found.bound < score:
        yield f"the bound {found.bound} is below the score {score}"


def replanned(problem: Problem, visits: tuple[Visit, ...], *, seed: int, times: int = DROPOUTS) -> Replanned:
    rng = Random(seed)  # noqa: S311 (a game of chance, not a secret)
    changes, seconds, errors = [], [], 0
    for _ in range(times):
        changed = without_somebody(problem, visits, rng)
        begin = perf_counter()
        found = replan(changed, seed=seed)
        seconds.append(perf_counter() - begin)
        verdict = check(changed, found.visits)
        changes.append(verdict.changed or 0)
        errors += not verdict.is_valid
    return Replanned(median(changes), max(changes), median(seconds), max(seconds), errors)


def without_somebody(problem: Problem, visits: tuple[Visit, ...], rng: Random) -> Problem:
    """Somebody who was on a visit can not come at all any more, and who only came with them then neither."""
    gone = rng.choice(sorted({person for visit in visits for person in visit.people}) or [0])
    people = (replace(one, available=()) if one.id == gone else one for one in problem.people)
    fixed = (replace(one, people=tuple(who for who in one.people if who != gone)) for one in problem.fixed)
    return replace(
        problem,
        people=tuple(people),
        fixed=tuple(visit for visit in fixed if visit.people),
        previous=visits,
    )
