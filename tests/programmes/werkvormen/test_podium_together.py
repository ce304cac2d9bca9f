"""Two people who add to a stage in the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from programmes.models import Podium, Programme, User, Verteller
from programmes.werkvormen.vrij_podium.lineup import FullError, keep
from tests.press.days import make_host, make_visit
from tests.programmes.werkvormen.podium_rows import TYPED, make_stage, make_verteller

pytestmark = pytest.mark.django_db(transaction=True)
FULL = "Op één podium passen hoogstens 40 vertellers."


@pytest.fixture
def podium(programme: Programme) -> Podium:
    """With 39 people on it."""
    found = make_stage(make_visit(programme, make_host(programme), werkvorm="vrij_podium"))
    rows = [Verteller(podium=found, position=n, first_name=f"An {n}", topic="x") for n in range(1, 40)]
    Verteller.objects.bulk_create(rows)
    return found


def at_once(act: Callable[[Any], Any], told: list[Any]) -> list[Any]:
    """What `act` answers to each of `told`, all in the same instant."""
    together = Barrier(len(told))

    def push(one: Any) -> Any:
        try:
            together.wait()
            return act(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(told)) as pool:
        return list(pool.map(push, told))


def add(podium: Podium, coordinator: User, typed: list[dict[str, str]]) -> list[Any]:
    """By each of so many windows, opened before."""
    address = reverse("podium-add", args=["leiedorp", "2025", podium.bezoek_id])
    windows = [(Client(), one) for one in typed]
    for client, _ in windows:
        client.force_login(coordinator)
    answers = at_once(lambda window: window[0].post(address, window[1]), windows)
    return sorted(answers, key=lambda answer: answer.status_code)


def test_of_four_who_take_the_last_place_three_keep_what_they_typed(podium: Podium, coordinator: User) -> None:
    typed = [TYPED | {"first_name": name} for name in ("Bo", "Cas", "Dirk", "Els")]
    *late, first = add(podium, coordinator, typed)
    assert (first.status_code, podium.vertellers.count()) == (302, 40)
    assert [answer.context["form"].non_field_errors() for answer in late] == [[FULL]] * 3
    assert {answer.context["form"]["first_name"].value() for answer in late} < {"Bo", "Cas", "Dirk", "Els"}


def test_a_button_that_is_pressed_twice_in_one_instant_adds_one(podium: Podium, coordinator: User) -> None:
    podium.vertellers.all().delete()
    again, first = add(podium, coordinator, [TYPED, TYPED])
    assert (first.status_code, podium.vertellers.count()) == (302, 1)
    assert list(again.context["form"].errors) == ["topic"]


def test_who_is_put_back_takes_no_place_of_another(podium: Podium) -> None:
    make_verteller(podium)
    with pytest.raises(FullError, match=FULL):
        keep(Verteller(podium=podium, first_name="Maria", topic="x"), by="")
    assert podium.vertellers.count() == 40
