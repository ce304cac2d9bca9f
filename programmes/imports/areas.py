"""The export of all of Flanders holds every authority: which rows are ours."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from programmes.imports.columns import places
from programmes.imports.limits import MAX_ROWS, TOO_MANY_ROWS
from programmes.imports.records import Refusal, Row, Table, UploadError
from programmes.imports.registers import without_register_numbers
from programmes.imports.words import fold

OTHER_AUTHORITY = "Rijen van een ander bestuur"
EARLIER_PERIOD = "Rijen van een vorige bestuursperiode"
BROKEN_ELSEWHERE = "Onleesbare rijen van een ander bestuur"
FIRST_PERIOD = "2024-12"
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


def area_of(cells: list[str], at: dict[str, int]) -> Area:
    name = cells[at["werkingsgebiedlabel"]] or cells[at["bestuurseenheidlabel"]]
    kind = cells[at["bestuurseenheidclassificatielabel"]].lower()
    kind = "gemeente en OCMW" if kind in _TOWN else kind or "onbekend"
    return Area(f"{cells[at['werkingsgebied']] or fold(name)}|{kind}", name, kind)


def _is_of_this_period(cells: list[str], at: dict[str, int]) -> bool:
    """Texts of dates (ISO) compare as dates do; without a period the start of the mandate tells."""
    return (cells[at["bestuursperiodestart"]] or cells[at["start"]] or FIRST_PERIOD) >= FIRST_PERIOD


def is_called(area: Area, cells: list[str], at: dict[str, int], wanted: str) -> bool:
    names = {plain_name(area.name), plain_name(cells[at["bestuurseenheidlabel"]])}
    return area.kind == "gemeente en OCMW" and plain_name(wanted) in names


def select(header: list[str], rows: Iterable[Row], *, name: str, chosen: str = "") -> Selection:
    """One pass, however large the file. `chosen`: the key of an area; without it our name decides."""
    at = places(header)
    found: dict[str, Area] = {}
    ours: dict[str, list[Row]] = {}
    skipped: Counter[str] = Counter()
    refused: list[Refusal] = []
    for number, cells in rows:
        if len(cells) != len(header):
            if _mentions(cells, name):
                refused.append(Refusal(number, "", wrong_width(len(cells), len(header))))
            else:
                skipped[BROKEN_ELSEWHERE] += 1
            continue
        if not _is_of_this_period(cells, at):
            skipped[EARLIER_PERIOD] += 1
            continue
        area = area_of(cells, at)
        found.setdefault(area.key, area)
        if area.key == chosen or (not chosen and is_called(area, cells, at, name)):
            ours.setdefault(area.key, []).append((number, cells))
            if len(ours[area.key]) > MAX_ROWS:
                raise UploadError(TOO_MANY_ROWS)
        else:
            skipped[OTHER_AUTHORITY] += 1
    if len(ours) != 1:
        return Selection(None, choices=_to_choose_from(found, ours))
    [(key, kept)] = ours.items()
    table = Table(header, kept, refused, skipped=skipped)
    return Selection(without_register_numbers(table), found[key])


def wrong_width(found: int, expected: int) -> str:
    return (
        f"deze rij heeft {found} velden in plaats van {expected}; waarschijnlijk zijn er twee rijen aan elkaar geplakt"
    )


def _mentions(cells: list[str], name: str) -> bool:
    wanted = f" {plain_name(name)} "
    return any(wanted in f" {fold(cell)} " for cell in cells)


def _to_choose_from(found: dict[str, Area], ours: dict[str, list[Row]]) -> list[Area]:
    """Those with our name when there are several, otherwise all of them, by name."""
    if not found:
        raise UploadError("In dit bestand staat geen enkele rij van de huidige bestuursperiode.")
    areas = [found[key] for key in ours] or list(found.values())
    return sorted(areas, key=lambda area: (fold(area.name), area.kind))
