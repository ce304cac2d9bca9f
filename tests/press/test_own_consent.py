"""A guest's own word about pictures of themselves, through their link."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.models import Toestemming
from press.rights.recognised import recognise
from press.rights.usable import usable_pictures
from programmes.links import token_of
from programmes.models import Mandataris, Programme
from tests.factories import make_bezoek, make_contactpersoon, make_gast, make_mandataris, make_zorgdienst
from tests.invitations.rsvp import publish_now
from tests.press.consents import say, token_for
from tests.press.quotes import NOW, TODAY, make_picture

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def guest(programme: Programme) -> Mandataris:
    return make_gast(programme, make_mandataris(programme.bestuur, first_name="Lou", last_name="Maes")).mandataris


@pytest.fixture
def child(guest: Mandataris) -> Mandataris:
    guest.is_minor, guest.guardian = True, "Bo Maes, 0400 00 00 01"
    guest.save()
    return guest


def own(guest: Mandataris) -> str:
    return reverse("dag-beeldrecht", args=[token_for(Programme.objects.get(), guest)])


def last() -> Toestemming:
    return Toestemming.objects.order_by("-pk")[0]


def test_a_guest_says_where_a_picture_may_come(client: Client, programme: Programme, guest: Mandataris) -> None:
    beeld = make_picture(programme)
    recognise(beeld, f"gast-{guest.pk}")
    assert "Lou, mag je op beeld?" in client.get(own(guest)).text
    response = client.post(own(guest), {"where": ["intern", "pers"]})
    text = client.get(response.headers["Location"]).text
    assert "Bedankt, je keuze is bewaard." in text
    assert "Je gaf op woensdag 26 februari toestemming voor het verslag, pers." in text
    consent = last()
    assert (consent.mandataris, consent.person, consent.by, consent.age) == (guest, "Lou Maes", None, "volwassen")
    assert (consent.given_on, consent.ends_on) == (TODAY, dt.date(2027, 2, 26))
    assert consent.proof == "via de persoonlijke link op 26-02-2025 om 10.30"
    assert [bool(usable_pictures(programme, channel, on=TODAY)) for channel in ("intern", "site", "pers")] == [
        True,
        False,
        True,
    ]
    assert (response.cookies, response.headers["X-Robots-Tag"]) == ({}, "noindex, nofollow")


def test_taking_it_back_is_as_easy(client: Client, programme: Programme, guest: Mandataris) -> None:
    beeld = make_picture(programme)
    recognise(beeld, f"gast-{guest.pk}")
    client.post(own(guest), {"where": ["site"]})
    response = client.post(own(guest), {"refuses": "on"}, follow=True)
    assert "liever niet op beeld." in response.text
    assert usable_pictures(programme, "site", on=TODAY) == []
    first, second = Toestemming.objects.order_by("pk")
    assert (first.withdrawn_at, first.withdrawn_by, second.refuses, second.channels) == (NOW, "Lou Maes", True, [])
    client.post(own(guest), {"where": ["site"]})
    assert usable_pictures(programme, "site", on=TODAY) == [beeld]


def test_the_same_answer_twice_is_one(client: Client, guest: Mandataris) -> None:
    for _ in range(2):
        client.post(own(guest), {"where": ["pers", "site"]})
    for _ in range(2):
        client.post(own(guest), {"refuses": "on"})
    assert Toestemming.objects.count() == 2


def test_it_comes_in_place_of_what_staff_noted(client: Client, programme: Programme, guest: Mandataris) -> None:
    of_pictures = say(programme, guest)
    with_story = say(programme, guest, purposes=["verhaal", "beeld_maken", "beeld_gebruiken"])
    page = client.get(own(guest)).text
    assert page.count("checked") == 4
    client.post(own(guest), {"refuses": "on"})
    of_pictures.refresh_from_db()
    with_story.refresh_from_db()
    assert (of_pictures.withdrawn_at, with_story.withdrawn_at) == (NOW, None)  # the story may still be told
    assert "liever niet op beeld." in client.get(own(guest)).text


def test_a_consent_that_ended_is_asked_again(client: Client, programme: Programme, guest: Mandataris) -> None:
    say(programme, guest, ends_on=TODAY - dt.timedelta(days=1))
    assert "geldt nu niet. Kies opnieuw." in client.get(own(guest)).text
    client.post(own(guest), {"where": ["intern", "site", "sociaal", "pers"]})
    assert last().given_on == TODAY


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"where": ["Kies waar een foto van jou mag komen, of 'liever niet op beeld'."]}),
        (
            {"where": ["pers"], "refuses": "on"},
            {"refuses": ["Je koos ook waar een foto mag komen. Kies een van de twee."]},
        ),
    ],
)
def test_an_answer_that_is_not_clear_is_asked_again(
    client: Client, guest: Mandataris, typed: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    response = client.post(own(guest), typed)
    assert (response.context["form"].errors, Toestemming.objects.count()) == (errors, 0)
    assert "where" in client.post(own(guest), {"where": ["maan"]}).context["form"].errors


# who is younger than 18


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"age": ["Kies hoe oud je bent."]}),
        ({"age": "volwassen"}, {"age"}),
        ({"age": "0-11", "given_by": ""}, {"given_by": ["Vul de naam in van je ouder of voogd."]}),
        (
            {"age": "12-13", "given_by": "Bo"},
            {"child_agrees": ["Op 12 of 13 jaar beslis jij mee: vink aan dat je het ermee eens bent."]},
        ),
        (
            {"age": "12-13", "child_agrees": "on", "given_by": " "},
            {"given_by": ["Vul de naam in van je ouder of voogd."]},
        ),
    ],
)
def test_below_fourteen_a_parent_decides(
    client: Client, child: Mandataris, typed: dict[str, str], errors: dict[str, list[str]] | set[str]
) -> None:
    found = client.post(own(child), {"where": ["pers"]} | typed).context["form"].errors
    assert (set(found) if isinstance(errors, set) else found) == errors
    assert not Toestemming.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"age": "0-11", "given_by": "Bo"}, ("0-11", "ouder", "Bo", False)),
        ({"age": "12-13", "given_by": "Bo", "child_agrees": "on"}, ("12-13", "ouder", "Bo", True)),
        ({"age": "14-17", "given_by": "Bo"}, ("14-17", "zelf", "", False)),
    ],
)
def test_who_decides_is_stored(
    client: Client, programme: Programme, child: Mandataris, typed: dict[str, str], stored: tuple[Any, ...]
) -> None:
    beeld = make_picture(programme)
    recognise(beeld, f"gast-{child.pk}")
    assert "Bo Maes, 0400 00 00 01" in client.get(own(child)).text
    client.post(own(child), {"where": ["pers"]} | typed)
    consent = last()
    assert (consent.age, consent.quality, consent.given_by, consent.child_agrees) == stored
    assert usable_pictures(programme, "pers", on=TODAY) == [beeld]


def test_a_child_may_refuse_alone(client: Client, child: Mandataris) -> None:
    client.post(own(child), {"refuses": "on"})
    assert last().refuses


# whose link


def test_a_host_has_no_such_page(client: Client, programme: Programme) -> None:
    host = make_contactpersoon(programme.bestuur)
    make_bezoek(programme, zorgdienst=make_zorgdienst(programme.bestuur, contact=host))
    guest = make_gast(programme).mandataris
    token_for(programme, guest)
    url = reverse("dag-beeldrecht", args=[token_of(host.links.get())])
    assert (client.get(url).status_code, client.post(url, {"refuses": "on"}).status_code) == (404, 404)


def test_after_the_term_it_is_closed(client: Client, programme: Programme, guest: Mandataris) -> None:
    url = own(guest)
    Programme.objects.update(first_day=dt.date(2023, 1, 1), last_day=dt.date(2023, 1, 2))
    assert client.post(url, {"refuses": "on"}).status_code == 410
    assert not Toestemming.objects.exists()


def test_the_own_programme_leads_to_it(client: Client, programme: Programme, guest: Mandataris) -> None:
    make_bezoek(programme, people=[guest])
    publish_now(programme)
    assert own(guest) in client.get(reverse("mijn", args=[token_for(programme, guest)])).text
