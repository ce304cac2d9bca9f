"""With one worker the same seed gives the same plan: what counts is effort, not the clock."""

import pytest

from programmes.bench.problems import problem_of_size
from programmes.planner import Problem, plan, solve
from tests.programmes.planner.problems import make_problem


@pytest.mark.parametrize(
    "problem",
    [problem_of_size("S", 3), problem_of_size("M", 3), make_problem(counts=(3, 12))],
    ids=["S", "M", "few services"],
)
def test_the_same_seed_gives_the_same_plan(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "BUDGET", 0.003)  # of a minute: the clock is far away, on a busy machine too
    one, two = (plan(problem, seconds=60, seed=5) for _ in range(2))
    assert (one.score, one.bound, one.visits) == (two.score, two.bound, two.visits)
