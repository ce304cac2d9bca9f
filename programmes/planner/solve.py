"""The two ways in: a whole plan, and the plan that changes least after something changed."""

from collections.abc import Callable

from programmes.planner.problem import Plan, Problem, Progress


def plan(
    problem: Problem,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    workers: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The best plan found in `seconds`, or sooner when it is proven best or `should_stop()` says so.

    What is fixed stays. With one worker the same seed gives the same plan. `on_progress` hears of each better plan
    and each better bound. Never raises on a problem that could be read: what cannot be met is in `unmet`.
    """
    del seconds, seed, workers, on_progress, should_stop
    return Plan(visits=problem.fixed)


def replan(
    problem: Problem,
    *,
    seconds: float = 0.4,
    seed: int = 0,
) -> Plan:
    """As few participations changed from `problem.previous` as possible, then as good as possible."""
    del seconds, seed
    return Plan(visits=problem.fixed)
