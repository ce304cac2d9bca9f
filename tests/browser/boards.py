"""What the tests of the board share: a small week, and a hand that carries things over it."""

from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Locator, Page

from programmes.models import Bezoek, Mandataris, Programme, User, Zorgdienst
from tests.browser.helpers import sign_in
from tests.factories import (
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_zorgdienst,
)

EVERY_DAY = [[weekday, 9 * 60, 17 * 60] for weekday in range(5)]


@dataclass
class Small:
    """De Linde has a visit on Monday from 9.30 to 10.30 with Lieve; De Kade has none, and neither has Jan."""

    programme: Programme
    linde: Zorgdienst
    kade: Zorgdienst
    visit: Bezoek
    lieve: Mandataris
    jan: Mandataris

    def url(self, name: str, *args: int) -> str:
        return reverse(name, args=[self.programme.bestuur.slug, self.programme.slug, *args])

    def cell(self, page: Page, row: str, day: int) -> Locator:
        """The cell of a row on a day of February."""
        return page.locator(f'td[data-row="{row}"][data-day="2025-02-{day}"]')


def make_small(programme: Programme) -> Small:
    bestuur = programme.bestuur
    host = make_contactpersoon(bestuur, name="Griet Declercq")
    linde = make_zorgdienst(bestuur, name="De Linde", contact=host, moments=EVERY_DAY)
    kade = make_zorgdienst(bestuur, name="De Kade", contact=host, moments=EVERY_DAY, visit_minutes=60)
    make_deelnemende_dienst(programme, kade)
    lieve = make_mandataris(bestuur, first_name="Lieve", last_name="Vandaele")
    jan = make_mandataris(bestuur, first_name="Jan", last_name="Claes")
    make_gast(programme, jan)
    visit = make_bezoek(programme, zorgdienst=linde, host=host, start="9.30", people=[lieve])
    return Small(programme, linde, kade, visit, lieve, jan)


def open_board(page: Page, small: Small, user: User, query: str = "") -> Page:
    sign_in(page, user)
    page.goto(small.url("board") + query)
    return page


def card(page: Page, bezoek: Bezoek) -> Locator:
    """The card that is to be seen: the board keeps another for narrow screens."""
    return page.locator(f'.visit[data-visit="{bezoek.pk}"]:visible')


def toast(page: Page) -> Locator:
    return page.locator("#bord-melding")


def lift(page: Page, source: Locator, *, at: tuple[float, float] = (30, 12)) -> None:
    """Press on something and begin to move it."""
    box = source.bounding_box()
    assert box
    x, y = box["x"] + at[0], box["y"] + at[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8, steps=3)


def carry(page: Page, source: Locator, target: Locator, *, at: tuple[float, float] = (30, 12)) -> None:
    """From the middle of one thing to the middle of another, without letting go."""
    target.scroll_into_view_if_needed()
    lift(page, source, at=at)
    box = target.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)


class Finger:
    """One finger on the screen; Playwright's own touchscreen can only tap."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def press(self, x: float, y: float) -> None:
        self._send("touchStart", (x, y))

    def move(self, x: float, y: float) -> None:
        self._send("touchMove", (x, y))

    def lift(self) -> None:
        self._send("touchEnd")
