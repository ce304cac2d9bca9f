"""A problem from JSON and back; what cannot be read is a ProblemError that names the field, the row and the mend."""

from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import Any

from programmes.planner.problem import KIND, SERVICE, Person, Problem, Service, Visit, Weights, Window, Wish
from programmes.planner.values import ProblemError, Row, each, number, one_of, parts, text, wrong

__all__ = ["ProblemError", "problem_json", "read_problem"]

ROLES = ("burgemeester", "schepen", "raadslid", "gast")
DAYS_MAX = 366
DAY = 24 * 60
LATEST = 2 * DAY
"""A visit may end after midnight."""
TRAVEL_MAX = 7 * DAY
COUNT_MAX = 100_000
POINTS_MAX = 1_000_000_000
IN_ORDER = ("wish", "rank", "load")


def problem_json(problem: Problem) -> dict[str, Any]:
    data = {part.name: getattr(problem, part.name) for part in fields(problem) if part.name != "beyond"}
    data["services"] = [asdict(service) for service in problem.services]
    data["people"] = [asdict(person) for person in problem.people]
    data["weights"] = asdict(problem.weights)
    data["fixed"] = [visit.to_json() for visit in problem.fixed]
    data["previous"] = [visit.to_json() for visit in problem.previous or ()]
    if problem.previous is None:
        del data["previous"]
    if not problem.turns:
        del data["turns"]
    return data


def read_problem(data: Any) -> Problem:
    """Raises ProblemError."""
    row = Row(data, "")
    bounds = _Bounds(days=row.number("days", 0, DAYS_MAX))
    services = row.each("services", bounds.service)
    bounds.services = len(services)
    travel = {str(mode): bounds.matrix(matrix, f"travel.{mode}") for mode, matrix in row.row("travel").items()}
    bounds.modes = tuple(travel)
    people = row.each("people", bounds.person)
    bounds.people = len(people)
    return Problem(
        days=bounds.days,
        services=services,
        people=people,
        travel=travel,
        step=row.number("step", 1, DAY),
        weights=_weights(row.row("weights")),
        press_windows=row.each("press_windows", bounds.window, ()),
        press_schepenen=row.number("press_schepenen", 0, COUNT_MAX, 1),
        fixed=row.each("fixed", bounds.visit, ()),
        together=row.each("together", bounds.pair, ()),
        apart=row.each("apart", bounds.pair, ()),
        previous=None if row.value("previous", None) is None else row.each("previous", bounds.visit),
        day_names=row.each("day_names", text, ()),
        turns=row.each("turns", bounds.turn, ()),
    )


