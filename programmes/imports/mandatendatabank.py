"""The CSV export of the Mandatendatabank: one row per mandate, policy domain and body, grouped per person."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from programmes.imports.columns import places
from programmes.imports.functions import UNKNOWN_FRACTIE, function_text, highest, rank_of, segment_of
from programmes.imports.records import MandateRecord, People, PersonRecord, Refusal, Table, Values
from programmes.imports.values import check_text, parse_date
from programmes.imports.words import fold
from programmes.models import Segment

PREVENTED = "verhinderd"
LONGEST_NAME = 100
NOBODY_ENDED = (
    "Sommige rijen zijn niet te lezen. Daarom gaat niemand uit functie die niet meer in het bestand staat: "
    "zo'n rij kan net over die persoon gaan."
)


@dataclass
class Mandate:
    """All rows of one mandate together."""

    row: int
    function: str
    organs: list[str] = field(default_factory=list)
    classifications: list[str] = field(default_factory=list)
    status: str = ""
    rank: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    uri: str = ""
    fractie: str = ""
    domains: dict[str, str] = field(default_factory=dict)  # {label: uri}

    @property
    def record(self) -> MandateRecord | None:
        segment = segment_of(self.function, *self.classifications, *self.organs)
        if segment is None:
            return None
        return MandateRecord(
            segment=segment,
            function=self.function[:200],
            organ=min(self.organs, key=lambda organ: (fold(organ).startswith("burgemeester"), organ), default="")[:200],
            status=self.status[:60],
            rank=self.rank[:60],
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            is_prevented=fold(self.status) == PREVENTED,
            uri=self.uri[:200],
        )


@dataclass
class Holder:
    """One person with all mandates."""

    row: int
    first_name: str
    last_name: str
    uri: str = ""
    also_called: str = ""
    mandates: dict[str, Mandate] = field(default_factory=dict)

    def record(self, *, on: dt.date) -> PersonRecord:
        found = [(mandate, record) for mandate in self.mandates.values() if (record := mandate.record)]
        records = tuple(
            sorted((record for _, record in found), key=lambda record: (rank_of(record.function), record.uri))
        )
        domains = {
            label: uri for mandate, record in found if record.is_running(on) for label, uri in mandate.domains.items()
        }
        values: Values = {"first_name": self.first_name, "last_name": self.last_name}
        top = highest(records, on=on)
        if top:
            values["function"] = function_text(top, sorted(domains, key=fold))
            if top.segment != Segment.MANAGEMENT:
                values["fractie"] = self._fractie(top)
        return PersonRecord(
            row=self.row,
            values=values,
            mandates=records,
            domains=tuple(sorted(domains.items(), key=lambda pair: fold(pair[0]))) if top else None,
            uri=self.uri,
            also_called=self.also_called,
        )

    def _fractie(self, top: MandateRecord) -> str:
        """Of the highest mandate; without one, that of the same person as councillor; otherwise unknown."""
        own = [mandate for mandate in self.mandates.values() if mandate.fractie]
        own.sort(
            key=lambda mandate: (
                mandate.function != top.function,
                "raadslid" not in fold(mandate.function),
                mandate.fractie,
            )
        )
        return own[0].fractie[:200] if own else UNKNOWN_FRACTIE


def people_of(table: Table, *, on: dt.date) -> People:
    """What the rows of one authority say; who has no mandate that can be placed is refused."""
    at = places(table.header)
    holders: dict[str, Holder] = {}
    refused = list(table.refused)
    for number, cells in table.rows:
        try:
            _add(holders, number, {name: cells[index] for name, index in at.items()})
        except CellError as error:
            refused.append(Refusal(number, error.column, str(error)))
    return gathered(list(holders.values()), refused, table.skipped, on=on)


class CellError(ValueError):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def gathered(holders: list[Holder], unreadable: list[Refusal], skipped: Counter[str], *, on: dt.date) -> People:
    """With a row that cannot be read, nobody is put out of office: that row may be about exactly that person."""
    people = [holder.record(on=on) for holder in holders if any(each.record for each in holder.mandates.values())]
    strange = [_strange(mandate) for holder in holders for mandate in holder.mandates.values() if not mandate.record]
    return People(
        people,
        [*unreadable, *strange],
        Counter(skipped),
        [NOBODY_ENDED] if unreadable else [],
        is_official=True,
        ends_missing=not unreadable,
    )


def _strange(mandate: Mandate) -> Refusal:
    organ = mandate.organs[0] if mandate.organs else ""
    return Refusal(mandate.row, "orgaan", f"'{mandate.function}' in '{organ}' hoort bij geen groep die we kennen")


def _add(holders: dict[str, Holder], row: int, cells: dict[str, str]) -> None:
    first, last = cells["voornaam"] or cells["roepnaam"], cells["achternaam"]
    for column, name in (("voornaam", first), ("achternaam", last)):
        check_name(column, name)
    person = cells["persoon"] or fold(f"{first} {last}")
    holder = holders.setdefault(person, Holder(row, first, last, cells["persoon"][:200], cells["roepnaam"]))
    key = cells["mandataris"] or f"{cells['bestuursfunctielabel']} {cells['start']}"
    mandate = holder.mandates.get(key)
    if mandate is None:
        mandate = Mandate(
            row=row,
            function=cells["bestuursfunctielabel"],
            status=cells["statuslabel"],
            rank=cells["rangorde"],
            starts_on=date_in(cells, "start"),
            ends_on=date_in(cells, "eind"),
            uri=cells["mandataris"],
            fractie=cells["fractienaam"],
        )
        check_order(mandate, "eind")
        holder.mandates[key] = mandate
    mandate.organs.append(cells["bestuursorgaanlabel"])
    mandate.classifications.append(cells["bestuursorgaanclassificatielabel"])
    if label := cells["beleidsdomeinlabel"]:
        mandate.domains[label[:200]] = cells["beleidsdomein"][:200]


def check_name(column: str, name: str) -> None:
    if not name:
        raise CellError(column, "de naam ontbreekt")
    try:
        check_text(name, LONGEST_NAME)
    except ValueError as error:
        raise CellError(column, str(error)) from error


def date_in(cells: dict[str, str], column: str) -> dt.date | None:
    try:
        return parse_date(cells[column]) if cells[column] else None
    except ValueError as error:
        raise CellError(column, str(error)) from error


def check_order(mandate: Mandate, column: str) -> None:
    if mandate.starts_on and mandate.ends_on and mandate.ends_on < mandate.starts_on:
        raise CellError(column, "het mandaat eindigt voor het begint")
