"""The planner against every plan there is, on weeks small enough to try them all."""

from functools import cache

from programmes.bench.problems import random_problem
from programmes.planner import Plan, Problem, plan
from programmes.planner.checking import check
from tests.programmes.planner.brute import optimum, size

LEAST, MOST = 12, 4000
"""Plans to try: fewer say little, more take long."""
SEEDS = (*range(120), 475, 634, 665)
"""The last three: somebody must come along with who is fixed."""


@cache
def problems() -> list[Problem]:
    """Small weeks with at least one plan that breaks no rule."""
    found = [random_problem(seed) for seed in SEEDS]
    return [problem for problem in found if LEAST <= size(problem) <= MOST and optimum(problem) is not None]


@cache
def planned() -> list[Plan]:
    return [plan(problem, seconds=5, seed=1) for problem in problems()]


def test_there_are_enough_small_weeks() -> None:
    assert len(problems()) >= 30


def test_every_small_week_is_planned_as_well_as_it_can_be() -> None:
    assert [(found.score, found.bound) for found in planned()] == [
        (best, best) for best in (optimum(problem) for problem in problems())
    ]


def test_a_plan_breaks_no_rule_and_knows_its_score() -> None:
    verdicts = [check(problem, found.visits) for problem, found in zip(problems(), planned(), strict=True)]
    assert [(verdict.errors, verdict.score) for verdict in verdicts] == [((), found.score) for found in planned()]
