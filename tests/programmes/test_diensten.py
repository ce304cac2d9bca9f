from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.forms.points import parse_point
from programmes.forms.widgets import parse_clock
from programmes.models import Bestuur, Contactpersoon, Reistijd, Soort, User, Zorgdienst
from programmes.soorten import GROUP_OF, USUAL
from programmes.windows import validate_moments
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_programme,
    make_zorgdienst,
)

ClientOf = Callable[[User], Client]
LIST = "/leiedorp/beheer/diensten/"
NEW = f"{LIST}nieuw/"
CONTACTS = "/leiedorp/beheer/contactpersonen/"
TRAVEL = "/leiedorp/beheer/reistijden/"


def data(**changes: Any) -> dict[str, Any]:
    """The smallest service that the form takes."""
    return {
        "name": "De Meersen",
        "kind": "woonzorgcentrum",
        "is_active": "on",
        "visit_minutes": "90",
        "min_people": "1",
        "max_people": "6",
        "max_groups": "1",
    } | changes


def names(response: Any) -> list[str]:
    return [service.name for _, services in response.context["groups"] for service in services]


# kinds


def test_every_kind_has_its_usual_moments_and_a_group() -> None:
    assert set(USUAL) == set(GROUP_OF) == set(Soort)
    for usual in USUAL.values():
        validate_moments(usual.moments)


def test_no_visits_at_nap_time_nor_during_care() -> None:
    nap, care = (12 * 60, 14 * 60 + 30), (7 * 60, 9 * 60 + 30)
    assert not [m for m in USUAL["groepsopvang"].moments if m[1] < nap[1] and m[2] > nap[0]]
    assert not [m for m in USUAL["woonzorgcentrum"].moments if m[1] < care[1] and m[2] > care[0]]


def test_out_of_school_care_is_open_on_wednesday_afternoon() -> None:
    wednesday = [m[1:] for m in USUAL["buitenschoolse_opvang"].moments if m[0] == 2]
    assert wednesday == [[420, 495], [720, 1080]]


# what is typed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9", 540), ("9.30", 570), ("09:30", 570), ("9u30", 570), ("9u", 540), ("09:30:00", 570), ("24", 1440)],
)
def test_a_time_may_be_typed_in_many_ways(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize("text", ["", "9.75", "25", "24.01", "half tien", "930", "-1"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (no message: the field makes its own)
        parse_clock(text)


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("50,8703", "3,8113", (50.8703, 3.8113)),
        ("50.8703", "3.8113", (50.8703, 3.8113)),
        ("50.8703, 3.8113", "", (50.8703, 3.8113)),
        ("50,8703; 3,8113", "", (50.8703, 3.8113)),
        ("50,8703, 3,8113", "", (50.8703, 3.8113)),
        ("", "50.8703 3.8113", (50.8703, 3.8113)),
        ("51, 4", "", (51.0, 4.0)),
        ("", "", None),
    ],
)
def test_a_point_may_be_typed_in_many_ways(latitude: str, longitude: str, point: tuple[float, float] | None) -> None:
    assert parse_point(latitude, longitude) == point


@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [
        ("50,87", "", "Vul breedtegraad en lengtegraad allebei in, of geen van beide."),
        ("", "3,81", "Vul breedtegraad en lengtegraad allebei in, of geen van beide."),
        ("3,81", "50,87", "Breedtegraad en lengtegraad lijken omgewisseld: de breedtegraad ligt rond 51."),
        ("40,7", "-74", "Dit punt ligt buiten België. Schrijf bijvoorbeeld 50,8703 en 3,8113."),
        ("x", "3,81", "Breedtegraad: 'x' is geen getal. Schrijf bijvoorbeeld 50,8703 en 3,8113."),
        ("50,87", "nan", "Dit punt ligt buiten België. Schrijf bijvoorbeeld 50,8703 en 3,8113."),
    ],
)
def test_what_is_no_point(latitude: str, longitude: str, message: str) -> None:
    with pytest.raises(ValidationError) as error:
        parse_point(latitude, longitude)
    assert error.value.messages == [message]


