"""The harness itself: a browser test can only be trusted when it would have failed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.helpers import check_accessibility

LOGIN = "/account/login/"
PALE_IN_THE_DARK = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('@media (prefers-color-scheme: dark) { .pale { color: #777; background: #888; } }');
    document.adoptedStyleSheets = [sheet];
    document.body.insertAdjacentHTML('beforeend', '<p class="pale">bleek</p>');
}"""


def test_a_console_error_is_a_problem(page: Page, problems: list[str]) -> None:
    page.goto(LOGIN)
    page.evaluate("console.error('stuk')")
    page.goto("/bestaat-niet/")
    assert problems[0] == "console: stuk"
    problems.clear()


def test_a_request_to_the_outside_is_a_problem(page: Page, problems: list[str]) -> None:
    page.goto(LOGIN)
    page.evaluate("fetch('http://example.org/').catch(() => null)")
    assert any("example.org" in problem for problem in problems)
    problems.clear()


def test_axe_sees_a_missing_label(page: Page) -> None:
    page.goto(LOGIN)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<main><input type=text></main>')")
    with pytest.raises(AssertionError, match="label"):
        check_accessibility(page)


def test_axe_sees_poor_contrast_in_the_dark(page: Page) -> None:
    page.goto(LOGIN)
    page.evaluate(PALE_IN_THE_DARK)
    with pytest.raises(AssertionError, match="in het donker: color-contrast"):
        check_accessibility(page)


def test_the_phone_is_small_and_has_touch(phone: Page) -> None:
    phone.goto(LOGIN)
    assert phone.evaluate("[innerWidth, navigator.maxTouchPoints > 0]") == [390, True]


def test_each_page_has_a_context_of_its_own(new_page: Callable[..., Page]) -> None:
    one, other = new_page(), new_page()
    one.context.add_cookies([{"name": "a", "value": "1", "domain": "localhost", "path": "/"}])
    assert other.context.cookies() == []
