"""The clock of a speed date in a browser: keys, a reload, no network, and a host with a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Programme, Speeddate, Werkvorm
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import MONDAY, make_bestuur, make_bezoek, make_programme, make_user
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def date(transactional_db: None) -> Speeddate:
    programme: Programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025")
    return make_speeddate(make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE), change_minutes=0, round_minutes=1)


def test_its_pages_can_be_used_by_everyone(date: Speeddate, page: Page) -> None:
    sign_in(page, make_user("coordinator", bestuur=date.bezoek.programme.bestuur))
    for path in ("", "tafels/", "wijzigen/"):
        page.goto(f"/leiedorp/2025/bezoeken/{date.bezoek_id}/speeddate/{path}")
        check_accessibility(page)
    page.get_by_label("Wie komt er nog bij").fill("Laatkomer")
    page.get_by_role("button", name="Toon wat er verandert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit verandert er")
    check_accessibility(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("rowheader", name="Laatkomer")).to_be_visible()


def test_the_clock_runs_by_keys_and_goes_on_after_a_reload_and_without_a_network(date: Speeddate, page: Page) -> None:
    sign_in(page, make_user("coordinator", bestuur=date.bezoek.programme.bestuur))
    page.clock.install()
    page.goto(f"/leiedorp/2025/bezoeken/{date.bezoek_id}/speeddate/klok/")
    title, time, said = page.get_by_role("heading", level=1), page.get_by_role("timer"), page.locator("[data-said]")
    check_accessibility(page)

    page.keyboard.press("Space")
    expect(said).to_have_text("De klok loopt")
    page.clock.run_for(10_000)
    expect(time).to_have_text("0:50")
    page.keyboard.press("+")
    expect(time).to_have_text("1:50")
    page.keyboard.press("Space")
    page.clock.run_for(5_000)
    expect(time).to_have_text("1:50")
    page.get_by_role("button", name="Geluid aan").click()
    expect(page.get_by_role("button", name="Geluid uit")).to_have_attribute("aria-pressed", "false")

    page.reload()
    expect(time).to_have_text("1:50")
    expect(page.get_by_role("button", name="Geluid uit")).to_be_visible()

    page.context.set_offline(True)
    page.keyboard.press("Space")
    page.clock.run_for(111_000)
    expect(title).to_have_text("Ronde 2 van 3")
    expect(said).to_have_text("Ronde 2 van 3. Daarna: ronde 3, 1 minuut")
    expect(page.get_by_role("heading", name="Wie zit waar in ronde 2")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Gedaan")
    page.context.set_offline(False)


@pytest.fixture
def host_phone(transactional_db: None, new_page: Callable[..., Page]) -> Page:
    # A link ends with its programme, and the server's clock is the real one.
    programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025", last_day=MONDAY.replace(year=2999))
    host = make_host(programme)
    make_speeddate(make_visit(programme, host, werkvorm=Werkvorm.SPEEDDATE), round_minutes=1)
    publish(programme)
    phone = new_page(**PHONE)
    phone.add_init_script("navigator.wakeLock.request = async (what) => { window.awake = what; }")
    phone.clock.install()
    phone.goto(f"/gastheer/{token(host)}/")
    return phone


def test_a_host_runs_the_clock_on_a_phone_that_stays_awake(host_phone: Page) -> None:
    phone = host_phone
    phone.get_by_role("link", name="Klok van de speeddate").click()
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    assert phone.evaluate("window.awake") == "screen"
    phone.get_by_role("button", name="Geluid aan").click()
    expect(phone.get_by_role("button", name="Geluid uit")).to_have_attribute("aria-pressed", "false")
    phone.get_by_role("button", name="Starten").click()
    phone.clock.run_for(61_000)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wisselen: naar ronde 2")
    expect(phone.get_by_role("heading", name="Wie zit waar in ronde 2")).to_be_visible()
    assert phone.context.cookies() == []
    phone.get_by_role("link", name="Wie komt").click()
    expect(phone.get_by_role("link", name="Klok van de speeddate")).to_be_visible()


def test_the_clock_has_no_button_for_a_full_screen_that_the_device_has_not(host_phone: Page) -> None:
    link = host_phone.get_by_role("link", name="Klok van de speeddate")
    link.click()
    button = host_phone.get_by_role("button", name="Volledig scherm")
    expect(button).to_be_visible()
    host_phone.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    host_phone.reload()
    expect(host_phone.get_by_role("button", name="Geluid aan")).to_be_visible()
    expect(button).to_be_hidden()
