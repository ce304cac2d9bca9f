"""A file on its way in: read, mapped, compared with the list, and imported, with the steps kept as an Inlezing."""

import datetime as dt
from collections import Counter
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from django.core.files import File
from django.db import transaction

from programmes.imports import lmb, mandatendatabank, people, services
from programmes.imports.apply import apply_people, apply_services
from programmes.imports.areas import Area
from programmes.imports.columns import recognised
from programmes.imports.differences import Differences
from programmes.imports.known import known_people, known_services
from programmes.imports.people_differences import people_differences
from programmes.imports.records import People, Refusal, Table
from programmes.imports.service_differences import service_differences
from programmes.imports.uploads import Upload, read_upload
from programmes.imports.words import clean
from programmes.models import Bestuur, Inlezing, Segment, User
from programmes.times import local

KEPT_FOR = dt.timedelta(days=1)
AnyDifferences = Differences[Any]


@transaction.atomic
def start(bestuur: Bestuur, upload: Upload, *, kind: str, file: File[Any], by: User, now: dt.datetime) -> Inlezing:
    """Keep what was read; the file itself only when the person still has to choose which authority is ours."""
    forget(now=now)
    inlezing = Inlezing(
        bestuur=bestuur,
        kind=kind,
        filename=clean(file.name or "")[:255],
        layout=upload.layout,
        by=by,
        created_at=now,
    )
    _keep(inlezing, upload)
    if upload.table is None:
        inlezing.file.save("", file, save=False)
    inlezing.save()
    return inlezing


def forget(*, now: dt.datetime) -> None:
    """What was never imported goes away after a day, with its file, of whatever authority."""
    for inlezing in Inlezing.objects.forgotten(now - KEPT_FOR):
        inlezing.file.delete(save=False)
        inlezing.delete()


def _keep(inlezing: Inlezing, upload: Upload) -> None:
    inlezing.reading = {"choices": [asdict(area) for area in upload.choices]}
    if upload.area:
        inlezing.options["area"] = asdict(upload.area)
    if table := upload.table:
        inlezing.header, inlezing.rows = table.header, [[number, *cells] for number, cells in table.rows]
        inlezing.reading |= {
            "refused": [asdict(refusal) for refusal in table.refused],
            "dropped": table.dropped,
            "skipped": dict(table.skipped),
            "has_header": table.has_header,
        }
        inlezing.mapping = recognised(table.header, inlezing.kind) if inlezing.layout == "sheet" else {}


def choices_of(inlezing: Inlezing) -> list[Area]:
    return [Area(**area) for area in inlezing.reading.get("choices", [])]


def remembered_area(bestuur: Bestuur) -> str:
    """Which authority this one turned out to be, the last time."""
    latest = Inlezing.objects.filter(bestuur=bestuur, layout="vmdb", applied_at__isnull=False).first()
    return str(latest.options.get("area", {}).get("key", "")) if latest else ""


@transaction.atomic
def choose_area(inlezing: Inlezing, area: Area, *, most: int) -> None:
    """Read the kept file again, now knowing whose rows to take, and throw it away. Pushed twice, it is read once."""
    if not Inlezing.objects.select_for_update().get(pk=inlezing.pk).file:
        inlezing.refresh_from_db()
        return
    with inlezing.file.open("rb") as file:
        upload = read_upload(
            binary(file), size=inlezing.file.size, kind=inlezing.kind, name=area.name, most=most, chosen=area.key
        )
    _keep(inlezing, upload)
    inlezing.file.delete(save=False)
    inlezing.save()


def binary(file: File[Any]) -> BinaryIO:
    """The file under Django's File, which lacks what a text reader asks for."""
    return cast("BinaryIO", file.file)


def table_of(inlezing: Inlezing) -> Table:
    rows = [(row[0], row[1:]) for row in inlezing.rows]
    has_header = inlezing.reading.get("has_header", True)
    if not has_header and inlezing.options.get("first_row_is_header"):
        rows = rows[1:]
    return Table(
        inlezing.header,
        rows,
        [Refusal(**refusal) for refusal in inlezing.reading.get("refused", [])],
        inlezing.reading.get("dropped", []),
        Counter(inlezing.reading.get("skipped", {})),
        has_header=has_header,
    )


def _people_of(inlezing: Inlezing, *, on: dt.date) -> People:
    table = table_of(inlezing)
    if inlezing.layout == "vmdb":
        return mandatendatabank.people_of(table, on=on)
    if inlezing.layout == "lmb":
        return lmb.people_of(table, on=on, name=inlezing.bestuur.name)
    options = inlezing.options
    segment, by_function = options.get("segment", Segment.GAST), options.get("by_function", False)
    return people.people_of(table, inlezing.mapping, segment=segment, by_function=by_function)


def group_by_function(inlezing: Inlezing, *, chosen: bool) -> None:
    """Who has no group in the file gets the one that their function names, or again the one chosen for all."""
    inlezing.options["by_function"] = chosen
    inlezing.save()


def differences_of(inlezing: Inlezing, *, now: dt.datetime) -> AnyDifferences:
    """What the import would do now, with the list as it stands now."""
    bestuur, on = inlezing.bestuur, local(now).date()
    if inlezing.kind == Inlezing.Kind.MANDATARISSEN:
        return people_differences(_people_of(inlezing, on=on), known_people(bestuur), on=on)
    return service_differences(services.services_of(table_of(inlezing), inlezing.mapping), known_services(bestuur))


@transaction.atomic
def import_file(inlezing: Inlezing, *, seen: str, now: dt.datetime) -> AnyDifferences | None:
    """Do what the preview with the fingerprint `seen` told; None when the list has changed since, and nothing is done.

    The rows are thrown away: what they said now stands in the list.
    """
    bestuur = Bestuur.objects.select_for_update().get(pk=inlezing.bestuur_id)
    differences = differences_of(inlezing, now=now)
    if differences.fingerprint != seen:
        return None
    if inlezing.kind == Inlezing.Kind.MANDATARISSEN:
        apply_people(differences.all, bestuur)
    else:
        apply_services(differences.all, bestuur)
    inlezing.result = differences.counts | {"dropped": inlezing.reading.get("dropped", [])}
    inlezing.rows, inlezing.reading, inlezing.applied_at = [], {}, now
    inlezing.save()
    return differences
