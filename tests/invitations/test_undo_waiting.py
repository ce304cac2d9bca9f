"""'Ongedaan maken' gives who waited for a place their place in the line again."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from invitations.models import Wachtplaats
from invitations.rsvp.waiting import pass_on_all
from programmes.models import Bezoek, Programme
from tests.factories import MONDAY, at, make_bezoek, make_deelname, make_mandataris
from tests.programmes.proposed import make_service

BEFORE = at(MONDAY, "8.00") - dt.timedelta(days=9)
Row = tuple[str, dt.datetime, dt.datetime | None]


def url(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """Full with Wim; An waits with an offer, Bo and Cas wait behind."""
    service = make_service(programme, "De Linde")
    service.max_people = 1
    service.save()
    bezoek = make_bezoek(programme, zorgdienst=service)
    for day, name in enumerate(("Wim", "An", "Bo", "Cas")):
        person = make_mandataris(programme.bestuur, first_name=name)
        make_deelname(bezoek, person, answer="ja" if name == "Wim" else "", answered_at=BEFORE)
        if name != "Wim":
            since = BEFORE + dt.timedelta(days=day)
            Wachtplaats.objects.create(bezoek=bezoek, mandataris=person, created_at=since)
    return bezoek


def line() -> list[Row]:
    return list(Wachtplaats.objects.values_list("mandataris__first_name", "created_at", "offered_at"))


def take_off(staff: Client, visit: Bezoek, name: str) -> None:
    person = visit.deelnemers.get(first_name=name)
    staff.post(url("bezoek-people", visit.pk), {"remove": person.pk, "drop": "1"})


@pytest.mark.parametrize("name", ["An", "Bo", "Cas"])
def test_who_was_taken_off_waits_again_where_they_stood(visit: Bezoek, staff: Client, name: str) -> None:
    before = line()
    take_off(staff, visit, name)
    pass_on_all(BEFORE)  # the clock sees that they are taken off
    assert [row[0] for row in line()] == [row[0] for row in before if row[0] != name]
    assert "Ongedaan gemaakt" in staff.post(url("undo"), follow=True).text
    assert line() == before


def test_an_offer_that_was_running_is_the_clocks_to_make_again(visit: Bezoek, staff: Client) -> None:
    """Cas has the place meanwhile: An may not find it promised to two."""
    before = line()
    visit.deelnames.filter(mandataris__first_name="Wim").delete()
    pass_on_all(BEFORE)
    assert [row[2] for row in line()] == [BEFORE, None, None]
    take_off(staff, visit, "An")
    pass_on_all(BEFORE)
    staff.post(url("undo"))
    pass_on_all(BEFORE)
    assert line() == [before[0], (*before[1][:2], BEFORE), before[2]]


def test_a_place_that_still_stands_is_left_alone(visit: Bezoek, staff: Client) -> None:
    Wachtplaats.objects.filter(mandataris__first_name="An").update(offered_at=BEFORE, expires_at=BEFORE)
    before = line()
    take_off(staff, visit, "An")
    staff.post(url("undo"))
    assert line() == before


def test_a_visit_that_went_comes_back_with_its_line(visit: Bezoek, staff: Client) -> None:
    before = line()
    asked = staff.get(url("bezoek-delete", visit.pk)).text
    assert "Ook weg: 3 plaatsen op de wachtlijst." in asked
    assert "Je kan dit ongedaan maken." in asked
    staff.post(url("bezoek-delete", visit.pk))
    assert line() == []
    staff.post(url("undo"))
    assert line() == before


def test_undo_of_making_a_visit_loses_no_line(programme: Programme, staff: Client) -> None:
    data = {"kind": "vrij", "title": "Koffie", "day": str(MONDAY), "start": "9.00", "end": "10.00"}
    staff.post(url("bezoek-new"), data)
    person = make_mandataris(programme.bestuur)
    Wachtplaats.objects.create(bezoek=Bezoek.objects.get(), mandataris=person, created_at=BEFORE)
    assert "Weg zou ook zijn: 1 plaats op de wachtlijst." in staff.post(url("undo"), follow=True).text
    assert Wachtplaats.objects.count() == 1
