"""A format from the library, its timetable put in order and added to in a dialog; and the same by a host on a phone."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from programmes.links import make_links, token_of
from programmes.models import User
from programmes.versions import publish
from tests.browser.helpers import carry, check_accessibility, sign_in
from tests.factories import make_bestuur, make_bezoek, make_contactpersoon, make_programme, make_user, make_zorgdienst

PHONE = {"width": 390, "height": 844}


def a_visit() -> tuple[str, User]:
    """The token of who receives, and the coordinator."""
    bestuur = make_bestuur(slug="leiedorp")
    today = timezone.localdate()
    programme = make_programme(bestuur, slug="2025", first_day=today)
    griet = make_contactpersoon(bestuur, name="Griet")
    service = make_zorgdienst(bestuur, name="De Linde", contact=griet)
    make_bezoek(programme, zorgdienst=service, host=griet, start="9.00", end="10.00")
    coordinator = make_user("coordinator", bestuur=bestuur)
    make_links(programme, now=timezone.now())
    publish(programme, based_on=0, note="", by=coordinator, now=timezone.now())
    return token_of(griet.links.get()), coordinator


def test_a_format_fills_the_timetable_and_a_line_is_added(page: Page, transactional_db: None) -> None:
    token, coordinator = a_visit()
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/werkvormen/")
    page.get_by_label("Voor welk bezoek").select_option(index=1)
    page.get_by_role("button", name="Kies Gesprek voor De Linde").click()
    lines = page.locator(".uurschema h3")
    expect(lines).to_have_text(["Kennismaken", "Het verhaal van de dienst", "Gesprek", "Afspraken"])
    page.get_by_role("button", name="Naar boven: Afspraken").click()
    expect(lines.nth(2)).to_have_text("Afspraken")
    carry(page, "Kennismaken", below=page.locator("[data-line]").last)
    expect(lines).to_have_text(["Het verhaal van de dienst", "Afspraken", "Gesprek", "Kennismaken"])
    expect(page.get_by_role("status").last).to_have_text("Kennismaken staat nu op plaats 4 van 4, om 9.50 uur.")
    page.keyboard.press("Home")
    expect(lines.first).to_have_text("Kennismaken")
    check_accessibility(page)
    page.get_by_role("link", name="Onderdeel", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Voeg toe").click()
    expect(dialog.get_by_text("Schrijf in enkele woorden wat er gebeurt.").first).to_be_visible()
    check_accessibility(page)
    dialog.get_by_label("Wat").fill("Koffie")
    dialog.get_by_role("button", name="Voeg toe").click()
    expect(lines.nth(4)).to_have_text("Koffie")
    page.set_viewport_size(PHONE)
    page.goto(f"/gastheer/{token}/")
    page.get_by_role("link", name="Wijzig het uurschema").click()
    page.get_by_role("button", name="Koffie verplaatsen").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status").last).to_contain_text("Koffie staat nu op plaats 4 van 5")
    page.get_by_role("link", name="Haal weg: Koffie").click()
    page.get_by_role("dialog").get_by_role("button", name="Haal weg").click()
    expect(lines).to_have_count(4)
