"""The report of an edition: its page, its PDF, one section saved against composing all."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from io import BytesIO
from statistics import median
from time import process_time

from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageChops

from followup.bench.personal import personal
from followup.models import Afspraak, Sectie, Verslag
from followup.reports.pdf import draw_report
from followup.reports.reading import INTERN, draft_content, material_of, read
from followup.reports.sections import compose, save_section
from followup.reports.versions import approve, make_version, publish, reading_link
from followup.sharing import shared_token
from press.models import Beeld
from programmes.bench import Result, measured, peak_mib
from programmes.bench.data import make_programme
from programmes.loading import load_week
from programmes.models import Programme, Versie

SIZES = (6, 60)
PHOTOS = (12, 120)
PER_VISIT = 2
AGREEMENTS = (20, 200)
PHOTO = (1600, 1200)  # as pictures that may leave are drawn
QUERIES, GROWTH, PEAK, EDIT = 20, 11, 500, 0.1
RUNS = 3
QUALITY = 85


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="expeditie-verslag-") as folder, override_settings(MEDIA_ROOT=folder):
        reports = [
            with_report(visits, photos, agreements)
            for visits, photos, agreements in zip(SIZES, PHOTOS, AGREEMENTS, strict=True)
        ]
        yield from _pages(reports)
        yield from _pdfs(reports)
        yield _edit(reports[-1])
    yield from personal()


def with_report(visits: int, photos: int, agreements: int) -> Verslag:
    """Composed of a week with pictures of its visits and agreements of its services; published."""
    monday = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday(), weeks=3)  # its links still work
    programme = make_programme(visits, first_day=monday)
    _publish_week(programme)
    keys = list(programme.bezoeken.values_list("pk", "zorgdienst"))
    _photos(programme, [key for key, _ in keys], photos)
    now = timezone.now()
    Afspraak.objects.bulk_create(
        Afspraak(programme=programme, zorgdienst_id=keys[n % len(keys)][1], title=f"Afspraak {n}", made_at=now)
        for n in range(agreements)
    )
    compose(programme, now=now)
    verslag = Verslag.objects.select_related("programme__bestuur").get(programme=programme)
    version = make_version(verslag, note="", by=None, now=now)
    approve(version, by="Meting", now=now)
    publish(version, now=now)
    return verslag


def _publish_week(programme: Programme) -> None:
    content = load_week(programme).for_publication().to_json()
    Versie.objects.create(programme=programme, number=1, content=content, published_at=timezone.now())


def photo(number: int) -> bytes:
    """A JPEG with as much in it as a camera leaves; another one for each number."""
    small = (PHOTO[0] // 4, PHOTO[1] // 4)
    bands = [ImageChops.offset(Image.effect_noise(small, 60), number * 7, number * 3) for _ in range(3)]
    out = BytesIO()
    Image.merge("RGB", bands).resize(PHOTO).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _photos(programme: Programme, visits: list[int], count: int) -> None:
    for number in range(count):
        content = photo(number)
        files = {name: ContentFile(content, f"{programme.pk}-{number}-{name}.jpg") for name in ("original", "web")}
        Beeld.objects.create(
            programme=programme,
            visit=visits[number // PER_VISIT % len(visits)],
            sha256=f"{programme.pk}-{number}",
            caption=f"Foto {number}",
            alt="Bezoekers aan een lange tafel",
            credit="Gemeente",
            state=Beeld.State.GOEDGEKEURD,
            work=Beeld.Work.KLAAR,
            people_checked=True,
            width=PHOTO[0],
            height=PHOTO[1],
            uploaded_at=timezone.now(),
            **files,
        )


def _pages(reports: list[Verslag]) -> Iterator[Result]:
    client = Client()
    urls = [reverse("verslag-lezen", args=[shared_token(reading_link(one, now=timezone.now()))]) for one in reports]
    figures = measured(*[lambda url=url: _get(client, url) for url in urls])
    for size, found in zip(SIZES, figures, strict=True):
        yield Result(
            bench="report",
            case="page",
            size=size,
            seconds=round(found.seconds, 3),
            queries=found.queries,
            peak_mib=peak_mib(),
            ratio=None,
            of=None,
            limit=f"queries<={QUERIES} same",
            ok=found.queries <= QUERIES and found.queries == figures[0].queries,
        )


def _get(client: Client, url: str) -> None:
    assert client.get(url).status_code == 200  # noqa: S101 (nothing would be fast)


def _pdfs(reports: list[Verslag]) -> Iterator[Result]:
    times: list[list[float]] = [[] for _ in reports]
    for _ in range(RUNS):
        for taken, one in zip(times, reports, strict=True):
            taken.append(_clock(one))
    seconds = [median(taken) for taken in times]
    for number, size in enumerate(PHOTOS):
        growth = round(seconds[number] / seconds[0], 2) if number else None
        yield Result(
            bench="report",
            case="pdf",
            size=size,
            seconds=round(seconds[number], 3),
            queries=None,
            peak_mib=peak_mib(),
            ratio=growth,
            of=f"size {PHOTOS[0]}" if growth else None,
            limit=f"ratio<={GROWTH} peak<={PEAK}",
            ok=peak_mib() <= PEAK and (growth is None or growth <= GROWTH),
        )


def _clock(verslag: Verslag) -> float:
    on = timezone.localdate()
    begin = process_time()
    material = material_of(verslag.programme, INTERN, on=on)
    reading = read(draft_content(verslag, material, on=on), material)
    draw_report(reading)
    return process_time() - begin


def _edit(verslag: Verslag) -> Result:
    """A text saved as the editor does it, against composing the whole report."""
    one = Sectie.objects.filter(verslag=verslag, kind=Sectie.Kind.BEZOEK)[0]

    def save() -> None:
        one.refresh_from_db()
        save_section(one, revision=one.revision, by="Meting", now=timezone.now(), text=f"<p>{one.revision}</p>")

    def compose_all() -> None:
        Sectie.objects.filter(verslag=verslag).delete()
        compose(verslag.programme, now=timezone.now())

    saved = measured(save)[0]  # not in turns: composing makes the section anew
    composed = measured(compose_all)[0]
    ratio = round(saved.seconds / composed.seconds, 3)
    return Result(
        bench="report",
        case="edit",
        size=SIZES[-1],
        seconds=round(saved.seconds, 4),
        queries=saved.queries,
        peak_mib=peak_mib(),
        ratio=ratio,
        of="composing all",
        limit=f"ratio<={EDIT}",
        ok=ratio <= EDIT,
    )
