"""Two people, or two clicks, at a proposal in the same instant."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from programmes.loading import load_week
from programmes.models import Programme, User, Voorstel, Wijziging, Zorgdienst
from programmes.voorstellen import work
from tests.factories import MONDAY
from tests.programmes.proposed import NOW, TUESDAY, make_guest, make_service, make_voorstel
from tests.programmes.werkvormen.test_podium_together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
ClientOf = Callable[[User], Client]


@pytest.fixture
def services(programme: Programme) -> list[Zorgdienst]:
    return [make_service(programme, "De Linde"), make_service(programme, "De Meander")]


@pytest.fixture
def voorstel(programme: Programme, services: list[Zorgdienst]) -> Voorstel:
    """An and Bo to both."""
    people = [make_guest(programme, "An", "Aerts"), make_guest(programme, "Bo", "Boone")]
    moments = ((MONDAY, 570), (TUESDAY, 840))
    placed = [(service, day, start, people) for service, (day, start) in zip(services, moments, strict=True)]
    return make_voorstel(programme, placed)


def test_of_those_who_ask_the_last_one_that_may_be_busy_one_gets_it(
    programme: Programme, coordinator: User, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    for _ in range(work.MOST_OPEN - 1):
        make_voorstel(programme, state="wacht", lease_until=LATER)

    names = ["An", "Bo", "Cas", "Dirk", "Els", "Fien"]
    connected = Barrier(len(names))

    def ask(title: str) -> str:
        connection.ensure_connection()  # that takes longer than to ask
        connected.wait()
        try:
            work.ask(programme, title=title, asked={}, problem={}, by=coordinator, now=NOW)
        except work.TooManyError:
            return "te veel"
        return "gevraagd"

    assert sorted(at_once(ask, names)) == ["gevraagd", *["te veel"] * 5]
    assert Voorstel.objects.open().count() == work.MOST_OPEN


def test_of_two_who_take_it_over_one_finds_that_it_stands_already(
    programme: Programme, voorstel: Voorstel, coordinator: User, client_of: ClientOf
) -> None:
    address = reverse("voorstel-accept", args=["leiedorp", "2025", voorstel.pk])
    clients = [client_of(coordinator) for _ in range(3)]
    answers = at_once(lambda client: client.post(address, {"all": "on"}), clients)
    board = reverse("board", args=["leiedorp", "2025"])
    assert sorted(answer.url for answer in answers) == [board, *[f"{voorstel.get_absolute_url()}?toon=diensten"] * 2]
    assert [(visit.day, len(visit.people)) for visit in load_week(programme).visits] == [(MONDAY, 2), (TUESDAY, 2)]
    assert Wijziging.objects.count() == 1


def test_what_is_taken_over_and_thrown_away_in_one_instant_stands_or_does_not(
    programme: Programme, voorstel: Voorstel, coordinator: User, client_of: ClientOf
) -> None:
    names = ("voorstel-accept", "voorstel-remove")
    windows = [(client_of(coordinator), reverse(name, args=["leiedorp", "2025", voorstel.pk])) for name in names]
    taken, removed = at_once(lambda window: window[0].post(window[1], {"all": "on"}), windows)
    assert (removed.status_code, Voorstel.objects.count()) == (302, 0)
    stands = taken.status_code == 302 and taken.url == reverse("board", args=["leiedorp", "2025"])
    changes = [(one.voorstel_id, len(one.after)) for one in Wijziging.objects.all()]
    assert changes == ([(None, 2)] if stands else [])
