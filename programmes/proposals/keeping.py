"""A problem with what lies beyond the question, as it is kept with a proposal. Pure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from programmes.planner import Problem, problem_json, read_problem
from programmes.planner.problem import Beyond

PARTS = ("services", "people", "fixed")


def beyond_json(problem: Problem) -> dict[str, Any] | None:
    """Only what differs from the problem itself."""
    beyond = problem.beyond
    if beyond is None:
        return None
    whole = problem_json(problem.whole)
    parts = {name: whole[name] for name in PARTS if getattr(beyond, name) != getattr(problem, name)}
    return parts | {one.name: sorted(getattr(beyond, one.name)) for one in fields(beyond) if one.name not in PARTS}


def read_with_beyond(data: Mapping[str, Any], beyond: Mapping[str, Any] | None) -> Problem:
    """From `problem_json` and `beyond_json`."""
    problem = read_problem(data)
    if beyond is None:
        return problem
    parts = {name: beyond[name] for name in PARTS if name in beyond}
    whole = read_problem({**data, **parts}) if parts else problem
    numbers = {one.name: frozenset(beyond[one.name]) for one in fields(Beyond) if one.name not in PARTS}
    return replace(problem, beyond=Beyond(whole.services, whole.people, whole.fixed, **numbers))
