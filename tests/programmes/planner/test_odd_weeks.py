"""Weeks that lack everything, contradict, or have no time: a plan that keeps the rules all the same."""

from dataclasses import replace
from functools import cache
from random import Random
from time import monotonic
from typing import Any

import pytest

from programmes.bench.hand import hand_plan
from programmes.bench.problems import problem_of_size, random_problem
from programmes.planner import Problem, Progress, Visit, Window, plan, replan
from programmes.planner.bound.aside import counted, lowered
from programmes.planner.bound.descent import Descent
from programmes.planner.checking import check
from programmes.planner.index import make_index
from programmes.planner.program.routes import routes
from programmes.planner.proof import ROUNDING, Proof
from programmes.planner.solve import SMALL
from tests.programmes.planner.brute import optimum, size
from tests.programmes.planner.problems import make_problem

MOST = 1_000
"""Plans to try."""

ODD = {
    "nobody": make_problem(counts=(3, 0)),
    "nothing": make_problem(counts=(0, 4)),
    "nobody and nothing": make_problem(counts=(0, 0), days=0),
    "nobody free": make_problem(people={number: {"available": ()} for number in range(4)}),
    "nothing open": make_problem({number: {"windows": ()} for number in range(3)}),
    "no visits": make_problem({number: {"visits_max": 0} for number in range(3)}),
    "no room": make_problem(people={number: {"week_max": 0} for number in range(4)}),
    "window too short": make_problem({0: {"windows": (Window(0, 540, 541),)}}),
    "triangle": make_problem(travel={"car": ((0, 500, 0), (500, 0, 0), (0, 0, 0))}),
    "far": make_problem(minutes=10_080),
    "together and apart": make_problem(together=((0, 1),), apart=((0, 1),)),
    "no weights": make_problem(press_windows=(Window(0, 540, 600),), press_schepenen=9),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_week_is_planned_within_the_rules(name: str) -> None:
    found = plan(ODD[name], seconds=2)
    verdict = check(ODD[name], found.visits)
    assert (verdict.errors, verdict.score) == ((), found.score)
    assert found.bound is None or found.bound >= found.score


def test_numbers_beyond_what_can_be_make_nothing_larger() -> None:
    modest = make_problem(
        {n: {"press": True, "visits_max": 2} for n in range(2)},
        {n: {"week_max": 2, "day_max": 2} for n in range(3)},
        counts=(2, 3),
        press_windows=(Window(0, 540, 600),),
        press_schepenen=2,
    )
    problem = replace(
        modest,
        services=tuple(replace(service, visits_max=100_000) for service in modest.services),
        people=tuple(replace(person, week_max=100_000, day_max=100_000) for person in modest.people),
        press_schepenen=100_000,
    )
    descent = Descent(make_index(problem))
    assert [len(loads) for loads in descent.index.loads] == [2, 2, 2]
    assert descent.people.days.places.visits.max() == 2
    assert descent.services.calendar.most.tolist() == [len(slots) for slots in descent.index.of_service]
    assert (descent.index.press_slots, descent.services.groups.most_forced) == ([], 3)
    assert plan(problem, seconds=2).score == plan(modest, seconds=2).score


def test_what_is_fixed_stays_even_when_it_contradicts() -> None:
    problem, rng = problem_of_size("M", 1), Random(1)
    visits = []
    for service in rng.choices(problem.services, k=100):
        window = rng.choice(service.windows)
        visits.append(Visit(service.id, window.day, window.start, tuple(rng.sample(range(len(problem.people)), 2))))
    problem = replace(problem, fixed=tuple(visits))
    found = plan(problem, seconds=1)
    assert [error for error in check(problem, found.visits).errors if "not kept" in error] == []


def test_a_fault_in_what_is_fixed_does_not_stop_the_search() -> None:
    """Too many people at some visits: all the rest is searched for, and bounded."""
    sound = problem_of_size("M", 1)
    crowds = [
        replace(visit, people=tuple(range(sound.services[visit.service].max + 2)))
        for visit in plan(sound, seconds=0).visits[:2]
    ]
    broken = replace(sound, fixed=(*sound.fixed, *crowds))
    first, seen = plan(broken, seconds=0), list[Progress]()
    found = plan(
        broken,
        seconds=60,
        workers=2,
        on_progress=seen.append,
        should_stop=lambda: bool(seen) and seen[-1].plan.score > first.score and seen[-1].plan.bound is not None,
    )
    assert check(broken, found.visits).errors == check(broken, first.visits).errors != ()
    assert first.score < found.score <= (found.bound or 0)


@cache
def contradicting() -> list[tuple[Problem, int]]:
    """Small weeks of which what is fixed breaks rules, with the best score that leaves."""
    found = []
    for seed in range(80):
        rng, sound = Random(seed), random_problem(seed)
        fixed = []
        for service in rng.choices(sound.services, k=rng.randint(1, 3)):
            group = rng.sample(range(len(sound.people)), rng.randint(1, min(len(sound.people), service.max + 1)))
            fixed.append(Visit(service.id, rng.randrange(2), rng.choice((540, 555, 570, 600)), tuple(sorted(group))))
        problem = replace(sound, fixed=tuple(fixed))
        broken = check(problem, plan(problem, seconds=0).visits).errors
        if broken and size(problem) <= MOST and (best := optimum(problem, broken)) is not None:
            found.append((problem, best))
    return found


def test_what_contradicts_is_planned_around_as_well_as_it_can_be() -> None:
    assert len(contradicting()) > 30
    planned = [plan(problem, seconds=5) for problem, _ in contradicting()]
    assert [(found.score, found.bound) for found in planned] == [(best, best) for _, best in contradicting()]


def nested(**changes: Any) -> Problem:
    """An is fixed at a long visit and at a short one within it; everybody else is away."""
    windows = (Window(0, 600, 630), Window(0, 735, 780))
    services = {0: {"duration": 180}, 1: {"duration": 15}, 2: {"duration": 30, "windows": windows}}
    people = {number: {"available": ()} for number in range(1, 4)}
    fixed = (Visit(0, 0, 540, (0,)), Visit(1, 0, 555, (0,)))
    return make_problem(services, people, minutes=5, fixed=fixed, **changes)


def test_nothing_is_planned_within_a_long_visit_that_is_fixed() -> None:
    problem = nested()
    late = Visit(2, 0, 735, (0,))
    before = replace(problem, previous=(*problem.fixed, Visit(2, 0, 600, (0,))))
    for found in (plan(problem, seconds=0), plan(problem, seconds=2), replan(before)):
        assert [visit for visit in found.visits if visit.service == 2] == [late]
        assert check(problem, found.visits).errors == check(problem, problem.fixed).errors


def test_the_days_around_a_long_visit_that_is_fixed_leave_out_what_falls_within_it() -> None:
    index = make_index(nested())
    days = [path for path, _ in routes(index, 0, index.of_person_day[0, 0], frozenset(n for _, n in index.pinned))]
    assert {index.slots[slot].start for path in days for slot in path if index.slots[slot].service == 2} == {735, 750}


def test_nothing_is_proven_when_nobody_can_come_to_what_is_fixed() -> None:
    problem = make_problem(people={n: {"available": ()} for n in range(4)}, fixed=(Visit(0, 0, 540, ()),))
    found = plan(problem, seconds=2)
    assert (found.visits, found.bound) == (problem.fixed, None)
    assert check(problem, found.visits).errors == ("visit to 0 on day 0 at 540: 0 people, not 1 to 3",)


@cache
def empty() -> list[tuple[Problem, int]]:
    """Small weeks with a fixed visit that the first plan finds too few people for, and the best score."""
    found = []
    for seed in range(60):
        rng, sound = Random(seed), random_problem(seed)
        fixed = [
            Visit(service.id, rng.randrange(2), rng.choice((540, 570, 600, 900)), () if rng.random() < 0.7 else (0,))
            for service in rng.choices(sound.services, k=rng.randint(1, 2))
        ]
        problem = replace(sound, fixed=tuple(fixed))
        first = plan(problem, seconds=0)
        if size(problem) <= MOST and not all(visit.people for visit in first.visits):
            best = optimum(problem, check(problem, first.visits).errors)
            found += [(problem, best)] if best is not None else []
    return found


def test_a_fixed_visit_without_people_is_kept_and_the_rest_planned_as_well_as_it_can_be() -> None:
    assert len(empty()) > 10
    planned = [plan(problem, seconds=1) for problem, _ in empty()]
    assert [found.score for found in planned] == [best for _, best in empty()]
    errors = [check(problem, found.visits).errors for (problem, _), found in zip(empty(), planned, strict=True)]
    assert [error for some in errors for error in some if "not kept" in error] == []


def test_no_plan_around_what_contradicts_is_better_than_the_bound_of_large_weeks() -> None:
    """Few steps: the bound is rough, and still a bound."""
    for problem, best in contradicting():
        steps = lowered(make_index(problem), counted((0, 20, 200.0, 10.0), (2, 20, 10.0, 1.0)))
        assert min(step.bound for step in steps) >= best, problem


@pytest.mark.parametrize("size", ["S", "M"])
def test_a_clock_that_runs_out_at_once_leaves_a_plan(size: str) -> None:
    problem = problem_of_size(size, 1)
    found = plan(problem, seconds=0)
    assert check(problem, found.visits).errors == ()
    assert found.visits != ()
    assert found.bound is None


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("size", ["S", "M"])  # a proof, and all that is wanted solved at once
def test_a_stop_in_the_midst_leaves_the_best_so_far(size: str, workers: int) -> None:
    problem, begin = problem_of_size(size, 1), monotonic()
    found = plan(problem, seconds=30, workers=workers, should_stop=lambda: monotonic() - begin > 1.5)
    assert monotonic() - begin < 4
    assert check(problem, found.visits).errors == ()
    assert found.score >= check(problem, hand_plan(problem)).score


def test_progress_only_gets_better() -> None:
    seen: list[Progress] = []
    problem = problem_of_size("S", 1)
    found = plan(problem, seconds=1, on_progress=seen.append)
    scores = [progress.plan.score for progress in seen]
    bounds = [progress.plan.bound for progress in seen if progress.plan.bound is not None]
    assert scores == sorted(scores)
    assert bounds == sorted(bounds, reverse=True)
    assert found.score >= scores[-1]


def test_the_largest_proof_is_off_by_less_than_what_is_rounded() -> None:
    """HiGHS keeps each column within 1e-7, and more than half of them are routes."""
    index = make_index(problem_of_size("S", 1))
    columns = len(Proof(index, index.places).part_of({}).program.gains)
    assert Proof.of(index, columns // 2) is None
    assert 2 * SMALL * 1e-7 < ROUNDING < 0.5
