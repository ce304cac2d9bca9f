"""What the pages of a carousel say of one, two and three, and of nobody."""

import pytest
from django.test import Client

from programmes.models import Bezoek, Carrousel, Onderdeel, Sessie
from tests.programmes.werkvormen.carrousel_rows import (
    ROUND_1,
    ROUND_2,
    allocate,
    make_carrousel,
    make_inschrijving,
    make_sessie,
    url,
)

pytestmark = pytest.mark.usefixtures("early")


def messages(staff: Client, visit: Bezoek) -> list[str]:
    return [str(one) for one in staff.get(url(visit)).context["messages"]]


@pytest.mark.parametrize(("people", "words"), [(2, "Er is 1 plaats tekort."), (3, "Er zijn 2 plaatsen tekort.")])
def test_what_is_short_is_counted_well(staff: Client, visit: Bezoek, people: int, words: str) -> None:
    carrousel = make_carrousel(visit)
    make_sessie(carrousel, ROUND_1, capacity=1)
    for _ in range(people):
        make_inschrijving(carrousel)
    assert words in staff.post(url(visit, "allocate")).text
    page = staff.get(url(visit))
    assert page.context["remarks"] == [
        f"In 'Ronde 1' (9.30–9.50) is er 1 plaats voor {people} mensen: {people - 1} tekort."
    ]
    assert "· 1 plaats</span>" in page.text


def test_three_in_one_room_are_not_both(staff: Client, visit: Bezoek) -> None:
    carrousel = make_carrousel(visit)
    for _ in range(3):
        make_sessie(carrousel, ROUND_1, room="Zolder", speakers="An")
    assert staff.get(url(visit)).context["remarks"] == [
        "In 'Ronde 1' (9.30–9.50) zitten sessie 1, sessie 2 en sessie 3 samen in Zolder.",
        "In 'Ronde 1' (9.30–9.50) spreekt An in sessie 1, sessie 2 en sessie 3 tegelijk.",
    ]


def test_only_who_gave_an_address_gets_a_mail(staff: Client, carrousel: Carrousel) -> None:
    make_inschrijving(carrousel, email="")
    nobody = "Niemand krijgt een mail: er is geen e-mailadres bij van iemand voor wie iets verandert."
    allocate(staff, carrousel.bezoek)
    assert messages(staff, carrousel.bezoek) == [f"De plaatsen zijn verdeeld. {nobody}"]
    staff.post(url(carrousel.bezoek, "tell"))
    assert messages(staff, carrousel.bezoek) == [nobody]
    make_inschrijving(carrousel)
    Sessie.objects.update(capacity=9)
    allocate(staff, carrousel.bezoek)
    assert messages(staff, carrousel.bezoek) == [
        "De plaatsen zijn verdeeld. 1 persoon krijgt een mail met het programma."
    ]


def test_who_finds_no_seat_when_they_are_given_hears_so(staff: Client, carrousel: Carrousel) -> None:
    Sessie.objects.update(capacity=1)
    Onderdeel.objects.filter(title=ROUND_2).delete()
    for _ in range(3):
        make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    assert messages(staff, carrousel.bezoek) == [
        "De plaatsen zijn verdeeld. 3 mensen krijgen een mail met het programma."
    ]
    assert carrousel.inschrijvingen.untold().filter(revision=2).count() == 3
