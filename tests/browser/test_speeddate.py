"""The clock of a speed date in a browser: keys, a reload, no network."""

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Programme, Speeddate, Werkvorm
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_bezoek, make_programme, make_user
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
