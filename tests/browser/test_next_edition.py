"""After the edition: a challenge of a fiche comes on the list, and lies on the table of the edition that follows."""

from playwright.sync_api import Page, expect

from programmes.models import Programme
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_programme, make_user
from tests.followup.knelpunten import make_challenge, make_service


def test_from_a_fiche_to_the_table_of_the_next_edition(transactional_db: None, page: Page, problems: list[str]) -> None:
    programme: Programme = make_programme(slug="2025")
    challenge = make_challenge(programme, make_service(programme), request="Een nachtpool oprichten.")
    sign_in(page, make_user("coordinator", bestuur=programme.bestuur))
    page.goto(f"/{programme.bestuur.slug}/2025/knelpunten/")
    page.get_by_role("link", name="Begin met de fiches").click()
    expect(page.get_by_role("checkbox", name=challenge.title)).to_be_checked()
    check_accessibility(page)
    page.get_by_role("button", name="Zet op de lijst").click()
    page.get_by_role("link", name=f"Wijzigen {challenge.title}").click()
    page.get_by_label("Toestand").select_option("opgenomen")
    page.get_by_label("Wat het bestuur ermee doet").fill("De pool start in september.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_label("Toestand").select_option("open")
    expect(page.get_by_text("Niets past bij deze keuze.")).to_be_visible()
    page.get_by_role("link", name="Toon alles").click()
    page.get_by_role("link", name="Volgende editie").click()
    page.get_by_role("link", name="Begin de volgende editie").click()
    page.get_by_label("Titel").fill("Expeditie Zorg, opnieuw")
    check_accessibility(page)
    page.get_by_role("button", name="Begin deze editie").click()
    expect(page.get_by_role("heading", name="Op tafel uit Expeditie Zorg")).to_be_visible()
    expect(page.get_by_text("De pool start in september.")).to_be_visible()
    check_accessibility(page)
    assert problems == []
