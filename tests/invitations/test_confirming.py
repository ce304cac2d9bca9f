"""'Klopt dit?': what was confirmed, by whom, and what changed since."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from invitations.hosting.confirming import standing
from programmes.models import Bezoek, Contactpersoon, DeelnemendeDienst, Programme, Zorgdienst
from programmes.versions import published_week
from tests.factories import MONDAY, at, make_bezoek, make_deelname, make_mandataris
from tests.invitations.hosts import NOW, behind, make_host, make_linde, typed
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme, "Griet Declercq")


@pytest.fixture
def tom(programme: Programme) -> Contactpersoon:
    return make_host(programme, "Tom Maes")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon, tom: Contactpersoon) -> Zorgdienst:
    return make_linde(programme, griet, tom)


@pytest.fixture
def bezoek(linde: Zorgdienst, programme: Programme) -> Bezoek:
    """Monday from 9.30 to 10.30, one person; published."""
    bezoek = make_bezoek(programme, zorgdienst=linde, people=[make_mandataris(programme.bestuur)])
    publish_now(programme, NOW)
    return bezoek


def deelname_of(service: Zorgdienst) -> DeelnemendeDienst:
    return DeelnemendeDienst.objects.select_related("zorgdienst", "programme").get(zorgdienst=service)


def changed(service: Zorgdienst) -> tuple[str, ...]:
    deelname = deelname_of(service)
    return standing(deelname, published_week(deelname.programme)).changed


def confirm_as(client: Client, host: Contactpersoon, service: Zorgdienst, **changes: str) -> Any:
    data = typed(client, host, service) | changes | {"confirm": "1"}
    return client.post(behind("gastheer-dienst", host, service.pk), data)


def test_confirming_keeps_who_and_when(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    response = confirm_as(client, griet, linde, meal="Soep")
    url = behind("gastheer-dienst", griet, linde.pk)
    assert (response.status_code, response.headers["Location"]) == (302, f"{url}?bevestigd=1")
    deelname = deelname_of(linde)
    assert (deelname.confirmed_at, deelname.confirmed_by, changed(linde)) == (NOW, "Griet Declercq", ())
    text = " ".join(client.get(response.headers["Location"]).content.decode().split())
    assert "Bedankt. Alles is bewaard en bevestigd." in text
    assert "door Griet Declercq op woensdag 12 februari" in text
    assert "Alles klopt, bevestig" not in text


def test_what_is_wrong_is_not_confirmed(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    assert confirm_as(client, griet, linde, max_people="nul").status_code == 200
    assert deelname_of(linde).confirmed_at is None


def test_a_colleague_who_changes_something_afterwards_is_seen(
    linde: Zorgdienst, griet: Contactpersoon, tom: Contactpersoon, client: Client
) -> None:
    confirm_as(client, griet, linde)
    url = behind("gastheer-dienst", tom, linde.pk)
    client.post(url, typed(client, tom, linde) | {"clothing": "Laarzen", "max_people": "4"})
    assert changed(linde) == ("hoogstens (personen)", "kledij")
    text = " ".join(client.get(url).content.decode().split())
    assert '<span class="badge warn">gewijzigd sinds de bevestiging</span>' in text
    assert "Hoogstens (personen) · kledij" in text
    client.post(url, typed(client, tom, linde) | {"clothing": "Schort", "max_people": "6"})
    assert changed(linde) == ()


def test_who_confirmed_still_stands_by_what_they_change_themselves(
    linde: Zorgdienst, griet: Contactpersoon, client: Client
) -> None:
    confirm_as(client, griet, linde)
    client.post(behind("gastheer-dienst", griet, linde.pk), typed(client, griet, linde) | {"clothing": "Laarzen"})
    assert changed(linde) == ()


def test_an_import_that_changes_something_is_seen(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    confirm_as(client, griet, linde)
    Zorgdienst.objects.filter(pk=linde.pk).update(moments=[])
    assert changed(linde) == ("momenten die passen",)


def test_a_new_version_that_changes_nothing_here_is_not_seen(
    bezoek: Bezoek, linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    confirm_as(client, griet, linde)
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    publish_now(programme, NOW)
    assert changed(linde) == ()


def test_a_new_version_with_other_hours_or_people_is_seen(
    bezoek: Bezoek, linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    confirm_as(client, griet, linde)
    make_deelname(bezoek)
    assert changed(linde) == ()  # not published yet
    publish_now(programme, NOW)
    assert changed(linde) == ("2 personen in plaats van 1 op maandag 24 februari, 9.30–10.30",)
    bezoek.deelnames.all().delete()
    publish_now(programme, NOW)
    assert changed(linde) == ("0 personen in plaats van 1 op maandag 24 februari, 9.30–10.30",)
    bezoek.starts_at, bezoek.ends_at = at(MONDAY, "11.00"), at(MONDAY, "12.00")
    bezoek.save()
    publish_now(programme, NOW)
    assert changed(linde) == (
        "bezoek verplaatst van maandag 24 februari, 9.30–10.30 naar maandag 24 februari, 11.00–12.00",
    )


def test_a_visit_that_comes_or_goes_is_seen(
    bezoek: Bezoek, linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    confirm_as(client, griet, linde)
    make_bezoek(programme, zorgdienst=linde, start="14.00", day=MONDAY + dt.timedelta(days=1))
    bezoek.delete()
    publish_now(programme, NOW)
    assert changed(linde) == (
        "nieuw bezoek op dinsdag 25 februari, 14.00–15.00",
        "geschrapt bezoek op maandag 24 februari, 9.30–10.30",
    )


def test_confirming_again_settles_it(bezoek: Bezoek, linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    confirm_as(client, griet, linde)
    bezoek.delete()
    publish_now(bezoek.programme, NOW)
    confirm_as(client, griet, linde)
    assert changed(linde) == ()


def test_what_changed_since_the_page_was_opened_is_not_confirmed_unread(
    linde: Zorgdienst, griet: Contactpersoon, client: Client
) -> None:
    data = typed(client, griet, linde) | {"meal": "Soep", "confirm": "1"}
    Zorgdienst.objects.filter(pk=linde.pk).update(meeting_point="Achterdeur")
    url = behind("gastheer-dienst", griet, linde.pk)
    response = client.post(url, data)
    assert response.headers["Location"] == f"{url}?intussen=1"
    assert "intussen veranderde hier iets" in client.get(response.headers["Location"]).text
    linde.refresh_from_db()
    assert (linde.meal, linde.meeting_point, deelname_of(linde).confirmed_at) == ("Soep", "Achterdeur", None)
    assert confirm_as(client, griet, linde).headers["Location"] == f"{url}?bevestigd=1"


def test_a_visit_that_moved_since_the_page_was_opened_is_not_confirmed_unread(
    bezoek: Bezoek, linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    data = typed(client, griet, linde) | {"confirm": "1"}
    bezoek.starts_at += dt.timedelta(hours=1)
    bezoek.ends_at += dt.timedelta(hours=1)
    bezoek.save()
    publish_now(programme)
    assert client.post(behind("gastheer-dienst", griet, linde.pk), data).status_code == 302
    assert deelname_of(linde).confirmed_at is None
