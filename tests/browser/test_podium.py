"""A vrij podium in a browser: put in order by keyboard and by hand, and a clock that runs over."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Podium, Programme, Verteller, Werkvorm
from tests.browser.conftest import PHONE
from tests.browser.helpers import carry, check_accessibility, sign_in
from tests.factories import MONDAY, at, make_bestuur, make_programme, make_user
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    # A link ends with its programme, and the server's clock is the real one.
    return make_programme(make_bestuur(slug="leiedorp"), slug="2025", last_day=MONDAY.replace(year=2999))


@pytest.fixture
def podium(programme: Programme) -> Podium:
    podium = make_stage(make_visit(programme, make_host(programme), werkvorm=Werkvorm.VRIJ_PODIUM))
    make_verteller(podium, "Marleen", minutes=25, introduction="Marleen van de derde verdieping.", consent="ja")
    make_verteller(podium, "Roger", minutes=10, posture="rolstoel", beside="Ria")
    make_verteller(podium, "Amina", minutes=12)
    return podium


def in_order() -> list[str]:
    return [row.first_name for row in Verteller.objects.order_by("position")]


def test_a_coordinator_puts_it_in_order(podium: Podium, page: Page, programme: Programme) -> None:
    sign_in(page, make_user("coordinator", bestuur=programme.bestuur))
    page.goto(f"/leiedorp/2025/bezoeken/{podium.bezoek_id}/podium/")
    check_accessibility(page)

    page.get_by_role("button", name="Amina verplaatsen").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status").last).to_have_text("Amina staat nu op plaats 1 van 3, om 9.35 uur.")
    expect(page.get_by_role("button", name="Amina verplaatsen")).to_be_focused()
    assert in_order() == ["Amina", "Marleen", "Roger"]

    page.get_by_role("button", name="Roger een plaats vroeger").click()
    expect(page.get_by_role("status").last).to_have_text("Roger staat nu op plaats 2 van 3, om 9.48 uur.")
    assert in_order() == ["Amina", "Roger", "Marleen"]

    carry(page, "Amina", below=page.locator("[data-line]").last)
    expect(page.get_by_role("status").last).to_have_text("Amina staat nu op plaats 3 van 3, om 10.12 uur.")
    assert in_order() == ["Roger", "Marleen", "Amina"]


@pytest.fixture
def host_phone(podium: Podium, new_page: Callable[..., Page], programme: Programme) -> Page:
    """On the stage of their own house, a minute after it began."""
    publish(programme)
    host = podium.bezoek.host
    assert host is not None
    phone = new_page(**PHONE)
    phone.clock.set_fixed_time(at(MONDAY, "9.31"))
    phone.goto(f"/gastheer/{token(host)}/podium/{podium.bezoek_id}/")
    return phone


def test_the_host_runs_the_clock_without_a_network(host_phone: Page) -> None:
    phone = host_phone
    check_accessibility(phone)
    phone.get_by_role("link", name="Lopende klok").click()
    expect(phone.get_by_text("1 minuut achter op het programma. Einde rond 10.30 uur.")).to_be_visible()
    check_accessibility(phone)
    phone.context.set_offline(True)

    phone.keyboard.press("ArrowRight")
    expect(phone.get_by_text("Geen bereik: de klok loopt door. Blijf op deze pagina.")).to_be_visible()
    now = phone.get_by_role("region", name="Marleen")
    expect(now).to_contain_text("Welkom: als eerste komt")
    expect(now).to_contain_text("Zo kondig je aan: Marleen van de derde verdieping.")
    phone.keyboard.press("ArrowRight")
    phone.clock.set_fixed_time(at(MONDAY, "9.57") + dt.timedelta(seconds=20))
    expect(phone.get_by_role("timer")).to_have_text("+1.20")
    expect(now).to_contain_text("over de tijd")
    check_accessibility(phone)
    coming = phone.get_by_role("region", name="Daarna")
    expect(coming).to_contain_text("Roger, 10 minuten")
    expect(coming).to_contain_text("rolstoel: hou de helling vrij, micro lager")

    phone.get_by_role("button", name="Roger later").click()
    expect(coming).to_contain_text("Amina, 12 minuten")
    phone.get_by_role("button", name="Roger overslaan").click()
    phone.get_by_role("button", name="Volgende").click()
    expect(phone.get_by_role("region", name="Amina")).to_contain_text("Wissel: nu komt")
    expect(phone.get_by_text("verteld in 26.20")).to_be_visible()

    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_role("region", name="Amina")).to_contain_text("Wissel: nu komt")
    phone.get_by_role("button", name="Vorige").click()
    expect(phone.get_by_role("timer")).to_have_text("+1.20")
