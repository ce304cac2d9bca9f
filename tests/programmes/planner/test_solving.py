"""What takes seconds ends when it is asked to."""

from functools import cache
from itertools import count
from random import Random
from time import monotonic

from programmes.bench.problems import problem_of_size
from programmes.planner.index import make_index
from programmes.planner.program.formulation import make_part
from programmes.planner.program.shapes import Program, places_in
from programmes.planner.program.solving import relax, solve
from programmes.planner.solve import make_search

SOON = 20.0  # seconds, on a busy machine; left alone, it takes all of the 60


@cache
def large_program() -> Program:
    index = make_index(problem_of_size("L", 1))
    groups = make_search(index, 1, by_effort=False).groups
    return make_part(index, groups, {*Random(1).sample(index.places, 3_000), *places_in(groups)}).program


def test_a_relaxation_ends_when_asked() -> None:
    asked = count()
    assert relax(large_program(), seconds=60, should_stop=lambda: next(asked) > 9) is None
    assert next(asked) < 20  # left alone, it asks thousands of times


def test_a_solution_is_the_best_so_far_when_asked_to_end() -> None:
    program, begin = large_program(), monotonic()
    found = solve(program, seconds=60, should_stop=lambda: monotonic() - begin > 1)
    assert monotonic() - begin < SOON
    assert not found.is_best


def test_without_time_there_is_no_relaxation() -> None:
    assert relax(large_program(), seconds=-1) is None
