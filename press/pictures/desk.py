"""The picture desk: what came in, and what each still lacks before it may be used."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from press.models import Beeld
from programmes.models import Programme
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Week

NEW, READY, INCOMPLETE, REFUSED = "nieuw", "klaar", "onvolledig", "afgekeurd"
FILTERS = {
    "": "Alles",
    NEW: "Te bekijken",
    INCOMPLETE: "Er ontbreekt iets",
    READY: "In orde",
    REFUSED: "Niet gebruiken",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One picture on the desk; `missing` is what somebody still has to say of it."""

    beeld: Beeld
    where: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A visit to choose, as '(key, De Linde, maandag 24 februari, 9.30)'."""

    visit: int
    name: str


@dataclass(frozen=True, slots=True)
class Desk:
    lines: list[Line]
    places: list[Place]
    counts: dict[str, int]
    today: dt.date

    @property
    def filters(self) -> list[tuple[str, str, int]]:
        """(value, name, how many)"""
        return [(value, name, self.counts[value]) for value, name in FILTERS.items()]


def missing_of(beeld: Beeld) -> tuple[str, ...]:
    """What is not said yet, in words that follow 'nog'."""
    said = (
        (beeld.caption, "bijschrift"),
        (beeld.alt, "beschrijving"),
        (beeld.credit, "fotograaf"),
        (beeld.people_checked, "wie herkenbaar is"),
    )
    return tuple(what for value, what in said if not value)


def desk_of(programme: Programme, *, state: str = "", visit: int | None = None, on: dt.date) -> Desk:
    """In three queries, whatever the number of pictures."""
    week = published_week(programme)
    names = {place.visit: place.name for place in places_of(week)}
    beelden = list(Beeld.objects.filter(programme=programme).select_related("zorgdienst"))
    of_visit = [one for one in beelden if visit is None or one.visit == visit]
    lines = [Line(one, names.get(one.visit or 0, _service_of(one)), missing_of(one)) for one in of_visit]
    counts = {value: sum(1 for line in lines if _is(line, value)) for value in FILTERS}
    return Desk([line for line in lines if _is(line, state)], _with_pictures(week, beelden), counts, on)


def _service_of(beeld: Beeld) -> str:
    return str(beeld.zorgdienst) if beeld.zorgdienst else "van geen bezoek"


def _is(line: Line, state: str) -> bool:
    beeld = line.beeld
    if state == INCOMPLETE:
        return beeld.state == Beeld.State.GOEDGEKEURD and bool(line.missing)
    if state == READY:
        return beeld.state == Beeld.State.GOEDGEKEURD and not line.missing
    return not state or beeld.state == state


def places_of(week: Week | None) -> list[Place]:
    if week is None:
        return []
    return [Place(visit.id, f"{week.name_of(visit)}, {day_name(visit.day)}, {visit.hours}") for visit in week.visits]


def _with_pictures(week: Week | None, beelden: Iterable[Beeld]) -> list[Place]:
    known = {beeld.visit for beeld in beelden}
    return [place for place in places_of(week) if place.visit in known]


def decide(programme: Programme, keys: Iterable[int], *, state: str) -> int:
    """Approves or refuses several at once; returns how many. What is not drawn yet, is not approved."""
    rows = Beeld.objects.filter(programme=programme, pk__in=list(keys)).exclude(state=state)
    if state == Beeld.State.GOEDGEKEURD:
        rows = rows.filter(work=Beeld.Work.KLAAR)
    return rows.update(state=state)
