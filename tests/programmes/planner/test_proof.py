"""A proof of a small week: a relaxation that is tight, and looks near its bound that leave nothing better out."""

import pytest

from programmes.bench.problems import random_problem
from programmes.planner import Problem, Window
from programmes.planner.checking import check
from programmes.planner.index import make_index
from programmes.planner.program.core import Core
from programmes.planner.program.shapes import Part, Program
from programmes.planner.program.solving import solve
from programmes.planner.proof import ROUNDING, Proof
from programmes.planner.search import Search
from programmes.planner.solve import make_search
from tests.programmes.planner.brute import optimum, size
from tests.programmes.planner.problems import make_problem

SEEDS = range(60)
MOST = 1000
"""Plans to try."""
DEPTHS = (0.0, 0.2, 0.7, 1.0, 1.5)
"""Of what the best plan lacks to the bound."""


def relaxed(problem: Problem) -> tuple[Proof, Search]:
    index = make_index(problem)
    proof, search = Proof(index, index.places), make_search(index, 1, by_effort=True)
    assert proof.relax(search, 20.0)
    return proof, search


def test_half_a_visit_of_two_who_are_competent_is_half_competent() -> None:
    at_once = {"domain": "ouderen", "windows": (Window(0, 540, 600),), "min": 2, "max": 2}
    own = {"domains": ("ouderen",)}
    problem = make_problem({0: at_once, 1: at_once}, {0: own, 1: own}, counts=(2, 2))
    proof, _ = relaxed(problem)
    assert proof.bound == pytest.approx(optimum(problem), abs=ROUNDING)


def test_a_look_however_deep_leaves_nothing_better_out() -> None:
    settled = 0
    for problem in (random_problem(seed) for seed in SEEDS):
        best = optimum(problem) if size(problem) <= MOST else None
        if best is None:
            continue
        proof, search = relaxed(problem)
        for depth in DEPTHS:
            core = proof.core(search.groups, proof.bound - depth * (proof.bound - best))
            solution = solve(core.program, seconds=20.0)
            settled += len(core.settled)
            assert core.bound_of(solution.bound) == pytest.approx(max(core.floor, best))
            if best > core.floor and solution.values:
                assert check(problem, search.index.visits(core.read(solution.values))).score == best
    assert settled > 100


def test_no_plan_is_found_where_what_is_settled_leaves_none() -> None:
    program = Program()
    program.row(1, 1, [program.column(5, now=True)])
    core = Core.of(Part(make_index(make_problem()), {}, set(), program), {0: 0}, points=3, floor=2)
    solution = solve(core.program, seconds=20.0)
    assert (solution.values, core.bound_of(solution.bound)) == (None, 2)
