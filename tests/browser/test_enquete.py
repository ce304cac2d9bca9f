"""A guest fills in the survey on a phone, comes back, and the coordinator reads what was said."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import Enquete
from followup.surveys.starting import start
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.followup.surveys import held, make_sheets


@pytest.fixture
def programme(transactional_db: None, settings: Any, live_server: Any) -> Programme:
    """It was today; the survey of who was there is open, and not anonymous."""
    settings.SITE_URL = live_server.url
    now, today = timezone.now(), timezone.localdate()
    programme = held(make_programme(make_bestuur(slug="leiedorp"), slug="2025", first_day=today, days=1))
    start(programme, now=now, today=today)
    Enquete.objects.update(opens_on=today)
    make_links(programme, now=now)
    return programme


def test_a_guest_answers_once_and_the_coordinator_reads(phone: Page, programme: Programme, live_server: Any) -> None:
    guests = programme.enquetes.get(role="mandataris")
    link = PersonalLink.objects.get(mandataris__isnull=False)
    phone.goto(f"{live_server.url}/nazorg/{token_of(link)}/enquete/")
    check_accessibility(phone)
    phone.get_by_role("button", name="Versturen").tap()
    expect(phone.get_by_text("Beantwoord minstens één vraag.")).to_be_visible()
    check_accessibility(phone)
    phone.get_by_label("4", exact=True).tap()
    phone.get_by_label("Mensen die ik nu ken en kan bellen").tap()
    phone.get_by_label("Wat moet het bestuur").fill("Meer handen.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    phone.get_by_role("button", name="Versturen").tap()
    expect(phone.get_by_text("Je antwoorden zijn binnen.")).to_be_visible()
    phone.goto(f"{live_server.url}/nazorg/{token_of(link)}/enquete/")
    expect(phone.get_by_text("Je vulde deze enquête al in.")).to_be_visible()
    check_accessibility(phone)
    make_sheets(guests, *[{"1": 5, "2": "Weinig nieuws"}] * 4)
    Enquete.objects.filter(pk=guests.pk).update(is_anonymous=False)
    sign_in(phone, make_user("coordinator", bestuur=programme.bestuur))
    phone.goto(f"{live_server.url}/leiedorp/2025/enquete/")
    check_accessibility(phone)
    phone.get_by_role("link", name="Resultaten van deelnemers").tap()
    expect(phone.get_by_text("gemiddeld 4,8 op 5")).to_be_visible()
    expect(phone.get_by_text("Meer handen.").first).to_be_visible()
    expect(phone.get_by_role("row", name="Weinig nieuws 4 80 %")).to_be_visible()
    check_accessibility(phone)


def test_only_a_choice_shows_its_options(page: Page, programme: Programme, live_server: Any) -> None:
    sign_in(page, make_user("coordinator", bestuur=programme.bestuur))
    enquete = programme.enquetes.get(role="mandataris")
    page.goto(f"{live_server.url}/leiedorp/2025/enquete/{enquete.pk}/vragen/")
    first = page.get_by_role("group", name="Vraag 1")
    expect(first.get_by_label("Keuzes")).to_be_hidden()
    first.get_by_label("Soort").select_option("keuze")
    first.get_by_label("Keuzes").fill("ja\nnee")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De enquête is bewaard.")).to_be_visible()
    assert enquete.vragen.get(number=1).options == ["ja", "nee"]
