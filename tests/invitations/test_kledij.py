"""Work clothing: which sizes lie ready at each service, and of whom none is known."""

import datetime as dt
import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from invitations.hosting.clothing import clothing
from programmes.models import Bezoek, Gast, Mandataris, Programme, User
from tests.factories import MONDAY, make_bezoek, make_gast, make_mandataris, make_zorgdienst
from tests.invitations.hosts import NOW
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]
TUESDAY = MONDAY + dt.timedelta(days=1)


def guest(programme: Programme, name: str, size: str, **fields: Any) -> Mandataris:
    person = make_mandataris(programme.bestuur, first_name=name, last_name="Aerts", **fields)
    return make_gast(programme, person, clothing_size=size).mandataris


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """Four people on Monday at De Linde, and one of them there again on Tuesday."""
    linde = make_zorgdienst(programme.bestuur, name="De Linde", clothing="Schort")
    people = [
        guest(programme, "An", "m"),
        guest(programme, "Bo", "M"),
        guest(programme, "Cas", "S"),
        guest(programme, "Dan", "", email="dan@example.be"),
    ]
    make_bezoek(programme, zorgdienst=linde, day=TUESDAY, people=people[:1], clothing="Laarzen")
    return make_bezoek(programme, zorgdienst=linde, people=people)


def shown(programme: Programme, today: dt.date = MONDAY) -> list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    found = clothing(programme, today=today)
    return [(one.service.name, one.clothing, one.needs.summary, one.missing) for one in found.services]


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_each_service_has_its_sizes_and_who_comes_twice_counts_once(visit: Bezoek) -> None:
    assert shown(visit.programme) == [("De Linde", ("Schort", "Laarzen"), "1 × S, 2 × M", ("Dan Aerts",))]
    assert clothing(visit.programme, today=MONDAY).is_published is False


def test_the_whole_counts_each_person_once(visit: Bezoek) -> None:
    berk = make_zorgdienst(visit.programme.bestuur, name="De Berk")
    an = Mandataris.objects.get(first_name="An")
    make_bezoek(visit.programme, zorgdienst=berk, day=TUESDAY, start="14.00", people=[an])
    found = clothing(visit.programme, today=MONDAY)
    assert found.total.summary == "1 × S, 2 × M"
    assert [(one.name, one.email, one.services) for one in found.missing] == [
        ("Dan Aerts", "dan@example.be", ("De Linde",))
    ]


def test_a_press_moment_at_a_service_asks_no_sizes(visit: Bezoek) -> None:
    people = [guest(visit.programme, "Eva", "XL"), guest(visit.programme, "Fien", "")]
    make_bezoek(visit.programme, kind="persmoment", start="14.00", zorgdienst=visit.zorgdienst, people=people)
    assert shown(visit.programme) == [("De Linde", ("Schort", "Laarzen"), "1 × S, 2 × M", ("Dan Aerts",))]


def test_once_published_only_that_counts_without_who_declined(visit: Bezoek) -> None:
    publish_now(visit.programme, NOW)
    make_bezoek(visit.programme, people=[guest(visit.programme, "Eva", "XL")])
    visit.deelnames.filter(mandataris__first_name="Bo").update(answer="nee")
    assert [summary for _, _, summary, _ in shown(visit.programme)] == ["1 × S, 1 × M"]


def test_after_the_day_itself_nothing_of_it_is_left(visit: Bezoek) -> None:
    days = [MONDAY, TUESDAY, TUESDAY + dt.timedelta(days=1)]
    assert [shown(visit.programme, today=day)[0][2:] for day in days] == [
        ("1 × S, 2 × M", ("Dan Aerts",)),
        ("1 × M", ()),
        ("", ()),
    ]


def test_of_a_minor_the_guardian_is_asked(visit: Bezoek) -> None:
    Mandataris.objects.filter(first_name="Dan").update(is_minor=True, guardian="Els, els@example.be")
    assert [one.email for one in clothing(visit.programme, today=MONDAY).missing] == ["els@example.be"]


def test_the_page_says_it_and_where_to_ask(
    visit: Bezoek, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    text = page(client_of(coordinator).get(reverse("kledij", args=ARGS)))
    dan = Gast.objects.get(mandataris__first_name="Dan")
    for part in (
        "Er is nog niets gepubliceerd: dit is wat er nu op het bord staat.",
        '<span class="nowrap">1 × S</span>, <span class="nowrap">2 × M</span>',
        '<span class="meta">van 1 nog niet bekend</span>',
        f'<a href="{reverse("gast-edit", args=[*ARGS, dan.pk])}">Dan Aerts</a>',
        'href="mailto:dan@example.be?subject=',
    ):
        assert part in text


def test_without_visitors_the_page_says_so(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    assert "Er komt nog niemand op bezoek." in page(client_of(coordinator).get(reverse("kledij", args=ARGS)))
    assert client_of(coordinator).get(reverse("kledij-pdf", args=ARGS)).status_code == 404


def test_it_is_on_paper_too(
    visit: Bezoek, coordinator: User, client_of: Callable[[User], Client], caplog: pytest.LogCaptureFixture
) -> None:
    publish_now(visit.programme, NOW)
    response = client_of(coordinator).get(reverse("kledij-pdf", args=ARGS))
    assert response.headers["Content-Disposition"] == 'inline; filename="expeditie-zorg-werkkledij.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(response.content)).pages).split())
    for part in ("Versie 1, 12 februari 2025", "De Linde", "Schort; Laarzen", "1 × S", "2 × M", "Dan Aerts"):
        assert part in text
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(visit: Bezoek, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_bezoek(visit.programme, people=[guest(visit.programme, f"Gast {number}", "L")])
    publish_now(visit.programme, NOW)
    with django_assert_num_queries(4):
        clothing(visit.programme, today=MONDAY)
