"""A visit that is deleted in the very instant in which something of its format is made for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Carrousel, Programme, User, Visieworkshop
from programmes.races import TOO_LATE
from tests.press.days import make_host, make_visit, publish, token

pytestmark = [
    pytest.mark.django_db(transaction=True),  # only then is a row that hangs in the air refused
    pytest.mark.usefixtures("morning"),
]


@contextmanager
def going_before(kind: type[Model]) -> Iterator[None]:
    """All visits go just before such a row is written."""

    def go(**_: Any) -> None:
        Bezoek.objects.all().delete()

    pre_save.connect(go, sender=kind)
    yield
    assert pre_save.disconnect(go, sender=kind)


def make(programme: Programme, werkvorm: str) -> Bezoek:
    visit = make_visit(programme, make_host(programme), werkvorm=werkvorm)
    publish(programme)
    return visit


def own(visit: Bezoek, name: str) -> str:
    return reverse(name, args=["leiedorp", "2025", visit.pk])


def test_a_carousel_of_a_visit_that_goes_is_not_found(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    visit = make(programme, "carrousel")
    with going_before(Carrousel):
        assert client_of(coordinator).post(own(visit, "carrousel-allocate")).status_code == 404
    assert Carrousel.objects.count() == 0


def test_settings_of_a_visit_that_goes_are_not_kept(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    visit = make(programme, "carrousel")
    with going_before(Carrousel):
        told = client_of(coordinator).post(own(visit, "carrousel-settings"), {"introduction": "Dag"}, follow=True)
    assert (TOO_LATE in told.text, Carrousel.objects.count()) == (True, 0)


def test_a_workshop_of_a_visit_that_goes_is_not_found(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    visit = make(programme, "visieworkshop")
    assert visit.host is not None
    by_host = reverse("gastheer-visie", args=[token(visit.host), visit.pk])
    with going_before(Visieworkshop):
        staff = client_of(coordinator).post(own(visit, "visie-act"), {"act": "open"})
        host = Client().post(by_host, {"act": "open"})
    assert (staff.status_code, host.status_code, Visieworkshop.objects.count()) == (404, 404, 0)
