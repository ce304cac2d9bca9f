"""Letters ready to print: many at once against as many renders one by one, and again after a few people changed.

By the clock, since the work is done in two processes of its own; each of those has its own peak.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter

from django.contrib.staticfiles import finders
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from invitations.inviting.letters import Letter, letters_with_text, on_paper, print_letters, throw_away
from invitations.inviting.starting_texts import starting_text
from invitations.models import Uitnodiging
from programmes.bench import Result
from programmes.bench.data import make_programme
from programmes.loading import load_week
from programmes.models import Mandataris, Programme, Versie

PRINTED = (100, 1000)
AGAINST = 500  # this many, against as many separate renders
SAMPLE = 50  # separate renders that are timed in each turn: they take the same time each
CHANGED = 3
RUNS = 3
VISITS_EACH = 4  # as the week of the benches has them, two people each
DAYS = 2  # of that week: each letter then names two to four visits, on one page
FASTER, GROWTH, AGAIN, PEAK = 2.3, 11, 0.05, 250


def run() -> Iterator[Result]:
    yield from _printing()
    programme = _programme(AGAINST)
    first, result = _against_separate(programme)
    yield result
    yield _again(programme, first)


def _printing() -> Iterator[Result]:
    seconds = []
    for size in PRINTED:
        programme = _programme(size)
        seconds.append(_median(lambda programme=programme: _print_anew(programme)))  # type: ignore[misc]
        growth = round(seconds[-1] / seconds[0], 2) if len(seconds) > 1 else None
        yield Result(
            bench="letters",
            case="print",
            size=size,
            seconds=round(seconds[-1], 3),
            queries=_queries(programme),
            peak_mib=_peak(),
            ratio=growth,
            of=f"size {PRINTED[0]}" if growth else None,
            limit=f"ratio<={GROWTH} peak<={PEAK}",
            ok=_peak() <= PEAK and (growth is None or growth <= GROWTH),
        )


def _against_separate(programme: Programme) -> tuple[float, Result]:
    """In turn: all of them, then a sample of separate renders. Gives the seconds of all of them too."""
    letters = letters_with_text(on_paper(programme))[:SAMPLE]
    ours, apart = [], []
    for _ in range(RUNS):
        ours.append(_clock(lambda: _print_anew(programme)))
        apart.append(_clock(lambda: [separate(letter) for letter in letters]) * AGAINST / len(letters))
    ratio = round(median(apart) / median(ours), 2)
    return median(ours), Result(
        bench="letters",
        case="print",
        size=AGAINST,
        seconds=round(median(ours), 3),
        queries=None,
        peak_mib=_peak(),
        ratio=ratio,
        of="separate",
        limit=f"ratio>={FASTER}",
        ok=ratio >= FASTER,
    )


def _again(programme: Programme, first: float) -> Result:
    """Each time three other people move house."""
    times = []
    for turn in range(RUNS):
        people = Mandataris.objects.filter(programmes=programme).order_by("pk")[turn * CHANGED : (turn + 1) * CHANGED]
        Mandataris.objects.filter(pk__in=[person.pk for person in people]).update(street=f"Nieuwstraat {turn + 1}")
        times.append(_clock(lambda: _print(programme)))
    ratio = round(median(times) / first, 3)
    return Result(
        bench="letters",
        case="again",
        size=AGAINST,
        seconds=round(median(times), 3),
        queries=None,
        peak_mib=_peak(),
        ratio=ratio,
        of="first",
        limit=f"ratio<={AGAIN}",
        ok=ratio <= AGAIN,
    )


def separate(letter: Letter) -> bytes:
    """As one would do it without knowing better: everything read anew for each letter."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (takes 0.9 s to import)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from programmes.documents import font_faces  # noqa: PLC0415

    fonts = FontConfiguration()
    faces, fetcher = font_faces()
    styles = [
        CSS(string=faces, font_config=fonts, url_fetcher=fetcher),
        CSS(filename=finders.find("css/document.css"), font_config=fonts, url_fetcher=fetcher),
    ]
    html = HTML(string=render_to_string("documents/brief.html", letter.context), url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def _programme(size: int) -> Programme:
    """Published, with so many people who get a letter."""
    now = timezone.now()
    programme = make_programme(size * VISITS_EACH, first_day=timezone.localdate() + dt.timedelta(days=30))
    people = Mandataris.objects.filter(bestuur=programme.bestuur)
    people.update(street="Lindestraat 12", postcode="8800", city="Meetstad")
    programme.bezoeken.filter(starts_at__date__gte=programme.days[DAYS]).delete()
    content = load_week(programme).for_publication().to_json()
    Versie.objects.create(programme=programme, number=1, content=content, published_at=now)
    subject, body = starting_text("", is_published=True)
    Uitnodiging.objects.create(programme=programme, subject=subject, body=body, changed_at=now)
    found = len(on_paper(programme))
    assert found == size, f"{found} letters instead of {size}"  # noqa: S101 (fewer would be fast)
    return programme


def _print_anew(programme: Programme) -> None:
    throw_away(programme)
    _print(programme)


def _print(programme: Programme) -> None:
    pdf = print_letters(programme, lambda _done, _total: None)
    assert pdf.startswith(b"%PDF")  # noqa: S101 (nothing would be fast)


def _clock(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


def _median(action: Callable[[], object]) -> float:
    return median(_clock(action) for _ in range(RUNS))


def _queries(programme: Programme) -> int:
    with CaptureQueriesContext(connection) as queries:
        _print(programme)
    return len(queries)


def _peak() -> int:
    """The most that this process or one of the printing ones has held."""
    return max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) // 1024
