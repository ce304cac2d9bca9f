"""A problem from JSON and back; what cannot be read is a ProblemError that names the field, the row and the mend."""

from dataclasses import asdict, fields
from typing import Any

from programmes.planner.problem import Person, Problem, Service, Visit, Weights, Window, Wish


class ProblemError(ValueError):
    """A Dutch sentence for who wrote the file."""


def problem_json(problem: Problem) -> dict[str, Any]:
    data = {part.name: getattr(problem, part.name) for part in fields(problem)}
    data["services"] = [asdict(service) for service in problem.services]
    data["people"] = [asdict(person) for person in problem.people]
    data["weights"] = asdict(problem.weights)
    data["fixed"] = [visit.to_json() for visit in problem.fixed]
    data["previous"] = [visit.to_json() for visit in problem.previous or ()]
    if problem.previous is None:
        del data["previous"]
    return data


def read_problem(data: Any) -> Problem:
    """Raises ProblemError."""
    return Problem(
        days=data["days"],
        step=data["step"],
        weights=_weights(data["weights"]),
        press_windows=_windows(data.get("press_windows", [])),
        press_schepenen=data.get("press_schepenen", 1),
        services=tuple(_service(row) for row in data["services"]),
        people=tuple(_person(row) for row in data["people"]),
        travel={mode: tuple(tuple(row) for row in matrix) for mode, matrix in data["travel"].items()},
        fixed=_visits(data.get("fixed", [])),
        together=tuple((a, b) for a, b in data.get("together", [])),
        apart=tuple((a, b) for a, b in data.get("apart", [])),
        previous=_visits(data["previous"]) if data.get("previous") is not None else None,
        day_names=tuple(data.get("day_names", ())),
    )


def _weights(row: Any) -> Weights:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return Weights(**values)


def _windows(rows: Any) -> tuple[Window, ...]:
    return tuple(Window(*row) for row in rows)


def _visits(rows: Any) -> tuple[Visit, ...]:
    return tuple(
        Visit(row["service"], row["day"], row["start"], tuple(row["people"]), row.get("closed", False)) for row in rows
    )


_SERVICE = {part.name for part in fields(Service)}
_PERSON = {part.name for part in fields(Person)}


def _service(row: Any) -> Service:
    known = {name: value for name, value in row.items() if name in _SERVICE}
    return Service(**known | {"windows": _windows(row["windows"])})


def _person(row: Any) -> Person:
    known = {name: value for name, value in row.items() if name in _PERSON}
    wishes = tuple(Wish(*wish) for wish in row.get("wishes", []))
    changed = {"domains": tuple(row["domains"]), "available": _windows(row["available"]), "wishes": wishes}
    return Person(**known | changed)
