"""Any page can open in a dialog, and says the same there. Tried on the page to change one's password."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import PASSWORD, make_user

LINK = '<a id="deur" href="/account/password/change/" data-dialog>Wachtwoord</a>'
NEW_PASSWORD = "met de fiets naar De Plataan"


@pytest.fixture
def opened(page: Page, transactional_db: None) -> Locator:
    sign_in(page, make_user())
    page.goto("/account/2fa/")
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", LINK)
    page.locator("#deur").click()
    return page.get_by_role("dialog")


def fill_in(dialog: Locator, *, current: str) -> None:
    dialog.get_by_label("Huidig wachtwoord").fill(current)
    dialog.get_by_label("Nieuw wachtwoord", exact=False).first.fill(NEW_PASSWORD)
    dialog.get_by_label("Nog eens het nieuwe wachtwoord").fill(NEW_PASSWORD)
    dialog.get_by_role("button", name="Wachtwoord bewaren").click()


def test_it_has_the_name_of_the_page_and_says_so_first(page: Page, opened: Locator) -> None:
    expect(opened).to_have_accessible_name("Wachtwoord wijzigen")
    expect(opened.get_by_role("heading", name="Wachtwoord wijzigen")).to_be_focused()
    check_accessibility(page)


def test_what_is_wrong_stays_in_it_and_takes_the_focus(page: Page, opened: Locator) -> None:
    fill_in(opened, current="geheim")
    expect(opened.locator(".error-summary")).to_be_focused()
    expect(opened.get_by_text("Fout: Dit is niet je huidige wachtwoord.")).to_be_visible()
    expect(page).to_have_url(re.compile("/2fa/$"))
    check_accessibility(page)


def test_what_is_right_goes_on(page: Page, opened: Locator) -> None:
    fill_in(opened, current=PASSWORD)
    expect(page.get_by_text("Je nieuwe wachtwoord is bewaard.")).to_be_visible()
    expect(opened).to_be_hidden()


def test_who_is_no_longer_signed_in_goes_to_the_door(page: Page, opened: Locator) -> None:
    expect(opened).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    fill_in(opened, current=PASSWORD)
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()


@pytest.mark.parametrize("how", ["Escape", "Sluiten"])
def test_closing_gives_the_focus_back(page: Page, opened: Locator, how: str) -> None:
    expect(opened).to_be_visible()
    if how == "Escape":
        page.keyboard.press("Escape")
    else:
        opened.get_by_role("button", name="Sluiten").click()
    expect(opened).to_be_hidden()
    expect(page.locator("#deur")).to_be_focused()


def test_without_a_connection_nothing_that_was_typed_is_lost(page: Page, opened: Locator, problems: list[str]) -> None:
    expect(opened).to_be_visible()
    page.context.set_offline(True)
    fill_in(opened, current="geheim")
    expect(opened.get_by_role("alert")).to_have_text(
        "Er is geen verbinding. Wat je typte staat er nog: probeer zo meteen opnieuw."
    )
    expect(opened.get_by_label("Huidig wachtwoord")).to_have_value("geheim")
    problems.clear()


def test_without_javascript_the_link_goes_to_the_page(new_page: Callable[..., Page], transactional_db: None) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, make_user())
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Wachtwoord", exact=True).click()
    expect(page.get_by_role("heading", name="Wachtwoord wijzigen")).to_be_visible()
