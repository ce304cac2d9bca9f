"""The week as a board: the cards, and the rows and cells in which they stand. Made from a Week, without a request.

A row is a service (`d<id>`) or a person (`p<id>`); `d0` holds blocks without a service, `p0` visits without people.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from programmes.agenda import Agenda
from programmes.cards import Card
from programmes.models import Soort
from programmes.times import clock, day_name, days_between
from programmes.week import Visit, Week, order
from programmes.windows import Span

SERVICES = "dienst"
PEOPLE = "persoon"
DAY = "dag"
FACES = {SERVICES: "Per dienst", PEOPLE: "Per persoon", DAY: "Per dag"}
NO_SERVICE = "d0"
NOBODY = "p0"
KINDS = dict(Soort.choices)


@dataclass(frozen=True, slots=True)
class Look:
    """What of the programme is shown: which face, which days, and by what the rows of the day face are."""

    face: str
    day: dt.date
    days: tuple[dt.date, ...]
    rows: str = SERVICES
    is_narrow: bool = False

    @property
    def row_kind(self) -> str:
        return self.rows if self.face == DAY else self.face

    @property
    def query(self) -> str:
        """The part of the address that shows this again."""
        rows = f"&rijen={self.rows}" if self.face == DAY else ""
        return f"toon={self.face}{rows}&dag={self.day.isoformat()}"


def read_look(week: Week, params: Mapping[str, str], *, today: dt.date, is_narrow: bool = False) -> Look:
    """From the address; what is not understood is passed over."""
    all_days = days_of(week)
    face = params.get("toon", "")
    try:
        day = dt.date.fromisoformat(params.get("dag", ""))
    except ValueError:
        day = today
    day = day if day in all_days else week.info.first_day
    return Look(
        face=face if face in FACES else SERVICES,
        day=day,
        days=(day,) if face == DAY else week_of(all_days, day),
        rows=PEOPLE if params.get("rijen") == PEOPLE else SERVICES,
        is_narrow=is_narrow,
    )


def days_of(week: Week) -> list[dt.date]:
    """The days of the programme, and those outside it on which something stands."""
    return sorted({*week.info.days, *(visit.day for visit in week.visits)})


def week_of(days: list[dt.date], day: dt.date) -> tuple[dt.date, ...]:
    """All days when they are a week or less; otherwise those of the calendar week."""
    if len(days) <= 7:
        return tuple(days)
    monday = day - dt.timedelta(days=day.weekday())
    return tuple(d for d in days_between(monday, monday + dt.timedelta(days=6)) if d in set(days))


@dataclass(frozen=True, slots=True)
class Cell:
    """One row on one day; `note` says when it suits there, `is_closed` that it never does on this day."""

    key: str
    row: str
    day: str
    day_name: str
    cards: tuple[Card, ...] = ()
    note: str = ""
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    name: str
    meta: str = ""
    count: int = 0
    cells: tuple[Cell, ...] = ()
    id: int = 0

    @property
    def ref(self) -> str:
        """The service or the person, for an address; empty for the rest."""
        return str(self.id or "")

    @property
    def is_rest(self) -> bool:
        """Blocks without a service, or visits without people."""
        return self.id == 0

    @property
    def is_empty(self) -> bool:
        return self.count == 0 and not self.is_rest


def rows_of(visit: Visit, kind: str) -> list[str]:
    """In which rows a visit stands."""
    if kind == SERVICES:
        return [f"d{visit.service or 0}"]
    return [f"p{part.person}" for part in visit.people] or [NOBODY]


def make_rows(
    week: Week,
    look: Look,
    cards: Mapping[int, Card],
    only: set[str] | None = None,
    days: set[dt.date] | None = None,
) -> list[Row]:
    """The table of a week face; `only` names the rows that are wanted, `days` the days."""
    agenda = Agenda(replace(week, visits=()))
    placed: dict[tuple[str, dt.date], list[Visit]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for visit in week.visits:
        for key in rows_of(visit, look.row_kind):
            placed[key, visit.day].append(visit)
            counts[key] += visit.is_visit or key in (NO_SERVICE, NOBODY)
    heads = [head for head in row_heads(week, look.row_kind) if only is None or head.key in only]
    return [
        replace(
            head,
            count=counts[head.key],
            cells=tuple(
                _cell(agenda, head, day, placed[head.key, day], cards)
                for day in look.days
                if days is None or day in days
            ),
        )
        for head in heads
    ]


def row_heads(week: Week, kind: str) -> list[Row]:
    if kind == SERVICES:
        heads = [Row(f"d{s.id}", s.name, KINDS.get(s.kind, ""), id=s.id) for s in week.services.values()]
        return [*heads, Row(NO_SERVICE, "Andere blokken", "maaltijd, persmoment, onderweg")]
    heads = [Row(f"p{p.id}", p.name, p.function, id=p.id) for p in week.people.values()]
    return [*heads, Row(NOBODY, "Nog niemand", "bezoeken zonder deelnemers")]


def _cell(agenda: Agenda, head: Row, day: dt.date, visits: Sequence[Visit], cards: Mapping[int, Card]) -> Cell:
    spans = open_on(agenda, head, day)
    return Cell(
        key=cell_key(head.key, day),
        row=head.key,
        day=day.isoformat(),
        day_name=day_name(day),
        cards=tuple(cards[visit.id] for visit in sorted(visits, key=order)),
        note=_spans_note(spans),
        is_closed=spans == [],
    )


def cell_key(row: str, day: dt.date) -> str:
    return f"{row}-{day:%Y%m%d}"


def open_on(agenda: Agenda, head: Row, day: dt.date) -> list[Span] | None:
    """When the service receives or the person can on that day; None when nobody said anything about it."""
    if head.is_rest:
        return None
    if head.key.startswith("p"):
        return agenda.free_spans(head.id, day)
    service = agenda.week.services[head.id]
    return agenda.open_spans(service, day) if service.moments else None


def _spans_note(spans: list[Span] | None) -> str:
    if spans is None or spans == [(0, 1440)]:
        return ""
    return " en ".join(f"{clock(start)}–{clock(end)}" for start, end in spans)


def neighbours(week: Week, visits: Iterable[Visit]) -> set[int]:
    """The visits whose conflicts may change with these: the same people or the same service on the same day."""
    people = {(part.person, visit.day) for visit in visits for part in visit.people}
    services = {(visit.service, visit.day) for visit in visits if visit.service is not None}
    return {
        visit.id
        for visit in week.visits
        if (visit.service, visit.day) in services or any((part.person, visit.day) in people for part in visit.people)
    }
