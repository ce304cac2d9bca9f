"""The plan that is there at once, before anything is searched."""

from dataclasses import replace

import pytest

from programmes.planner import Weights, plan
from tests.programmes.planner.problems import make_problem

NOBODY_WANTS = replace(Weights(), no_visit=0, competence=0, wish=(0,), rank=(0,), mix2=0, mix3=0, load=(0,), day=20)


@pytest.mark.parametrize(("priority", "visits"), [(0, 0), (1, 1), (2, 1)])
def test_only_a_service_that_asks_for_a_visit_gets_one_for_its_own_sake(priority: int, visits: int) -> None:
    problem = make_problem({0: {"priority": priority}}, counts=(1, 2), weights=NOBODY_WANTS)
    assert len(plan(problem, seconds=0).visits) == visits
