"""Plan voor mij in the browser: from the board, followed, taken over in part, undone; and without JavaScript."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from programmes.loading import load_week
from programmes.models import Bezoek, Programme, User, Voorstel
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import NOW, TUESDAY, make_guest, make_service, make_voorstel

BOARD = "/leiedorp/2025/bord/"
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def busy(transactional_db: None, programme: Programme) -> Voorstel:
    """An and Bo to two services; the worker is at it."""
    people = [make_guest(programme, "An", "Aerts"), make_guest(programme, "Bo", "Boone")]
    placed = [
        (make_service(programme, "De Linde"), MONDAY, 570, people),
        (make_service(programme, "De Meander"), TUESDAY, 840, people),
    ]
    curve = [[0.2, 9_000, None], [2.0, 12_000, 14_000]]
    return make_voorstel(programme, placed, state="bezig", started_at=NOW, lease_until=LATER, curve=curve)


def test_a_proposal_is_followed_until_it_is_ready_and_taken_over_in_part(
    page: Page, busy: Voorstel, coordinator: User
) -> None:
    sign_in(page, coordinator)
    page.goto(busy.get_absolute_url())
    expect(page.locator("#voortgang")).to_contain_text("Er is een plan. Expeditie zoekt nog naar iets beters.")
    check_accessibility(page)
    Voorstel.objects.filter(pk=busy.pk).update(state="klaar")
    expect(page.get_by_role("heading", name="Wat er zou veranderen")).to_be_visible()
    check_accessibility(page)
    everything = page.get_by_role("button", name="Neem alles over")
    expect(everything).to_be_visible()
    page.get_by_label("De Meander").uncheck()
    expect(everything).to_be_hidden()
    page.get_by_role("button", name="Neem over wat aangevinkt is").click()
    expect(page.locator(".messages")).to_contain_text("Overgenomen: 3 wijzigingen.")
    assert [str(bezoek.zorgdienst) for bezoek in Bezoek.objects.all()] == ["De Linde"]
    page.get_by_role("button", name="Op het bord").click()
    expect(page.locator(".placed.nieuw")).to_have_count(1)
    check_accessibility(page)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page).to_have_url(re.compile(BOARD))
    assert Bezoek.objects.count() == 0


def test_the_board_asks_for_a_service_and_a_conflict_for_its_solution(
    page: Page, transactional_db: None, programme: Programme, coordinator: User
) -> None:
    linde, an = make_service(programme, "De Linde"), make_guest(programme, "An", "Aerts")
    make_service(programme, "De Meander")
    visit = make_bezoek(programme, zorgdienst=linde, people=[an], start="19.00")
    sign_in(page, coordinator)
    page.goto(BOARD)
    page.locator("#bord-diensten").get_by_role("link", name="Plan voor mij: De Meander").click()
    expect(page.get_by_label("Wat mag Expeditie plannen?")).to_have_value(
        f"dienst:{programme.diensten.get(name='De Meander').pk}"
    )
    page.get_by_text("Wat weegt het zwaarst?").click()
    page.get_by_label("Wensen").press("ArrowRight")
    expect(page.get_by_label("Wensen")).to_have_value("3")
    check_accessibility(page)
    page.goto(BOARD)
    page.locator(f"[data-visit='{visit.pk}'] .visit-mark").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Los op").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een conflict bij De Linde")
    page.get_by_role("button", name="Neem alles over").click()
    expect(page.locator(".messages")).to_contain_text("Overgenomen: 1 wijziging.")
    mended = load_week(programme).by_id[visit.pk]
    assert (mended.start < 1080, [part.person for part in mended.people]) == (True, [an.pk])


def test_all_of_it_works_without_javascript(new_page: Callable[..., Page], busy: Voorstel, coordinator: User) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, coordinator)
    page.goto(busy.get_absolute_url())
    Voorstel.objects.filter(pk=busy.pk).update(state="klaar")
    page.get_by_role("link", name="Vernieuw").click()
    page.get_by_role("button", name="Neem alles over").click()
    expect(page.locator(".messages")).to_contain_text("Overgenomen: 6 wijzigingen.")
    assert Bezoek.objects.count() == 2


def test_all_conflicts_are_solved_and_that_is_undone_without_javascript(
    new_page: Callable[..., Page], transactional_db: None, programme: Programme, coordinator: User
) -> None:
    for name in ("An", "Bo"):
        guest, service = make_guest(programme, name, "Aerts"), make_service(programme, f"De Linde van {name}")
        make_bezoek(programme, zorgdienst=service, people=[guest], start="19.00")
    page = new_page(java_script_enabled=False)
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/conflicten/")
    blocking = page.locator("#houdt-tegen li.conflict")
    expect(blocking).to_have_count(2)
    page.get_by_role("button", name="Los alles op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle conflicten")
    expect(page.locator("body")).to_contain_text("2 bezoeken verplaatst.")
    page.get_by_role("button", name="Neem alles over").click()
    expect(page.locator(".messages")).to_contain_text("Overgenomen: 2 wijzigingen.")
    assert all(visit.end <= 1080 for visit in load_week(programme).visits)
    page.get_by_role("button", name="Ongedaan maken").click()
    page.goto("/leiedorp/2025/conflicten/")
    expect(blocking).to_have_count(2)


def test_on_a_phone_the_ways_to_look_stand_in_one_row(
    new_page: Callable[..., Page], busy: Voorstel, coordinator: User
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, coordinator)
    Voorstel.objects.filter(pk=busy.pk).update(state="klaar")
    page.goto(busy.get_absolute_url())
    ways = page.get_by_role("navigation", name="Hoe je het voorstel bekijkt").get_by_role("button")
    boxes = [way.bounding_box() for way in ways.all()]
    assert (len(boxes), len({box["y"] for box in boxes if box}), len({box["height"] for box in boxes if box})) == (
        4,
        1,
        1,
    )
