"""The demo has a list to look at, and it lies on the table of the coming edition."""

import datetime as dt

from followup.bottlenecks.starting import offers_of
from followup.demo.knelpunten import CASES, load_knelpunten
from followup.editions.table import table_of
from followup.models import Knelpunt
from programmes.demo.load import load_demo

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


def test_the_demo_has_bottlenecks_that_go_on_in_the_coming_edition(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        load_knelpunten(demo.earlier, now=NOW)
    own = Knelpunt.objects.filter(programme=demo.earlier)
    assert (own.count(), own.filter(uitdaging__isnull=False).count()) == (len(CASES), 3)
    assert own.filter(passages__isnull=False).count() == 3
    demo.programme.refresh_from_db()
    table = table_of(demo.programme)
    assert (table.earlier, table.open_bottlenecks, bool(table.waiting)) == (demo.earlier, 7, False)
    assert offers_of(demo.earlier) == []
    assert len(offers_of(demo.programme)) == 1
