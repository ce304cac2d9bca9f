"""A tour as a kind of problem for `manage.py plan`."""

from typing import Any

from programmes.planner.files import Effort, Kind
from programmes.werkvormen.rondrit.problem import Plan, Problem
from programmes.werkvormen.rondrit.reading import read_problem
from programmes.words import counted


def _solve(problem: Problem, effort: Effort) -> dict[str, Any]:
    from programmes.werkvormen.rondrit.solve import plan_tour  # noqa: PLC0415 (NumPy is slow to import; pages need none)

    plan = plan_tour(problem, seconds=effort.seconds, should_stop=effort.should_stop)
    if effort.tell is not None:
        effort.tell(_line(plan))
    return plan.to_json()


def _line(plan: Plan) -> str:
    stops = counted(len(plan.stops), "halte", "haltes")
    proof = "bewezen het beste" if plan.is_optimal else f"hoogstens {plan.bound}"
    return f"{stops}, score {plan.score}, {proof}"


TOUR = Kind(read_problem, _solve)
