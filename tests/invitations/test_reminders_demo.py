"""The demo shows what will happen by itself."""

import datetime as dt

from django.core.management import call_command

from invitations.models import Bericht, Herinneringsregel
from invitations.rollups import rollup
from invitations.timeline import timeline
from programmes.demo.load import load_demo
from programmes.management.commands.demo import prepare
from programmes.models import Programme

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


def test_the_demo_has_a_timeline_and_sizes(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        call_command("demo_herinnering")
    assert Herinneringsregel.objects.filter(programme=demo.programme).count() == 6
    seen = timeline(demo.programme, now=NOW)
    titles = [one.title for day in seen.days for one in day.happenings if "herinnering voor" in one.title]
    assert (seen.is_on, len(titles), Bericht.objects.count()) == (True, 5, 0)
    found = rollup(demo.programme, today=NOW.date())
    assert found is not None
    assert [day.needs.summary != "" for day in found.days] == [True] * 5


def test_the_demo_asks_each_step_for_its_own_part(db: None) -> None:
    prepare(NOW)
    assert Herinneringsregel.objects.filter(programme=Programme.objects.get(slug="2025")).count() == 6
