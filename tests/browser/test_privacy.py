"""Somebody asks to be erased: the coordinator finds them, sees where they stand, and does it."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import Sectie, Verslag
from programmes.models import Bestuur, Mandataris
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_gast, make_mandataris, make_programme, make_user


@pytest.fixture
def bestuur(transactional_db: None) -> Bestuur:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    programme = make_programme(bestuur, slug="2025")
    make_gast(programme, make_mandataris(bestuur, first_name="An", last_name="Aerts"))
    report = Verslag.objects.create(programme=programme, title="Verslag", composed_at=timezone.now())
    Sectie.objects.create(verslag=report, title="Dag", text="<p>An Aerts luisterde. Aerts vroeg door.</p>")
    return bestuur


@pytest.mark.parametrize("size", [PHONE["viewport"], {"width": 1440, "height": 900}], ids=["phone", "laptop"])
def test_the_coordinator_erases_somebody(page: Page, bestuur: Bestuur, live_server: Any, size: Any) -> None:
    sign_in(page, make_user("coordinator", bestuur=bestuur))
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}/leiedorp/2025/bewaartermijn/")
    expect(page.get_by_text("Gastenlijst")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Gegevens van één persoon").click()
    page.get_by_label("Naam of e-mailadres").fill("aerts")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Alles bekijken van An Aerts").click()
    expect(page.get_by_text("… An Aerts luisterde.")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Wissen").click()
    expect(page.get_by_role("heading", name="Kijk dit zelf na")).to_be_visible()
    page.get_by_label("Aanleiding").fill("telefoon van 3 maart")
    page.get_by_role("button", name="Wissen").click()
    expect(page.get_by_text("Vink aan dat je het zeker weet.").first).to_be_visible()
    check_accessibility(page)
    page.get_by_label("Ja, wis alles").check()
    page.get_by_role("button", name="Wissen").click()
    expect(page.get_by_text("Gewist.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert Mandataris.objects.count() == 0
    assert Sectie.objects.get().text == "<p>Een deelnemer luisterde. Aerts vroeg door.</p>"
