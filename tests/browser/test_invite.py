"""From an empty text to mails in the outbox: compose, look at each, a test to oneself, confirm."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from invitations.models import Bericht
from programmes.models import Programme, User
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.invitations.uitnodigingen import make_invited


def a_programme() -> tuple[Programme, User]:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    programme = make_programme(bestuur, slug="2025", contact_name="Els", contact_phone="056 1")
    for name in ("An", "Bo"):
        make_invited(programme, name, segment="college")
    make_invited(programme, "Cas", segment="college", email="", street="Markt 1", postcode="8800", city="Leiedorp")
    return programme, make_user("coordinator", bestuur=bestuur, email="els@example.be", name="Els")


def test_from_a_text_to_the_outbox(page: Page) -> None:
    _, coordinator = a_programme()
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/uitnodigen/")
    page.get_by_role("link", name="Schrijf een uitnodiging").click()
    page.get_by_label("Onderwerp").fill("Kom mee, ")
    page.get_by_role("button", name="Voeg {voornaam} toe").click()
    expect(page.get_by_label("Onderwerp")).to_have_value("Kom mee, {voornaam}")
    check_accessibility(page)
    page.get_by_role("button", name="Bewaren en bekijken").click()

    expect(page.get_by_role("heading", name="An Peeters")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Kom mee, An")).to_be_visible()
    page.get_by_role("link", name="Volgende").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="Kom mee, Bo")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Stuur naar mezelf").click()
    expect(page.get_by_text("De proef is onderweg naar els@example.be")).to_be_visible()
    assert Bericht.objects.values_list("to_email", "subject").get() == ("els@example.be", "Proef: Kom mee, Bo")

    page.get_by_role("link", name="Naar versturen").click()
    expect(page.get_by_role("heading", name="Verstuur naar 2 mensen; 1 krijgt een brief")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Verstuur naar 2 mensen").click()
    expect(page.get_by_text("De uitnodiging aan 2 mensen staat klaar en vertrekt meteen.")).to_be_visible()
    sent = Bericht.objects.filter(kind="uitnodiging").order_by("to_email").values_list("to_email", "subject")
    assert list(sent) == [("an@example.be", "Kom mee, An"), ("bo@example.be", "Kom mee, Bo")]


def test_composing_works_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    _, coordinator = a_programme()
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/uitnodigen/nieuw/?groep=college")
    expect(page.get_by_text("{antwoorden_voor}", exact=True)).to_be_visible()
    page.get_by_label("Onderwerp").fill("Dag {vornaam}")
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.get_by_text("{vornaam} kennen we niet. Bedoel je {voornaam}?").first).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("Dag {vornaam}")
