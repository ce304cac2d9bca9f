"""What is ticked of a proposal stays ticked at another level, and is what is taken over."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from programmes.loading import load_week
from programmes.models import Bezoek
from programmes.proposals.settings import FREE, Settings
from programmes.voorstellen.showing import shown_of
from programmes.voorstellen.ticking import ticks_of
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import make_guest, make_voorstel, two_visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def voorstel(programme, coordinator, town):
    return make_voorstel(programme, two_visits(town), by=coordinator)


def look(client, voorstel, level, parts):
    return client.post(voorstel.get_absolute_url(), {"toon": level, "part": parts})


def sent(response):
    """What the page would send when the button is pressed now."""
    page = response.content.decode()
    ticked = re.findall(r'<input type="checkbox" name="part" value="([^"]*)"[^>]* checked>', page)
    return ticked + re.findall(r'<input type="hidden" name="part" value="([^"]*)">', page)


@pytest.mark.parametrize("way", [["mensen"], ["details"], ["bord"], ["mensen", "bord", "details"]])
def test_what_is_ticked_stays_so_at_another_level(voorstel, town, coordinator, client_of, way):
    client, only = client_of(coordinator), [f"dienst:{town['linde'].pk}"]
    parts = only
    for level in [*way, "diensten"]:
        response = look(client, voorstel, level, parts)
        assert response.context["level"] == level
        parts = sent(response)
    assert parts == only
    assert Bezoek.objects.count() == 0


def test_who_is_chosen_for_a_part_says_for_how_much(voorstel, town, coordinator, client_of):
    response = look(client_of(coordinator), voorstel, "mensen", [f"dienst:{town['linde'].pk}"])
    assert [(tick.part.name, tick.chosen, tick.of, tick.is_whole) for tick in response.context["ticks"]] == [
        ("An Aerts", 1, 1, True),
        ("Bo Boone", 1, 2, False),
    ]
    assert "Alleen wat al aangevinkt was: 1 van 2" in response.content.decode()


def test_what_stayed_ticked_is_what_is_taken_over(voorstel, town, coordinator, client_of):
    client = client_of(coordinator)
    parts = sent(look(client, voorstel, "mensen", [f"dienst:{town['linde'].pk}"]))
    client.post(reverse("voorstel-accept", args=["leiedorp", "2025", voorstel.pk]), {"part": parts, "level": "mensen"})
    assert [(str(bezoek.zorgdienst), bezoek.deelnames.count()) for bezoek in Bezoek.objects.all()] == [("De Linde", 2)]


def test_nothing_ticked_stays_nothing(voorstel, coordinator, client_of):
    assert sent(look(client_of(coordinator), voorstel, "mensen", [])) == []


def test_a_visit_without_anybody_that_moves_stands_among_the_people_too(programme, town):
    make_bezoek(programme, zorgdienst=town["linde"], end="11.00")
    made = make_voorstel(programme, settings=Settings(standing=FREE))
    made.plan = {"visits": []}
    parts = shown_of(made, load_week(programme)).parts("mensen")
    assert [(part.value, part.lines[0][1]) for part in parts] == [
        ("persoon:niemand", "De Linde, maandag 24 februari 9.30–11.00: vervalt")
    ]
    assert [tick.is_whole for tick in ticks_of(parts, {part.changes[0].key for part in parts})] == [True]


@pytest.mark.parametrize(("least", "names"), [(1, ["Cy Claes"]), (2, ["An Aerts", "Cy Claes"])])
def test_one_person_brings_the_smallest_group_that_the_service_asks(
    programme, town, coordinator, client_of, least, names
):
    """And it is told who comes along."""
    town["linde"].min_people = least
    town["linde"].save()
    cy = make_guest(programme, "Cy", "Claes")
    made = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"], town["bo"], cy])])
    response = client_of(coordinator).post(
        reverse("voorstel-accept", args=["leiedorp", "2025", made.pk]), {"part": [f"persoon:{cy.pk}"]}
    )
    assert [str(one.mandataris) for one in Bezoek.objects.get().deelnames.order_by("pk")] == names
    along = ["De Linde, maandag 24 februari 9.30–11.00: nieuw bezoek"]
    along += ["De Linde, maandag 24 februari 9.30–11.00: An Aerts komt erbij"] * (least - 1)
    said = str(next(iter(get_messages(response.wsgi_request))))
    assert said.endswith(f"kan: {'; '.join(along)}.")


def test_a_new_visit_alone_is_not_put_on_the_board_without_anybody(voorstel, coordinator, client_of, town):
    shown = shown_of(voorstel, load_week(voorstel.programme))
    new = next(change for change in shown.changes.items if change.what == "nieuw")
    assert new.text == "De Linde, maandag 24 februari 9.30–11.00: nieuw bezoek"
    _, extra = shown.changes.completed([new.key])
    assert [change.text for change in extra] == ["De Linde, maandag 24 februari 9.30–11.00: An Aerts komt erbij"]
