"""The bound of a large week: how near it comes in few steps, and that its process never waits for who asked."""

from dataclasses import replace
from multiprocessing import Pipe
from time import monotonic, sleep

import numpy as np
import pytest

from programmes.bench.problems import problem_of_size
from programmes.planner.bound.aside import Hearing, Report, counted, lowered, thinned
from programmes.planner.checking import check
from programmes.planner.first import first_plan
from programmes.planner.index import make_index
from programmes.planner.program.formulation import make_part
from programmes.planner.program.solving import relax

STEPS = ((0, 60, 150.0, 8.0), (1, 60, 30.0, 4.0), (2, 120, 4.0, 0.4))
PAIRS = ((1, 29), (2, 18), (3, 11), (4, 21))
"""Aldermen, each with a councillor who can mostly be there too."""
NEAR = 1.045
"""With a price of its own for each place only, it is 1.066 after as many steps, for each pair at a visit 1.048."""
SOON = 20.0


@pytest.mark.parametrize("together", [(), PAIRS], ids=["alone", "in pairs"])
def test_few_steps_come_near_the_relaxation_of_the_whole_program(together: tuple[tuple[int, int], ...]) -> None:
    problem = replace(problem_of_size("M", 0), together=together)
    index = thinned(make_index(problem), apart=120)  # a relaxation of all moments takes minutes
    groups = first_plan(index)
    part = make_part(index, groups, set(index.places))
    relaxed = relax(part.program, seconds=60)
    assert relaxed is not None
    best = relaxed.objective + check(index.problem, index.visits(groups)).score - part.program.points
    *_, last = lowered(index, counted(*STEPS))
    assert last.bound < NEAR * best


def test_who_tells_never_waits_for_who_asked() -> None:
    here, there = Pipe(duplex=False)
    hearing = Hearing(here).begin()
    for number in range(9):  # a report is larger than what a pipe holds
        there.send(Report(float(number), np.zeros(100_000)))
    there.close()
    until = monotonic() + SOON
    while not hearing.is_over and monotonic() < until:
        sleep(0.01)
    assert hearing.is_over
    assert hearing.last is not None
    assert hearing.last.bound == 8.0
