"""A fiche in the browser: take over last edition's figure, add a row, and two people at the same field."""

import datetime as dt
from collections.abc import Callable

from django.utils.timezone import localdate, now
from playwright.sync_api import Page, expect

from invitations.models import Fiche
from programmes.links import make_links, token_of
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_contactpersoon, make_programme, make_user
from tests.invitations.fiches import EDIT, make_cijfer, make_fiche


def test_a_host_on_a_phone_and_the_coordinator(transactional_db: None, new_page: Callable[..., Page]) -> None:
    programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025", first_day=localdate())
    fiche = make_fiche(programme)
    griet = make_contactpersoon(programme.bestuur, name="Griet Declercq")
    fiche.zorgdienst.contactpersonen.add(griet)
    last = make_programme(programme.bestuur, first_day=dt.date(2019, 2, 25))
    make_cijfer(make_fiche(last, fiche.zorgdienst), "wachtlijst", "ca. 140", 140)
    make_links(programme, now=now())

    phone = new_page(**PHONE)
    phone.goto(f"/gastheer/{token_of(griet.links.get())}/fiche/")
    phone.get_by_role("link", name="Wijzigen van Kerncijfers").click()
    phone.get_by_role("button", name="Overnemen voor wachtlijst").click()
    wachtlijst = phone.get_by_role("group", name="Wachtlijst")
    expect(wachtlijst.get_by_label("Waarde")).to_have_value("ca. 140")
    phone.get_by_role("button", name="Nog een erbij").click()
    added = phone.get_by_role("group", name="Nog een cijfer").last
    added.get_by_label("Naam").fill("duiven")
    added.get_by_label("Waarde").fill("7")

    desk = new_page()
    sign_in(desk, make_user("coordinator", bestuur=programme.bestuur))
    desk.goto(EDIT.format(fiche.zorgdienst_id, "cijfers"))
    desk.get_by_role("group", name="Wachtlijst").get_by_label("Waarde").fill("150")

    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_role("status").first).to_contain_text("Bewaard.")
    desk.get_by_role("button", name="Bewaren").click()
    expect(desk.get_by_role("alert")).to_contain_text("Griet Declercq bewaarde")
    check_accessibility(desk)
    field = desk.get_by_role("group", name="Wachtlijst").get_by_label("Waarde")
    expect(field).to_have_value("150")
    desk.get_by_role("button", name="Neem die tekst over").click()
    expect(field).to_have_value("ca. 140")
    field.fill("150")
    desk.get_by_role("button", name="Bewaren").click()
    expect(desk.get_by_text("Bewaard.")).to_be_visible()
    assert [(one.name, one.typed) for one in Fiche.objects.get(pk=fiche.pk).cijfers.all()] == [
        ("wachtlijst", "150"),
        ("duiven", "7"),
    ]
