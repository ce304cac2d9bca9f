"""The export of all of Flanders holds every authority: which rows are ours."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from programmes.imports.columns import Mapping, places
from programmes.imports.limits import MAX_ROWS, TOO_MANY_ROWS
from programmes.imports.records import Refusal, Row, Table, UploadError
from programmes.imports.registers import without_register_numbers
from programmes.imports.words import clean, fold

OTHER_AUTHORITY = "Rijen van een ander bestuur"
EARLIER_PERIOD = "Rijen van een vorige bestuursperiode"
BROKEN_ELSEWHERE = "Onleesbare rijen van een ander bestuur"
FIRST_PERIOD = "2024-12"
_OF_AREA = ("werkingsgebied", "werkingsgebiedlabel", "bestuurseenheidlabel", "bestuurseenheidclassificatielabel")
_TOWN = {"gemeente", "ocmw"}  # one authority, two legal persons
_COMMON = {"stad", "gemeente", "gemeentebestuur", "stadsbestuur", "ocmw", "lokaal", "bestuur", "en", "van"}


@dataclass(frozen=True)
class Area:
    """An authority as the file knows it: its territory and what it is (gemeente, provincie, district)."""

    key: str
    name: str
    kind: str

    @property
    def label(self) -> str:
        return f"{self.name} ({self.kind})"


@dataclass(frozen=True)
class Selection:
    """The rows of one authority, or, when it is not clear which one, those to choose from."""

    table: Table | None
    area: Area | None = None
    choices: list[Area] = field(default_factory=list)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """'Stad en OCMW Izegem' -> 'izegem'"""
    words = fold(re.sub(r"\([^)]*\)", " ", name)).split()
    return " ".join(word for word in words if word not in _COMMON) or " ".join(words)


def area_of(cells: list[str], at: Mapping) -> Area:
    name = clean(cells[at["werkingsgebiedlabel"]] or cells[at["bestuurseenheidlabel"]])
    kind = clean(cells[at["bestuurseenheidclassificatielabel"]]).lower()
    kind = "gemeente en OCMW" if kind in _TOWN else kind or "onbekend"
    return Area(f"{cells[at['werkingsgebied']] or fold(name)}|{kind}", name, kind)


def _is_of_this_period(cells: list[str], at: Mapping) -> bool:
    """Texts of dates (ISO) compare as dates do; without a period the start of the mandate tells."""
    return (cells[at["bestuursperiodestart"]] or cells[at["start"]] or FIRST_PERIOD) >= FIRST_PERIOD


class Areas:
    """The areas met so far, and which of them are ours. An area is worked out once, not for each of 300.000 rows."""

    def __init__(self, at: Mapping, *, name: str, chosen: str) -> None:
        self.at, self.wanted, self.chosen = at, plain_name(name), chosen
        self.columns = [at[column] for column in _OF_AREA]
        self.met: dict[tuple[str, ...], tuple[Area, bool]] = {}

    def of(self, cells: list[str]) -> tuple[Area, bool]:
        key = tuple(cells[column] for column in self.columns)
        if key not in self.met:
            area = area_of(cells, self.at)
            self.met[key] = area, self._is_ours(area, cells)
        return self.met[key]

    def _is_ours(self, area: Area, cells: list[str]) -> bool:
        if self.chosen:
            return area.key == self.chosen
        names = {plain_name(area.name), plain_name(cells[self.at["bestuurseenheidlabel"]])}
        return area.kind == "gemeente en OCMW" and self.wanted in names

    def to_choose_from(self) -> list[Area]:
        """Those with our name when there are several, otherwise all of them, by name."""
        areas = {area.key: area for area, _ in self.met.values()}
        ours = {area.key: area for area, is_ours in self.met.values() if is_ours}
        return sorted((ours or areas).values(), key=lambda area: (fold(area.name), area.kind))


def select(header: list[str], rows: Iterable[Row], *, name: str, chosen: str = "") -> Selection:
    """One pass, however large the file. `chosen`: the key of an area; without it our name decides."""
    at = places(header)
    areas = Areas(at, name=name, chosen=chosen)
    ours: dict[str, list[Row]] = {}
    skipped: Counter[str] = Counter()
    refused: list[Refusal] = []
    for number, cells in rows:
        if len(cells) != len(header):
            if _mentions(cells, name):
                refused.append(Refusal(number, "", wrong_width(len(cells), len(header))))
            else:
                skipped[BROKEN_ELSEWHERE] += 1
        elif not _is_of_this_period(cells, at):
            skipped[EARLIER_PERIOD] += 1
        else:
            area, is_ours = areas.of(cells)
            if is_ours:
                _keep(ours.setdefault(area.key, []), (number, cells))
            else:
                skipped[OTHER_AUTHORITY] += 1
    if not areas.met:
        raise UploadError("In dit bestand staat geen enkele rij van de huidige bestuursperiode.")
    if len(ours) != 1:
        return Selection(None, choices=areas.to_choose_from())
    [(key, kept)] = ours.items()
    area = next(area for area, _ in areas.met.values() if area.key == key)
    return Selection(without_register_numbers(Table(header, kept, refused, skipped=skipped)), area)


def _keep(rows: list[Row], row: Row) -> None:
    if len(rows) == MAX_ROWS:
        raise UploadError(TOO_MANY_ROWS)
    number, cells = row
    rows.append((number, [clean(cell) for cell in cells]))


def wrong_width(found: int, expected: int) -> str:
    return (
        f"deze rij heeft {found} velden in plaats van {expected}; waarschijnlijk zijn er twee rijen aan elkaar geplakt"
    )


def _mentions(cells: list[str], name: str) -> bool:
    wanted = f" {plain_name(name)} "
    return any(wanted in f" {fold(cell)} " for cell in cells)
