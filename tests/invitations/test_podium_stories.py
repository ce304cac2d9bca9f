"""A story told on a vrij podium, taken over into the stories of the programme."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from invitations.models import Verhaal
from invitations.stories.from_stage import offers_of, take_over
from programmes.models import Bezoek, Podium, Programme, User
from tests.factories import MONDAY, at, make_bezoek, make_programme
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller

NOW = at(MONDAY, "12.00")
URL = reverse("verhaal-podium", args=["leiedorp", "2025"])


@pytest.fixture
def podium(programme: Programme) -> Podium:
    podium = make_stage(make_bezoek(programme))
    make_verteller(podium, "Marleen", topic="Soep", teller="buur", consent="ja", named_as="voornaam")
    make_verteller(podium, "Roger", consent="gevraagd")
    return podium


def test_offers_who_agreed_at_a_service(podium: Podium, programme: Programme) -> None:
    elsewhere = make_stage(make_bezoek(programme, kind=Bezoek.Kind.VRIJ))
    make_verteller(elsewhere, "Jan", consent="ja")
    make_verteller(make_stage(make_bezoek(make_programme())), "Piet", consent="ja")
    assert [row.first_name for row in offers_of(programme)] == ["Marleen"]


def test_take_over_makes_a_story_without_a_consent_and_once(podium: Podium, programme: Programme) -> None:
    marleen = podium.vertellers.get(first_name="Marleen")
    keys = {row.pk for row in podium.vertellers.all()}
    assert [take_over(programme, keys, by="Els", now=NOW) for _ in range(2)] == [1, 0]
    story = Verhaal.objects.get()
    assert (story.bezoek, story.zorgdienst, story.toestemming) == (podium.bezoek, podium.bezoek.zorgdienst, None)
    assert (story.name, story.teller, story.shown_as, story.text) == (marleen.name, "gebruiker", "voornaam", "Soep")
    assert (story.changed_by, story.changed_at) == ("Els", NOW)


def test_the_page(podium: Podium, coordinator: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(coordinator)
    assert [row.first_name for row in client.get(URL).context["offers"]] == ["Marleen"]
    response = client.post(URL, {"verteller": ["9" * 30, "x\x00"]})
    assert response.context["problem"] == (
        "Kruis minstens één verhaal aan. Wat al overgenomen is, komt er geen tweede keer bij."
    )
    response = client.post(URL, {"verteller": [podium.vertellers.get(first_name="Marleen").pk]}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "1 verhaal is overgenomen. Vraag nu wat ermee mag, en noteer de toestemming."
    ]
    assert "Niets om over te nemen" in client.get(URL).text


def test_the_stage_leads_to_it(podium: Podium, coordinator: User, client_of: Callable[[User], Client]) -> None:
    address = reverse("podium", args=["leiedorp", "2025", podium.bezoek_id])
    assert f'href="{URL}"' in client_of(coordinator).get(address).text
