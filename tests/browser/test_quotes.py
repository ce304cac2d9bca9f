"""Somebody approves on a phone what they said, sees it on the public page, and takes it back."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from press.models import Deellink, Persmap, Quote
from press.sharing import share, shared_url
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility
from tests.factories import make_bestuur, make_programme
from tests.press.quotes import make_picture, make_quote


@pytest.fixture
def quote(transactional_db: None, settings: Any, live_server: Any) -> Quote:
    settings.SITE_URL = live_server.url
    programme = make_programme(
        make_bestuur(name="Leiedorp", slug="leiedorp"), slug="2025", contact_phone="056 00 12 00"
    )
    programme.last_day = timezone.localdate()
    programme.save()
    Persmap.objects.create(programme=programme, is_public=True)
    portrait = make_picture(programme, width=400, height=400)
    return make_quote(programme, portrait=portrait, is_testimonial=True, text="Warm onthaal, en lekkere soep.")


def test_a_person_approves_and_takes_back_on_a_phone(phone: Page, quote: Quote, live_server: Any) -> None:
    public = f"{live_server.url}/leiedorp/2025/publiek/"
    address = shared_url(share(quote.programme, Deellink.Kind.QUOTE, now=timezone.now(), quote=quote))
    phone.goto(address)
    check_accessibility(phone)
    phone.get_by_role("button", name="Dit mag zo verschijnen").click()
    expect(phone.get_by_text("Kies minstens één plaats.").first).to_be_visible()
    phone.get_by_label("Wat je zei").fill("Heel warm onthaal, en lekkere soep.")
    phone.get_by_label("website en gemeenteblad").check()
    phone.get_by_role("button", name="Dit mag zo verschijnen").click()
    expect(phone.get_by_text("Dit mag komen: website en gemeenteblad.")).to_be_visible()
    check_accessibility(phone)
    phone.goto(public)
    expect(phone.get_by_text("Heel warm onthaal")).to_be_visible()
    whole = "image => image.decode().then(() => image.naturalWidth)"
    assert phone.get_by_alt_text("Een teal vlak").evaluate(whole) == 40
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    check_accessibility(phone)
    phone.goto(address)
    phone.get_by_role("button", name="Trek mijn goedkeuring in").click()
    expect(phone.get_by_role("heading", name="Dit verschijnt nergens")).to_be_visible()
    phone.goto(public)
    expect(phone.get_by_text("Heel warm onthaal")).to_have_count(0)
    assert phone.context.cookies() == []
