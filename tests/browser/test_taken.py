"""Ticking off: one tap on a phone, by staff and by a host, with and without a script."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from invitations.models import Taak
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme, User
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import (
    make_bestuur,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_programme,
    make_user,
    make_zorgdienst,
)

PHONE = {"width": 390, "height": 844}


def a_programme() -> tuple[Programme, User]:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    soon = timezone.localdate() + dt.timedelta(weeks=2)
    programme = make_programme(bestuur, slug="2025", first_day=soon)
    griet = make_contactpersoon(bestuur, name="Griet")
    make_deelnemende_dienst(programme, make_zorgdienst(bestuur, name="De Linde", contact=griet))
    return programme, make_user("coordinator", bestuur=bestuur, name="Els")


def test_one_tap_and_the_bar_moves(page: Page) -> None:
    _, coordinator = a_programme()
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/taken/")
    total = Taak.objects.count()
    expect(page.get_by_text(f"0 van {total} gedaan")).to_be_visible()
    tick = page.get_by_role("button", name="Gedaan: Beslis wie je meeneemt")
    tick.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text(f"1 van {total} gedaan")).to_be_visible()
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(tick).to_be_focused()
    expect(page.get_by_text("gedaan door Els")).to_be_visible()
    check_accessibility(page)
    tick.click()
    expect(page.get_by_text(f"0 van {total} gedaan")).to_be_visible()
    page.get_by_label("Kies: Maak de uitnodiging").check()
    page.get_by_label("Geef de gekozen taken aan").select_option("Griet")
    page.get_by_role("button", name="Geef door").click()
    expect(page.get_by_text("1 taak is nu voor Griet.")).to_be_visible()
    page.get_by_label("Stap", exact=True).select_option("Stap 4: Nazorg")
    expect(page.get_by_role("heading", name="Maak de uitnodiging")).to_be_hidden()
    expect(page.get_by_role("heading", name="Bedank de deelnemers")).to_be_visible()


def test_the_coordinator_ticks_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    _, coordinator = a_programme()
    sign_in(page, coordinator)
    page.goto("/leiedorp/2025/taken/")
    page.get_by_role("button", name="Gedaan: Beslis wie je meeneemt").click()
    expect(page.get_by_text("Afgevinkt: Beslis wie je meeneemt")).to_be_visible()


def test_a_host_ticks_on_a_phone_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    programme, _ = a_programme()
    make_links(programme, now=timezone.now())
    page.goto(f"/gastheer/{token_of(PersonalLink.objects.get())}/taken/")
    total = Taak.objects.filter(owner="gastheer").count()
    page.get_by_role("button", name="Gedaan: Vul de voorstellingsfiche in").click()
    expect(page.get_by_text(f"1 van {total} gedaan")).to_be_visible()
    expect(page.get_by_text("Gedaan door Griet")).to_be_visible()
