"""A proposal as a board: a row per service, a column per day, and on each visit what would become of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from programmes import boards
from programmes.differences import visit_details
from programmes.week import Visit, Week, order

NEW, MOVED, CHANGED, GONE, SAME = "nieuw", "verplaatst", "gewijzigd", "weg", ""
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit on the board; `details` say what changes, `everybody` who comes."""

    visit: Visit
    name: str
    what: str
    people: str
    everybody: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    name: str
    meta: str
    cells: tuple[tuple[dt.date, tuple[Placed, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not any(placed for _, placed in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    days: tuple[dt.date, ...]
    rows: tuple[BoardRow, ...]


def make_board(week: Week, put: Iterable[Visit], remove: Iterable[Visit]) -> Board:
    """The draft with the changes in it; blocks without a service only when there are any."""
    put, gone = list(put), {visit.id for visit in remove}
    written = {visit.id for visit in put if visit.id}
    stays = [_placed(week, visit, visit, GONE if visit.id in gone else SAME) for visit in week.visits]
    placed = [one for one in stays if one.visit.id not in written]
    placed += [_changed(week, visit) for visit in put]
    days = tuple(sorted({*week.info.days, *(one.visit.day for one in placed)}))
    cells: dict[tuple[int, dt.date], list[Placed]] = defaultdict(list)
    for one in sorted(placed, key=lambda one: order(one.visit)):
        cells[one.visit.service or 0, one.visit.day].append(one)
    heads = [head for head in boards.row_heads(week, boards.SERVICES) if head.id or any(key == 0 for key, _ in cells)]
    rows = (
        BoardRow(head.name, head.meta, tuple((day, tuple(cells.get((head.id, day), ()))) for day in days))
        for head in heads
    )
    return Board(days, tuple(rows))


def _changed(week: Week, visit: Visit) -> Placed:
    before = week.by_id.get(visit.id)
    if before is None:
        return _placed(week, visit, visit, NEW)
    is_moved = (before.day, before.start) != (visit.day, visit.start)
    placed = _placed(week, before, visit, MOVED if is_moved else CHANGED)
    return replace(placed, what=SAME) if not placed.details else placed


def _placed(week: Week, before: Visit, visit: Visit, what: str) -> Placed:
    names = [week.people[part.person].name for part in visit.people if part.person in week.people]
    more = len(names) - NAMES_SHOWN
    shown = names if more <= 1 else names[:NAMES_SHOWN]
    details: list[str] = []
    if what in (MOVED, CHANGED):
        details = [*visit_details(week, before, week, visit), *_who_differs(week, before, visit)]
    return Placed(
        visit=visit,
        name=week.name_of(visit),
        what=what,
        people=", ".join(shown) + (f" +{more}" if more > 1 else ""),
        everybody=", ".join(names),
        details=tuple(details),
    )


def _who_differs(week: Week, before: Visit, after: Visit) -> Iterator[str]:
    """'erbij: An Aerts, Bo Boone'"""
    was, is_now = ([part.person for part in visit.people] for visit in (before, after))
    for label, people in (
        ("erbij", [p for p in is_now if p not in was]),
        ("eraf", [p for p in was if p not in is_now]),
    ):
        names = [week.people[person].name for person in people if person in week.people]
        if names:
            yield f"{label}: {', '.join(names)}"