@dataclass
class _Bounds:
    """What ids and days may be, as far as the file is read."""

    days: int
    services: int = 0
    people: int = 0
    modes: tuple[str, ...] = ()

    def service(self, value: Any, path: str) -> Service:
        row = _numbered(value, path)
        least = row.number("min", 1, COUNT_MAX)  # a visit of nobody is none
        return Service(
            id=row.number("id", 0, COUNT_MAX),
            kind=row.text("kind"),
            domain=row.text("domain"),
            duration=row.number("duration", 1, DAY),
            windows=row.each("windows", self.window),
            min=least,
            max=_most(row, least),
            visits_max=row.number("visits_max", 0, COUNT_MAX),
            press=row.flag("press"),
            priority=row.number("priority", 0, COUNT_MAX),
            name=row.text("name", ""),
        )

    def person(self, value: Any, path: str) -> Person:
        row = _numbered(value, path)
        mode = row.text("mode")
        if mode not in self.modes:
            raise ProblemError(
                f"{path}.mode is “{mode}” en travel heeft daar geen tabel voor: "
                f"{f'schrijf {one_of(self.modes)}, of ' if self.modes else ''}voeg de tabel toe."
            )
        return Person(
            id=row.number("id", 0, COUNT_MAX),
            role=row.choice("role", ROLES),
            party=row.text("party"),
            domains=row.each("domains", text),
            available=row.each("available", self.window),
            wishes=row.each("wishes", self.wish),
            day_max=row.number("day_max", 0, COUNT_MAX),
            week_max=row.number("week_max", 0, COUNT_MAX),
            mode=mode,
            name=row.text("name", ""),
        )

    def window(self, value: Any, path: str) -> Window:
        day, *times = parts(value, path, 3, "[dag, van, tot]")
        start, end = (number(time, f"{path}[{n}]", 0, LATEST) for n, time in enumerate(times, start=1))
        if end < start:
            raise ProblemError(f"{path} eindigt ({end}) voor het begin ({start}): draai de twee om of pas er een aan.")
        return Window(self.day(day, f"{path}[0]"), start, end)

    def day(self, value: Any, path: str) -> int:
        if not self.days:
            raise ProblemError(f"{path} noemt een dag en days is 0: schrijf bij days hoeveel dagen er zijn.")
        return number(value, path, 0, self.days - 1)

    def wish(self, value: Any, path: str) -> Wish:
        what, wanted = parts(value, path, 2, '["service", id] of ["kind", soort]')
        if what == SERVICE:
            return Wish(SERVICE, self.known(wanted, f"{path}[1]", "service"))
        if what == KIND:
            return Wish(KIND, text(wanted, f"{path}[1]"))
        raise wrong(f"{path}[0]", what, '"service" of "kind"')

    def matrix(self, value: Any, path: str) -> tuple[tuple[int, ...], ...]:
        """Row and column per service."""
        lines = each(value, path, lambda line, at: each(line, at, _minutes))
        for at, length in [(path, len(lines)), *((f"{path}[{n}]", len(line)) for n, line in enumerate(lines))]:
            if length != self.services:
                raise ProblemError(
                    f"{at} telt {length} en er zijn {self.services} diensten: schrijf er voor elke dienst een, "
                    "in dezelfde volgorde."
                )
        return lines

    def visit(self, value: Any, path: str) -> Visit:
        row = Row(value, path)
        people = row.each("people", self.someone)
        if len(set(people)) != len(people):
            raise ProblemError(f"{path}.people noemt iemand twee keer: schrijf elke persoon een keer.")
        return Visit(
            service=self.known(row.value("service"), f"{path}.service", "service"),
            day=self.day(row.value("day"), f"{path}.day"),
            start=row.number("start", 0, LATEST - 1),
            people=people,
            closed=row.flag("closed", default=False),
        )

    def pair(self, value: Any, path: str) -> tuple[int, int]:
        one, other = (self.someone(who, f"{path}[{n}]") for n, who in enumerate(parts(value, path, 2, "[id, id]")))
        if one == other:
            raise ProblemError(f"{path} noemt twee keer persoon {one}: schrijf twee verschillende mensen.")
        return one, other

    def turn(self, value: Any, path: str) -> tuple[int, ...]:
        return each(value, path, lambda one, at: self.known(one, at, "service"))

    def someone(self, value: Any, path: str) -> int:
        return self.known(value, path, "person")

    def known(self, value: Any, path: str, what: str) -> int:
        """An id that is in the file."""
        count, name = (self.services, "services") if what == "service" else (self.people, "people")
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < count:
            wanted = f"een id uit {name}, van 0 tot en met {count - 1}" if count else f"niets, want {name} is leeg"
            raise wrong(path, value, wanted)
        return value


def _numbered(value: Any, path: str) -> Row:
    """The id of a row is its place."""
    row = Row(value, path)
    place = int(path.rpartition("[")[2].rstrip("]"))
    if row.number("id", 0, COUNT_MAX) != place:
        raise wrong(f"{path}.id", row.value("id"), f"{place}, want een id is de plaats in de lijst (van 0 af)")
    return row


def _most(row: Row, least: int) -> int:
    most = row.number("max", 0, COUNT_MAX)
    if most < least:
        raise ProblemError(
            f"{row.path('max')} ({most}) is kleiner dan {row.path('min')} ({least}): verhoog max of verlaag min."
        )
    return most


def _minutes(value: Any, path: str) -> int:
    return number(value, path, 0, TRAVEL_MAX)


def _weights(row: Row) -> Weights:
    names = [part.name for part in fields(Weights) if part.name not in {*IN_ORDER, "outside"}]
    points = {name: row.number(name, 0, POINTS_MAX) for name in names}
    return Weights(
        **points,
        outside=row.number("outside", 0, POINTS_MAX, 0),
        wish=_falling(row, "wish"),
        rank=_in_order(row, "rank"),
        load=_in_order(row, "load"),
    )


def _in_order(row: Row, name: str) -> tuple[int, ...]:
    values = row.each(name, lambda value, path: number(value, path, 0, POINTS_MAX))
    if not values:
        raise ProblemError(f"{row.path(name)} is leeg: schrijf minstens één getal, desnoods 0.")
    return values


def _falling(row: Row, name: str) -> tuple[int, ...]:
    values = _in_order(row, name)
    for place, (a, b) in enumerate(pairwise(values), start=1):
        if b > a:
            raise ProblemError(
                f"{row.path(name)}[{place}] ({b}) is meer dan het getal ervoor ({a}): zet ze van groot naar klein."
            )
    return values
