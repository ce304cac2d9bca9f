"""The demo shows what will happen by itself."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from invitations.hosting.rollups import rollup
from invitations.models import Bericht, Herinneringsregel, Raakvlak, Uitnodiging, Verhaal, Vervanging
from invitations.reminding.timeline import timeline
from invitations.rsvp.asked import WACHT, asked_of
from invitations.rsvp.overview import waiting_lists
from invitations.stories.telling import told
from programmes.demo.load import Demo, load_demo
from tests.worlds import left_open

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    with left_open(django_db_blocker):
        yield load_demo(NOW)


@pytest.fixture
def demo(loaded: Demo, db: None) -> Demo:
    return deepcopy(loaded)


def test_the_demo_has_a_timeline_and_sizes(demo: Demo) -> None:
    for _ in range(2):
        call_command("demo_herinnering")
    assert Herinneringsregel.objects.filter(programme=demo.programme).count() == 7
    seen = timeline(demo.programme, now=NOW)
    titles = [one.title for day in seen.days for one in day.happenings if "herinnering voor" in one.title]
    assert (seen.is_on, len(titles), Bericht.objects.count()) == (True, 5, 0)
    found = rollup(demo.programme, today=NOW.date())
    assert found is not None
    assert [day.needs.summary != "" for day in found.days] == [True] * 5


def test_the_demo_has_an_invitation_that_was_sent_with_answers_and_a_waiting_list(demo: Demo) -> None:
    for _ in range(2):
        call_command("demo_uitnodiging")
    made = Uitnodiging.objects.filter(programme=demo.programme)
    assert [(one.segment, one.sent_at is not None) for one in made] == [("college", True), ("raad", False)]
    assert Counter(Bericht.objects.values_list("kind", "state")) == {
        ("uitnodiging", "verzonden"): 4,
        ("uitnodiging", "onzeker"): 1,
        ("uitnodiging", "teruggekomen"): 1,
        ("bevestiging", "wacht"): 3,
        ("bevestiging", "vastgehouden"): 1,
    }
    [(_, places)] = waiting_lists(demo.programme)
    assert [place.mandataris.last_name for place in places] == ["Callewaert", "Demir"]
    seen = [asked_of(demo.programme, place.mandataris_id) for place in places]
    assert [[one.name for one in asked if one.state == WACHT] for asked in seen] == [["Maaltijden aan huis"]] * 2
    assert [str(proposal.mandataris) for proposal in Vervanging.objects.all()] == ["Wout Maertens"]


def test_the_demo_has_stories_with_and_without_consent(demo: Demo) -> None:
    for _ in range(2):
        call_command("demo_voorbereiding")
    stories = Verhaal.objects.filter(programme=demo.programme).select_related("toestemming")
    assert (stories.count(), len(told(stories, on=timezone.localdate()))) == (4, 2)


def test_the_demo_has_an_agreement_with_links_of_every_state(demo: Demo) -> None:
    for _ in range(2):
        call_command("demo_voorbereiding")
    states = Counter(Raakvlak.objects.values_list("state", flat=True))
    assert (states["bevestigd"], states["verworpen"], states["voorstel"] > 10) == (5, 1, True)
