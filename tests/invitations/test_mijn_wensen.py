"""What a guest says behind the link before there is a plan: kept, shown again, closed in time."""

import datetime as dt
import html
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.links import make_links, revoke, token_of
from programmes.models import DeelnemendeDienst, Gast, PersonalLink, Programme, Zorgdienst
from tests.factories import make_gast, make_mandataris, make_zorgdienst
from tests.invitations.rsvp import NOW, make_people, make_visit, publish_now

pytestmark = pytest.mark.usefixtures("clock")

LAST = dt.date(2025, 2, 14)


@pytest.fixture
def gast(programme: Programme) -> Gast:
    programme.answer_by, programme.contact_name, programme.contact_phone = LAST, "Els Vercruysse", "056 00 12 00"
    programme.save()
    gast = make_gast(programme, make_people(programme, 1)[0])
    make_links(programme, now=NOW)
    return gast


@pytest.fixture
def linde(programme: Programme) -> Zorgdienst:
    linde = make_zorgdienst(programme.bestuur, name="De Linde", kind="woonzorgcentrum")
    DeelnemendeDienst.objects.create(programme=programme, zorgdienst=linde)
    return linde


def url(name: str = "mijn-wensen") -> str:
    return reverse(name, args=[token_of(PersonalLink.objects.get(mandataris__isnull=False))])


def said(**fields: str) -> dict[str, str]:
    return {"answer": "always", **fields}


def test_silence_is_not_always(client: Client, gast: Gast) -> None:
    page = client.get(url()).content.decode()
    assert "checked" not in page
    assert "Wijzigen kan tot en met vrijdag 14 februari." in page
    assert (client.get(url()).status_code, Gast.objects.get().available) == (200, None)


def test_what_was_said_is_kept_and_shown_again(client: Client, gast: Gast, linde: Zorgdienst) -> None:
    data = {
        "answer": "some",
        "windows-0-voormiddag": "on",
        "windows-2-from-0": "13:00",
        "windows-2-until-0": "16:30",
        "visits_wanted": "2",
        "mode": "fiets",
        "wish_1": "kind:woonzorgcentrum",
        "wish_3": f"service:{linde.pk}",
        "diet": "vegetarisch",
        "clothing_size": "M",
        "mobility": "rolstoel",
        "remarks": "Ik ken De Linde al.",
    }
    response = client.post(url(), data)
    assert (response.status_code, response.headers["Location"]) == (302, f"{url()}?bewaard=1")
    kept = Gast.objects.get()
    assert kept.available == [["2025-02-24", 0, 750], ["2025-02-26", 780, 990]]
    assert (kept.visits_wanted, kept.mode, kept.diet, kept.clothing_size) == (2, "fiets", "vegetarisch", "M")
    assert kept.wishes == [["kind", "woonzorgcentrum"], ["service", linde.pk]]
    assert (kept.mobility, kept.remarks, kept.answered_at) == ("rolstoel", "Ik ken De Linde al.", NOW)
    page = client.get(f"{url()}?bewaard=1").content.decode()
    assert "Bedankt, het is bewaard." in page
    assert 'value="13:00"' in page
    assert f'<option value="service:{linde.pk}" selected>De Linde</option>' in page


@pytest.mark.parametrize(("answer", "days"), [("always", 5), ("never", 0)])
def test_always_and_never_are_answers(client: Client, gast: Gast, answer: str, days: int) -> None:
    client.post(url(), {"answer": answer})
    available = Gast.objects.get().available
    assert available is not None
    assert [window[1:] for window in available] == [[0, 1440]] * days
    page = client.get(url()).content.decode()
    assert page.count("checked") == 1
    assert f'value="{answer}" id="id_answer_' in page.split("checked")[0].rsplit("<input", 1)[1]


