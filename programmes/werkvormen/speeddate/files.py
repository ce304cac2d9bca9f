"""Speed dates as files, for `manage.py plan speeddate`."""

from typing import Any

from programmes.planner.files import Effort, Kind
from programmes.planner.values import Row
from programmes.werkvormen.speeddate.seats import Seating, Size, groups
from programmes.werkvormen.speeddate.solve import seat

MOST_GUESTS, MOST_TABLES = 500, 100


def read_size(data: Any) -> Size:
    """Raises ProblemError."""
    row = Row(data, "")
    tables = row.number("tables", 1, MOST_TABLES)
    return Size(row.number("guests", 1, MOST_GUESTS), tables, row.number("rounds", 1, tables))


def solve_size(size: Size, effort: Effort) -> dict[str, Any]:
    def tell(seating: Seating) -> None:
        if effort.tell:
            effort.tell(_line(seating))

    found = seat(size, seconds=effort.seconds, seed=effort.seed, should_stop=effort.should_stop, on_progress=tell)
    rounds = [{str(table): group for table, group in enumerate(groups(n, size.tables))} for n in found.seats]
    bound = None if found.bound is None else -found.bound
    return {"rounds": rounds, "score": -found.repeats, "bound": bound, "why": found.why}


def _line(seating: Seating) -> str:
    """'12 keer iemand opnieuw, minstens 10'"""
    return f"{seating.repeats} keer iemand opnieuw, " + (
        "bewezen het beste" if seating.is_best else f"minstens {seating.bound}"
    )


SPEEDDATE = Kind(read_size, solve_size)
