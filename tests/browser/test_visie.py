"""A vision workshop in the browser: a phone answers and answers again, the lead sees it arrive, and closes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Programme, User, Visieworkshop
from programmes.tokens import token_from
from programmes.werkvormen.visieworkshop.blocks import BLOCKS
from programmes.werkvormen.visieworkshop.holding import ask, values_of
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import MONDAY, make_bezoek
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.visie_rows import answered, make_workshop

FIRST = BLOCKS[0].title


@pytest.fixture
def workshop(transactional_db: None, programme: Programme, settings: Any, live_server: Any) -> Visieworkshop:
    """Open, and four people answered."""
    settings.SITE_URL = live_server.url
    Programme.objects.update(last_day=MONDAY.replace(year=2999))  # a link ends with its programme
    workshop = make_workshop(make_bezoek(programme, werkvorm="visieworkshop"), is_open=True)
    answered(workshop, (1, 2, 3, 4))
    return workshop


def send(phone: Page, answer: str) -> None:
    phone.get_by_role("group", name=FIRST).get_by_label(answer, exact=True).check()
    phone.get_by_role("button", name="ersturen").tap()
    expect(phone.get_by_text("Je antwoorden zijn bewaard.")).to_be_visible()


def test_a_phone_answers_again_and_follows_the_screen(phone: Page, workshop: Visieworkshop) -> None:
    address = f"/zaal/{token_from(workshop.nonce)}/"
    phone.goto(address)
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    send(phone, "grotendeels")
    phone.goto(address)  # comes back later: the phone still knows what it said
    expect(phone.get_by_role("group", name=FIRST).get_by_label("grotendeels")).to_be_checked()
    send(phone, "helemaal")
    assert values_of(workshop)["detectie"] == [1, 2, 3, 4, 5]
    ask(workshop, "beleid")
    expect(phone.get_by_text("Bouwsteen 9 van 9")).to_be_visible()


def test_a_phone_that_is_lent_adds_its_answers(phone: Page, workshop: Visieworkshop) -> None:
    phone.goto(f"/zaal/{token_from(workshop.nonce)}/")
    send(phone, "grotendeels")
    phone.get_by_role("link", name="Begin dan met een leeg formulier").tap()
    expect(phone.get_by_role("group", name=FIRST).get_by_label("grotendeels")).not_to_be_checked()
    send(phone, "helemaal")
    assert values_of(workshop)["detectie"] == [1, 2, 3, 4, 4, 5]


def test_the_lead_sees_answers_arrive_and_closes(page: Page, workshop: Visieworkshop, coordinator: User) -> None:
    sign_in(page, coordinator)
    page.goto(f"/leiedorp/2025/bezoeken/{workshop.bezoek_id}/visie/scherm/?stap=3")
    expect(page.locator(".vision-total")).to_have_text("4 telefoons antwoordden")
    answered(workshop, (5,))
    expect(page.locator(".vision-total")).to_have_text("5 telefoons antwoordden")
    check_accessibility(page)
    page.get_by_role("button", name="Sluiten en resultaten tonen").click()
    expect(page.get_by_role("heading", name="Wat zien we?")).to_be_visible()
    expect(page.get_by_role("img", name="Gemiddelde van de groep")).to_be_visible()
    check_accessibility(page)


def test_a_host_leads_it_on_a_phone(
    phone: Page, transactional_db: None, programme: Programme, settings: Any, live_server: Any
) -> None:
    settings.SITE_URL = live_server.url
    Programme.objects.update(last_day=MONDAY.replace(year=2999))  # a link ends with its programme
    visit = make_visit(programme, make_host(programme), werkvorm="visieworkshop")
    publish(programme)
    assert visit.host is not None
    phone.goto(f"/gastheer/{token(visit.host)}/")
    phone.get_by_role("link", name="De visieworkshop leiden").tap()
    phone.get_by_role("button", name="Workshop klaarzetten").tap()
    phone.get_by_role("button", name="Open de vragen").tap()
    expect(phone.get_by_text("open voor antwoorden")).to_be_visible()
    answered(Visieworkshop.objects.get())
    expect(phone.get_by_text("9 telefoons antwoordden")).to_be_visible()
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    phone.get_by_role("button", name="Sluiten en resultaten tonen").tap()
    expect(phone.get_by_role("heading", name="Waar staan we?")).to_be_visible()
    check_accessibility(phone)
