"""Drivers: their legs follow from the published programmes of the passengers, and what is not right is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from press.models import Chauffeur
from press.runsheets.driving import Leg, driving_days, most_at_once, overlapping
from programmes.models import Mandataris, Programme, User
from programmes.week import Week
from tests.factories import make_bestuur, make_bezoek, make_gast, make_mandataris, make_programme, make_zorgdienst
from tests.invitations.rsvp import make_people, publish_now
from tests.programmes.weeks import TUESDAY, person, service, visit, week

ARGS = ["leiedorp", "2025"]
HALL, LINDE_AT, EIK_AT = (50.900, 3.20), (50.927, 3.20), (50.954, 3.20)  # 3 km apart: 6 minutes by car
LINDE = service(1, "De Linde", address="Lindestraat 1, Leiedorp", point=LINDE_AT)
EIK = service(2, "De Eik", address="Eikstraat 2, Leiedorp", point=EIK_AT)
PEOPLE = (person(1, "An Peeters"), person(2, "Bo Maes"), person(3, "Cas Wit", mode="fiets"))


def small(*visits: Any, **info: Any) -> Week:
    info = {"bestuur": "Leiedorp", "start_place": "Markt 1, Leiedorp", "start_point": HALL} | info
    return week(*visits, people=PEOPLE, services=(LINDE, EIK), **info)


def legs(one: Week, *passengers: int) -> list[tuple[str, str, str, str]]:
    """(when, from, to, who)"""
    return [told(leg) for day in driving_days(one, passengers) for leg in day.legs]


def told(leg: Leg) -> tuple[str, str, str, str]:
    origin = leg.origin.name or leg.origin.address if leg.origin else "?"
    return leg.time, origin, leg.to.name or leg.to.address, ", ".join(p.name.split()[0] for p in leg.people)


def test_a_passenger_is_brought_from_place_to_place_and_back() -> None:
    one = small(visit(1), visit(2, "14.00-15.00", service=2))
    assert legs(one, 1) == [
        ("9.10", "het gemeentehuis", "De Linde", "An"),
        ("13.40", "De Linde", "De Eik", "An"),
        ("15.00", "De Eik", "het gemeentehuis", "An"),
    ]


def test_who_goes_the_same_way_at_the_same_time_rides_together() -> None:
    one = small(visit(1, people=(1, 2)), visit(2, "14.00-15.00", service=2, people=(2,)))
    assert legs(one, 1, 2) == [
        ("9.10", "het gemeentehuis", "De Linde", "An, Bo"),
        ("10.30", "De Linde", "het gemeentehuis", "An"),
        ("13.40", "De Linde", "De Eik", "Bo"),
        ("15.00", "De Eik", "het gemeentehuis", "Bo"),
    ]
    assert most_at_once(driving_days(one, [1, 2])) == 2


def test_each_day_is_a_day_of_its_own() -> None:
    days = driving_days(small(visit(1), visit(2, day=TUESDAY)), [1])
    assert [(day.name, len(day.legs)) for day in days] == [("maandag 24 februari", 2), ("dinsdag 25 februari", 2)]


def test_whoever_rides_along_goes_by_car() -> None:
    assert legs(small(visit(1, people=(1, 3))), 1, 3)[0] == ("9.10", "het gemeentehuis", "De Linde", "An, Cas")


def test_when_nobody_can_tell_how_long_it_takes_it_says_by_when() -> None:
    one = small(visit(1), start_point=None)
    assert legs(one, 1)[0] == ("vóór 9.30", "het gemeentehuis", "De Linde", "An")


def test_a_place_typed_by_hand_is_driven_to_as_well() -> None:
    one = small(visit(1, place="Kerkstraat 5, Leiedorp"))
    assert legs(one, 1) == [
        ("vóór 9.30", "het gemeentehuis", "Kerkstraat 5, Leiedorp", "An"),
        ("10.30", "Kerkstraat 5, Leiedorp", "het gemeentehuis", "An"),
    ]


def test_without_a_start_nobody_is_brought_back() -> None:
    assert legs(small(visit(1), start_place="", start_point=None), 1) == [("vóór 9.30", "?", "De Linde", "An")]


def test_a_journey_block_and_a_second_visit_at_the_same_service_are_no_leg() -> None:
    walk = visit(2, "12.00-12.30", kind="verplaatsing", service=None, host=None)
    assert legs(small(visit(1), walk), 1) == [("9.10", "het gemeentehuis", "De Linde", "An")]
    assert len(legs(small(visit(1), visit(2, "11.00-12.00")), 1)) == 2


def test_who_was_not_published_has_no_leg() -> None:
    assert legs(small(visit(1)), 2, 99) == []


def test_two_legs_at_once_are_seen() -> None:
    one = small(visit(1, people=(1,)), visit(2, "9.30-10.00", service=2, people=(2,)))
    days = driving_days(one, [1, 2])
    assert [(told(a)[:3], told(b)[:3]) for a, b in overlapping(days)] == [
        (("9.05", "het gemeentehuis", "De Eik"), ("9.10", "het gemeentehuis", "De Linde")),
    ]


# The pages


@pytest.fixture
def riders(programme: Programme) -> list[Mandataris]:
    """An, Bo and Cas, on Monday at De Linde; published."""
    programme.bestuur.address, programme.bestuur.latitude, programme.bestuur.longitude = "Markt 1", 50.9, 3.2
    programme.bestuur.save()
    linde = make_zorgdienst(programme.bestuur, name="De Linde", latitude=50.927, longitude=3.2)
    people = make_people(programme, 3)
    make_bezoek(programme, zorgdienst=linde, people=people)
    publish_now(programme)
    return people


def make_driver(programme: Programme, *people: Mandataris, **fields: Any) -> Chauffeur:
    chauffeur = Chauffeur.objects.create(programme=programme, **{"name": "Bert"} | fields)
    chauffeur.passengers.set(people)
    return chauffeur


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_driver_is_added_and_the_legs_are_there(
    programme: Programme, riders: list[Mandataris], coordinator: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(coordinator)
    data = {"name": "Bert", "phone": "0470 1", "vehicle": "minibus", "seats": "7"}
    response = client.post(
        reverse("chauffeur-new", args=ARGS), data | {"passengers": [p.pk for p in riders]}, follow=True
    )
    text = page(response)
    for part in (
        "De gegevens van Bert zijn bewaard.",
        "Rijdt met An Aerts, Bo Aerts, Cas Aerts.",
        "<strong>9.10</strong>",
    ):
        assert part in text
    assert "message warn" not in text


def test_without_a_name_and_with_a_strange_number_of_seats_it_says_so(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    url = reverse("chauffeur-new", args=ARGS)
    response = client_of(coordinator).post(url, {"name": " ", "seats": "veel", "vehicle": "minibus"})
    assert response.context["form"].errors == {
        "name": ["Vul in wie rijdt."],
        "seats": ["Vul een aantal in, zoals 4, of laat dit leeg."],
    }
    assert 'value="minibus"' in page(response)
    assert Chauffeur.objects.count() == 0


def test_only_guests_of_the_programme_ride_along(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    stranger = make_gast(make_programme(make_bestuur())).mandataris
    colleague = make_mandataris(programme.bestuur)
    for person_ in (stranger, colleague):
        response = client_of(coordinator).post(
            reverse("chauffeur-new", args=ARGS), {"name": "Bert", "passengers": [person_.pk]}
        )
        assert list(response.context["form"].errors) == ["passengers"]


def test_two_drivers_and_too_few_seats_are_told_and_kept(
    programme: Programme, riders: list[Mandataris], coordinator: User, client_of: Callable[[User], Client]
) -> None:
    make_driver(programme, riders[0], name="Griet")
    bert = make_driver(programme)
    url = reverse("chauffeur-edit", args=[*ARGS, bert.pk])
    data = {"name": "Bert", "seats": "2", "passengers": [p.pk for p in riders]}
    text = page(client_of(coordinator).post(url, data, follow=True))
    for part in (
        "An Aerts rijdt ook mee met Griet.",
        "An Aerts rijdt ook mee met Bert.",
        "Er rijden 3 mensen tegelijk mee, en er zijn maar 2 plaatsen.",
    ):
        assert part in text
    assert bert.passengers.count() == 3


def test_who_comes_otherwise_or_left_the_list_is_told(
    programme: Programme, riders: list[Mandataris], coordinator: User, client_of: Callable[[User], Client]
) -> None:
    make_driver(programme, *riders)
    programme.gasten.filter(mandataris=riders[0]).update(mode="fiets")
    programme.gasten.filter(mandataris=riders[1]).delete()
    text = page(client_of(coordinator).get(reverse("chauffeur-list", args=ARGS)))
    assert "An Aerts komt volgens de gastenlijst met de fiets: de uren op de eigen pagina volgen dat." in text
    assert "Bo Aerts staat niet meer op de gastenlijst." in text


def test_before_anything_is_published_there_are_no_legs(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    make_driver(programme, make_gast(programme).mandataris, seats=1)
    text = page(client_of(coordinator).get(reverse("chauffeur-list", args=ARGS)))
    assert "Er is nog niets gepubliceerd: de ritten verschijnen zodra er een versie is." in text


def test_a_driver_is_removed_after_asking(
    programme: Programme, riders: list[Mandataris], coordinator: User, client_of: Callable[[User], Client]
) -> None:
    bert = make_driver(programme, *riders)
    url = reverse("chauffeur-delete", args=[*ARGS, bert.pk])
    client = client_of(coordinator)
    assert "Bert verwijderen?" in page(client.get(url))
    assert Chauffeur.objects.count() == 1
    assert "Bert rijdt niet meer mee." in page(client.post(url, follow=True))
    assert (Chauffeur.objects.count(), programme.guests.count()) == (0, 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme,
    riders: list[Mandataris],
    coordinator: User,
    client_of: Callable[[User], Client],
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        make_driver(programme, *riders[: number + 1], name=f"Bert {number}")
    client = client_of(coordinator)
    with django_assert_num_queries(13):
        client.get(reverse("chauffeur-list", args=ARGS))
