"""At work on the board: keyboard, dialogs, undo, two coordinators, conflicts, a tour; and without JavaScript."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from programmes.models import Bezoek, Programme, User
from programmes.times import local
from tests.browser.boards import Small, card, carry, make_small, open_board, toast
from tests.browser.helpers import check_accessibility
from tests.factories import (
    make_bezoek,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_user,
    make_zorgdienst,
)


@pytest.fixture
def small(programme: Programme) -> Small:
    return make_small(programme)


def when(bezoek: Bezoek) -> str:
    bezoek.refresh_from_db()
    start, end = local(bezoek.starts_at), local(bezoek.ends_at)
    return f"{start:%a %H:%M}-{end:%H:%M}"


# the keyboard


def test_a_card_is_moved_with_the_keyboard(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    voice = page.locator("#bord-stem")
    card(page, small.visit).locator(".visit-open").focus()
    page.keyboard.press("Space")
    expect(voice).to_contain_text("De Linde opgepakt.")
    page.keyboard.press("ArrowRight")
    expect(voice).to_have_text("dinsdag 25 februari, 9.30–10.30")
    page.keyboard.press("ArrowDown")
    expect(voice).to_have_text("dinsdag 25 februari, 9.45–10.45")
    page.keyboard.press("Shift+ArrowDown")
    expect(voice).to_have_text("dinsdag 25 februari, 9.45–11.00")
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("naar dinsdag 25 februari 9.45–11.00")
    expect(card(page, small.visit).locator(".visit-open")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)
    assert when(small.visit) == "Tue 09:45-11:00"


def test_the_keyboard_says_why_not_and_escape_goes_back(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=dag")
    card(page, small.visit).locator(".visit-open").focus()
    page.keyboard.press("Space")
    expect(page.locator(".mark-run")).not_to_have_count(0)
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("#bord-stem")).to_contain_text("8.45–9.45. Let op: De Linde ontvangt op maandag 24 februari")
    page.keyboard.press("Escape")
    expect(page.locator("#bord-stem")).to_have_text("Alles blijft zoals het was.")
    expect(page.locator(".drop-mark")).to_have_count(0)
    assert when(small.visit) == "Mon 09:30-10:30"


def test_enter_opens_the_card(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-open").press("Enter")
    expect(page.get_by_role("dialog", name="De Linde")).to_be_visible()


# dialogs


def test_a_visit_is_made_in_a_dialog(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    page.get_by_role("link", name="Nieuw bezoek", exact=True).click()
    dialog = page.get_by_role("dialog", name="Nieuw bezoek of blok")
    dialog.get_by_label("Zorgdienst").select_option(label="De Kade")
    expect(dialog.get_by_label("Van", exact=False).first).to_have_value("09:00")
    expect(dialog.get_by_label("Tot", exact=False).first).to_have_value("10:00")
    dialog.get_by_label("Jan Claes", exact=False).first.check()
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog).to_have_count(0)
    expect(small.cell(page, f"d{small.kade.pk}", 24).locator(".visit")).to_contain_text("Jan Claes")
    expect(toast(page)).to_contain_text("De Kade, maandag 24 februari 9.00–10.00: toegevoegd")


def test_a_mistake_stays_in_the_dialog_with_what_was_typed(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-open").press("Enter")
    dialog = page.get_by_role("dialog", name="De Linde")
    dialog.get_by_label("Titel").fill("Soep bedelen")
    dialog.get_by_label("Tot", exact=False).first.fill("09:00")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog.locator(".error-summary")).to_be_focused()
    expect(dialog.locator(".error-summary")).to_contain_text("Het einde ligt niet na het begin.")
    expect(dialog.get_by_label("Titel")).to_have_value("Soep bedelen")
    dialog.get_by_label("Tot", exact=False).first.fill("11:00")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(card(page, small.visit)).to_contain_text("Soep bedelen")
    assert when(small.visit) == "Mon 09:30-11:00"


def test_a_card_is_moved_and_removed_by_its_forms(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).get_by_role("link", name="Verplaats De Linde").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Verplaats De Linde")
    dialog.get_by_label("Dag").select_option(label="vrijdag 28 februari")
    dialog.get_by_role("button", name="Verplaatsen").click()
    expect(small.cell(page, f"d{small.linde.pk}", 28).locator(".visit")).to_have_count(1)
    card(page, small.visit).locator(".visit-open").press("Enter")
    page.get_by_role("dialog", name="De Linde").get_by_role("link", name="Verwijderen").click()
    page.get_by_role("dialog", name="De Linde verwijderen?").get_by_role("button", name="Verwijderen").click()
    expect(page.locator(".week-table .visit")).to_have_count(0)
    expect(page.locator("dialog")).to_have_count(0)


# undo


def test_undo_by_the_button_of_the_message_and_by_the_keys(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    row = f"d{small.linde.pk}"
    for undo in (
        lambda: toast(page).get_by_role("button", name="Ongedaan maken").click(),
        lambda: page.keyboard.press("Control+z"),
    ):
        carry(page, card(page, small.visit), small.cell(page, row, 26))
        page.mouse.up()
        expect(small.cell(page, row, 26).locator(".visit")).to_have_count(1)
        undo()
        expect(toast(page)).to_contain_text("Ongedaan gemaakt: De Linde: verplaatst")
        expect(small.cell(page, row, 24).locator(".visit")).to_have_count(1)
        assert when(small.visit) == "Mon 09:30-10:30"


def test_the_trail_tells_who_did_what(page: Page, small: Small, programme: Programme) -> None:
    greet = make_user(bestuur=programme.bestuur, name="Greet Persyn")
    open_board(page, small, greet)
    carry(page, card(page, small.visit), small.cell(page, f"d{small.linde.pk}", 26))
    page.mouse.up()
    expect(toast(page)).to_contain_text("verplaatst")
    page.get_by_role("link", name="Wijzigingen").click()
    expect(page.get_by_role("row", name="Greet Persyn")).to_contain_text("De Linde: verplaatst van maandag 24 februari")
    check_accessibility(page)


# two coordinators


@pytest.fixture
def greets(new_page: Callable[..., Page], small: Small, programme: Programme) -> Page:
    """The board as a second coordinator has it open."""
    greet = make_user(bestuur=programme.bestuur, name="Greet Persyn")
    return open_board(new_page(), small, greet)


def test_a_card_that_somebody_moved_meanwhile(page: Page, greets: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    row = f"d{small.linde.pk}"
    carry(greets, card(greets, small.visit), small.cell(greets, row, 27))
    greets.mouse.up()
    expect(toast(greets)).to_contain_text("verplaatst")
    carry(page, card(page, small.visit), small.cell(page, row, 25))
    page.mouse.up()
    expect(toast(page)).to_contain_text("Niet bewaard: Greet Persyn wijzigde dit bezoek intussen.")
    expect(small.cell(page, row, 27).locator(".visit")).to_have_count(1)
    expect(small.cell(page, row, 24).locator(".visit")).to_have_count(0)
    assert when(small.visit) == "Thu 09:30-10:30"


def test_a_form_that_somebody_overtook(page: Page, greets: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-open").press("Enter")
    dialog = page.get_by_role("dialog", name="De Linde")
    dialog.get_by_label("Titel").fill("Soep bedelen")
    carry(greets, card(greets, small.visit), small.cell(greets, f"d{small.linde.pk}", 27))
    greets.mouse.up()
    expect(toast(greets)).to_contain_text("verplaatst")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog).to_contain_text("Greet Persyn wijzigde dit bezoek intussen")
    expect(dialog).to_contain_text("verplaatst van maandag 24 februari 9.30–10.30 naar donderdag 27 februari")
    expect(dialog.get_by_label("Titel")).to_have_value("Soep bedelen")
    check_accessibility(page)
    dialog.get_by_role("button", name="Neem mijn versie").click()
    expect(small.cell(page, f"d{small.linde.pk}", 24)).to_contain_text("Soep bedelen")
    assert when(small.visit) == "Mon 09:30-10:30"


def test_the_version_of_the_other_stays(page: Page, greets: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-open").press("Enter")
    dialog = page.get_by_role("dialog", name="De Linde")
    dialog.get_by_label("Titel").fill("Soep bedelen")
    carry(greets, card(greets, small.visit), small.cell(greets, f"d{small.linde.pk}", 27))
    greets.mouse.up()
    expect(toast(greets)).to_contain_text("verplaatst")
    dialog.get_by_role("button", name="Bewaren").click()
    dialog.get_by_role("button", name="Behoud die van Greet Persyn").click()
    expect(small.cell(page, f"d{small.linde.pk}", 27).locator(".visit")).to_have_count(1)
    expect(page.locator("dialog")).to_have_count(0)
    assert when(small.visit) == "Thu 09:30-10:30"


def test_what_somebody_else_does_comes_in_by_itself(page: Page, greets: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    row = f"d{small.linde.pk}"
    carry(greets, card(greets, small.visit), small.cell(greets, row, 27))
    greets.mouse.up()
    expect(toast(greets)).to_contain_text("verplaatst")
    page.locator("#bord-nieuws").dispatch_event("board:look")
    expect(toast(page)).to_contain_text("Greet Persyn: De Linde: verplaatst")
    expect(small.cell(page, row, 27).locator(".visit")).to_have_count(1)
    expect(small.cell(page, row, 24).locator(".visit")).to_have_count(0)


# conflicts


def test_the_way_out_is_one_click(page: Page, small: Small, coordinator: User) -> None:
    host = small.visit.host
    other = make_bezoek(small.programme, zorgdienst=small.kade, host=host, start="10.00", people=[small.lieve])
    open_board(page, small, coordinator)
    expect(page.locator("#bord-tellers")).to_contain_text("1 houdt tegen")
    conflict = page.locator("#bord-conflicten li", has_text="Dubbel gepland")
    expect(conflict).to_contain_text("kan het wel.")
    conflict.get_by_role("button", name="Verplaats").click()
    expect(page.locator("#bord-tellers")).not_to_contain_text("houdt tegen")
    expect(card(page, other).locator(".visit-mark")).to_have_count(0)


def test_a_conflict_is_accepted_from_the_card(page: Page, small: Small, coordinator: User) -> None:
    small.linde.moments = [[0, 13 * 60, 17 * 60]]
    small.linde.save()
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-mark").click()
    page.get_by_role("dialog", name="Conflicten bij De Linde").get_by_role("link", name="Aanvaard").click()
    dialog = page.get_by_role("dialog", name="Conflict aanvaarden")
    dialog.get_by_label("Waarom mag dit?").fill("De directeur opent speciaal.")
    check_accessibility(page)
    dialog.get_by_role("button", name="Aanvaarden").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(card(page, small.visit).locator(".visit-mark")).to_have_count(0)
    page.goto(small.url("conflict-list"))
    expect(page.locator("#aanvaard")).to_contain_text("De directeur opent speciaal.")
    check_accessibility(page)
    page.locator("#aanvaard").get_by_role("link", name="Trek in").click()
    page.get_by_role("dialog").get_by_role("button", name="Niet langer aanvaarden").click()
    expect(page.locator("#aanvaard")).to_have_count(0)


# a tour


def test_nine_people_tour_six_services_in_one_go(page: Page, programme: Programme, coordinator: User) -> None:
    small = make_small(programme)
    names = ["De Speelboot", "Ten Leie", "De Brug", "De Meersen", "De Ankerplaats", "Vijverhoek"]
    for name in names:
        dienst = make_zorgdienst(programme.bestuur, name=name, visit_minutes=45, max_people=12)
        make_deelnemende_dienst(programme, dienst)
    for number in range(1, 10):
        make_gast(programme, make_mandataris(programme.bestuur, first_name="Directeur", last_name=f"nummer {number}"))
    open_board(page, small, coordinator)
    page.get_by_role("link", name="Ronde", exact=True).click()
    page.get_by_label("Naam van de ronde").fill("Negen directeurs op pad")
    page.get_by_label("Dag").select_option(label="woensdag 26 februari")
    page.get_by_label("Vertrek om").fill("09:00")
    for order, name in enumerate(names, start=1):
        page.get_by_label(f"Volgorde van {name}").fill(str(order))
    for number in range(1, 10):
        page.get_by_label(f"Directeur nummer {number}").check()
    page.get_by_role("button", name="Bekijk de uren").click()
    preview = page.get_by_role("region", name="Zo loopt de ronde")
    expect(preview.get_by_role("listitem")).to_have_count(6)
    expect(preview.get_by_role("listitem").last).to_contain_text("13.35–14.20 Vijverhoek")
    check_accessibility(page)
    page.get_by_role("button", name="Zet op het bord").click()
    expect(page.locator(".week-table td[data-day='2025-02-26'] .visit")).to_have_count(6)
    expect(page.locator("#messages")).to_contain_text("langs 6 diensten op woensdag 26 februari, 9.00–14.20")
    assert {bezoek.deelnemers.count() for bezoek in Bezoek.objects.exclude(pk=small.visit.pk)} == {9}
    expect(page.locator("#bord[data-ready]")).to_be_visible()
    first = page.locator(".visit", has_text="9.00–9.45")
    carry(
        page,
        page.locator(".week-table").locator(first),
        page.locator("tr", has=first).locator("td[data-day='2025-02-27']"),
    )
    page.mouse.up()
    toast(page).get_by_role("button", name="Verplaats de hele ronde mee").click()
    expect(page.locator(".week-table td[data-day='2025-02-27'] .visit")).to_have_count(6)


# without JavaScript


def test_all_of_it_works_without_javascript(new_page: Callable[..., Page], small: Small, coordinator: User) -> None:
    page = open_board(new_page(java_script_enabled=False), small, coordinator)
    page.get_by_role("link", name="Nieuw bezoek", exact=True).click()
    page.get_by_label("Zorgdienst").select_option(label="De Kade")
    page.get_by_label("Dag").select_option(label="dinsdag 25 februari")
    page.get_by_label("Van", exact=False).first.fill("14:00")
    page.get_by_label("Tot", exact=False).first.fill("15:00")
    page.get_by_label("Jan Claes", exact=False).first.check()
    page.get_by_role("button", name="Bewaren").click()
    made = small.cell(page, f"d{small.kade.pk}", 25).locator(".visit")
    expect(made).to_contain_text("Jan Claes")
    made.locator(".visit-move").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Dag").select_option(label="donderdag 27 februari")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(small.cell(page, f"d{small.kade.pk}", 27).locator(".visit")).to_have_count(1)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(small.cell(page, f"d{small.kade.pk}", 25).locator(".visit")).to_have_count(1)
    expect(page.locator("#messages")).to_contain_text("Ongedaan gemaakt")


# for everybody


@pytest.mark.parametrize("query", ["", "?toon=persoon", "?toon=dag", "?toon=dag&rijen=persoon"])
def test_every_face_is_accessible(page: Page, small: Small, coordinator: User, query: str) -> None:
    make_bezoek(small.programme, kind="persmoment", start="9.00", people=[small.lieve])
    make_bezoek(small.programme, kind="maaltijd", start="12.00", is_fixed=True)
    open_board(page, small, coordinator, query)
    expect(page.locator(".visit:visible")).not_to_have_count(0)
    check_accessibility(page)


def test_the_dialog_and_the_phone_are_accessible(page: Page, phone: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).locator(".visit-open").press("Enter")
    expect(page.get_by_role("dialog", name="De Linde")).to_be_visible()
    check_accessibility(page)
    open_board(phone, small, coordinator)
    expect(card(phone, small.visit)).to_be_visible()
    check_accessibility(phone)


def test_the_list_of_people_can_be_searched(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    page.get_by_role("searchbox", name="Zoek iemand").fill("lieve")
    expect(page.locator("[data-person-chip]:visible a:not(.chip-plan)")).to_have_text("Lieve Vandaele")
    page.get_by_role("searchbox", name="Zoek iemand").fill("plan voor mij")
    expect(page.locator("[data-person-chip]:visible")).to_have_count(0)


def test_a_board_scrolls_along_at_its_edge(page: Page, programme: Programme, coordinator: User) -> None:
    small = make_small(programme)
    for number in range(14):
        make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name=f"Dienst {number:02}"))
    open_board(page, small, coordinator)
    carry(page, card(page, small.visit), small.cell(page, f"d{small.linde.pk}", 25))
    box = page.locator(".board-scroll").bounding_box()
    assert box
    page.mouse.move(box["x"] + 400, box["y"] + box["height"] - 5)
    expect(page.locator("tr", has_text="Dienst 13")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.mouse.up()


def test_nothing_is_wider_than_the_phone(phone: Page, small: Small, coordinator: User) -> None:
    open_board(phone, small, coordinator)
    expect(card(phone, small.visit)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_who_is_signed_out_meanwhile_is_told(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    carry(page, card(page, small.visit), small.cell(page, f"d{small.linde.pk}", 26))
    page.mouse.up()
    expect(toast(page)).to_contain_text("Dit is niet bewaard: je bent intussen afgemeld.")
    expect(small.cell(page, f"d{small.linde.pk}", 24).locator(".visit")).to_have_count(1)
    assert when(small.visit) == "Mon 09:30-10:30"
