"""The vrij podium behind the link of whoever receives, that of Leiedorp, and one of which the visit goes."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from programmes.demo.podium import add_stage
from programmes.models import Bezoek, Podium, Programme, Verteller, Werkvorm
from programmes.races import TOO_LATE
from programmes.views.werkvormen import podium as podium_views
from programmes.views.werkvormen.podium_desk import Desk
from tests.factories import MONDAY
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.podium_rows import TYPED, make_stage, make_verteller

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def podium(programme: Programme) -> Podium:
    return make_stage(make_visit(programme, make_host(programme), werkvorm=Werkvorm.VRIJ_PODIUM))


def own_url(visit: Bezoek, act: str = "", *more: Any) -> str:
    name = f"gastheer-podium-{act}" if act else "gastheer-podium"
    assert visit.host is not None
    return reverse(name, args=[token(visit.host), visit.pk, *more])


def test_the_host_works_on_it_behind_the_link(client: Client, podium: Podium, programme: Programme) -> None:
    an, visit = make_verteller(podium, "An"), podium.bezoek
    publish(programme)
    assert 'href="' + own_url(visit, "add") in client.get(own_url(visit)).text
    client.post(own_url(visit, "add"), TYPED)
    bo = podium.vertellers.get(first_name="Maria")
    assert bo.changed_by == "Griet Declercq"
    client.post(own_url(visit, "move", bo.pk), {"to": "omhoog"})
    assert [row.first_name for row in podium.vertellers.all()] == ["Maria", "An"]
    client.post(own_url(visit, "remove", an.pk))
    assert [row.first_name for row in podium.vertellers.all()] == ["Maria"]
    assert client.get(own_url(visit, "clock")).context["data"]["turns"][0]["name"] == "Maria"
    assert client.cookies == {}


@pytest.mark.parametrize("act", ["move", "fit"])
def test_looking_at_a_link_changes_nothing(client: Client, podium: Podium, programme: Programme, act: str) -> None:
    row = make_verteller(podium)
    publish(programme)
    more = [row.pk] if act == "move" else []
    response = client.get(own_url(podium.bezoek, act, *more))
    assert (response.status_code, response.headers["Location"]) == (302, own_url(podium.bezoek))


def test_a_host_knows_the_published_hours_only(client: Client, podium: Podium, programme: Programme) -> None:
    make_verteller(podium)
    publish(programme)
    podium.bezoek.starts_at -= dt.timedelta(minutes=30)
    podium.bezoek.save()
    response = client.get(own_url(podium.bezoek))
    assert [slot.hours for _, slot, _ in response.context["lines"]] == ["9.35–9.40"]


def test_a_host_sees_no_stage_of_another_or_of_the_draft(client: Client, podium: Podium, programme: Programme) -> None:
    other = make_visit(programme, make_host(programme, "Jan"), name="De Kade", werkvorm=Werkvorm.VRIJ_PODIUM)
    talk = make_visit(programme, podium.bezoek.host, name="De Linde", werkvorm=Werkvorm.GESPREK)
    publish(programme)
    later = make_visit(programme, podium.bezoek.host, name="De Linde", werkvorm=Werkvorm.VRIJ_PODIUM)
    for visit in (other, talk, later):
        address = reverse("gastheer-podium", args=[token(podium.bezoek.host), visit.pk])
        assert client.get(address).status_code == 404


def test_the_host_finds_it_on_their_page(client: Client, podium: Podium, programme: Programme) -> None:
    publish(programme)
    assert own_url(podium.bezoek) in client.get(reverse("gastheer", args=[token(podium.bezoek.host)])).text
    assert own_url(podium.bezoek, "clock") in client.get(reverse("dag", args=[token(podium.bezoek.host)])).text


def test_the_stage_of_the_demo(programme: Programme) -> None:
    make_visit(programme, make_host(programme), werkvorm=Werkvorm.VRIJ_PODIUM)
    rows = list(add_stage(programme, today=MONDAY).vertellers.all())
    for row in rows:
        row.full_clean()
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert [row.posture for row in rows].count(Verteller.Posture.ROLSTOEL) == 1
    assert [row.first_name for row in rows if row.is_minor] == ["Amina"]
    assert [row.first_name for row in rows if row.consent == Verteller.Consent.OPEN] == ["Youssef"]


@pytest.mark.parametrize("act", ["settings", "add"])
@pytest.mark.django_db(transaction=True)
def test_a_visit_that_goes_while_somebody_types(rf: RequestFactory, programme: Programme, act: str) -> None:
    visit = make_visit(programme, make_host(programme))
    Bezoek.objects.filter(pk=visit.pk).delete()
    times = {"opening_minutes": "1", "changeover_minutes": "1", "closing_minutes": "1"}
    request = rf.post("/", TYPED | times)
    request.user = AnonymousUser()
    day = {"day": MONDAY, "start": 570, "until": 630, "name": "", "place": "", "by": "Els"}
    args = ("leiedorp", "2025", visit.pk)
    desk = Desk(programme=programme, bezoek=visit, **day, prefix="podium", args=args, base="podium_staff_base.html")
    response = getattr(podium_views, act)(request, desk)
    assert TOO_LATE in response.content.decode()
    assert (Podium.objects.count(), Verteller.objects.count()) == (0, 0)
