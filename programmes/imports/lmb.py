"""The file that a municipality downloads from Lokaal Mandatenbeheer: one row per mandate and body, without URIs."""

import datetime as dt
from collections import Counter

from programmes.imports.areas import plain_name
from programmes.imports.columns import places
from programmes.imports.mandatendatabank import (
    CellError,
    Holder,
    Mandate,
    check_name,
    check_order,
    date_in,
    gathered,
)
from programmes.imports.records import People, Refusal, Table
from programmes.imports.words import fold
from programmes.words import listed

DRAFT = "Rijen die in Lokaal Mandatenbeheer nog een ontwerp zijn"


def people_of(table: Table, *, on: dt.date, name: str) -> People:
    """`name`: of the authority, which the bodies in the file should bear."""
    at = places(table.header)
    holders: dict[str, Holder] = {}
    refused = list(table.refused)
    skipped: Counter[str] = Counter(table.skipped)
    organs: dict[str, None] = {}
    for number, texts in table.rows:
        cells = {column: texts[index] for column, index in at.items()}
        if fold(cells["publicatiestatus"]) == "draft":
            skipped[DRAFT] += 1
            continue
        try:
            _add(holders, number, cells)
        except CellError as error:
            refused.append(Refusal(number, error.column, str(error)))
        organs[cells["orgaan"]] = None
    people = gathered(list(holders.values()), refused, skipped, on=on)
    people.remarks.extend(_remarks(list(organs), name))
    return people


def _add(holders: dict[str, Holder], row: int, cells: dict[str, str]) -> None:
    first, last = cells["voornaam"], cells["naam"]
    check_name("Voornaam", first)
    check_name("Naam", last)
    holder = holders.setdefault(fold(f"{first} {last}"), Holder(row, first, last))
    key = fold(f"{cells['mandaat']} {cells['startmandaat']} {cells['status']}")
    mandate = holder.mandates.get(key)
    if mandate is None:
        mandate = Mandate(
            row=row,
            function=cells["mandaat"],
            status=cells["status"],
            rank=cells["rangorde"],
            starts_on=date_in(cells, "startmandaat"),
            ends_on=date_in(cells, "eindemandaat"),
            fractie=cells["fractie"],
        )
        check_order(mandate, "EindeMandaat")
        holder.mandates[key] = mandate
    mandate.organs.append(cells["orgaan"])
    for label in cells["beleidsdomeinen"].split(" / "):
        if label.strip():
            mandate.domains[label.strip()[:200]] = ""


def _remarks(organs: list[str], name: str) -> list[str]:
    """A file of the neighbours is easily taken by mistake."""
    named = [organ for organ in organs if organ]
    if not named or any(plain_name(name) in fold(organ) for organ in named):
        return []
    where = f"De naam '{name}' staat bij geen enkel orgaan in dit bestand ({listed(named, most=3)})."
    return [f"{where} Kijk na of dit het bestand van je eigen bestuur is."]
