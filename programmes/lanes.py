"""One day of the board in quarters of an hour: a lane per service or per person, every card at its place.

Places are class names, as the content security policy knows no style attributes: column `c<n>`, span `w<n>`, layer
`r<n>`, number of quarters `q<n>`; static/css/board-places.css has them all.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from programmes.agenda import Agenda
from programmes.boards import Look, Row, open_on, row_heads, rows_of
from programmes.cards import Card
from programmes.times import QUARTER, clock
from programmes.week import Visit, Week
from programmes.windows import Span

MOST_QUARTERS = 120
LAYERS = 12


@dataclass(frozen=True, slots=True)
class Slot:
    card: Card
    place: str


@dataclass(frozen=True, slots=True)
class Lane:
    head: Row
    slots: tuple[Slot, ...] = ()
    shade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayGrid:
    """`first` in minutes since midnight; `hours` are (label, place)."""

    first: int
    quarters: int
    hours: list[tuple[str, str]]
    lanes: list[Lane]


def make_day(week: Week, look: Look, cards: Mapping[int, Card], only: set[str] | None = None) -> DayGrid:
    """`only` names the lanes that are wanted."""
    visits = [visit for visit in week.visits if visit.day == look.day]
    first, last = day_range(week, look.day)
    agenda = Agenda(replace(week, visits=()))
    placed: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        for key in rows_of(visit, look.row_kind):
            placed[key].append(visit)
    lanes = [
        Lane(
            replace(head, count=len(placed[head.key])),
            slots=tuple(_slots(placed[head.key], cards, first, last)),
            shade=tuple(_shade(open_on(agenda, head, look.day), first, last)),
        )
        for head in row_heads(week, look.row_kind)
        if only is None or head.key in only
    ]
    hours = [(clock(hour % 1440), _place(hour, hour + 60, first, last)) for hour in range(first, last, 60)]
    return DayGrid(first, (last - first) // QUARTER, hours, lanes)


def day_range(week: Week, day: dt.date) -> Span:
    """Whole hours that hold the programme's day and all that happens on it."""
    visits = [visit for visit in week.visits if visit.day == day]
    first = min([week.info.day_from, *(visit.start for visit in visits)]) // 60 * 60
    last = -(-max([week.info.day_until, *(visit.end for visit in visits)]) // 60) * 60
    return first, min(last, first + MOST_QUARTERS * QUARTER)


def _slots(visits: Iterable[Visit], cards: Mapping[int, Card], first: int, last: int) -> Iterable[Slot]:
    """Cards that overlap stand under each other."""
    ends: list[int] = []
    for visit in visits:
        layer = next((n for n, end in enumerate(ends) if end <= visit.start), len(ends))
        ends[layer : layer + 1] = [visit.end]
        yield Slot(cards[visit.id], f"{_place(visit.start, visit.end, first, last)} r{min(layer, LAYERS - 1) + 1}")


def _place(start: int, end: int, first: int, last: int) -> str:
    column = max(start - first, 0) // QUARTER
    until = -(-(min(end, last) - first) // QUARTER)
    return f"c{column + 1} w{max(until - column, 1)}"


def _shade(spans: list[Span] | None, first: int, last: int) -> Iterable[str]:
    """The places where it does not suit."""
    if spans is None:
        return
    at = first
    for start, end in [*spans, (last, last)]:
        if min(start, last) > at:
            yield _place(at, min(start, last), first, last)
        at = max(at, end)
