"""Two people, or two clicks, at a proposal in the same instant."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from programmes.loading import load_week
from programmes.models import Programme, User, Voorstel, Wijziging, Zorgdienst
from tests.factories import MONDAY
from tests.programmes.proposed import TUESDAY, make_guest, make_service, make_voorstel
from tests.programmes.werkvormen.test_podium_together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
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
