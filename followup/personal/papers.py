"""Personal versions on paper: one for its reader, or all of a programme, printed in two processes of their own."""

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.text import slugify

from followup.personal.facts import load_facts
from followup.personal.versions import Personal, Picture, all_versions
from invitations.inviting.letters import merged
from invitations.inviting.printing import Told, print_all
from invitations.models import Toestemming
from invitations.stories.consent import went_since
from press.models import Quote
from press.rights.handed_out import note_handed_out, note_once
from programmes.booklets import BookletError
from programmes.documents import PICTURES, Pictures, document
from programmes.models import Opdracht, Programme
from programmes.times import local

MOST = 6  # photos of one visit on paper
WIDE, NARROW = 1040, 520  # pixels: 176 and 88 mm at the resolution of our documents
LAYOUT = 1  # raise it when the same version has to give another PDF
KEPT = 300  # photos that are kept small while many versions are printed
NOTHING = "Er is nog niemand op bezoek geweest, of het programma is nog niet gepubliceerd."
ONE, ALL = "persoonlijk verslag", "persoonlijke verslagen"
CHANGED = "Terwijl dit gemaakt werd, trok iemand een toestemming in. Maak het opnieuw."
Progress = Callable[[int, int], None]
Small = Callable[[str, int], bytes]  # (name in the storage, longest side in pixels): a JPEG


def version_pdf(version: Personal) -> bytes:
    """For the screen or the printer, tagged."""
    return _printed(version, _small)


def print_chunk(versions: Sequence[Personal]) -> list[bytes]:
    """In a process that prints many: a photo that several versions show, is made small once."""
    return [_printed(version, _small_once) for version in versions]


def _printed(version: Personal, small: Small) -> bytes:
    context, pictures = paper_of(version, small)
    return document("persoonlijk", context, pictures=pictures)


def paper_of(version: Personal, small: Small) -> tuple[dict[str, Any], Pictures]:
    """What templates/documents/persoonlijk.html gets, and the photos that it names."""
    shown = {picture.pk: picture for visit in version.visits for picture in visit.photos[:MOST]}
    shown |= {picture.pk: picture for picture in _more(version)}
    pictures = {_address(one): partial(small, one.file, NARROW) for one in shown.values()}
    if version.cover:
        pictures[_address(version.cover)] = partial(small, version.cover.file, WIDE)
    return {"version": version, "most": f":{MOST}", "more": _more(version)}, pictures


def _more(version: Personal) -> list[Picture]:
    return [picture for picture in version.more_pictures if picture.is_photo][:MOST]


def _address(picture: Picture) -> str:
    return f"{PICTURES}{picture.pk}"


def _small(name: str, longest: int) -> bytes:
    """The picture as large as it is printed."""
    from PIL import Image  # noqa: PLC0415 (a compiled library that only paper needs)

    out = BytesIO()
    with default_storage.open(name) as file, Image.open(file) as image:
        image.draft("RGB", (longest, longest))
        image.thumbnail((longest, longest))
        image.convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


_small_once = lru_cache(maxsize=KEPT)(_small)


def versions_booklet(programme: Programme, progress: Progress) -> bytes:
    """The work of a job: one PDF for the printer; raises BookletError when there is nothing."""
    return merged(pdf for _, pdf in _all(programme, progress))


def versions_zip(programme: Programme, progress: Progress) -> bytes:
    """The work of a job: a tagged PDF for each, named after its reader."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (version, pdf) in enumerate(_all(programme, progress), start=1):
            archive.writestr(f"{version.kind}/{number:03}-{slugify(version.name)[:80]}.pdf", pdf)
    return out.getvalue()


def _all(programme: Programme, progress: Progress) -> list[tuple[Personal, bytes]]:
    versions = _versions(programme)
    if not versions:
        raise BookletError(NOTHING)
    progress(0, len(versions))
    printed = print_versions(versions, lambda count: progress(count, len(versions)))
    shown, allowed = _shown(versions), _shown(_versions(programme))
    if any(keys - left for keys, left in zip(shown, allowed, strict=True)):
        raise BookletError(CHANGED)
    _note(programme, shown)
    return list(zip(versions, printed, strict=True))


def print_versions(versions: Sequence[Personal], told: Told = lambda _: None) -> list[bytes]:
    """A PDF of each, in their order. `told(count)` may raise, to stop."""
    try:
        return print_all(versions, told, chunk=print_chunk)
    finally:
        _small_once.cache_clear()


def _versions(programme: Programme) -> list[Personal]:
    facts = load_facts(programme, on=timezone.localdate())
    return all_versions(facts) if facts else []


def _shown(versions: list[Personal]) -> tuple[set[int], set[int]]:
    """Keys of the pictures and of the quotes in them."""
    pictures = {picture.pk for version in versions for picture in version.pictures if picture.is_photo}
    return pictures, {words.pk for version in versions for words in version.quotes}


def _note(programme: Programme, shown: tuple[set[int], set[int]]) -> None:
    note_handed_out(
        programme,
        ALL,
        "alle deelnemers, op papier",
        beelden=sorted(shown[0]),
        quotes=sorted(shown[1]),
        now=timezone.now(),
    )


def note_version(programme: Programme, version: Personal, *, to: str, now: dt.datetime) -> None:
    """That somebody saved theirs: paper cannot be fetched back."""
    pictures, quotes = _shown([version])
    note_once(programme, ONE, to, beelden=sorted(pictures), quotes=sorted(quotes), now=now)


def is_stale(job: Opdracht, *, now: dt.datetime) -> bool:
    """Since it was made, somebody said something that may take a picture or a quote out of it."""
    bestuur, made = job.programme.bestuur_id, job.created_at
    return (
        went_since(bestuur, made, today=local(now).date())
        or Toestemming.objects.filter(bestuur=bestuur, created_at__gte=made).exists()
        or Quote.objects.filter(programme=job.programme_id, answered_at__gte=made).exists()
    )


def etag_of(version: Personal) -> str:
    """Another one as soon as the PDF would be another."""
    return hashlib.sha256(f"{LAYOUT} {version!r}".encode()).hexdigest()[:32]
