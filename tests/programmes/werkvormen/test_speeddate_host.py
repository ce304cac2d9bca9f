"""The clock of a speed date behind the link of whoever receives."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bezoek, PersonalLink, Programme, Speeddategast, Werkvorm
from tests.factories import MONDAY, at
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    visit = make_visit(programme, make_host(programme), werkvorm=Werkvorm.SPEEDDATE)
    publish(programme)
    return visit


def clock_of(visit: Bezoek) -> str:
    return reverse("gastheer-speeddate-klok", args=[token(visit.host), visit.pk])


@pytest.mark.parametrize("guests", [3, 9])
def test_a_host_runs_the_clock_without_an_account(
    client: Client, visit: Bezoek, guests: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_speeddate(visit, guests=guests)
    url = clock_of(visit)
    with django_assert_num_queries(8):
        page = client.get(url)
    assert sum(len(tafel["guests"][0]) for tafel in page.context["data"]["tables"]) == guests
    assert reverse("gastheer", args=[token(visit.host)]) in page.text
    assert client.cookies == {}


def test_before_the_tables_are_ready_it_says_who_makes_them(client: Client, visit: Bezoek) -> None:
    assert "De tafels staan nog niet klaar" in client.get(clock_of(visit)).text
    date = make_speeddate(visit)
    assert "De tafels staan nog niet klaar" not in client.get(clock_of(visit)).text
    Speeddategast.objects.create(speeddate=date, name="Nog iemand")  # the seating no longer fits
    assert "De tafels staan nog niet klaar" in client.get(clock_of(visit)).text


def test_the_host_finds_it_on_their_pages(client: Client, visit: Bezoek) -> None:
    assert clock_of(visit) in client.get(reverse("gastheer", args=[token(visit.host)])).text
    assert clock_of(visit) in client.get(reverse("dag", args=[token(visit.host)])).text


def test_no_clock_of_another_host_of_another_format_or_of_the_draft(client: Client, visit: Bezoek) -> None:
    other = make_visit(visit.programme, make_host(visit.programme, "Jan"), name="De Kade", werkvorm="speeddate")
    talk = make_visit(visit.programme, visit.host, name="De Linde", werkvorm="gesprek")
    publish(visit.programme, number=2)
    later = make_visit(visit.programme, visit.host, name="De Linde", werkvorm="speeddate")
    for one in (other, talk, later):
        make_speeddate(one)
        url = reverse("gastheer-speeddate-klok", args=[token(visit.host), one.pk])
        assert client.get(url).status_code == 404


def test_a_link_that_ended_or_was_withdrawn_opens_no_clock(client: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    url = clock_of(visit)
    with time_machine.travel(at(MONDAY, "8.00") + dt.timedelta(days=800), tick=False):
        ended = client.get(url)
    PersonalLink.objects.filter(contactpersoon=visit.host).update(revoked_at=at(MONDAY, "7.00"))
    withdrawn, home = client.get(url), client.get(reverse("gastheer", args=[token(visit.host)]))
    assert [page.status_code for page in (ended, withdrawn, home)] == [410, 410, 410]
    assert withdrawn.content == home.content
