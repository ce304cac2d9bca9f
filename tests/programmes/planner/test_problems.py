"""The invented weeks of the benchmark, and the plan that somebody would make of them by hand."""

import json

import pytest

from programmes.bench.hand import hand_plan
from programmes.bench.problems import SIZES, problem_of_size, random_problem
from programmes.planner import problem_json, read_problem
from programmes.planner.checking import check
from programmes.planner.problem import covers
from programmes.planner.roster import moments


@pytest.mark.parametrize(("size", "services", "people"), [("S", 8, 29), ("M", 30, 47), ("L", 120, 70), ("XL", 150, 80)])
def test_a_size_is_what_it_says(size: str, services: int, people: int) -> None:
    problem = problem_of_size(size, 1)
    assert (len(problem.services), len(problem.people), problem.step) == (services, people, 15)
    assert all(person.available and person.wishes for person in problem.people)
    assert all(moments(problem, service) for service in problem.services)
    assert {minutes % 5 for matrix in problem.travel.values() for row in matrix for minutes in row} == {0}


def test_the_same_seed_gives_the_same_week() -> None:
    assert problem_of_size("M", 3) == problem_of_size("M", 3) != problem_of_size("M", 4)
    assert random_problem(3) == random_problem(3) != random_problem(4)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_fixed_in_an_invented_week_is_possible(size: str) -> None:
    for seed in range(5):
        problem = problem_of_size(size, seed)
        short = [v for v in problem.fixed if not covers(problem.services[v.service].windows, v.day, v.start, v.start)]
        assert (len(problem.fixed), short) == (SIZES[size].fixed, [])
        assert check(problem, problem.fixed).is_valid


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_by_hand_breaks_no_rule_and_visits_nearly_everything(size: str) -> None:
    problem = problem_of_size(size, 2)
    verdict = check(problem, hand_plan(problem))
    assert verdict.errors == ()
    assert verdict.services_unvisited * 20 <= len(problem.services)


def test_a_plan_by_hand_breaks_no_rule_that_was_kept() -> None:
    problems = [random_problem(seed) for seed in range(400)]
    kept = [problem for problem in problems if check(problem, problem.fixed).is_valid]
    assert [check(problem, hand_plan(problem)).errors for problem in kept] == [()] * len(kept)
    assert len(kept) > 200


def test_an_invented_week_goes_to_a_file_and_back() -> None:
    for problem in (problem_of_size("S", 1), *(random_problem(seed) for seed in range(50))):
        assert read_problem(json.loads(json.dumps(problem_json(problem)))) == problem
