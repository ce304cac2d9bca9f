"""A tour in the browser: proposed, moved by hand, kept, and ridden for a part."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from programmes.models import Bezoek, Programme, User
from tests.browser.helpers import carry, check_accessibility, sign_in
from tests.factories import make_deelnemende_dienst, make_zorgdienst
from tests.programmes.werkvormen.rondrit_rows import make_guest, make_tour


def test_a_tour_is_proposed_moved_and_kept(page: Page, programme: Programme, coordinator: User) -> None:
    bo = make_guest(programme, "Boone")
    stops = make_tour(programme, 2, people=[make_guest(programme, "Aerts")])
    early = make_zorgdienst(programme.bestuur, name="Ten Leie", moments=[[0, 540, 600]], visit_minutes=60)
    make_deelnemende_dienst(programme, early)
    sign_in(page, coordinator)
    page.goto(reverse("rondrit-haltes", args=[programme.bestuur.slug, programme.slug, stops[0].pk]))
    page.get_by_label("Langs Ten Leie").check()
    page.get_by_role("button", name="Stel de volgorde voor").click()
    names = page.locator("#voorbeeld .ronde-name")
    expect(names.first).to_have_text("Ten Leie")
    check_accessibility(page)
    page.get_by_role("button", name="Ten Leie later").click()
    expect(names.nth(1)).to_have_text("Ten Leie")
    expect(page.get_by_role("button", name="Ten Leie later")).to_be_focused()
    carry(page, "Ten Leie", below=page.locator("[data-line]").last)
    expect(names).to_have_text(["De Linde", "De Kade", "Ten Leie"])
    expect(page.get_by_role("button", name="Ten Leie verplaatsen")).to_be_focused()
    expect(page.get_by_role("status").last).to_contain_text("Ten Leie staat nu op plaats 3 van 3, om ")
    page.keyboard.press("ArrowUp")
    expect(names).to_have_text(["De Linde", "Ten Leie", "De Kade"])
    page.get_by_role("button", name="Zet op het bord").click()
    expect(page.get_by_role("heading", name="De rit")).to_be_visible()
    expect(page.locator("#messages")).to_contain_text("langs 3 diensten op maandag 24 februari")
    check_accessibility(page)
    page.get_by_role("link", name="Wie stapt waar op en af").click()
    page.get_by_text("Rijden nog niet mee (1)").click()
    page.get_by_label("An Boone stapt op bij").select_option("2")
    page.get_by_label("An Boone stapt af bij").select_option("3")
    check_accessibility(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Stapt op: An Boone")).to_be_visible()
    assert [bo in visit.deelnemers.all() for visit in Bezoek.objects.order_by("starts_at")] == [False, True, True]
