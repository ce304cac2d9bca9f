"""With one worker the same seed gives the same plan: what counts is effort, not the clock."""

import pytest

from programmes.bench.problems import problem_of_size
from programmes.planner import plan, solve


@pytest.mark.parametrize("size", ["S", "M"])
def test_the_same_seed_gives_the_same_plan(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "BUDGET", 0.003)  # of a minute: the clock is far away, on a busy machine too
    problem = problem_of_size(size, 3)
    one, two = (plan(problem, seconds=60, seed=5) for _ in range(2))
    assert (one.score, one.bound, one.visits) == (two.score, two.bound, two.visits)
