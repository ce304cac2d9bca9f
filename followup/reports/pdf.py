"""A report on paper, drawn anew as soon as anything in it may show no more: nobody gets a stale one."""

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction

from followup.models import Verslagversie
from followup.reports.reading import INTERN, SITE, Material, Reading, material_of, read
from press.models import Beeld
from programmes.documents import PICTURES, document
from programmes.models import Programme
from programmes.times import local

logger = logging.getLogger(__name__)
ATTEMPTS = 3
LAYOUT = 1  # raise it when the same content has to give another PDF
FILES = {INTERN: ("pdf", "digest"), SITE: ("public_pdf", "public_digest")}  # by channel: the fields of a version


class ReportError(Exception):
    """Why there is no PDF now; the message is for whoever asked."""


def report_pdf(version: Verslagversie, *, channel: str, now: dt.datetime) -> tuple[bytes, Reading]:
    """The PDF and what is in it. What changes while it is drawn (a consent is taken back) makes it drawn again.

    Raises ReportError when it keeps changing.
    """
    file, kept_digest = FILES[channel]  # type: ignore[index] # a channel in which a report appears
    programme, on = version.verslag.programme, local(now).date()
    material = material_of(programme, channel, on=on)
    for _ in range(ATTEMPTS):
        reading = read(version.content, material)
        digest = digest_of(reading)
        if getattr(version, kept_digest) == digest and (kept := _kept(version, file)):
            return kept, reading
        content = draw_report(reading)
        material = material_of(programme, channel, on=on)
        if digest_of(read(version.content, material)) == digest:
            _keep(version, content, channel=channel, digest=digest)
            return content, reading
    raise ReportError("Het verslag verandert net terwijl het gemaakt wordt. Probeer het over een minuut opnieuw.")


def draw_report(reading: Reading) -> bytes:
    pictures = {f"{PICTURES}{beeld.pk}": _reader(beeld) for beeld in reading.photos}
    return document("verslag", {"reading": reading}, pictures=pictures)


def _reader(beeld: Beeld) -> Callable[[], bytes]:
    def read_file() -> bytes:
        with beeld.web.open("rb") as file:
            return bytes(file.read())

    return read_file


def digest_of(reading: Reading) -> str:
    said = [LAYOUT, reading.title, reading.lead, reading.bestuur, reading.period, reading.used]
    said += [[part.kind, part.title, part.text, part.when] for part in reading.sections]
    said += [
        [one.pk, one.caption, one.alt, one.credit, one.web.name] for part in reading.sections for one in part.pictures
    ]
    said += [[one.pk, one.text, one.name, one.function] for part in reading.sections for one in part.quotes]
    said += [[one.signature, one.text] for part in reading.sections for one in part.stories]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _kept(version: Verslagversie, file: str) -> bytes:
    """The PDF as it was drawn; nothing when another request just put a newer one in its place."""
    try:
        with getattr(version, file).open("rb") as opened:
            return bytes(opened.read())
    except (OSError, ValueError):  # no such file, no file at all
        return b""


def _keep(version: Verslagversie, content: bytes, *, channel: str, digest: str) -> None:
    file, kept_digest = FILES[channel]  # type: ignore[index]
    with transaction.atomic():
        kept = Verslagversie.objects.select_for_update().get(pk=version.pk)
        before = getattr(kept, file).name
        name = f"verslag-{version.verslag_id}-{version.number}.pdf"
        getattr(kept, file).save(name, ContentFile(content), save=False)
        setattr(kept, kept_digest, digest)
        kept.save(update_fields=[file, kept_digest])
    if before:
        getattr(kept, file).storage.delete(before)


def renew_reports(now: dt.datetime) -> int:
    """A duty of the clock: a PDF that shows what may show no more, goes; whoever asks next has it drawn anew."""
    kept = Verslagversie.objects.exclude(pdf="", public_pdf="").select_related("verslag__programme__bestuur")
    materials: dict[tuple[int, str], Material] = {}
    return sum(_renewed(version, channel, materials, now=now) for version in kept for channel in FILES)


def _renewed(
    version: Verslagversie, channel: str, materials: dict[tuple[int, str], Material], *, now: dt.datetime
) -> bool:
    file, kept_digest = FILES[channel]  # type: ignore[index]
    if not getattr(version, file):
        return False
    programme: Programme = version.verslag.programme
    key = (programme.pk, channel)
    if key not in materials:
        materials[key] = material_of(programme, channel, on=local(now).date())
    if digest_of(read(version.content, materials[key])) == getattr(version, kept_digest):
        return False
    kept = getattr(version, file)
    rows = Verslagversie.objects.filter(pk=version.pk, **{file: kept.name})
    if not rows.update(**{file: "", kept_digest: ""}):  # a reader had it drawn anew meanwhile
        return False
    kept.storage.delete(kept.name)
    return True
