"""A host and a mandataris note what knelt behind their own links."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import Knelpunt
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme
from tests.factories import make_bezoek, make_contactpersoon, make_gast, make_mandataris
from tests.followup.knelpunten import NOW, make_service
from tests.invitations.fiches import form_in
from tests.invitations.hosts import behind, make_host, make_linde
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")


def page_of(link: PersonalLink) -> str:
    return reverse("nazorg-knelpunt", args=[token_of(link)])


def choices(response: Any) -> list[str]:
    return [label for _, label in response.context["form"].fields["zorgdienst"].choices]


def test_a_host_notes_one_thing_however_often_it_is_sent(client: Client, programme: Programme) -> None:
    host = make_host(programme, "An Smet")
    linde = make_linde(programme, host)
    make_service(programme, "De Eik")
    page = behind("nazorg-knelpunt", host)
    text = client.get(page).text
    assert [behind("gastheer", host) in text, "/mijn/" in text] == [True, False]  # the way back is theirs
    data = form_in(text)
    assert data["zorgdienst"] == str(linde.pk)
    data |= {"theme": "aanbod", "title": "Geen soep in het weekend", "text": "Zestig mensen."}
    assert [client.post(page, data).headers["Location"] for _ in range(2)] == [f"{page}?bewaard=1"] * 2
    [row] = Knelpunt.objects.all()
    assert (row.programme, row.zorgdienst, row.made_by, row.state) == (programme, linde, "An Smet", "open")
    assert "Bedankt, het is genoteerd." in client.get(f"{page}?bewaard=1").text


def test_the_way_around_is_ones_own(client: Client, programme: Programme) -> None:
    make_linde(programme, host := make_host(programme, "An Smet"))
    visitor = make_gast(programme).mandataris
    make_links(programme, now=NOW)
    for link, own, other in (
        (programme.links.get(contactpersoon=host), "gastheer", "mijn"),
        (programme.links.get(mandataris=visitor), "mijn", "gastheer"),
    ):
        text = client.get(page_of(link)).text
        assert [reverse(name, args=[token_of(link)]) in text for name in (own, other)] == [True, False]
        assert (reverse("nazorg-bedanking", args=[token_of(link)]) in text) == (own == "gastheer")
        assert ("leest ook de dienst het" in text) == (own == "mijn")


def test_a_mandataris_chooses_from_where_they_went(client: Client, programme: Programme) -> None:
    mayor, other = make_mandataris(programme.bestuur), make_mandataris(programme.bestuur)
    linde = make_service(programme)
    make_service(programme, "De Eik")
    make_bezoek(programme, zorgdienst=linde, people=[mayor])
    make_gast(programme, other)
    publish_now(programme)
    make_links(programme, now=NOW)
    went, nowhere = (page_of(programme.links.get(mandataris=one)) for one in (mayor, other))
    assert choices(client.get(went)) == ["Het hele bestuur", "De Linde"]
    assert choices(client.get(nowhere)) == ["Het hele bestuur", "De Eik", "De Linde"]
    client.post(went, {"kind": "kans", "theme": "samenwerking", "title": "Samen koken", "key": "x"})
    data = {"kind": "kans", "theme": "samenwerking", "title": "Samen koken"}
    assert client.post(went, data).status_code == 302
    assert list(Knelpunt.objects.values_list("kind", "zorgdienst", "made_by")) == [("kans", None, mayor.name)]


def test_bad_input_is_told_and_nothing_typed_is_lost(client: Client, programme: Programme) -> None:
    host = make_host(programme, "An Smet")
    make_linde(programme, host)
    foreign = make_service(programme, "De Eik")
    page = behind("nazorg-knelpunt", host)
    data = {"kind": "knelpunt", "theme": "", "title": "", "text": "x" * 5001, "zorgdienst": str(foreign.pk)}
    response = client.post(page, data)
    found = {name: list(messages) for name, messages in response.context["form"].errors.items()}
    assert (found["theme"], found["title"]) == (["Kies het thema."], ["Zeg in enkele woorden waar het over gaat."])
    assert sorted(found) == ["text", "theme", "title", "zorgdienst"]
    assert form_in(response.text)["text"] == "x" * 5001
    assert Knelpunt.objects.count() == 0


def test_who_goes_back_and_types_something_else_notes_a_second_one(client: Client, programme: Programme) -> None:
    host = make_host(programme, "An Smet")
    make_linde(programme, host)
    page = behind("nazorg-knelpunt", host)
    data = form_in(client.get(page).text) | {"theme": "aanbod", "title": "Geen soep"}
    for title in ("Geen soep", "Geen brood"):
        client.post(page, data | {"title": title})
    assert list(Knelpunt.objects.values_list("title", flat=True).order_by("pk")) == ["Geen soep", "Geen brood"]


def test_without_a_live_link_it_is_closed(client: Client, programme: Programme) -> None:
    host = make_contactpersoon(programme.bestuur)
    make_linde(programme, host)
    page = behind("nazorg-knelpunt", host)
    programme.links.update(revoked_at=NOW)
    assert (client.get(page).status_code, client.post(page).status_code) == (410, 410)
    assert client.get(reverse("nazorg-knelpunt", args=["x" * 28])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    client: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    host = make_host(programme, "An Smet")
    for number in range(count):
        make_linde(programme, host, name=f"Dienst {number}")
    page = behind("nazorg-knelpunt", host)
    with django_assert_num_queries(3):
        client.get(page)