@pytest.mark.parametrize(("answer", "days"), [("always", 5), ("never", 0)])
def test_who_sends_it_again_means_it(client: Client, gast: Gast, answer: str, days: int) -> None:
    """Moments beside another answer: asked once, and what the page then holds is enough to keep it."""
    data = {"answer": answer, "windows-0-voormiddag": "on", "remarks": "Dit typte ik"}
    page = client.post(url(), data).content.decode()
    drops = html.unescape(page.split('name="drops" value="')[1].split('"')[0])
    assert 'name="windows-0-voormiddag" checked' in page
    assert client.post(url(), data | {"drops": drops}).status_code == 302
    available = Gast.objects.get().available
    assert available is not None
    assert [window[1:] for window in available] == [[0, 1440]] * days


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies wanneer je kunt."),
        ({"answer": "vermoedelijk"}, "Selecteer een geldige keuze"),
        ({"answer": "some"}, "Vul minstens één moment in, of kies een ander antwoord."),
        (
            {"answer": "never", "windows-0-voormiddag": "on"},
            "Kies &#x27;Ik kan op deze momenten&#x27;, of bewaar nog eens: dan vervallen die momenten.",
        ),
        ({"answer": "some", "windows-0-from-0": "9"}, "Maandag 24 februari: vul ook het einde in bij 9."),
        ({"answer": "always", "wish_1": "kind:woonzorgcentrum", "wish_2": "kind:woonzorgcentrum"}, "eerste keuze"),
        ({"answer": "always", "wish_1": "service:999999"}, "Selecteer een geldige keuze"),
        ({"answer": "always", "visits_wanted": "0"}, "deze waarde minstens 1 is"),
        ({"answer": "always", "clothing_size": "heel erg groot"}, "10"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_lost(
    client: Client, gast: Gast, linde: Zorgdienst, data: dict[str, str], sentence: str
) -> None:
    response = client.post(url(), {"remarks": "Dit typte ik", **data})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert "Dit typte ik" in page
    assert Gast.objects.get().answered_at is None


def test_after_the_deadline_one_reads_and_calls(client: Client, gast: Gast) -> None:
    client.post(url(), said(diet="vegetarisch"))
    with time_machine.travel(dt.datetime(2025, 2, 15, 12, tzinfo=dt.UTC)):
        page = client.get(url()).content.decode()
    assert ("<form" in page, "056 00 12 00" in page, "vegetarisch" in page) == (False, True, True)


def test_the_deadline_that_passes_while_typing_loses_nothing(client: Client, gast: Gast) -> None:
    with time_machine.travel(dt.datetime(2025, 2, 14, 22, 59, tzinfo=dt.UTC)):
        assert "<form" in client.get(url()).content.decode()
    with time_machine.travel(dt.datetime(2025, 2, 14, 23, 1, tzinfo=dt.UTC)):
        page = client.post(url(), said(remarks="Dit typte ik")).content.decode()
    assert "Intussen is de termijn voorbij: dit is niet bewaard." in page
    assert 'value="Dit typte ik"' in page
    assert Gast.objects.get().available is None


def test_who_comes_before_there_is_a_programme_is_led_here(client: Client, gast: Gast) -> None:
    assert f'href="{url()}"' in client.get(url("mijn")).content.decode()
    make_visit(gast.programme, [gast.mandataris])
    publish_now(gast.programme)
    page = client.get(url("mijn")).content.decode()
    assert (f'href="{url()}"' in page, f'href="{url("mijn-antwoord")}"' in page) == (True, True)


@pytest.mark.parametrize("name", ["mijn-wensen", "mijn-antwoord"])
def test_a_link_that_does_not_work_keeps_nothing(client: Client, gast: Gast, name: str) -> None:
    address = url(name)
    revoke(PersonalLink.objects.get(), now=NOW)
    assert [client.get(address).status_code, client.post(address, said()).status_code] == [410, 410]
    PersonalLink.objects.update(revoked_at=None)
    Programme.objects.update(first_day=dt.date(2023, 1, 2), last_day=dt.date(2023, 1, 3))
    assert client.post(address, said()).status_code == 410
    assert client.post(reverse(name, args=["onzin"]), said()).status_code == 404
    assert Gast.objects.get().available is None


@pytest.mark.parametrize("name", ["mijn-wensen", "mijn-antwoord"])
def test_who_left_the_guest_list_reads_so(client: Client, gast: Gast, name: str) -> None:
    address = url(name)
    gast.delete()
    response = client.post(address, said())
    assert (response.status_code, "staat niet op de gastenlijst" in response.content.decode()) == (404, True)


def test_the_page_asks_for_no_cookie_and_is_not_kept(gast: Gast) -> None:
    """A POST needs no CSRF token: the secret in the address is all there is."""
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(url(), said())
    assert (response.status_code, response.cookies) == (302, {})
    assert strict.get(url()).headers["Cache-Control"] == "private, no-cache"
    assert strict.put(url()).status_code == 405


def test_the_coordinator_changes_it_always(client: Client, gast: Gast, linde: Zorgdienst, coordinator: Any) -> None:
    client.post(url(), said(wish_1=f"service:{linde.pk}", diet="geen noten"))
    address = reverse("gast-edit", args=["leiedorp", "2025", gast.pk])
    with time_machine.travel(dt.datetime(2025, 2, 20, tzinfo=dt.UTC)):
        client.force_login(coordinator)
        page = client.get(address).content.decode()
        client.post(address, {"answer": "never", "wish_1": "kind:woonzorgcentrum", "diet": "vis", "visits_wanted": "1"})
    assert 'value="geen noten"' in page
    kept = Gast.objects.get()
    assert (kept.available, kept.wishes, kept.diet) == ([], [["kind", "woonzorgcentrum"]], "vis")
    assert (kept.visits_wanted, kept.answered_at) == (1, NOW)


def test_a_wish_for_a_service_that_left_is_passed_over(client: Client, gast: Gast, linde: Zorgdienst) -> None:
    client.post(url(), said(wish_1=f"service:{linde.pk}", wish_2="kind:woonzorgcentrum"))
    DeelnemendeDienst.objects.all().delete()
    assert client.get(url()).status_code == 200
    client.post(url(), said())
    assert Gast.objects.get().wishes == []


def test_the_links_of_hosts_do_not_open_it(client: Client, gast: Gast) -> None:
    make_mandataris(gast.programme.bestuur)
    PersonalLink.objects.all().delete()
    host = make_visit(gast.programme, [gast.mandataris]).zorgdienst
    assert host is not None
    contact = host.contactpersonen.create(bestuur=gast.programme.bestuur, name="Rita")
    make_links(gast.programme, now=timezone.now())
    token = token_of(PersonalLink.objects.get(contactpersoon=contact))
    assert client.get(reverse("mijn-wensen", args=[token])).status_code == 404
