"""Somebody else was there a moment before: the visit goes, the sign-up closes, or the seats are given."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel
from programmes.races import TOO_LATE
from programmes.tokens import token_from
from tests.factories import MONDAY, at
from tests.programmes.werkvormen.carrousel_rows import LOCK, just_before, make_inschrijving, shared, url

NOW = at(MONDAY, "8.00") - dt.timedelta(days=20)
AN = {"name": "An", "email": "an@example.be"}


@pytest.fixture(autouse=True)
def early() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def gone() -> None:
    Bezoek.objects.all().delete()


def test_a_visit_that_goes_while_somebody_signs_up_or_out_is_an_unknown_link(carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    for path, data in ((shared(carrousel), AN), (reverse("uitschrijven", args=[token_from(row.nonce)]), {})):
        with just_before(LOCK, gone):
            response = Client().post(path, data)
        assert (response.status_code, "link" in response.text) == (404, True)


@pytest.mark.parametrize("act", ["withdraw", "sessie-remove", "add", "tell"])
def test_a_visit_that_goes_while_staff_work_is_told(staff: Client, carrousel: Carrousel, act: str) -> None:
    row, sessie = make_inschrijving(carrousel), carrousel.sessies.all()[0]
    keys = {"withdraw": {"inschrijving": row.pk}, "sessie-remove": {"sessie": sessie.pk}}.get(act, {})
    with just_before(LOCK, gone):
        response = staff.post(url(carrousel.bezoek, act, **keys), AN)
    assert (response.status_code, response.headers["Location"]) == (302, url(carrousel.bezoek))
    assert TOO_LATE in staff.get(url(carrousel.bezoek)).text


def test_a_visit_that_goes_while_its_rounds_change_is_not_found(staff: Client, carrousel: Carrousel) -> None:
    line = Onderdeel.objects.get(title="Ronde 1")
    fill = reverse("werkvorm-fill", args=["leiedorp", "2025", carrousel.bezoek_id])
    for path in (reverse("onderdeel-remove", args=["leiedorp", "2025", line.pk]), fill):
        with just_before(LOCK, gone):
            assert staff.post(path, {"way": "instead", "seen": "?"}).status_code == 404


def test_what_closes_in_between_is_closed(carrousel: Carrousel) -> None:
    with just_before(LOCK, lambda: Carrousel.objects.update(is_open=False)):
        response = Client().post(shared(carrousel), AN)
    assert response.context["form"].non_field_errors() == ["Inschrijven kan nog niet of niet meer."]
    assert not Inschrijving.objects.exists()
