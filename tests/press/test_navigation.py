"""Every page of the day and of the communication says in both bars where one is."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from press.models import Vertraging
from programmes.models import Programme, User
from tests.press.delays import NOW, Day, say
from tests.press.quotes import make_picture

ARGS = ["leiedorp", "2025"]
HERE = re.compile(r'<a href="([^"]+)" aria-current="true">')


def places(client: Client, name: str, *args: int) -> list[str]:
    return HERE.findall(client.get(reverse(name, args=[*ARGS, *args])).content.decode())


def bars(*names: str) -> list[str]:
    return [reverse(name, args=ARGS) for name in names]


@pytest.fixture
def coordinating(client: Client, coordinator: User, programme: Programme) -> Client:
    client.force_login(coordinator)
    return client


def test_one_picture_belongs_to_the_pictures(coordinating: Client, programme: Programme) -> None:
    assert places(coordinating, "beeld", make_picture(programme).pk) == bars("beeld-list", "beeld-list")


def test_what_was_handed_out_belongs_to_the_consents(coordinating: Client) -> None:
    assert places(coordinating, "uitgifte-list") == bars("beeld-list", "beeldrecht")


def test_one_delay_belongs_to_the_day(coordinating: Client, programme: Programme) -> None:
    with time_machine.travel(NOW, tick=False):
        say(Day(programme), minutes=15)
        assert places(coordinating, "vertraging", Vertraging.objects.get().pk) == bars("vandaag")
