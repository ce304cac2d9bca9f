"""The day itself in a browser: a host on a phone, and the coordinator who watches."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from press.models import Aanwezigheid
from programmes.models import Bezoek, Contactpersoon, Programme
from programmes.times import clock, minutes_of
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.press.days import make_host, make_person, make_visit, page, publish


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    fields = {"contact_phone": "056 00 12 00", "contact_name": "Sofie"}
    today = timezone.localdate()
    return make_programme(bestuur, slug="2025", first_day=today, days=2, **fields)


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme)


@pytest.fixture
def visit(programme: Programme, griet: Contactpersoon) -> Bezoek:
    """All day long, so that it is on now."""
    people = [make_person(programme, name, function="gemeenteraadslid") for name in ("An Peeters", "Els Maes")]
    visit = make_visit(programme, griet, *people, start="0.00", end="23.59")
    publish(programme)
    return visit


def test_a_host_ticks_and_adds_a_guest_in_a_few_taps(
    new_page: Callable[..., Page], visit: Bezoek, griet: Contactpersoon
) -> None:
    phone = new_page(**PHONE, java_script_enabled=False)
    phone.goto(page(griet))
    phone.get_by_role("button", name="Aanwezig (An Peeters)", exact=True).tap()
    expect(phone.get_by_text("An Peeters is er.")).to_be_visible()
    expect(phone.get_by_text("1 van 2 aanwezig")).to_be_visible()
    phone.get_by_text("Iemand erbij die niet op de lijst staat").tap()
    phone.get_by_label("Naam").fill("Rik Sioen")
    phone.get_by_role("button", name="Toevoegen").tap()
    expect(phone.get_by_text("Rik Sioen staat erbij.")).to_be_visible()
    expect(phone.get_by_text("1 van 2 aanwezig, en 1 extra")).to_be_visible()
    assert [(str(row), row.by) for row in Aanwezigheid.objects.all()] == [
        ("An Peeters", "Griet Declercq"),
        ("Rik Sioen", "Griet Declercq"),
    ]
    assert phone.context.cookies() == []


def test_the_coordinator_ticks_while_somebody_types(
    new_page: Callable[..., Page], programme: Programme, visit: Bezoek, griet: Contactpersoon, live_server: Any
) -> None:
    laptop = new_page()
    sign_in(laptop, make_user("coordinator", bestuur=programme.bestuur))
    laptop.clock.install()
    laptop.goto(reverse("vandaag", args=["leiedorp", "2025"]))
    check_accessibility(laptop)
    laptop.get_by_text("Iemand erbij die niet op de lijst staat").click()
    laptop.get_by_label("Naam").fill("Rik Si")
    laptop.get_by_role("button", name="Niet aanwezig (Els Maes)").click()
    expect(laptop.get_by_text("Els Maes is er niet.")).to_be_visible()
    expect(laptop.get_by_label("Naam")).to_have_value("Rik Si")
    phone = new_page(**PHONE)
    phone.goto(page(griet))
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    phone.get_by_role("button", name="Aanwezig (An Peeters)", exact=True).tap()
    expect(phone.get_by_text("An Peeters is er.")).to_be_visible()
    laptop.get_by_label("Naam").press("End")
    laptop.get_by_label("Naam").press_sequentially("oen")
    laptop.clock.fast_forward(31_000)
    expect(laptop.get_by_text("door Griet Declercq")).to_be_visible()
    expect(laptop.get_by_label("Naam")).to_have_value("Rik Sioen")
    expect(laptop.get_by_label("Naam")).to_be_focused()
    moment = clock(minutes_of(Aanwezigheid.objects.get(is_present=False).at))
    expect(phone.get_by_text(f"Niet aanwezig, getikt om {moment}")).to_be_visible()
