"""The doors for staff in a real browser: password, passkey, menus; what can be read and reached by everybody."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from programmes.models import User
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import PASSWORD, make_bestuur, make_programme, make_user

PHONE_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def staff(transactional_db: None) -> User:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    make_programme(bestuur, slug="2025")
    return make_user(bestuur=bestuur, email="els@example.be", name="Els Verhoeven")


def fill_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill("els@example.be")
    page.get_by_label("Wachtwoord", exact=False).fill(password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def confirm(page: Page) -> None:
    """Ends when the page behind it is loaded: until then the scripts that its buttons need are not there."""
    page.get_by_label("Wachtwoord", exact=False).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Bevestigen").click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_wrong_password_puts_the_focus_on_what_is_wrong(page: Page, staff: User) -> None:
    fill_in(page, "geheim")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout: Aanmelden"))
    check_accessibility(page)


def test_the_keyboard_alone_signs_in(page: Page, staff: User) -> None:
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("els@example.be")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("login"))


def test_a_passkey_is_added_and_opens_the_door(page: Page, staff: User) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_KEY})
    fill_in(page)
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Naam").fill("laptop van het werk")
    page.get_by_label("Ook aanmelden zonder wachtwoord").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    expect(page.locator("#messages")).to_have_text("De sleutel is toegevoegd. Je nieuwe herstelcodes staan klaar.")
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("listitem").filter(has_text="laptop van het werk")).to_contain_text("zonder wachtwoord")
    check_accessibility(page)
    page.locator(".menu-end > summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page).not_to_have_url(re.compile("login"))
    expect(page.get_by_text("Els Verhoeven")).to_be_visible()


def test_a_passkey_that_is_not_there_says_so(page: Page, staff: User) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_KEY | {"isUserVerified": False}})
    page.goto("/account/login/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Dat is niet gelukt")


@pytest.mark.parametrize("path", ["", "totp/activate/", "webauthn/add/"])
def test_security_pages_are_readable_for_all(page: Page, staff: User, path: str) -> None:
    fill_in(page)
    page.goto(f"/account/2fa/{path}")
    if path:
        confirm(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_accessibility(page)


@pytest.mark.parametrize("path", ["login/", "password/reset/", "signup/", "2fa/", "password/change/", "logout/"])
def test_a_phone_needs_no_sideways_scrolling(phone: Page, staff: User, path: str) -> None:
    if path in {"2fa/", "password/change/", "logout/"}:
        sign_in(phone, staff)
    phone.goto(f"/account/{path}")
    assert fits(phone)
    check_accessibility(phone)


def test_the_account_menu_opens_and_closes_with_the_keyboard(page: Page, staff: User) -> None:
    sign_in(page, staff)
    page.goto("/account/2fa/")
    button = page.locator(".menu-end > summary")
    button.press("Enter")
    expect(page.get_by_role("link", name="Wachtwoord wijzigen")).to_be_visible()
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Wachtwoord wijzigen")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("link", name="Wachtwoord wijzigen")).to_be_hidden()


def test_signing_in_works_without_javascript(new_page: Callable[..., Page], staff: User) -> None:
    page = new_page(java_script_enabled=False)
    fill_in(page)
    page.goto("/account/2fa/")
    page.locator(".menu-end > summary").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()
    expect(page.get_by_role("button", name="Aanmelden met een passkey")).to_be_hidden()


def test_the_navigation_of_an_authority_opens_on_a_phone(phone: Page, staff: User) -> None:
    sign_in(phone, staff)
    phone.goto("/leiedorp/2025/")
    assert fits(phone)
    link = phone.get_by_role("navigation", name="Bestuur").get_by_role("link", name="Zorgdiensten")
    expect(link).to_be_hidden()
    phone.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    phone.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_who_works_in_two_authorities_switches(page: Page, staff: User) -> None:
    other = make_bestuur(name="Aalter", slug="aalter")
    other.lidmaatschappen.create(user=staff, role="lezer")
    sign_in(page, staff)
    page.goto("/leiedorp/2025/")
    page.locator(".switch > summary").click()
    page.get_by_role("link", name="Aalter lezer").click()
    expect(page).to_have_url(re.compile("/aalter/$"))
    expect(page.get_by_role("link", name="Medewerkers")).to_be_hidden()
