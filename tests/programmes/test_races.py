"""Somebody else was there a moment before: a sentence, what was typed still there, never a crash.

The rival writes at the very last moment, when Django is about to save a row that was found valid.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.signals import pre_save
from django.test import Client
from django.utils import timezone

from programmes.drafts import DraftError, store
from programmes.forms.diensten import ZorgdienstForm
from programmes.loading import load_week
from programmes.models import Bestuur, Bezoek, Lidmaatschap, Programme, Reistijd, User, Zorgdienst
from programmes.openings import new_visit
from programmes.races import TOO_LATE, delete_unused
from tests.factories import MONDAY, at, make_deelnemende_dienst, make_zorgdienst
from tests.programmes.test_diensten import data as service_data

ClientOf = Callable[[User], Client]


@contextmanager
def rival(row: Model) -> Iterator[None]:
    """Writes that row just before the next one of its kind."""

    def write(sender: type[Model], **_: Any) -> None:
        sender._default_manager.bulk_create([row])

    pre_save.connect(write, sender=type(row), weak=False)
    yield
    assert pre_save.disconnect(write, sender=type(row))


def errors(response: Any) -> list[str]:
    return list(response.context["form"].non_field_errors())


def test_a_service_whose_name_was_just_taken(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    with rival(Zorgdienst(bestuur=bestuur, name="De Meersen")):
        response = client_of(coordinator).post("/leiedorp/beheer/diensten/nieuw/", service_data(city="Leiedorp"))
    assert errors(response) == [TOO_LATE]
    assert 'value="Leiedorp"' in response.text
    assert Zorgdienst.objects.count() == 0


def test_what_the_form_would_say_a_moment_later(bestuur: Bestuur) -> None:
    form = ZorgdienstForm(service_data(contact_name="An De Smet"), bestuur=bestuur)
    assert form.is_valid()
    make_zorgdienst(bestuur, name="De Meersen")
    assert not form.is_stored()
    assert form.non_field_errors() == ["Er is al een zorgdienst met deze naam."]
    assert (form.instance.pk, bestuur.contactpersonen.count()) == (None, 0)


def test_a_service_that_gets_a_name_just_taken(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    service = make_zorgdienst(bestuur, name="Oud")
    with rival(Zorgdienst(bestuur=bestuur, name="De Meersen")):
        response = client_of(coordinator).post(f"/leiedorp/beheer/diensten/{service.pk}/", service_data())
    assert errors(response) == [TOO_LATE]
    assert [row.name for row in Zorgdienst.objects.all()] == ["Oud"]


def test_a_travel_time_somebody_just_corrected(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    van, naar = make_zorgdienst(bestuur), make_zorgdienst(bestuur)
    typed = {"van": van.pk, "naar": naar.pk, "mode": "auto", "minutes": "12"}
    with rival(Reistijd(bestuur=bestuur, van=van, naar=naar, mode="auto", minutes=9)):
        response = client_of(coordinator).post("/leiedorp/beheer/reistijden/", typed)
    assert errors(response) == [TOO_LATE]
    assert 'value="12"' in response.text


def programme_data(**changes: str) -> dict[str, str]:
    return {
        "title": "Expeditie 2026",
        "slug": "2026",
        "first_day": "2025-02-24",
        "last_day": "2025-02-28",
        "day_from": "08:00",
        "day_until": "18:00",
        "mode": "auto",
        "slack_minutes": "5",
    } | changes


def taken(programme: Programme, slug: str) -> Programme:
    days = {"first_day": programme.first_day, "last_day": programme.last_day}
    return Programme(bestuur=programme.bestuur, slug=slug, title="Van een ander", **days)


@pytest.mark.parametrize("path", ["/leiedorp/beheer/programmas/nieuw/", "/leiedorp/2025/gegevens/"])
def test_an_address_just_taken(path: str, programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    with rival(taken(programme, "2026")):
        response = client_of(coordinator).post(path, programme_data())
    assert errors(response) == [TOO_LATE]
    assert 'value="Expeditie 2026"' in response.text
    assert [row.slug for row in Programme.objects.all()] == ["2025"]


def test_a_copy_whose_address_was_just_taken(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    with rival(taken(programme, "nog-eens")):
        typed = {"title": "Nog eens", "first_day": "2026-02-23"}
        response = client_of(coordinator).post("/leiedorp/2025/kopieren/", typed)
    assert errors(response) == [TOO_LATE]
    assert [row.slug for row in Programme.objects.all()] == ["2025"]


def test_a_colleague_who_just_got_an_account(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    client = client_of(coordinator)
    with rival(User(email="bo@leiedorp.be")):
        typed = {"email": "bo@leiedorp.be", "name": "Bo", "role": "lezer"}
        response = client.post("/leiedorp/beheer/medewerkers/nieuw/", typed)
    assert errors(response) == [TOO_LATE]
    assert Lidmaatschap.objects.filter(bestuur=bestuur).count() == 1


def test_a_visit_that_somebody_just_put_back(programme: Programme, coordinator: User) -> None:
    """Two windows: an undo puts a visit back under its own number, and so did somebody else."""
    service = make_deelnemende_dienst(programme)
    week = load_week(programme)
    visit = replace(new_visit(week, service=service.pk), id=7)
    hours = {"starts_at": at(MONDAY, "9.30"), "ends_at": at(MONDAY, "10.30")}
    with (
        rival(Bezoek(pk=7, programme=programme, zorgdienst=service, **hours)),
        pytest.raises(DraftError, match=re.escape(TOO_LATE)),
    ):
        store(programme, week, put=[visit], label="Nieuw bezoek", by=coordinator, now=timezone.now())
    assert Bezoek.objects.count() == 0


def test_what_came_in_use_meanwhile_is_not_deleted(bestuur: Bestuur) -> None:
    service = make_zorgdienst(bestuur)
    assert not delete_unused(service, uses=lambda: ["De week"])
    same = Zorgdienst.objects.get()
    assert delete_unused(service, uses=list)
    assert delete_unused(same, uses=list)  # of a button that is pushed twice
    assert Zorgdienst.objects.count() == 0
