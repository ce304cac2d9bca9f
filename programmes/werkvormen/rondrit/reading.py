"""A tour to be planned, from JSON; what cannot be read is a ProblemError that names the field and the mend."""

from typing import Any

from programmes.planner.values import ProblemError, Row, each, number, parts, wrong
from programmes.werkvormen.rondrit.problem import MOST_SERVICES, START, Problem, Service

DAY = 24 * 60
LATEST = 2 * DAY
TRAVEL_MAX = 7 * DAY
VALUE_MAX = 1_000_000


def read_problem(data: Any) -> Problem:
    """Raises ProblemError."""
    row = Row(data, "")
    services = row.each("services", _service)
    if not 1 <= len(services) <= MOST_SERVICES:
        raise ProblemError(
            f"services telt {len(services)} diensten: schrijf er 1 tot {MOST_SERVICES}, de vertrekplaats (id 0) eerst."
        )
    travel = row.each("travel", lambda line, path: each(line, path, _minutes))
    _check_square(travel, len(services))
    leave = row.number("leave", 0, LATEST)
    home = leave + travel[START][START]
    if (back := row.number("back", leave, LATEST)) < home:
        raise ProblemError(f"back ({back}) is te vroeg: wie om {leave} vertrekt, is op zijn vroegst om {home} terug.")
    return Problem(services, travel, leave, back)


def _service(value: Any, path: str) -> Service:
    row = Row(value, path)
    place = int(path.rpartition("[")[2].rstrip("]"))
    if row.number("id", 0, MOST_SERVICES) != place:
        raise wrong(row.path("id"), row.value("id"), f"{place}, want een id is de plaats in de lijst (van 0 af)")
    return Service(
        id=place,
        windows=row.each("windows", _window),
        duration=row.number("duration", 0, DAY),
        value=row.number("value", 0, VALUE_MAX),
    )


def _window(value: Any, path: str) -> tuple[int, int]:
    start, end = (
        number(time, f"{path}[{n}]", -DAY, LATEST) for n, time in enumerate(parts(value, path, 2, "[van, tot]"))
    )
    if end < start:
        raise ProblemError(f"{path} eindigt ({end}) voor het begin ({start}): draai de twee om of pas er een aan.")
    return start, end


def _minutes(value: Any, path: str) -> int:
    return number(value, path, 0, TRAVEL_MAX)


def _check_square(travel: tuple[tuple[int, ...], ...], count: int) -> None:
    for path, length in [("travel", len(travel)), *((f"travel[{n}]", len(line)) for n, line in enumerate(travel))]:
        if length != count:
            raise ProblemError(
                f"{path} telt {length} en er zijn {count} diensten: schrijf er voor elke dienst een, "
                "in dezelfde volgorde."
            )
