import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bestuur, Mandaat, Mandataris, Programme, User
from tests.factories import make_bestuur, make_gast, make_mandaat, make_mandataris

ClientOf = Callable[[User], Client]
LIST = "/leiedorp/beheer/mandatarissen/"
NEW = f"{LIST}nieuw/"

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2025-02-24 09:00+01:00", tick=False):
        yield


def names(response: Any) -> list[str]:
    return [person.name for person in response.context["people"]]


# the list


def test_an_empty_list_says_how_to_begin(coordinator: User, client_of: ClientOf) -> None:
    text = client_of(coordinator).get(LIST).text
    assert "Nog niemand in de lijst" in text
    assert f'href="{NEW}"' in text


def test_the_list_holds_who_is_in_office(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    make_mandataris(bestuur, first_name="An", last_name="Aerts", segment="raad")
    make_mandataris(bestuur, first_name="Bo", last_name="Bal")  # never had a mandate: has not ended either
    ended = make_mandataris(bestuur, first_name="Cas", last_name="Cools")
    make_mandaat(ended, ends_on=dt.date(2025, 2, 23))
    last_day = make_mandataris(bestuur, first_name="Dé", last_name="Dams")
    make_mandaat(last_day, ends_on=dt.date(2025, 2, 24))
    make_mandataris(make_bestuur(), first_name="Van", last_name="Elders", segment="raad")
    client = client_of(coordinator)
    assert names(client.get(LIST)) == ["An Aerts", "Bo Bal", "Dé Dams"]
    assert names(client.get(LIST, {"status": "einde"})) == ["Cas Cools"]
    assert names(client.get(LIST, {"status": "alle"})) == ["An Aerts", "Bo Bal", "Cas Cools", "Dé Dams"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "aerts"}, ["An Aerts"]),
        ({"q": "schepen kinder"}, ["An Aerts"]),
        ({"q": "groen"}, ["Bo Bal"]),
        ({"q": "niemand"}, []),
        ({"q": "a " * 1500}, ["An Aerts", "Bo Bal"]),
        ({"groep": "college"}, ["An Aerts"]),
        ({"groep": "raad"}, ["An Aerts", "Bo Bal"]),
        ({"groep": "bestaat niet", "fractie": "ook niet"}, ["An Aerts", "Bo Bal"]),
        ({"fractie": "Groen"}, ["Bo Bal"]),
    ],
)
def test_the_list_can_be_filtered(
    query: dict[str, str], found: list[str], bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    an = make_mandataris(bestuur, last_name="Aerts", segment="raad", function="schepen", fractie="Samen")
    make_mandaat(an, "college")
    an.bevoegdheden.create(label="Kinderopvang")
    make_mandataris(bestuur, first_name="Bo", last_name="Bal", segment="raad", fractie="Groen")
    assert names(client_of(coordinator).get(LIST, query)) == found


def test_a_group_that_ended_is_not_found_among_who_is_in_office(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    person = make_mandataris(bestuur, segment="raad")
    make_mandaat(person, "college", ends_on=dt.date(2025, 1, 31))
    assert names(client_of(coordinator).get(LIST, {"groep": "college"})) == []
    assert names(client_of(coordinator).get(LIST, {"groep": "college", "status": "alle"})) == [person.name]


def test_a_reader_sees_the_list_without_edit_links(bestuur: Bestuur, lezer: User, client_of: ClientOf) -> None:
    make_mandataris(bestuur, first_name="An", last_name="Aerts", notes="Vertrouwelijk")
    response = client_of(lezer).get(LIST)
    assert names(response) == ["An Aerts"]
    assert LIST + "nieuw" not in response.text
    assert "Vertrouwelijk" not in response.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        person = make_mandataris(bestuur, segment="raad", fractie=f"Fractie {number}")
        person.bevoegdheden.create(label="Zorg")
    client = client_of(coordinator)
    with django_assert_num_queries(10):
        response = client.get(LIST)
    assert len(response.context["people"]) == number


@pytest.mark.parametrize("path", [NEW, f"{LIST}1/", f"{LIST}1/verwijderen/"])
def test_a_reader_changes_nobody(path: str, bestuur: Bestuur, lezer: User, client_of: ClientOf) -> None:
    make_mandataris(bestuur, pk=1)
    assert client_of(lezer).get(path).status_code == 404


# new and changed


def test_a_person_is_made_by_hand(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    data = {
        "first_name": "An",
        "last_name": "Aerts",
        "function": "schepen van Welzijn",
        "email": "an@leiedorp.be",
        "segments": ["college", "raad"],
        "domains": "Welzijn\n\n  Kinderopvang \nWelzijn",
    }
    response = client_of(coordinator).post(NEW, data)
    assert response.headers["Location"] == LIST
    person = bestuur.mandatarissen.get()
    assert (person.name, person.function, person.email) == ("An Aerts", "schepen van Welzijn", "an@leiedorp.be")
    assert [(m.segment, m.source, m.ends_on) for m in person.mandaten.all()] == [
        ("college", "hand", None),
        ("raad", "hand", None),
    ]
    assert [(d.label, d.source) for d in person.bevoegdheden.all()] == [("Kinderopvang", "hand"), ("Welzijn", "hand")]
    assert person.typed_fields == ["domains", "email", "first_name", "function", "last_name", "segments"]


def test_only_what_changed_by_hand_is_remembered(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    person = make_mandataris(bestuur, first_name="An", last_name="Aerts", fractie="Samen", typed_fields=["phone"])
    make_mandaat(person, "raad", source=Mandaat.Source.IMPORT)
    data = {"first_name": "An", "last_name": "Aerts", "fractie": "Samen", "email": "an@leiedorp.be"}
    client_of(coordinator).post(f"{LIST}{person.pk}/", data)
    person.refresh_from_db()
    assert person.typed_fields == ["email", "phone"]


def test_groups_by_hand_change_and_imported_mandates_stay(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    person = make_mandataris(bestuur)
    make_mandaat(person, "raad", source=Mandaat.Source.IMPORT)
    kept = make_mandaat(person, "management")
    make_mandaat(person, "gast")
    data = {"first_name": "An", "segments": ["management", "bcsd"], "until": "2025-12-31"}
    client_of(coordinator).post(f"{LIST}{person.pk}/", data)
    year_end = dt.date(2025, 12, 31)
    assert set(person.mandaten.values_list("segment", "source", "ends_on")) == {
        ("raad", "import", None),
        ("management", "hand", year_end),
        ("bcsd", "hand", year_end),
    }
    assert person.mandaten.get(segment="management") == kept


def test_the_form_shows_what_stands(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    person = make_mandataris(bestuur, first_name="An", last_name="Aerts")
    make_mandaat(person, "gast", ends_on=dt.date(2025, 12, 31))
    make_mandaat(
        person, "raad", source=Mandaat.Source.IMPORT, function="Gemeenteraadslid", ends_on=dt.date(2024, 12, 1)
    )
    person.bevoegdheden.create(label="Zorg")
    response = client_of(coordinator).get(f"{LIST}{person.pk}/")
    form = response.context["form"]
    assert (form["segments"].value(), form["until"].value(), form["domains"].value()) == (
        ["gast"],
        dt.date(2025, 12, 31),
        "Zorg",
    )
    assert "Gemeenteraadslid" in response.text
    assert "tot en met 1 december 2024" in response.text
    assert response.context["running"] == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"first_name": ""}, "first_name", "Dit veld is verplicht."),
        ({"segments": []}, "segments", "Kies minstens één groep. Hoort iemand nergens bij? Kies dan 'gast'."),
        ({"email": "an@"}, "email", "Voer een geldig e-mailadres in."),
        (
            {"is_minor": "on"},
            "guardian",
            "Vul in wie de ouder of voogd is: deze persoon is minderjarig.",
        ),
        ({"until": "31 juni"}, "until", "Voer een geldige datum in."),
        (
            {"domains": "x" * 201},
            "domains",
            f"'{'x' * 40}…' is te lang: hou een bevoegdheid onder 200 tekens.",
        ),
    ],
)
def test_the_form_refuses_and_keeps_what_was_typed(
    changes: dict[str, Any], field: str, message: str, coordinator: User, client_of: ClientOf
) -> None:
    data = {"first_name": "An", "notes": "Belt liever", "segments": ["gast"]} | changes
    response = client_of(coordinator).post(NEW, data)
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert "Belt liever" in response.text
    assert Mandataris.objects.count() == 0


def test_a_second_person_of_the_same_name_is_asked_about(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    make_mandataris(bestuur, first_name="An", last_name="Aerts", function="schepen")
    make_mandataris(make_bestuur(), first_name="Bo", last_name="Bal")
    client = client_of(coordinator)
    data = {"first_name": "an", "last_name": "AERTS", "segments": ["gast"]}
    response = client.post(NEW, data)
    assert response.context["form"].errors == {
        "is_other": ["An Aerts (schepen) staat al in de lijst. Vink dit aan als je iemand anders bedoelt."]
    }
    assert 'name="is_other"' in response.text
    assert client.post(NEW, data | {"is_other": "on"}).status_code == 302
    assert client.post(NEW, data | {"first_name": "Bo", "last_name": "Bal"}).status_code == 302
    person = bestuur.mandatarissen.get(first_name="an")
    assert "is_other" not in person.typed_fields
    assert client.post(f"{LIST}{person.pk}/", data | {"phone": "056"}).status_code == 302  # the name did not change


def test_nobody_is_asked_for_a_namesake_without_one(coordinator: User, client_of: ClientOf) -> None:
    assert 'name="is_other"' not in client_of(coordinator).get(NEW).text


def test_somebody_of_another_authority_does_not_exist(coordinator: User, client_of: ClientOf) -> None:
    other = make_mandataris(make_bestuur())
    assert client_of(coordinator).get(f"{LIST}{other.pk}/").status_code == 404
    assert client_of(coordinator).post(f"{LIST}{other.pk}/verwijderen/").status_code == 404


# gone


def test_who_was_never_used_can_go(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    person = make_mandataris(bestuur, segment="gast")
    client = client_of(coordinator)
    assert "Dit kan je niet ongedaan maken." in client.get(f"{LIST}{person.pk}/verwijderen/").text
    client.post(f"{LIST}{person.pk}/verwijderen/")
    assert not Mandataris.objects.exists()


def test_who_is_on_a_guest_list_stays(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    person = make_gast(programme).mandataris
    response = client_of(coordinator).post(f"{LIST}{person.pk}/verwijderen/")
    assert response.context["uses"] == ["Expeditie Zorg (maandag 24 februari tot en met vrijdag 28 februari 2025)"]
    assert Mandataris.objects.get() == person


def test_whom_somebody_accompanies_stays(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    person = make_mandataris(programme.bestuur)
    make_gast(programme, accompanies=person)
    client_of(coordinator).post(f"{LIST}{person.pk}/verwijderen/")
    assert Mandataris.objects.filter(pk=person.pk).exists()
