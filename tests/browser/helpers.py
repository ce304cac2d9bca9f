"""What browser tests do over and over: sign in, look with axe."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from programmes.models import User

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SLOW = ["color-contrast", "target-size"]  # two thirds of the time of all rules together
RUN_AXE = """async ([what, only, without]) => {
    const include = {page: () => [document], appeared: looks.appeared}[what]?.() ?? looks.examples(what);
    if (include.length === 0) return [];
    const rules = Object.fromEntries(without.map(rule => [rule, {enabled: false}]));
    const options = {runOnly: only, rules, resultTypes: ['violations'], preload: false};
    const {violations} = await axe.run({include}, options);
    const where = node => `    ${node.target.join(' ')}  ${node.failureSummary.replace(/\\s+/g, ' ')}`;
    return violations.map(rule => [`${rule.id}: ${rule.help}`, ...rule.nodes.map(where)].join('\\n'));
}"""
SEEN: set[str] = set()  # looks (looks.js) without a fault, on whichever page


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
    """Of WCAG 2.2 A and AA, as far as axe can see: all rules in the light, and contrast in the dark.

    The slow rules look at an example of each look that no page had before.
    """
    page.wait_for_load_state("domcontentloaded")  # a click returns as soon as the next page begins to arrive
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE}\n{LOOKS}\n0")
    found = [*run_axe(page, without=SLOW), *slow_violations(page)]
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        found += [f"in het donker: {line}" for line in slow_violations(page, kind="tekst", rules=["color-contrast"])]
        page.emulate_media(color_scheme="light")
    return found


def violations_since(page: Page) -> list[str]:
    """After `violations` and then another width and other colours: of what appeared, and of what depends on those."""
    found = run_axe(page, "appeared", without=SLOW)
    if page.evaluate("looks.scrolls()"):
        found += run_axe(page, rules=["scrollable-region-focusable"])
    return found + slow_violations(page)


def slow_violations(page: Page, *, kind: str = "", rules: Sequence[str] = SLOW) -> list[str]:
    fresh = [look for look in new_looks(page) if look.startswith(kind)]
    found = run_axe(page, fresh, rules=rules)
    if not found:
        SEEN.update(fresh)
    return found


def new_looks(page: Page) -> list[str]:
    return [look for look in page.evaluate("looks.list()") if look not in SEEN]


def run_axe(
    page: Page, what: str | Sequence[str] = "page", *, rules: Sequence[str] = (), without: Sequence[str] = ()
) -> list[str]:
    """Of the whole page, of what appeared, or of the examples of some looks."""
    if not what:
        return []
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
    found: list[str] = page.evaluate(RUN_AXE, [what, only, list(without)])
    return found


def check_accessibility(page: Page) -> None:
    found = violations(page)
    assert found == [], f"{page.url}\n" + "\n".join(found)
