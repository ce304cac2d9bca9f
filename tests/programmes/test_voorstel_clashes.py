"""What stands and contradicts itself is told before anything is planned, as far as it is about what was asked."""

import pytest
from django.urls import reverse

from programmes.loading import load_week
from programmes.models import Voorstel
from programmes.proposals.problems import bridge_of
from programmes.proposals.settings import CONFLICT, DAY, PERSON, SERVICE, Scope, Settings
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import TUESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(programme, town):
    """An is at two services at once on Monday; Bo is at the Meander on Tuesday."""
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]], start="10.00", end="11.30")
    make_bezoek(programme, zorgdienst=town["meander"], people=[town["an"]], start="10.30", end="12.00")
    make_bezoek(programme, zorgdienst=town["meander"], people=[town["bo"]], day=TUESDAY, end="11.00")


def url():
    return reverse("voorstel-new", args=["leiedorp", "2025"])


def drawn(response):
    return " ".join(response.content.decode().split())


def test_only_what_was_asked_about_is_told(programme, town, twice):
    week = load_week(programme)
    scopes = {
        "everything": Scope(),
        "monday": Scope(DAY, day=MONDAY),
        "tuesday": Scope(DAY, day=TUESDAY),
        "linde": Scope(SERVICE, service=town["linde"].pk),
        "an": Scope(PERSON, person=town["an"].pk),
        "bo": Scope(PERSON, person=town["bo"].pk),
        "first": Scope(CONFLICT, kind="afgezegd", visits=(week.visits[0].id,)),
        "last": Scope(CONFLICT, kind="afgezegd", visits=(week.visits[-1].id,)),
    }
    bridges = {name: bridge_of(programme, week, scope=scope, settings=Settings()) for name, scope in scopes.items()}
    told = {name for name, bridge in bridges.items() if bridge.contradictions()}
    assert told == {"everything", "monday", "linde", "an", "first"}


def test_the_form_tells_at_once_only_what_touches_who_was_pressed(programme, town, twice, coordinator, client_of):
    client = client_of(coordinator)
    pages = [client.get(url(), {"wat": f"persoon:{town[who].pk}"}) for who in ("an", "bo")]
    assert [len(page.context["clashes"]) for page in pages] == [1, 0]
    assert ["Plan toch" in drawn(page) for page in pages] == [True, False]


@pytest.mark.parametrize("wat", ["dag:gisteren", "dienst:x", "persoon:0", "conflict:weg", ""])
def test_what_is_no_choice_is_read_as_everything(programme, town, twice, coordinator, client_of, wat):
    assert len(client_of(coordinator).get(url(), {"wat": wat}).context["clashes"]) == 1


def test_it_is_said_that_nothing_is_planned_yet_and_what_begins_it(programme, town, twice, coordinator, client_of):
    sliders = dict.fromkeys(("dekking", "wensen", "bevoegdheden", "spreiding", "verplaatsing"), "2")
    data = {"scope": "alles", "standing": "houden", "seconds": "10", "day_max": "2", "week_max": "4"} | sliders
    page = drawn(client_of(coordinator).post(url(), data))
    assert "<strong>Het plannen is nog niet begonnen.</strong> Met ‘Plan toch’ begint het:" in page
    assert ('form="vraag"' in page, 'id="vraag"' in page, Voorstel.objects.count()) == (True, True, 0)
