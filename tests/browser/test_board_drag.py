"""Carrying things over the board with a mouse or a finger."""

import re

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Bezoek, Programme, User
from programmes.times import local
from tests.browser.boards import Finger, Small, card, carry, lift, make_small, open_board, toast
from tests.factories import at, make_bezoek


@pytest.fixture
def small(programme: Programme) -> Small:
    return make_small(programme)


def when(bezoek: Bezoek) -> str:
    bezoek.refresh_from_db()
    start, end = local(bezoek.starts_at), local(bezoek.ends_at)
    return f"{start:%a %H:%M}-{end:%H:%M}"


def test_a_card_is_dragged_to_another_day(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    carry(page, card(page, small.visit), small.cell(page, f"d{small.linde.pk}", 26))
    expect(page.locator(".ghost-words strong")).to_have_text("woensdag 26 februari, 9.30–10.30")
    page.mouse.up()
    expect(toast(page)).to_contain_text("De Linde: verplaatst van maandag 24 februari 9.30–10.30")
    expect(small.cell(page, f"d{small.linde.pk}", 26).locator(".visit")).to_have_count(1)
    expect(small.cell(page, f"d{small.linde.pk}", 24).locator(".visit")).to_have_count(0)
    assert when(small.visit) == "Wed 09:30-10:30"


def test_while_dragging_one_sees_where_it_can_go_and_why_not(page: Page, small: Small, coordinator: User) -> None:
    make_bezoek(
        small.programme,
        title="Persmoment",
        day=at(small.programme.first_day, "9.00").date().replace(day=25),
        start="9.00",
        people=[small.lieve],
    )
    open_board(page, small, coordinator)
    row = f"d{small.linde.pk}"
    carry(page, card(page, small.visit), small.cell(page, row, 25))
    expect(small.cell(page, row, 25)).to_have_class(re.compile("cannot"))
    expect(small.cell(page, row, 26)).to_have_class(re.compile(r"\bcan\b"))
    expect(page.locator(".ghost-words .why")).to_have_text("Let op: Lieve Vandaele is dan bij Persmoment (9.00–10.00).")
    page.mouse.up()
    expect(card(page, small.visit).locator(".visit-mark")).to_contain_text("Dubbel gepland")


def test_escape_leaves_everything_as_it_was(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    carry(page, card(page, small.visit), small.cell(page, f"d{small.linde.pk}", 26))
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    expect(small.cell(page, f"d{small.linde.pk}", 24).locator(".visit")).to_have_count(1)
    expect(page.locator("dialog")).to_have_count(0)
    assert when(small.visit) == "Mon 09:30-10:30"


def test_a_click_still_opens_the_card(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    card(page, small.visit).click(position={"x": 30, "y": 30})
    expect(page.get_by_role("dialog", name="De Linde")).to_be_visible()


def test_a_card_is_dragged_to_a_quarter_of_the_day(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=dag")
    quarter = page.locator(f"#baan-d{small.linde.pk} .quarters").bounding_box()
    assert quarter
    lift(page, card(page, small.visit))
    box = card(page, small.visit).bounding_box()
    assert box
    page.mouse.move(box["x"] + 30 + 5 * quarter["width"] / 40, box["y"] + 12, steps=5)
    expect(page.locator(".drop-mark")).to_have_text("10.45–11.45")
    page.mouse.up()
    expect(toast(page)).to_contain_text("10.45–11.45 in plaats van 9.30–10.30")
    expect(card(page, small.visit)).to_contain_text("10.45–11.45")
    assert when(small.visit) == "Mon 10:45-11:45"


def test_a_card_is_dragged_longer(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=dag")
    quarter = page.locator(f"#baan-d{small.linde.pk} .quarters").bounding_box()
    handle = card(page, small.visit).locator("[data-resize]").bounding_box()
    assert quarter
    assert handle
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2 * quarter["width"] / 40, y, steps=5)
    expect(page.locator(".ghost-words strong")).to_have_text("maandag 24 februari, 9.30–11.00")
    page.mouse.up()
    expect(card(page, small.visit)).to_contain_text("9.30–11.00")
    assert when(small.visit) == "Mon 09:30-11:00"


def test_a_card_is_dropped_on_another_day_above_the_day(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=dag")
    carry(page, card(page, small.visit), page.locator('[data-day-head="2025-02-27"]'))
    page.mouse.up()
    expect(toast(page)).to_contain_text("naar donderdag 27 februari 9.30–10.30")
    expect(page.locator(".day-grid .visit")).to_have_count(0)


def test_a_service_is_dragged_from_the_list_onto_a_day(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    carry(page, page.locator(".chip", has_text="De Kade"), small.cell(page, f"d{small.kade.pk}", 27), at=(60, 14))
    page.mouse.up()
    expect(small.cell(page, f"d{small.kade.pk}", 27).locator(".visit")).to_contain_text("9.00–10.00")
    expect(page.locator("#bord-diensten")).to_contain_text("Elke dienst krijgt bezoek.")


def test_a_person_is_dragged_onto_a_card(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator)
    carry(page, page.locator(".chip", has_text="Jan Claes"), card(page, small.visit), at=(60, 14))
    expect(page.locator(".ghost-words strong")).to_have_text("Jan Claes gaat mee naar De Linde, 9.30–10.30")
    page.mouse.up()
    expect(card(page, small.visit)).to_contain_text("Jan Claes, Lieve Vandaele")
    expect(page.locator("#bord-mensen")).not_to_contain_text("zonder bezoek")
    assert set(small.visit.deelnemers.all()) == {small.jan, small.lieve}


def test_a_card_is_dragged_to_the_row_of_somebody_else(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=persoon")
    carry(page, card(page, small.visit), small.cell(page, f"p{small.jan.pk}", 25))
    expect(page.locator(".ghost-words strong")).to_contain_text("Jan Claes in de plaats")
    page.mouse.up()
    expect(small.cell(page, f"p{small.jan.pk}", 25).locator(".visit")).to_have_count(1)
    assert list(small.visit.deelnemers.all()) == [small.jan]


def test_a_finger_that_presses_long_carries_a_card(phone: Page, small: Small, coordinator: User) -> None:
    open_board(phone, small, coordinator)
    box = card(phone, small.visit).bounding_box()
    target = phone.locator("#agenda-20250225").bounding_box()
    assert box
    assert target
    x, y = box["x"] + 60, box["y"] + 20
    finger = Finger(phone)
    finger.press(x, y)
    expect(phone.locator(".ghost")).to_be_visible()
    finger.move(x, y + 40)
    finger.move(x, target["y"] + 20)
    expect(phone.locator(".ghost-words strong")).to_have_text("dinsdag 25 februari, 9.30–10.30")
    finger.lift()
    expect(phone.locator("#agenda-20250225 .visit")).to_have_count(1)
    assert when(small.visit) == "Tue 09:30-10:30"


def test_a_finger_that_moves_at_once_scrolls(phone: Page, small: Small, coordinator: User) -> None:
    open_board(phone, small, coordinator)
    box = card(phone, small.visit).bounding_box()
    assert box
    x, y = box["x"] + 60, box["y"] + 20
    finger = Finger(phone)
    finger.press(x, y)
    finger.move(x, y - 40)
    finger.move(x, y - 240)
    expect(phone.locator(".ghost")).to_have_count(0)
    finger.lift()
    expect(phone.locator(".brand")).not_to_be_in_viewport()
    assert when(small.visit) == "Mon 09:30-10:30"


def test_a_finger_on_the_grip_carries_at_once(phone: Page, small: Small, coordinator: User) -> None:
    open_board(phone, small, coordinator)
    grip = card(phone, small.visit).locator(".visit-move").bounding_box()
    target = phone.locator("#agenda-20250226").bounding_box()
    assert grip
    assert target
    x, y = grip["x"] + 10, grip["y"] + 10
    finger = Finger(phone)
    finger.press(x, y)
    finger.move(x, y + 20)
    expect(phone.locator(".ghost")).to_be_visible()
    finger.move(x, target["y"] + 15)
    finger.lift()
    expect(phone.locator("#agenda-20250226 .visit")).to_have_count(1)


def test_a_click_on_an_empty_quarter_asks_for_a_visit_there(page: Page, small: Small, coordinator: User) -> None:
    open_board(page, small, coordinator, "?toon=dag&dag=2025-02-26")
    lane = page.locator(f"#baan-d{small.kade.pk} .quarters")
    box = lane.bounding_box()
    assert box
    lane.click(position={"x": box["width"] * 17.5 / 40, "y": 20})
    dialog = page.get_by_role("dialog", name="Nieuw bezoek of blok")
    expect(dialog.get_by_label("Zorgdienst")).to_have_value(str(small.kade.pk))
    expect(dialog.locator("[name=start]")).to_have_value("12:15")
    expect(dialog.locator("[name=day]")).to_have_value("2025-02-26")
