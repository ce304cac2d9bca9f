"""What browser tests do over and over: sign in, look with axe."""

from importlib.resources import files

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from programmes.models import User

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async (only) => {
    const {violations} = await axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false});
    const where = node => `    ${node.target.join(' ')}  ${node.failureSummary.replace(/\\s+/g, ' ')}`;
    return violations.map(rule => [`${rule.id}: ${rule.help}`, ...rule.nodes.map(where)].join('\\n'));
}"""


def sign_in(page: Page, user: User) -> None:
    """By the session cookie: the sign-in form has a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}])


def carry(page: Page, name: str, *, below: Locator) -> None:
    """Drags the line of that name by its grip, to below another line."""
    handle = page.get_by_role("button", name=f"{name} verplaatsen")
    below.scroll_into_view_if_needed()
    handle.scroll_into_view_if_needed()
    grip, line = handle.bounding_box(), below.bounding_box()
    assert grip is not None
    assert line is not None
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, line["y"] + line["height"] - 4, steps=5)
    page.mouse.up()


def violations(page: Page, *, in_the_dark: bool = True) -> list[str]:
    """Of WCAG 2.2 A and AA, as far as axe can see: all rules in the light, and contrast in the dark."""
    page.wait_for_load_state("domcontentloaded")  # a click returns as soon as the next page begins to arrive
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, {"type": "tag", "values": WCAG})
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate(RUN_AXE, {"type": "rule", "values": ["color-contrast"]})
        found += [f"in het donker: {line}" for line in dark]
        page.emulate_media(color_scheme="light")
    return found


def check_accessibility(page: Page) -> None:
    found = violations(page)
    assert found == [], f"{page.url}\n" + "\n".join(found)
