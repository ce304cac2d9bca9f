"""A host thanks on a phone, a guest reads it there, and the coordinator chooses when it leaves."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.followup.visited import Visited
from tests.press.quotes import make_picture


@pytest.fixture
def visited(transactional_db: None, settings: Any, live_server: Any, tmp_path: Any) -> Visited:
    """The week was last week."""
    settings.SITE_URL, settings.MEDIA_ROOT = live_server.url, tmp_path
    first_day = timezone.localdate() - dt.timedelta(days=8)
    return Visited(make_programme(make_bestuur(slug="leiedorp"), slug="2025", first_day=first_day))


def test_a_host_thanks_and_a_guest_reads_it(phone: Page, visited: Visited, live_server: Any) -> None:
    make_picture(visited.programme, visit=visited.visit.pk, caption="Koffie")
    phone.goto(f"{live_server.url}{visited.page(visited.host)}")
    check_accessibility(phone)
    phone.get_by_role("link", name="Schrijf het zelf").tap()
    phone.get_by_label("Jullie dank aan de bezoekers").fill("De koffie staat altijd klaar.")
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bedankt, het is bewaard.")).to_be_visible()
    check_accessibility(phone)
    phone.goto(f"{live_server.url}{visited.page(visited.an)}")
    expect(phone.get_by_text("De koffie staat altijd klaar.")).to_be_visible()
    expect(phone.get_by_role("img", name="Een teal vlak")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    check_accessibility(phone)
    sign_in(phone, make_user("coordinator", bestuur=visited.programme.bestuur))
    phone.goto(f"{live_server.url}/leiedorp/2025/persoonlijke-verslagen/")
    phone.get_by_label("Persoonlijke verslagen vertrekken vanzelf").tap()
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Ze vertrekken vanzelf op")).to_be_visible()
    check_accessibility(phone)
    phone.get_by_role("link", name="An Aerts").tap()
    expect(phone.get_by_role("heading", name="Verslag van An Aerts")).to_be_visible()
    check_accessibility(phone)
