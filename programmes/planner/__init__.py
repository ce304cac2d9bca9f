"""The planner: times and groups for a whole programme. Pure Python, no Django; a problem in, a plan out."""

from programmes.planner.again import replan
from programmes.planner.problem import Person, Plan, Problem, Progress, Service, Unmet, Visit, Weights, Window, Wish
from programmes.planner.reading import ProblemError, problem_json, read_problem
from programmes.planner.repairing import repair
from programmes.planner.solve import plan

__all__ = [
    "Person",
    "Plan",
    "Problem",
    "ProblemError",
    "Progress",
    "Service",
    "Unmet",
    "Visit",
    "Weights",
    "Window",
    "Wish",
    "plan",
    "problem_json",
    "read_problem",
    "repair",
    "replan",
]
