"""The harness itself: a browser test can only be trusted when it would have failed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, new_looks, violations, violations_since

LOGIN = "/account/login/"
ADD = """([css, html]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    document.querySelector('main').insertAdjacentHTML('beforeend', html);
}"""
PALE = ".pale { color: #777; background: #888; }"


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
    page.evaluate(ADD, [f"@media (prefers-color-scheme: dark) {{ {PALE} }}", "<p class=pale>bleek</p>"])
    with pytest.raises(AssertionError, match="in het donker: color-contrast"):
        check_accessibility(page)


def test_a_look_is_looked_at_until_it_is_right(page: Page) -> None:
    page.goto(LOGIN)
    check_accessibility(page)
    assert new_looks(page) == []
    page.evaluate(ADD, [PALE, "<p class=pale>bleek</p>"])
    for _ in range(2):
        with pytest.raises(AssertionError, match="color-contrast"):
            check_accessibility(page)


def test_the_same_words_on_another_ground_are_a_new_look(page: Page) -> None:
    page.goto(LOGIN)
    html = "<div class={}><section><p>woord</p></section></div>"
    page.evaluate(ADD, [".pale { background: #777 }", html.format("clear")])
    check_accessibility(page)
    page.evaluate(ADD, [".pale { background: #777 }", html.format("pale")])
    with pytest.raises(AssertionError, match="color-contrast"):
        check_accessibility(page)


def test_the_same_small_button_too_close_to_another_is_a_new_look(page: Page) -> None:
    page.goto(LOGIN)
    css = ".dot { display: inline-block; width: 9px; height: 9px; padding: 0; border: 0; min-height: 0; margin: {} }"
    html = "<p><a class=dot href='/a/' aria-label=een></a><a class=dot href='/b/' aria-label=twee></a></p>"
    page.evaluate(ADD, [css.replace("{}", "9px"), html])
    check_accessibility(page)
    page.evaluate(ADD, [css.replace("{}", "1px"), ""])
    with pytest.raises(AssertionError, match="target-size"):
        check_accessibility(page)


@pytest.mark.parametrize(
    ("css", "html", "rule"),
    [
        ("@media (width > 600px) { .small { display: none } }", "<p class=small><input>", "label"),
        (
            "@media (width < 600px) { .small { color: #777; background: #888 } }",
            "<p class=small>bleek",
            "color-contrast",
        ),
    ],
)
def test_what_goes_wrong_on_a_phone_only_is_seen(page: Page, css: str, html: str, rule: str) -> None:
    page.goto(LOGIN)
    page.evaluate(ADD, [css, html])
    assert violations(page) == []
    page.evaluate("looks.remember()")
    page.set_viewport_size(PHONE["viewport"])
    assert [line.split(":")[0] for line in violations_since(page)] == [rule]


def test_the_phone_is_small_and_has_touch(phone: Page) -> None:
    phone.goto(LOGIN)
    assert phone.evaluate("[innerWidth, navigator.maxTouchPoints > 0]") == [390, True]


def test_each_page_has_a_context_of_its_own(new_page: Callable[..., Page]) -> None:
    one, other = new_page(), new_page()
    one.context.add_cookies([{"name": "a", "value": "1", "domain": "localhost", "path": "/"}])
    assert other.context.cookies() == []
