"""A practice carousel on a phone: somebody signs up by the link, changes a choice, and says that they cannot come."""

from playwright.sync_api import Page, expect

from programmes.models import Carrousel, Inschrijving, Programme, Sessie, Werkvorm
from programmes.tokens import token_from
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility
from tests.factories import MONDAY, make_bezoek
from tests.invitations.rsvp import publish_now
from tests.programmes.werkvormen.carrousel_rows import make_carrousel, make_sessie


def make_day(programme: Programme) -> tuple[Carrousel, list[Sessie]]:
    """In the far future: the server's clock is the real one."""
    Programme.objects.update(last_day=MONDAY.replace(year=2999))
    visit = make_bezoek(
        programme,
        kind="vrij",
        title="Praktijkdag",
        werkvorm=Werkvorm.CARROUSEL,
        day=MONDAY.replace(year=2998),
        start="9.30",
        end="10.30",
    )
    carrousel = make_carrousel(visit)
    sessies = [make_sessie(carrousel, text="Een gesprek aan tafel.") for _ in range(3)]
    publish_now(programme)
    return carrousel, sessies


def fits(phone: Page) -> bool:
    return bool(phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"])


def test_somebody_signs_up_and_changes_it_on_a_phone(phone: Page, transactional_db: None, programme: Programme) -> None:
    carrousel, sessies = make_day(programme)
    phone.goto(f"/inschrijven/{token_from(carrousel.nonce)}/")
    check_accessibility(phone)
    assert fits(phone)
    phone.get_by_label("Naam").fill("Els Maes")
    phone.get_by_label("E-mailadres").fill("els@buurt.example")
    phone.get_by_label("Eerste keuze").select_option(label="2. Sessie 2")
    phone.get_by_label("Tweede keuze").select_option(label="2. Sessie 2")
    phone.get_by_role("button", name="Schrijf me in").tap()
    expect(phone.get_by_text("Dit is al je eerste keuze.").first).to_be_visible()
    check_accessibility(phone)
    phone.get_by_label("Tweede keuze").select_option(label="1. Sessie 1")
    phone.get_by_role("button", name="Schrijf me in").tap()
    expect(phone.get_by_text("Bedankt, je inschrijving is binnen.")).to_be_visible()
    els = Inschrijving.objects.get()
    assert els.wishes == [sessies[1].pk, sessies[0].pk]

    phone.goto(f"/inschrijving/{token_from(els.nonce)}/")  # the link is in the mail
    expect(phone.get_by_role("heading", name="Dag Els Maes")).to_be_visible()
    phone.get_by_label("Eerste keuze").select_option(label="3. Sessie 3")
    phone.get_by_role("button", name="Bewaren").tap()
    expect(phone.get_by_text("Bewaard.")).to_be_visible()
    check_accessibility(phone)
    assert fits(phone)
    assert Inschrijving.objects.get().wishes == [sessies[2].pk, sessies[0].pk]

    phone.get_by_role("link", name="Ik kan niet komen").tap()
    phone.wait_for_url("**/uitschrijven/")
    check_accessibility(phone)
    phone.get_by_role("button").last.tap()
    expect(phone.get_by_text("Je bent uitgeschreven.")).to_be_visible()
    assert Inschrijving.objects.get().withdrawn_at is not None