# the list


def test_an_empty_list_says_how_to_begin(coordinator: User, client_of: ClientOf) -> None:
    text = client_of(coordinator).get(LIST).text
    assert "Nog geen zorgdiensten" in text
    assert f'href="{NEW}"' in text


def test_services_stand_under_their_kind(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    make_zorgdienst(bestuur, name="Speelboot", kind="buitenschoolse_opvang")
    make_zorgdienst(bestuur, name="Meersen", kind="woonzorgcentrum")
    make_zorgdienst(bestuur, name="Brug", kind="dienstencentrum")
    make_zorgdienst(name="Van een ander")
    response = client_of(coordinator).get(LIST)
    assert [(group, [service.name for service in services]) for group, services in response.context["groups"]] == [
        ("Ouderenzorg", ["Brug", "Meersen"]),
        ("Kinderen en gezinnen", ["Speelboot"]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "meer"}, ["Meersen"]),
        ({"q": "storme"}, ["Brug"]),
        ({"q": "8797 brug"}, ["Brug"]),
        ({"q": "g " * 1500}, ["Brug"]),
        ({"soort": "woonzorgcentrum"}, ["Meersen"]),
        ({"mist": "contact"}, ["Meersen"]),
        ({"mist": "punt"}, ["Brug"]),
        ({"mist": "momenten"}, ["Meersen"]),
        ({"mist": "onzin", "soort": "onzin"}, ["Brug", "Meersen"]),
    ],
)
def test_services_can_be_filtered(
    query: dict[str, str], found: list[str], bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    contact = make_contactpersoon(bestuur, name="Eva Storme")
    make_zorgdienst(bestuur, contact=contact, name="Brug", postcode="8797", moments=[[0, 540, 720]])
    make_zorgdienst(bestuur, name="Meersen", kind="woonzorgcentrum", latitude=50.9, longitude=3.4)
    assert sorted(names(client_of(coordinator).get(LIST, query))) == found


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_zorgdienst(bestuur, contact=make_contactpersoon(bestuur))
    client = client_of(coordinator)
    with django_assert_num_queries(8):
        response = client.get(LIST)
    assert len(names(response)) == number


def test_a_reader_sees_services_without_edit_links(bestuur: Bestuur, lezer: User, client_of: ClientOf) -> None:
    make_zorgdienst(bestuur, pk=7, name="Meersen")
    text = client_of(lezer).get(LIST).text
    assert "Meersen" in text
    assert f"{LIST}7/" not in text
    assert NEW not in text


@pytest.mark.parametrize(
    "path",
    [NEW, f"{LIST}7/", f"{LIST}7/verwijderen/", f"{CONTACTS}nieuw/", f"{CONTACTS}7/", f"{CONTACTS}7/verwijderen/"],
)
def test_a_reader_changes_no_service(path: str, bestuur: Bestuur, lezer: User, client_of: ClientOf) -> None:
    make_zorgdienst(bestuur, pk=7, contact=make_contactpersoon(bestuur, pk=7))
    assert client_of(lezer).get(path).status_code == 404


# the form


def test_a_service_is_made_by_hand(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    moments = {
        "moments-0-from-0": "09:30",
        "moments-0-until-0": "11:30",
        "moments-4-from-1": "13:30",
        "moments-4-until-1": "16:00",
    }
    typed = data(street="Meersstraat 48", postcode="8797", city="Leiedorp", point_lat="50,9312, 3,4581", **moments)
    response = client_of(coordinator).post(NEW, typed)
    assert response.headers["Location"] == LIST
    service = bestuur.zorgdiensten.get()
    assert (service.address, service.point) == ("Meersstraat 48, 8797 Leiedorp", (50.9312, 3.4581))
    assert service.moments == [[0, 570, 690], [4, 810, 960]]
    assert service.typed_fields == [
        *("city", "kind", "latitude", "longitude", "moments", "name", "postcode", "street"),
    ]


def test_a_contact_person_is_made_in_the_same_form(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    existing = make_contactpersoon(bestuur)
    typed = data(contacts=[existing.pk], contact_name="An De Smet", contact_function="directeur", contact_phone="056 1")
    client_of(coordinator).post(NEW, typed)
    service = bestuur.zorgdiensten.get()
    made = Contactpersoon.objects.get(name="An De Smet")
    assert set(service.contactpersonen.all()) == {existing, made}
    assert (made.function, made.phone, made.bestuur) == ("directeur", "056 1", bestuur)
    assert "contactpersonen" in service.typed_fields


def test_the_form_shows_what_stands_and_keeps_it(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    contact = make_contactpersoon(bestuur)
    four = [[1, 480, 500], [1, 540, 560], [1, 600, 620], [1, 720, 1440]]
    service = make_zorgdienst(bestuur, contact=contact, moments=four, latitude=50.9, longitude=3.4)
    client = client_of(coordinator)
    response = client.get(f"{LIST}{service.pk}/")
    for part in ('name="moments-1-from-3" value="12:00"', 'name="moments-1-until-3" value="00:00"', 'value="50,9"'):
        assert part in response.text
    shown = {
        f"moments-1-{end}-{n}": value
        for n, pair in enumerate([("08:00", "08:20"), ("09:00", "09:20"), ("10:00", "10:20"), ("12:00", "00:00")])
        for end, value in zip(("from", "until"), pair, strict=True)
    }
    unchanged = data(name=service.name, kind=service.kind, contacts=[contact.pk], point_lat="50,9", point_lon="3,4")
    client.post(f"{LIST}{service.pk}/", unchanged | shown)
    service.refresh_from_db()
    assert (service.moments, service.point, list(service.contactpersonen.all())) == (four, (50.9, 3.4), [contact])
    assert service.typed_fields == []


def test_the_usual_moments_of_a_kind_are_taken_over_without_saving(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    contact = make_contactpersoon(bestuur)
    typed = data(
        name="De Waterlelie",
        kind="groepsopvang",
        usual="",
        contacts=[contact.pk],
        contact_email="half@",
        point_lat="50,9",
        activities="Meespelen",
    )
    response = client_of(coordinator).post(NEW, typed)
    assert Zorgdienst.objects.count() == 0
    form = response.context["form"]
    assert (form["name"].value(), form["activities"].value(), form["contact_email"].value()) == (
        "De Waterlelie",
        "Meespelen",
        "half@",
    )
    assert (form["visit_minutes"].value(), form["max_people"].value()) == (60, 3)
    for part in (
        'name="moments-0-from-0" value="09:00"',
        'name="moments-0-until-0" value="11:30"',
        'name="moments-4-from-1" value="14:30"',
        'value="50,9"',
        f'value="{contact.pk}" id="id_contacts_0" checked',
    ):
        assert part in response.text
    assert "Wat gewoon is voor groepsopvang baby&#x27;s en peuters staat ingevuld" in response.text


@pytest.mark.parametrize("kind", ["", "kasteel"])
def test_usual_moments_need_a_kind(kind: str, coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(NEW, data(kind=kind, visit_minutes="75", usual=""))
    assert "Kies eerst" in response.text
    assert response.context["form"]["visit_minutes"].value() == "75"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Dit veld is verplicht."),
        ({"kind": ""}, "kind", "Dit veld is verplicht."),
        ({"name": "De Brug"}, "__all__", "Er is al een zorgdienst met deze naam."),
        ({"min_people": "8"}, "max_people", "Het hoogste aantal personen is kleiner dan het laagste."),
        ({"visit_minutes": "5"}, "visit_minutes", "Zorg ervoor dat deze waarde minstens 15 is."),
        ({"point_lat": "50,9"}, "point", "Vul breedtegraad en lengtegraad allebei in, of geen van beide."),
        ({"contact_phone": "056"}, "contact_name", "Vul ook de naam van de nieuwe contactpersoon in."),
        ({"contact_name": "An", "contact_email": "an@"}, "contact_email", "Voer een geldig e-mailadres in."),
        ({"moments-6-until-2": "12:00"}, "moments", "Zondag: vul ook het begin in bij 12:00."),
    ],
)
def test_the_form_refuses_and_keeps_what_was_typed(
    changes: dict[str, str], field: str, message: str, bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    make_zorgdienst(bestuur, name="De Brug")
    response = client_of(coordinator).post(NEW, data(activities="De waterronde", **{"moments-0-from-0": "", **changes}))
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert "De waterronde" in response.text
    for name, value in changes.items():
        assert f'name="{name}"' in response.text
        assert f'value="{value}"' in response.text or not value
    assert Zorgdienst.objects.count() == 1
    assert Contactpersoon.objects.count() == 0


def test_the_same_name_may_stand_in_another_authority(coordinator: User, client_of: ClientOf) -> None:
    make_zorgdienst(name="De Meersen")
    assert client_of(coordinator).post(NEW, data()).status_code == 302


def test_a_contact_person_of_another_authority_cannot_be_chosen(coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(NEW, data(contacts=[make_contactpersoon().pk]))
    assert list(response.context["form"].errors) == ["contacts"]


def test_a_service_of_another_authority_does_not_exist(coordinator: User, client_of: ClientOf) -> None:
    other = make_zorgdienst(make_bestuur())
    assert client_of(coordinator).get(f"{LIST}{other.pk}/").status_code == 404


def test_a_service_that_was_never_used_can_go(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    service = make_zorgdienst(bestuur, contact=make_contactpersoon(bestuur))
    client_of(coordinator).post(f"{LIST}{service.pk}/verwijderen/")
    assert (Zorgdienst.objects.count(), Contactpersoon.objects.count()) == (0, 1)


def test_a_service_in_a_programme_stays(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    programme = make_programme(bestuur)
    service = make_deelnemende_dienst(programme)
    visited = make_bezoek(programme).zorgdienst
    assert visited
    programme.deelnemende_diensten.filter(zorgdienst=visited).delete()
    for used in (service, visited):
        response = client_of(coordinator).post(f"{LIST}{used.pk}/verwijderen/")
        assert list(response.context["uses"]) == [programme]
    assert Zorgdienst.objects.count() == 2


# contact persons


def test_a_contact_person_receives_at_several_services(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    services = [make_zorgdienst(bestuur) for _ in range(2)]
    typed = {"name": "An De Smet", "email": "an@zorg.be", "services": [service.pk for service in services]}
    assert client_of(coordinator).post(f"{CONTACTS}nieuw/", typed).headers["Location"] == CONTACTS
    contact = Contactpersoon.objects.get()
    assert (contact.name, set(contact.zorgdiensten.all())) == ("An De Smet", set(services))
    client_of(coordinator).post(f"{CONTACTS}{contact.pk}/", {"name": "An", "services": [services[0].pk]})
    contact.refresh_from_db()
    assert (contact.name, list(contact.zorgdiensten.all())) == ("An", [services[0]])


def test_a_contact_person_without_a_name_is_refused(coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(f"{CONTACTS}nieuw/", {"name": "", "phone": "056 12"})
    assert response.context["form"].errors == {"name": ["Dit veld is verplicht."]}
    assert 'value="056 12"' in response.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_contact_persons_takes_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_zorgdienst(bestuur, contact=make_contactpersoon(bestuur))
    make_contactpersoon(name="Van een ander")
    client = client_of(coordinator)
    with django_assert_num_queries(7):
        response = client.get(CONTACTS)
    assert len(response.context["contacts"]) == number


def test_a_contact_person_goes_and_the_page_says_what_that_means(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    contact = make_contactpersoon(bestuur)
    service = make_zorgdienst(bestuur, contact=contact, name="De Meersen")
    bezoek = make_bezoek(make_programme(bestuur), zorgdienst=service, host=contact)
    client = client_of(coordinator)
    text = client.get(f"{CONTACTS}{contact.pk}/verwijderen/").text
    assert "ontvangt bij De Meersen." in text
    assert "1 gepland bezoek heeft daarna niemand meer die ontvangt." in text
    client.post(f"{CONTACTS}{contact.pk}/verwijderen/")
    bezoek.refresh_from_db()
    assert (bezoek.host, service.contactpersonen.count()) == (None, 0)


# travel times


def test_travel_times_are_computed_and_corrected(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    a = make_zorgdienst(bestuur, name="A", latitude=50.9, longitude=3.4)
    b = make_zorgdienst(bestuur, name="B", latitude=50.9, longitude=3.5)
    c = make_zorgdienst(bestuur, name="C")
    make_zorgdienst(bestuur, name="D", is_active=False)
    Reistijd.objects.create(bestuur=bestuur, van=b, naar=a, minutes=25)
    response = client_of(coordinator).get(TRAVEL)
    assert [(j.to, j.computed, j.correction and j.correction.minutes) for j in response.context["journeys"]] == [
        (b, 14, 25),
        (c, None, None),
    ]
    response = client_of(coordinator).get(TRAVEL, {"van": b.pk, "vervoer": "fiets"})
    assert [(j.to, j.computed, j.correction) for j in response.context["journeys"]] == [(a, 37, None), (c, None, None)]


def test_a_travel_time_is_corrected_and_computed_again(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    a, b = make_zorgdienst(bestuur), make_zorgdienst(bestuur)
    client = client_of(coordinator)
    response = client.post(TRAVEL, {"van": a.pk, "naar": b.pk, "mode": "fiets", "minutes": "12"})
    assert response.headers["Location"] == f"{TRAVEL}?van={a.pk}&vervoer=fiets"
    correction = Reistijd.objects.get()
    assert (correction.bestuur, correction.mode, correction.minutes) == (bestuur, "fiets", 12)
    client.post(f"{TRAVEL}{correction.pk}/verwijderen/")
    assert not Reistijd.objects.exists()


@pytest.mark.parametrize(
    ("naar", "minutes", "field", "message"),
    [
        ("a", "12", "__all__", "Kies twee verschillende plaatsen."),
        ("b", "12", "__all__", "Voor deze twee plaatsen is er al een reistijd met dit vervoer."),
        ("c", "601", "minutes", "Zorg ervoor dat deze waarde hoogstens 600 is."),
        ("c", "", "minutes", "Dit veld is verplicht."),
        ("elders", "12", "naar", "Selecteer een geldige keuze. Deze keuze is niet beschikbaar."),
    ],
)
def test_a_travel_time_is_refused(
    naar: str, minutes: str, field: str, message: str, bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    rows = {name: make_zorgdienst(bestuur) for name in "abc"} | {"elders": make_zorgdienst()}
    Reistijd.objects.create(bestuur=bestuur, van=rows["a"], naar=rows["b"], minutes=5)
    typed = {"van": rows["a"].pk, "naar": rows[naar].pk, "mode": "auto", "minutes": minutes}
    response = client_of(coordinator).post(TRAVEL, typed)
    assert response.context["form"].errors == {field: [message]}
    assert Reistijd.objects.get().minutes == 5


@pytest.mark.parametrize("number", [1, 3])
def test_travel_times_take_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    services = [make_zorgdienst(bestuur) for _ in range(number + 1)]
    for service in services[1:]:
        Reistijd.objects.create(bestuur=bestuur, van=services[0], naar=service, minutes=5)
    client = client_of(coordinator)
    with django_assert_num_queries(9):
        client.get(TRAVEL)


def test_a_reader_sees_travel_times_and_changes_none(bestuur: Bestuur, lezer: User, client_of: ClientOf) -> None:
    make_zorgdienst(bestuur), make_zorgdienst(bestuur)
    client = client_of(lezer)
    assert "Reistijd aanpassen" not in client.get(TRAVEL).text
    assert client.post(TRAVEL, {}).status_code == 404
