"""What browser tests do over and over: sign in, look with axe."""

from importlib.resources import files

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from programmes.models import User

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async (only) => (await axe.run(document, {runOnly: only, resultTypes: ['violations']})).violations.map(
    rule => `${rule.id}: ${rule.help}\\n` + rule.nodes.map(
        node => `    ${node.target.join(' ')}  ${node.failureSummary.replace(/\\s+/g, ' ')}`).join('\\n'))"""


def sign_in(page: Page, user: User) -> None:
    """By the session cookie: the sign-in form has a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}])


def check_accessibility(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA that axe can see, in the light; and no poor contrast in the dark."""
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, {"type": "tag", "values": WCAG})
    page.emulate_media(color_scheme="dark")
    found += [
        f"in het donker: {line}" for line in page.evaluate(RUN_AXE, {"type": "rule", "values": ["color-contrast"]})
    ]
    page.emulate_media(color_scheme="light")
    assert found == [], f"{page.url}\n" + "\n".join(found)
