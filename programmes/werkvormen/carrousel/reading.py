"""A carousel from JSON; what cannot be read is a ProblemError that names the field, the row and the mend."""

from functools import partial
from typing import Any

from programmes.planner.values import ProblemError, Row, number
from programmes.werkvormen.carrousel.problem import Person, Problem, Session, Weights

MOST_ROUNDS = 10  # the solver looks at every set of rounds
MOST_WISHES = 40
MOST = 100_000
POINTS_MAX = 1_000_000


def read_problem(data: Any) -> Problem:
    """Raises ProblemError."""
    row = Row(data, "")
    sessions = row.each("sessions", _session)
    return Problem(
        sessions=sessions,
        people=row.each("people", partial(_person, sessions=len(sessions))),
        per_person=row.number("per_person", 0, MOST_ROUNDS),
        weights=_weights(row),
    )


def _session(value: Any, path: str) -> Session:
    row = Row(value, path)
    _in_place(row, path)
    rounds = row.each("rounds", lambda found, at: number(found, at, 0, MOST_ROUNDS - 1))
    if len(set(rounds)) < len(rounds):
        raise ProblemError(f"{path}.rounds noemt een ronde twee keer: schrijf elke ronde één keer.")
    return Session(row.number("id", 0, MOST), rounds, row.number("capacity", 0, MOST), row.text("name", ""))


def _person(value: Any, path: str, *, sessions: int) -> Person:
    row = Row(value, path)
    _in_place(row, path)
    wishes = row.each("wishes", lambda found, at: _known(found, at, sessions), ())
    if len(set(wishes)) < len(wishes):
        raise ProblemError(f"{path}.wishes noemt een sessie twee keer: schrijf elke sessie één keer.")
    if len(wishes) > MOST_WISHES:
        raise ProblemError(f"{path}.wishes telt {len(wishes)} sessies: hou er hoogstens {MOST_WISHES} over.")
    return Person(row.number("id", 0, MOST), wishes, row.text("name", ""))


def _known(value: Any, path: str, sessions: int) -> int:
    if sessions == 0:
        raise ProblemError(f"{path} is een wens, maar er zijn geen sessies: laat de wensen leeg.")
    return number(value, path, 0, sessions - 1)


def _in_place(row: Row, path: str) -> None:
    """An id is the position in its list."""
    place = int(path[path.rindex("[") + 1 : -1])
    row.number("id", place, place)


def _weights(row: Row) -> Weights:
    if row.value("weights", None) is None:
        return Weights()
    weights, usual = row.row("weights"), Weights()
    lists = {name: weights.each(name, _points, getattr(usual, name)) for name in ("rank", "fair")}
    for name, values in lists.items():
        if not values:
            raise ProblemError(f"{weights.path(name)} is leeg: schrijf minstens één getal.")
    return Weights(weights.number("missing", 0, POINTS_MAX, usual.missing), **lists)


def _points(value: Any, path: str) -> int:
    return number(value, path, 0, POINTS_MAX)
