"""Somebody was placed by hand at two visits of a day, with something between that they could join."""

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest

from programmes.bench.problems import random_problem
from programmes.planner import Problem, Visit, Weights, Window, plan
from programmes.planner.bound.aside import counted, lowered
from programmes.planner.checking import check
from programmes.planner.first import first_plan
from programmes.planner.index import make_index
from programmes.planner.solve import Clock, Run, make_search
from tests.programmes.planner.brute import optimum, size
from tests.programmes.planner.problems import make_problem

LEAST, MOST = 4, 400
"""Plans to try."""
WHO: dict[int, dict[str, Any]] = {
    0: {"domains": (), "party": "Groen"},
    1: {"domains": (), "party": "Groen", "available": (Window(0, 640, 740),)},
}
WAITING = make_problem(
    {0: {"visits_max": 2}},
    WHO,
    counts=(2, 2),
    fixed=(Visit(0, 0, 540, (0,)), Visit(0, 0, 900, (0,)), Visit(1, 0, 660, (1,))),
)
HURRYING = make_problem(
    people=WHO,
    counts=(3, 2),
    travel={"car": ((0, 400, 10), (400, 0, 10), (10, 10, 0))},
    weights=replace(Weights(), travel=4, idle2=4, day=80),
    fixed=(Visit(0, 0, 540, (0,)), Visit(1, 0, 800, (0,)), Visit(2, 0, 660, (1,))),
)


def pinned_twice(seed: int) -> Problem:
    """A small odd week with two visits of somebody by hand, and between them one of somebody else."""
    rng, problem = Random(seed), random_problem(seed)
    who, other = rng.sample([person.id for person in problem.people], 2)
    first, last, between = (rng.choice(problem.services).id for _ in range(3))
    return replace(
        problem,
        people=tuple(replace(p, day_max=3, week_max=rng.choice((2, 3, 4))) for p in problem.people),
        weights=replace(
            problem.weights,
            travel=rng.choice((0, 1, 4, 9)),
            idle2=rng.choice((0, 1, 4)),
            day=rng.choice((0, 20, 80)),
        ),
        fixed=(
            Visit(first, 0, rng.choice((480, 510)), (who,)),
            Visit(last, 0, rng.choice((600, 690, 720)), (who,)),
            *((Visit(between, 0, rng.choice((570, 585, 600)), (other,)),) if rng.random() < 0.6 else ()),
        ),
    )


@cache
def problems() -> list[tuple[Problem, int]]:
    """With the best score that the faults in what is fixed leave."""
    found = []
    for seed in range(200):
        problem = pinned_twice(seed)
        if LEAST <= size(problem) <= MOST:
            best = optimum(problem, check(problem, plan(problem, seconds=0).visits).errors)
            found += [(problem, best)] if best is not None else []
    return found


def test_weeks_with_two_fixed_visits_of_somebody_are_planned_as_well_as_they_can_be() -> None:
    assert len(problems()) > 60
    planned = [plan(problem, seconds=5) for problem, _ in problems()]
    assert [(found.score, found.bound) for found in planned] == [(best, best) for _, best in problems()]


def test_the_bound_of_large_weeks_is_one_of_weeks_with_two_fixed_visits_of_somebody_too() -> None:
    for problem, best in problems():
        steps = lowered(make_index(problem), counted((0, 20, 200.0, 10.0), (2, 20, 10.0, 1.0)))
        assert min(step.bound for step in steps) >= best, problem


@pytest.mark.parametrize(
    ("problem", "best"),
    [
        (WAITING, -110),
        (HURRYING, -420),
    ],
    ids=["the same service with hours between", "no time to go straight on"],
)
def test_going_on_to_the_next_fixed_visit_costs_what_the_score_says(problem: Problem, best: int) -> None:
    found = plan(problem, seconds=5)
    assert optimum(problem, check(problem, found.visits).errors) == best
    assert (found.score, found.bound) == (best, best)


def test_the_first_plan_joins_what_shortens_a_wait_between_fixed_visits() -> None:
    index = make_index(replace(WAITING, weights=replace(Weights(), load=(0,))))
    assert first_plan(index)[index.by_key[1, 0, 660]] == {0, 1}


def test_a_bound_that_the_plan_itself_refutes_is_not_told() -> None:
    index = make_index(make_problem())
    search = make_search(index, 0, by_effort=True)
    run = Run(index, search, Clock(1, lambda: False, lambda _: None), workers=1, bound=search.score - 1.0)
    assert run.plan().bound is None
    run.bound = search.score + 1.0
    assert run.plan().bound == search.score + 1
