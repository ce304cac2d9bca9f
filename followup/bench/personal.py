"""Personal versions of the report, ready to print: all at once against as many renders one by one.

By the clock, since the work is done in two processes of its own; each of those has its own peak.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from followup.personal.facts import load_facts
from followup.personal.papers import paper_of, print_versions
from followup.personal.versions import Personal, all_versions
from press.models import Beeld, Quote
from programmes.bench import Result
from programmes.bench.data import MONDAY, make_programme
from programmes.documents import SHEETS
from programmes.loading import load_week
from programmes.models import Programme, Versie

VISITS_EACH = 4  # as the week of the benches has them, two people each
DAYS = 2  # of that week: each then has two to four visits
FASTER = 2.2


@dataclass(frozen=True, slots=True)
class Town:
    versions: int = 300
    every: int = 4  # one visit in so many has a photo and a quote
    size: tuple[int, int] = (1600, 1200)  # as large as what press.pictures draws for the web
    sample: int = 30  # separate renders that are timed in each turn: they take the same time each
    runs: int = 3


LARGE = Town()


def personal(town: Town = LARGE) -> Iterator[Result]:
    """With photos in a folder that goes; the processes that print find it by DATA_DIR, as any process does."""
    before = os.environ.get("DATA_DIR")
    with tempfile.TemporaryDirectory(prefix="expeditie-report-") as folder:
        os.environ["DATA_DIR"] = folder
        try:
            with override_settings(MEDIA_ROOT=Path(folder, "media")):
                yield _measured(town)
        finally:
            os.environ.pop("DATA_DIR")
            if before is not None:
                os.environ["DATA_DIR"] = before


def _measured(town: Town) -> Result:
    """In turn: all of them, then a sample of separate renders."""
    programme = programme_of(town)
    with CaptureQueriesContext(connection) as queries:
        versions = versions_of(programme)
    assert len(versions) == town.versions, f"{len(versions)} versions instead of {town.versions}"  # noqa: S101 (fewer would be fast)
    ours, apart = [], []
    for _ in range(town.runs):
        ours.append(_clock(lambda: print_versions(versions)))
        apart.append(_clock(lambda: [separate(one) for one in versions[: town.sample]]) * town.versions / town.sample)
    ratio = round(median(apart) / median(ours), 2)
    return Result(
        bench="report",
        case="personal",
        size=town.versions,
        seconds=round(median(ours), 3),
        queries=len(queries),
        peak_mib=max(getrusage(RUSAGE_SELF).ru_maxrss, getrusage(RUSAGE_CHILDREN).ru_maxrss) // 1024,
        ratio=ratio,
        of="separate",
        limit=f"ratio>={FASTER}",
        ok=ratio >= FASTER,
    )


def separate(version: Personal) -> bytes:
    """As one would do it without knowing better: everything read anew for each, each photo as it is stored."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (takes 0.9 s to import)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from programmes.documents import DOTS_PER_INCH, font_faces  # noqa: PLC0415

    fonts = FontConfiguration()
    faces, fetcher = font_faces()
    context, pictures = paper_of(version, _stored)
    fetcher.pictures = pictures
    styles = [CSS(string=faces, font_config=fonts, url_fetcher=fetcher)]
    styles += [CSS(filename=finders.find(f"css/{name}.css"), font_config=fonts, url_fetcher=fetcher) for name in SHEETS]
    html = HTML(string=render_to_string("documents/persoonlijk.html", context), url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1", dpi=DOTS_PER_INCH)
    return pdf


def _stored(name: str, longest: int) -> bytes:  # noqa: ARG001 (as papers.small)
    with default_storage.open(name) as file:
        return bytes(file.read())


def versions_of(programme: Programme) -> list[Personal]:
    """Of the guests; a host of this programme receives so many visits that one page would not tell."""
    facts = load_facts(programme, on=programme.last_day)
    return [one for one in all_versions(facts) if not one.is_host] if facts else []


def programme_of(town: Town) -> Programme:
    """Published and over, with photos, quotes and thanks."""
    programme = make_programme(town.versions * VISITS_EACH, first_day=MONDAY)
    programme.bezoeken.filter(starts_at__date__gte=programme.days[DAYS]).delete()
    content = load_week(programme).for_publication().to_json()
    Versie.objects.create(programme=programme, number=1, content=content, published_at=timezone.now())
    for number, visit in enumerate(programme.bezoeken.order_by("pk")):
        if number % town.every == 0:
            _seen_at(programme, visit.pk, number, size=town.size)
    return programme


def _seen_at(programme: Programme, visit: int, number: int, *, size: tuple[int, int]) -> None:
    now = timezone.now()
    photo = ContentFile(_photo(number, size), f"bench-{programme.pk}-{number}.jpg")
    Beeld.objects.create(
        programme=programme,
        visit=visit,
        sha256=f"bench-{number}",
        state=Beeld.State.GOEDGEKEURD,
        work=Beeld.Work.KLAAR,
        people_checked=True,
        web=photo,
        alt="Bezoekers aan een lange tafel",
        caption="Koffie in de living",
        uploaded_at=now,
    )
    Quote.objects.create(
        programme=programme,
        visit=visit,
        text="Wie hier soep komt eten, komt eigenlijk voor het gesprek.",
        name="Persoon 001",
        state=Quote.State.GOEDGEKEURD,
        channels=["intern"],
        received_at=now,
        answered_at=now,
    )


def _photo(number: int, size: tuple[int, int]) -> bytes:
    """With as much in it as a camera leaves: another one for each number."""
    from PIL import Image, ImageChops  # noqa: PLC0415 (a compiled library that only pictures need)

    small = (size[0] // 4, size[1] // 4)
    bands = [ImageChops.offset(Image.effect_noise(small, 60), number * 7, number * 3) for _ in range(3)]
    out = BytesIO()
    Image.merge("RGB", bands).resize(size).save(out, "JPEG", quality=80)
    return out.getvalue()


def _clock(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin
