"""A guest takes a yes back on a phone, and staff sees at once that the picture may not be used any more."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from press.models import Beeld
from press.rights.handed_out import note_handed_out
from programmes.models import Programme
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_bezoek, make_mandataris, make_programme, make_user
from tests.invitations.rsvp import publish_now
from tests.press.consents import token_for
from tests.press.quotes import make_picture


@pytest.fixture
def beeld(transactional_db: None, settings: Any, live_server: Any) -> Beeld:
    """Of a visit of today, where Lou was; nobody has looked yet who is on it."""
    settings.SITE_URL = live_server.url
    programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025", first_day=timezone.localdate())
    lou = make_mandataris(programme.bestuur, first_name="Lou", last_name="Maes")
    bezoek = make_bezoek(programme, people=[lou])
    publish_now(programme)
    return make_picture(programme, visit=bezoek.pk, people_checked=False)


def test_a_guest_decides_and_staff_follows(phone: Page, beeld: Beeld, live_server: Any) -> None:
    programme = Programme.objects.select_related("bestuur").get()
    guest = programme.guests.get()
    own = f"{live_server.url}/dag/{token_for(programme, guest)}/beeldrecht/"
    page = f"{live_server.url}/leiedorp/2025/beeld/{beeld.pk}/"
    phone.goto(own)
    check_accessibility(phone)
    phone.get_by_label("in de pers").tap()
    phone.get_by_role("button", name="Mijn keuze bewaren").tap()
    expect(phone.get_by_text("Bedankt, je keuze is bewaard.")).to_be_visible()
    sign_in(phone, make_user("communicatie", bestuur=programme.bestuur))
    phone.goto(page)
    phone.get_by_role("button", name="Lou Maes").tap()
    phone.get_by_role("button", name="Dit is iedereen").tap()
    places = phone.get_by_role("list", name="Waar dit beeld mag komen")
    expect(places.get_by_text("mag", exact=True)).to_have_count(1)
    check_accessibility(phone)
    note_handed_out(programme, "persmap", "De Krant", beelden=[beeld], now=timezone.now())
    phone.goto(own)
    phone.get_by_label("in de pers").tap()
    phone.get_by_label("Liever niet op beeld").tap()
    phone.get_by_role("button", name="Mijn keuze bewaren").tap()
    expect(phone.get_by_text("liever niet op beeld.")).to_be_visible()
    phone.goto(page)
    expect(places.get_by_text("Lou Maes wil niet op beeld.")).to_have_count(4)
    phone.goto(f"{live_server.url}/leiedorp/2025/beeldrecht/")
    phone.get_by_role("link", name="Lou Maes", exact=True).tap()
    expect(phone.get_by_text("Persmap aan De Krant")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    check_accessibility(phone)
