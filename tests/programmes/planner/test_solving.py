"""What takes seconds ends when it is asked to."""

from functools import cache
from random import Random
from time import monotonic

from programmes.bench.problems import problem_of_size
from programmes.planner.index import make_index
from programmes.planner.program.formulation import make_part
from programmes.planner.program.shapes import Program, places_in
from programmes.planner.program.solving import relax, solve
from programmes.planner.solve import make_search

SOON = 3.0  # seconds; left alone, it takes many times that


@cache
def large_program() -> Program:
    index = make_index(problem_of_size("L", 1))
    groups = make_search(index, 1, by_effort=False).groups
    return make_part(index, groups, {*Random(1).sample(index.places, 3_000), *places_in(groups)}).program


def test_a_relaxation_ends_when_asked() -> None:
    begin = monotonic()
    assert relax(large_program(), seconds=60, should_stop=lambda: monotonic() - begin > 0.5) is None
    assert monotonic() - begin < SOON


def test_a_solution_is_the_best_so_far_when_asked_to_end() -> None:
    program = large_program()
    begin = monotonic()
    found = solve(program, seconds=60, should_stop=lambda: monotonic() - begin > 1)
    assert monotonic() - begin < SOON
    assert not found.is_best


def test_without_time_there_is_no_relaxation() -> None:
    assert relax(large_program(), seconds=-1) is None
