"""A paper that a worker draws: who may ask for it and fetch it, and that its work can be stopped."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Opdracht, Programme, User
from tests.factories import make_bezoek
from tests.papers import fetched
from tests.programmes.werkvormen.carrousel_rows import make_carrousel, make_inschrijving

NAMES = ("paper", "paper-file", "paper-stop")


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    carrousel = make_carrousel(make_bezoek(programme, werkvorm="carrousel"))
    make_inschrijving(carrousel, name="An Aerts")
    return carrousel.bezoek


def url(name: str, visit: Bezoek) -> str:
    return reverse(name, args=["leiedorp", "2025", "carrousel", visit.pk])


def test_only_who_may_change_the_programme_gets_it(
    visit: Bezoek, coordinator: User, lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    address = reverse("carrousel-kaartjes", args=["leiedorp", "2025", visit.pk])
    assert fetched(client_of(coordinator), address).getvalue().startswith(b"%PDF")
    for client, status in ((client_of(stranger), 404), (client_of(lezer), 404), (Client(), 302)):
        found = [client.get(url(name, visit)).status_code for name in NAMES[:2]]
        found += [client.post(url(name, visit)).status_code for name in (NAMES[0], NAMES[2])]
        assert found == [status] * 4
    assert Opdracht.objects.count() == 1


def test_its_work_can_be_followed_and_stopped(
    visit: Bezoek, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(coordinator)
    assert client.post(url("paper", visit)).url == url("paper", visit)  # type: ignore[attr-defined]
    Opdracht.objects.update(done=1, total=3, state="bezig")
    part = client.get(url("paper", visit), headers={"hx-request": "true"}).text
    assert ("1 van 3 bladen" in part, "<html" in part, "hx-trigger" in part) == (True, False, True)
    client.post(url("paper-stop", visit))
    assert (Opdracht.objects.get().state, "Het maken is gestopt." in client.get(url("paper", visit)).text) == (
        "gestopt",
        True,
    )
    assert client.get(url("paper-file", visit)).url == url("paper", visit)  # type: ignore[attr-defined]


def test_what_a_killed_worker_left_is_taken_up_by_who_looks(
    visit: Bezoek, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(coordinator)
    client.post(url("paper", visit))
    Opdracht.objects.update(state="bezig", lease_until=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    client.get(url("paper", visit))
    assert Opdracht.objects.get().state == "klaar"
