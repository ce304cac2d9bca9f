"""A host on a phone, before anything is published: fills in the service, meets a colleague, confirms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from programmes.links import link_url
from programmes.models import DeelnemendeDienst, Zorgdienst
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility
from tests.factories import make_bestuur, make_programme
from tests.invitations.hosts import make_host, make_linde


@pytest.fixture
def linde(transactional_db: None, settings: Any, live_server: Any) -> Zorgdienst:
    settings.SITE_URL = live_server.url
    today = timezone.localdate()
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    programme = make_programme(bestuur, slug="2025", first_day=today, days=2, contact_phone="056 00 12 00")
    return make_linde(programme, make_host(programme, "Griet Declercq"), make_host(programme, "Tom Maes"))


def page_of(linde: Zorgdienst, name: str) -> str:
    return link_url(linde.contactpersonen.get(name=name).links.get())


def test_a_host_confirms_on_a_phone(phone: Page, linde: Zorgdienst) -> None:
    phone.goto(page_of(linde, "Griet Declercq"))
    check_accessibility(phone)
    phone.get_by_role("link", name="Kijk je momenten en praktische gegevens na").click()
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    phone.get_by_label("Hoogstens (personen)").fill("4")
    phone.get_by_label("Minstens (personen)").fill("5")
    phone.get_by_label("Parkeren").fill("Achteraan")
    phone.get_by_role("button", name="Bewaren en bevestigen").click()
    expect(phone.get_by_text("Het hoogste aantal personen is kleiner dan het laagste.").first).to_be_visible()
    expect(phone.get_by_label("Parkeren")).to_have_value("Achteraan")
    check_accessibility(phone)
    phone.get_by_label("Minstens (personen)").fill("2")
    phone.get_by_role("button", name="Bewaren en bevestigen").click()
    expect(phone.get_by_text("Bedankt. Alles is bewaard en bevestigd.")).to_be_visible()
    check_accessibility(phone)
    linde.refresh_from_db()
    assert (linde.min_people, linde.max_people, linde.parking) == (2, 4, "Achteraan")
    assert DeelnemendeDienst.objects.get().confirmed_by == "Griet Declercq"
    assert phone.context.cookies() == []


def test_two_colleagues_at_once_without_javascript(new_page: Callable[..., Page], linde: Zorgdienst) -> None:
    first, second = (new_page(**PHONE, java_script_enabled=False) for _ in range(2))
    for one, name in ((first, "Griet Declercq"), (second, "Tom Maes")):
        one.goto(page_of(linde, name))
        one.get_by_role("link", name="Onze dienst").click()
    first.get_by_label("Kledij").fill("Laarzen")
    first.get_by_role("button", name="Alles klopt, bevestig").click()
    expect(first.get_by_role("heading", name="Bevestigd")).to_be_visible()
    second.get_by_label("Kledij").fill("Klompen")
    second.get_by_label("Parkeren").fill("Op het plein")
    second.get_by_role("button", name="Alleen bewaren").click()
    expect(second.get_by_text("Intussen maakte Griet Declercq hier ‘Laarzen’ van.").first).to_be_visible()
    expect(second.get_by_label("Kledij")).to_have_value("Klompen")
    second.get_by_role("button", name="Alleen bewaren").click()
    expect(second.get_by_text("gewijzigd sinds de bevestiging")).to_be_visible()
    linde.refresh_from_db()
    assert (linde.clothing, linde.parking) == ("Klompen", "Op het plein")
