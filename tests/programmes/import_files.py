"""Small files in the exact shapes of the real ones, with made-up people."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook

from programmes.imports.columns import LMB, MANDATENDATABANK
from programmes.imports.uploads import Upload, read_upload
from programmes.inlezingen import AnyDifferences, differences_of, import_file, start
from programmes.models import Bestuur, Inlezing, User
from programmes.times import BRUSSELS

ID = "http://data.lblod.info/id"
CBS = "College van Burgemeester en Schepenen"
BCSD = "Bijzonder Comité voor de Sociale Dienst"
MOST = 5 * 1024 * 1024


def vmdb_row(person: str, **cells: str) -> dict[str, str]:
    """A councillor of Leiedorp, unless told; `person` is 'Voornaam Achternaam' and makes the URIs."""
    first, last = person.split(" ", 1)
    key = person.replace(" ", "-").lower()
    function = cells.get("bestuursfunctieLabel", "Gemeenteraadslid")
    organ = cells.get("bestuursorgaanClassificatieLabel", "Gemeenteraad")
    town = cells.get("werkingsgebiedLabel", "Leiedorp")
    return dict.fromkeys(MANDATENDATABANK, "") | {
        "mandataris": f"{ID}/mandatarissen/{key}-{function.replace(' ', '-').lower()}",
        "start": "2025-01-02T00:00:00Z",
        "statusLabel": "Effectief",
        "persoon": f"{ID}/personen/{key}",
        "voornaam": first,
        "achternaam": last,
        "bestuursfunctieLabel": function,
        "bestuursorgaanLabel": f"{organ} {town}",
        "bestuursPeriodeStart": "2025-01-01T00:00:00Z",
        "bestuursorgaanClassificatieLabel": organ,
        "bestuurseenheidLabel": town,
        "bestuurseenheidClassificatieLabel": "Gemeente",
        "werkingsgebied": f"{ID}/werkingsgebieden/{town.lower()}",
        "werkingsgebiedLabel": town,
        "fractie": f"{ID}/fracties/lijst",
        "fractieNaam": "Lijst Voorbeeld",
        **cells,
    }


def schepen(person: str, *domains: str, **cells: str) -> list[dict[str, str]]:
    """One row per policy domain, as the export gives them."""
    cells = {"bestuursfunctieLabel": "Schepen", "bestuursorgaanClassificatieLabel": CBS} | cells
    rows = [
        vmdb_row(person, beleidsdomeinLabel=domain, beleidsdomein=f"{ID}/d/{domain}", **cells) for domain in domains
    ]
    return rows or [vmdb_row(person, **cells)]


def lmb_row(
    person: str, function: str = "Gemeenteraadslid", organ: str = "Gemeenteraad", **cells: str
) -> dict[str, str]:
    first, last = person.split(" ", 1)
    return dict.fromkeys(LMB, "") | {
        "Voornaam": first,
        "Naam": last,
        "Fractie": "Lijst Voorbeeld",
        "Mandaat": function,
        "Status": "Effectief",
        "Orgaan": f"{organ} Leiedorp",
        "StartMandaat": "02-01-2025",
        "PublicatieStatus": "Bekrachtigd",
        **cells,
    }


def csv_text(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def vmdb_csv(*rows: dict[str, str]) -> bytes:
    return csv_text([MANDATENDATABANK, *([row[name] for name in MANDATENDATABANK] for row in rows)]).encode()


def lmb_csv(*rows: dict[str, str]) -> bytes:
    return csv_text([LMB, *([row[name] for name in LMB] for row in rows)]).encode()


def sheet_csv(*rows: Sequence[str], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    return csv_text(rows, separator).encode(encoding)


def xlsx(
    *rows: Sequence[Any], merged: Sequence[str] = (), sheets: dict[str, list[Sequence[Any]]] | None = None
) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for span in merged:
        book.active.merge_cells(span)
    for title, more in (sheets or {}).items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(content: bytes, *, kind: str = "mandatarissen", name: str = "Leiedorp", **options: Any) -> Upload:
    options = {"most": MOST, "size": len(content)} | options
    return read_upload(io.BytesIO(content), kind=kind, name=name, **options)


NOW = dt.datetime(2025, 2, 3, 9, tzinfo=BRUSSELS)


def begin(
    bestuur: Bestuur, content: bytes, *, kind: str = "mandatarissen", now: dt.datetime = NOW, **options: Any
) -> Inlezing:
    """Uploaded, with the columns as they were recognised."""
    upload = read(content, kind=kind, name=bestuur.name)
    user = User.objects.filter(lidmaatschappen__bestuur=bestuur).first()
    inlezing = start(bestuur, upload, kind=kind, file=ContentFile(content, "lijst.csv"), by=user, now=now)
    inlezing.options |= options
    inlezing.save()
    return inlezing


def read_in(
    bestuur: Bestuur, content: bytes, *, kind: str = "mandatarissen", now: dt.datetime = NOW, **options: Any
) -> AnyDifferences:
    """Uploaded, looked at and imported: what changed."""
    inlezing = begin(bestuur, content, kind=kind, now=now, **options)
    differences = import_file(inlezing, seen=differences_of(inlezing, now=now).fingerprint, now=now)
    assert differences is not None
    return differences


def told(differences: AnyDifferences) -> dict[str, list[tuple[str, str, str]]]:
    """{name: [(label, old, new)]} of who changes or leaves office."""
    touched = [*differences.changed, *differences.ended]
    return {one.name: [(change.label, change.old, change.new) for change in one.changes] for one in touched}
