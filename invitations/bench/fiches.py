"""All fiches of a programme in one PDF, against the same pages without charts: what these add, and how it grows."""

import datetime as dt
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from invitations.bench.fiche_data import fill_fiche
from invitations.fiches.fiche_documents import bound, sheets_of
from invitations.models import Fiche
from programmes.bench import Result, peak_mib
from programmes.bench.data import MONDAY, VISITS_PER_SERVICE, make_programme
from programmes.models import Programme

SIZES = (6, 60)
RUNS = 3
RATIO, GROWTH, PEAK = 1.5, 12, 500


def run() -> Iterator[Result]:
    seconds: list[float] = []
    for size in SIZES:
        programme = with_fiches(size)
        with CaptureQueriesContext(connection) as queries:
            _bind(programme, charts=True)
        whole, plain = _in_turn(programme)
        seconds.append(whole)
        yield _result(size, whole, len(queries), ratio=round(whole / plain, 2), of="without charts", most=RATIO)
    growth = round(seconds[-1] / seconds[0], 2)
    yield _result(SIZES[-1], seconds[-1], None, ratio=growth, of=f"size {SIZES[0]}", most=GROWTH)


def with_fiches(size: int) -> Programme:
    """So many services, each with a whole fiche and the figures of the edition before."""
    programme = make_programme(size * VISITS_PER_SERVICE)
    last = Programme.objects.create(
        bestuur=programme.bestuur,
        title="Vorige editie",
        slug="vorige",
        first_day=MONDAY - dt.timedelta(days=730),
        last_day=MONDAY - dt.timedelta(days=726),
    )
    for service in programme.diensten.all():
        now, before = (
            Fiche.objects.create(programme=one, zorgdienst=service, percent=100) for one in (programme, last)
        )
        fill_fiche(now, before=before)
    return programme


def _in_turn(programme: Programme) -> tuple[float, float]:
    """The median CPU seconds with charts and without."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(RUNS):
        for charts, spent in times.items():
            spent.append(_clock(lambda charts=charts: _bind(programme, charts=charts)))  # type: ignore[misc]
    return median(times[True]), median(times[False])


def _clock(action: Callable[[], object]) -> float:
    begin = process_time()
    action()
    return process_time() - begin


def _bind(programme: Programme, *, charts: bool) -> None:
    pdf = bound(programme, sheets_of(programme, charts=charts), lambda _done, _total: None)
    assert pdf.startswith(b"%PDF")  # noqa: S101 (nothing would be fast)


def _result(size: int, seconds: float, queries: int | None, *, ratio: float, of: str, most: float) -> Result:
    return Result(
        bench="fiches",
        case="pdf",
        size=size,
        seconds=round(seconds, 3),
        queries=queries,
        peak_mib=peak_mib(),
        ratio=ratio,
        of=of,
        limit=f"ratio<={most:g} peak<={PEAK}",
        ok=ratio <= most and peak_mib() <= PEAK,
    )
