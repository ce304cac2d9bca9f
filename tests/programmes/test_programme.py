import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bestuur, Programme, User, Wijziging
from programmes.models.programme import LONGEST_DAYS
from programmes.versions import publish
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)

ClientOf = Callable[[User], Client]
HOME = "/leiedorp/2025/"
NEW = "/leiedorp/beheer/programmas/nieuw/"
EDIT = "/leiedorp/2025/gegevens/"
DELETE = "/leiedorp/2025/verwijderen/"
DIENSTEN = "/leiedorp/2025/diensten/"


def data(**changes: Any) -> dict[str, Any]:
    """What the form of the programme in conftest sends when nobody changes anything."""
    return {
        "title": "Expeditie Zorg",
        "slug": "2025",
        "first_day": "2025-02-24",
        "last_day": "2025-02-28",
        "day_from": "08:00",
        "day_until": "18:00",
        "hashtag": "#ZorgLokaal",
        "mode": "auto",
        "slack_minutes": "10",
    } | changes


# new


def test_a_programme_begins_with_a_title_and_dates(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(NEW, data(slug="", title="Expeditie Zorg 2025"))
    assert response.headers["Location"] == "/leiedorp/expeditie-zorg-2025/"
    programme = bestuur.programmes.get()
    assert (programme.first_day, programme.last_day) == (MONDAY, MONDAY + dt.timedelta(days=4))


def test_a_new_programme_has_the_coordinator_as_its_contact_point(coordinator: User, client_of: ClientOf) -> None:
    form = client_of(coordinator).get(NEW).context["form"]
    assert form.initial == {"contact_name": "", "contact_email": coordinator.email}


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Expeditie", "expeditie-2"), ("Beheer", "beheer-2"), ("???", "programma"), ("É" * 150, "e" * 80)],
)
def test_a_web_address_is_made_from_the_title(
    title: str, slug: str, bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    make_programme(bestuur, slug="expeditie")
    client_of(coordinator).post(NEW, data(title=title, slug=""))
    assert bestuur.programmes.get(title=title).slug == slug


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"slug": "2025"}, "__all__", "Een ander programma heeft dit webadres al."),
        ({"slug": "beheer"}, "slug", "'beheer' is een adres van Expeditie zelf. Kies een ander webadres."),
        ({"last_day": "2025-02-23"}, "last_day", "De laatste dag ligt voor de eerste dag. Kies een latere dag."),
        ({"first_day": "0205-02-24"}, "first_day", "Kijk het jaar na: 205 kan niet kloppen."),
        ({"first_day": "morgen"}, "first_day", "Voer een geldige datum in."),
        ({"day_until": "08:00"}, "day_until", "De dag eindigt voor hij begint. Kies een later uur."),
        ({"title": ""}, "title", "Dit veld is verplicht."),
        (
            {"last_day": str(MONDAY + dt.timedelta(days=LONGEST_DAYS))},
            "last_day",
            "Een programma duurt hoogstens 92 dagen. Kies een vroegere dag.",
        ),
        (
            {"answer_by": "2025-02-24"},
            "answer_by",
            "Kies een dag voor maandag 24 februari, de eerste dag van het programma.",
        ),
    ],
)
def test_a_programme_refuses(
    changes: dict[str, str], field: str, message: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    response = client_of(coordinator).post(NEW, data(slug="", introduction="Welkom allemaal") | changes)
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert "Welkom allemaal" in response.text
    assert Programme.objects.get() == programme


@time_machine.travel("2025-02-15 12:00+01:00")
def test_a_deadline_that_has_passed_is_told(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(EDIT, data(answer_by="2025-02-14"), follow=True)
    assert "Antwoorden kan tot en met vrijdag 14 februari: die dag is al voorbij." in response.text
    response = client_of(coordinator).post(EDIT, data(answer_by="2025-02-15"), follow=True)
    assert "die dag is al voorbij" not in response.text


@pytest.mark.parametrize(
    ("typed", "stored"), [("Zorg Lokaal", "#ZorgLokaal"), ("#ZorgLokaal", "#ZorgLokaal"), ("", "")]
)
def test_a_hashtag_gets_its_form(
    typed: str, stored: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    client_of(coordinator).post(EDIT, data(hashtag=typed))
    programme.refresh_from_db()
    assert programme.hashtag == stored


@pytest.mark.parametrize("path", [NEW, EDIT, DELETE, "/leiedorp/2025/kopieren/"])
def test_a_reader_changes_no_programme(path: str, programme: Programme, lezer: User, client_of: ClientOf) -> None:
    assert client_of(lezer).get(path).status_code == 404


# its dates change


def test_dates_that_leave_visits_outside_are_refused(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    dienst = make_zorgdienst(programme.bestuur, name="WZC De Meersen")
    make_bezoek(programme, zorgdienst=dienst, day=dt.date(2025, 2, 28), start="14.00")
    make_bezoek(programme, zorgdienst=dienst)
    response = client_of(coordinator).post(EDIT, data(last_day="2025-02-27"))
    assert response.context["form"].non_field_errors()[0] == (
        "Buiten deze data vallen: WZC De Meersen (vrijdag 28 februari, 14.00). "
        "Verplaats of verwijder die eerst op het bord, of laat de bezoeken mee verschuiven."
    )
    programme.refresh_from_db()
    assert programme.last_day == dt.date(2025, 2, 28)


@pytest.mark.parametrize(
    "changes",
    [{"hashtag": "#Zorg"}, {"last_day": "2025-03-02"}, {"first_day": "2025-02-23"}, {"last_day": "2025-02-26"}],
)
def test_a_visit_that_lies_outside_already_holds_nothing_up(
    changes: dict[str, str], programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    """An accepted visit on Saturday: who changes something else has decided about it before."""
    make_bezoek(programme, title="Buurtontbijt", day=dt.date(2025, 3, 1))
    make_bezoek(programme, day=dt.date(2025, 2, 26))
    response = client_of(coordinator).post(EDIT, data(**changes))
    assert response.status_code == 302
    programme.refresh_from_db()
    assert {name: str(getattr(programme, name)) for name in changes} == changes


def test_only_the_visits_that_now_come_outside_are_named(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    make_bezoek(programme, title="Buurtontbijt", day=dt.date(2025, 3, 1))
    make_bezoek(programme, title="Slotlunch", day=dt.date(2025, 2, 28))
    response = client_of(coordinator).post(EDIT, data(last_day="2025-02-27"))
    [error] = response.context["form"].non_field_errors()
    assert error.startswith("Buiten deze data vallen: Slotlunch (vrijdag 28 februari, 9.30). Verplaats")


def test_visits_move_along_with_the_first_day_when_asked(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    bezoek = make_bezoek(programme, start="9.30")
    later = {"first_day": "2025-03-31", "last_day": "2025-04-04", "shift_visits": "on"}
    client_of(coordinator).post(EDIT, data(**later))
    bezoek.refresh_from_db()
    assert bezoek.starts_at == at(dt.date(2025, 3, 31), "9.30")  # summer time by then
    assert Wijziging.objects.get().label == "Alle bezoeken 35 dagen later"


def test_nothing_moves_when_a_visit_would_fall_in_the_skipped_hour(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    bezoek = make_bezoek(programme, start="2.30")
    sunday = {"first_day": "2025-03-30", "last_day": "2025-04-03", "shift_visits": "on"}
    response = client_of(coordinator).post(EDIT, data(**sunday))
    assert response.context["form"].errors["first_day"][0] == (
        "De bezoeken kunnen niet zo verschuiven: "
        "2.30 bestaat niet op zondag 30 maart: de klok gaat dan een uur vooruit."
    )
    programme.refresh_from_db()
    bezoek.refresh_from_db()
    assert (programme.first_day, bezoek.starts_at) == (MONDAY, at(MONDAY, "2.30"))


def test_nothing_moves_when_a_visit_cannot_change(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_bezoek(programme)
    programme.diensten.clear()
    later = {"first_day": "2025-03-31", "last_day": "2025-04-04", "shift_visits": "on"}
    form = client_of(coordinator).post(EDIT, data(**later)).context["form"]
    assert form.non_field_errors() == ["Deze dienst doet niet mee aan het programma. Voeg hem eerst toe bij Diensten."]
    programme.refresh_from_db()
    assert programme.first_day == MONDAY


def test_shifting_is_not_offered_without_visits(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    assert "shift_visits" not in client_of(coordinator).get(EDIT).context["form"].fields


# its home


def test_the_home_of_a_programme_says_what_to_do_next(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    client = client_of(coordinator)
    assert client.get(HOME).context["todo"][1].title == "Stel de gastenlijst samen"
    person = make_mandataris(programme.bestuur, segment="college")
    make_gast(programme, person, available=[["2025-02-24", 0, 1440]])
    assert client.get(HOME).context["todo"][1].title == "Kies de zorgdiensten"
    dienst = make_deelnemende_dienst(programme)
    assert client.get(HOME).context["todo"][1].title == "Plan de bezoeken"
    make_bezoek(programme, zorgdienst=dienst, people=[person])
    response = client.get(HOME)
    numbers = response.context["numbers"]
    assert (numbers.guests, numbers.answered, numbers.services, numbers.visits) == (1, 1, 1, 1)
    assert numbers.conflicts > 0
    assert "Wat nu?" in response.text


def test_of_conflicts_that_hold_nothing_up_the_home_says_that_they_are_there(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    person = make_mandataris(programme.bestuur)
    make_bezoek(programme, people=[person])
    client = client_of(coordinator)

    def told() -> tuple[bool, str, str]:
        step = client.get(HOME).context["stages"][0].steps[3]
        assert step.title == "Los op wat het publiceren tegenhoudt"
        return step.is_done, step.text, step.blocks

    assert told() == (True, "1 conflict houdt niets tegen: kijk na of dat zo mag.", "")
    make_bezoek(programme, people=[person])
    assert told() == (
        False,
        "Elk conflict zegt wie, wat en waarom, en hoe het wel kan.",
        "1 conflict houdt de publicatie tegen",
    )


def test_the_home_of_a_programme_knows_when_the_draft_differs_from_the_version(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)], kind="maaltijd")
    publish(programme, based_on=0, note="", by=coordinator, now=timezone.now())
    client = client_of(coordinator)
    numbers = client.get(HOME).context["numbers"]
    assert (numbers.version, numbers.is_changed) == (1, False)
    make_bezoek(programme, kind="maaltijd", start="12.00")
    response = client.get(HOME)
    assert response.context["numbers"].is_changed
    assert "het ontwerp is sindsdien gewijzigd" in response.text


def test_a_reader_sees_the_home_without_what_changes_it(programme: Programme, lezer: User, client_of: ClientOf) -> None:
    text = client_of(lezer).get(HOME).text
    assert "Wat nu?" not in text
    assert "/bord/" not in text
    assert "/conflicten/" not in text
    assert "/gegevens/" not in text
    assert "/verwijderen/" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_of_a_programme_takes_a_fixed_number_of_queries(
    number: int,
    programme: Programme,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    client = client_of(coordinator)
    with django_assert_num_queries(15):
        client.get(HOME)


def test_a_programme_of_another_authority_does_not_exist(
    programme: Programme, stranger: User, client_of: ClientOf
) -> None:
    assert client_of(stranger).get(HOME).status_code == 404


# its services


def test_services_take_part(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    stays, comes = make_deelnemende_dienst(programme), make_zorgdienst(programme.bestuur)
    make_deelnemende_dienst(programme)
    response = client_of(coordinator).post(DIENSTEN, {"services": [stays.pk, comes.pk]})
    assert response.headers["Location"] == DIENSTEN
    assert set(programme.diensten.all()) == {stays, comes}
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["2 diensten doen mee."]


def test_one_service_is_told_in_the_singular(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    only = make_zorgdienst(programme.bestuur)
    response = client_of(coordinator).post(DIENSTEN, {"services": [only.pk]}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["1 dienst doet mee."]
    assert "1 van de 1 zorgdienst van" in response.content.decode()


def test_a_service_with_a_visit_stays(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_bezoek(programme, zorgdienst=make_zorgdienst(programme.bestuur, name="De Brug"))
    response = client_of(coordinator).post(DIENSTEN, {"services": []})
    assert response.context["form"].errors["services"] == [
        "Er is nog een bezoek gepland bij: De Brug (maandag 24 februari, 9.30). Verwijder dat eerst op het bord."
    ]
    assert programme.diensten.count() == 1


def test_only_own_and_active_services_are_offered(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_zorgdienst(programme.bestuur, name="Gestopt", is_active=False)
    make_zorgdienst(name="Van een ander")
    own = make_zorgdienst(programme.bestuur, name="De Brug", kind="dienstencentrum")
    client = client_of(coordinator)
    assert client.get(DIENSTEN).context["form"].fields["services"].choices == [
        ("Ouderenzorg", [(str(own.pk), "De Brug")])
    ]
    response = client.post(DIENSTEN, {"services": [own.pk + 100]})
    assert "services" in response.context["form"].errors


def test_a_reader_sees_which_services_take_part(programme: Programme, lezer: User, client_of: ClientOf) -> None:
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Brug"))
    text = client_of(lezer).get(DIENSTEN).text
    assert "De Brug" in text
    assert "Bewaren" not in text


# its end


def test_a_programme_can_go(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    client = client_of(coordinator)
    page = client.get(DELETE).text
    assert "1 bezoek of blok op het bord" in page
    assert "alles wat eraan vasthangt: taken, antwoorden, fiches, verhalen, foto's en films" in page
    assert ("Typ de titel" in page, "krijgt een mail die het daar weghaalt" in page) == (False, False)
    assert client.post(DELETE).headers["Location"] == "/leiedorp/"
    assert not Programme.objects.exists()
    assert programme.bestuur.mandatarissen.count() == 1


def test_a_published_programme_goes_only_with_its_title(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)], kind="maaltijd")
    publish(programme, based_on=0, note="", by=coordinator, now=timezone.now())
    client = client_of(coordinator)
    assert "Wie een bezoek in de agenda kreeg, krijgt een mail die het daar weghaalt." in client.get(DELETE).text
    response = client.post(DELETE, {"title": "Expeditie"})
    assert response.context["form"].errors["title"] == ["Typ 'Expeditie Zorg' om te bevestigen."]
    client.post(DELETE, {"title": "expeditie zorg "})
    assert not Programme.objects.exists()
