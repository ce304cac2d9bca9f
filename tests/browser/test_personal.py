"""From the coordinator's publication to the phone of a visitor and the desk of a host."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from programmes.links import link_url, make_links
from programmes.models import Bezoek, Programme, User
from programmes.versions import proposal, publish
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_contactpersoon,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)

TOMORROW = timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def planned(transactional_db: None, settings: Any, live_server: Any) -> Programme:
    """An Aerts (and Bo Baert) at De Linde tomorrow at 9.30, received by Griet Declercq; nothing is published yet."""
    settings.SITE_URL = live_server.url
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp", address="Markt 1", latitude=50.9, longitude=3.2)
    programme = make_programme(
        bestuur, first_day=TOMORROW, days=2, contact_name="Els Vercruysse", contact_phone="056 00 12 00"
    )
    griet = make_contactpersoon(bestuur, name="Griet Declercq", function="directeur", phone="051 12 34 56")
    linde = make_zorgdienst(
        bestuur, contact=griet, name="De Linde", street="Lindestraat 1", latitude=50.927, longitude=3.2
    )
    an = make_mandataris(bestuur, first_name="An", last_name="Aerts", function="burgemeester")
    bo = make_mandataris(bestuur, first_name="Bo", last_name="Baert", function="schepen")
    make_bezoek(programme, zorgdienst=linde, people=[an, bo], host=griet, activity="Afwassen", clothing="Schort")
    return programme


@pytest.fixture
def coordinator(planned: Programme) -> User:
    return make_user("coordinator", bestuur=planned.bestuur, name="Els Vercruysse")


def url(name: str, programme: Programme) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug])


def published(programme: Programme, by: User) -> None:
    publish(programme, based_on=proposal(programme).based_on, note="", by=by, now=timezone.now())


def link_of(programme: Programme, name: str) -> str:
    make_links(programme, now=timezone.now())
    return next(link_url(link) for link in programme.links.all() if str(link) == f"link van {name}")


def test_from_publishing_to_the_phone_of_a_visitor(
    page: Page, new_page: Callable[..., Page], planned: Programme, coordinator: User
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, coordinator)
    page.goto(url("publish", planned))
    expect(page.get_by_text("Raakt 2 mensen en 1 dienst.")).to_be_visible()
    check_accessibility(page)
    page.get_by_label("Toelichting").fill("Na het overleg met de diensten")
    page.get_by_role("button", name="Publiceer versie 1").click()
    expect(page.get_by_role("heading", name="Versie 1")).to_be_visible()
    expect(page.get_by_text("Versie 1 is gepubliceerd.")).to_be_visible()
    page.get_by_role("link", name="Persoonlijke links").click()
    page.get_by_role("button", name="Maak links voor iedereen").click()
    expect(page.get_by_text("Er zijn 3 links gemaakt.")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Kopieer de link van An Aerts").click()
    expect(page.get_by_role("button", name="Gekopieerd de link van An Aerts")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    phone = new_page(**PHONE)
    phone.goto(copied)
    expect(phone.get_by_role("heading", name="Dag An Aerts")).to_be_visible()
    assert phone.context.cookies() == []


def test_a_visitor_finds_the_way_on_a_phone(phone: Page, planned: Programme, coordinator: User) -> None:
    published(planned, coordinator)
    phone.goto(link_of(planned, "An Aerts"))
    expect(phone.get_by_text("Vertrek om 9.10 aan het gemeentehuis")).to_be_visible()
    expect(phone.get_by_role("link", name="Kaart van De Linde")).to_have_attribute(
        "href", re.compile(r"openstreetmap\.org/\?mlat=50\.927&mlon=3\.2")
    )
    expect(phone.get_by_role("link", name="Route naar De Linde")).to_have_attribute("href", re.compile("directions"))
    expect(phone.get_by_role("link", name="051 12 34 56")).to_have_attribute("href", "tel:051123456")
    expect(phone.get_by_text("Schort")).to_be_visible()
    expect(phone.get_by_text("Bo Baert")).to_be_visible()
    phone.get_by_text("Abonneer: je agenda blijft vanzelf juist").click()
    expect(phone.get_by_role("link", name="Abonneer op dit toestel")).to_have_attribute(
        "href", re.compile(r"^webcal://.*/agenda\.ics$")
    )
    check_accessibility(phone)


def test_a_visitor_takes_the_programme_along(phone: Page, planned: Programme, coordinator: User) -> None:
    published(planned, coordinator)
    phone.goto(link_of(planned, "An Aerts"))
    with phone.expect_download() as calendar:
        phone.get_by_role("link", name="Zet in mijn agenda").click()
    assert calendar.value.suggested_filename == "expeditie-zorg-an-aerts.ics"
    path = phone.get_by_role("link", name="Afdrukken (PDF)").get_attribute("href")
    response = phone.request.get(path or "")
    assert (response.status, response.headers["content-type"]) == (200, "application/pdf")


def test_targets_on_a_phone_are_large_enough_for_a_thumb(phone: Page, planned: Programme, coordinator: User) -> None:
    published(planned, coordinator)
    phone.goto(link_of(planned, "An Aerts"))
    for target in phone.locator("main a:visible, main summary:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()


def test_a_visitor_sees_a_change_only_after_it_is_published(phone: Page, planned: Programme, coordinator: User) -> None:
    published(planned, coordinator)
    phone.goto(link_of(planned, "An Aerts"))
    Bezoek.objects.update(title="Rondleiding in De Linde")
    phone.reload()
    expect(phone.get_by_role("heading", name="De Linde", exact=True)).to_be_visible()
    published(planned, coordinator)
    phone.reload()
    expect(phone.get_by_role("heading", name="Rondleiding in De Linde")).to_be_visible()
    expect(phone.get_by_text("Versie 2,")).to_be_visible()


def test_a_host_sees_who_comes(phone: Page, planned: Programme, coordinator: User) -> None:
    published(planned, coordinator)
    phone.goto(link_of(planned, "Griet Declercq"))
    expect(phone.get_by_role("heading", name="Dag Griet Declercq")).to_be_visible()
    expect(phone.get_by_text("2 personen")).to_be_visible()
    expect(phone.get_by_text("An Aerts")).to_be_visible()
    expect(phone.get_by_text("burgemeester")).to_be_visible()
    check_accessibility(phone)


def test_before_publication_a_visitor_reads_that_it_comes(phone: Page, planned: Programme) -> None:
    phone.goto(link_of(planned, "An Aerts"))
    expect(phone.get_by_role("heading", name="Je programma is nog niet bekend")).to_be_visible()
    check_accessibility(phone)


def test_a_link_is_revoked_in_a_dialog_and_says_so_on_the_phone(
    page: Page, new_page: Callable[..., Page], planned: Programme, coordinator: User, problems: list[str]
) -> None:
    published(planned, coordinator)
    link = link_of(planned, "An Aerts")
    sign_in(page, coordinator)
    page.goto(url("link-list", planned))
    page.get_by_role("link", name="Trek in (de link van An Aerts)").click()
    dialog = page.get_by_role("dialog", name="Link van An Aerts intrekken?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Trek de link in").click()
    expect(page.get_by_text("De link van An Aerts werkt niet meer.")).to_be_visible()
    phone = new_page(**PHONE)
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
    expect(phone.get_by_text("Els Vercruysse")).to_be_visible()
    check_accessibility(phone)
    assert len(problems) == 1  # the browser reports the status 410 itself
    problems.clear()


def test_the_list_of_links_filters_while_one_types(page: Page, planned: Programme, coordinator: User) -> None:
    make_links(planned, now=timezone.now())
    sign_in(page, coordinator)
    page.goto(url("link-list", planned))
    page.get_by_label("Zoeken op naam").fill("griet")
    expect(page.get_by_text("1 van 3")).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer de link van Griet Declercq")).to_be_visible()
    expect(page.get_by_text("An Aerts")).to_have_count(0)


def test_without_javascript_one_publishes_and_copies_by_hand(
    new_page: Callable[..., Page], planned: Programme, coordinator: User
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, coordinator)
    page.goto(url("publish", planned))
    page.get_by_role("button", name="Publiceer versie 1").click()
    expect(page.get_by_role("heading", name="Versie 1")).to_be_visible()
    page.get_by_role("link", name="Persoonlijke links").click()
    page.get_by_role("button", name="Maak links voor iedereen").click()
    expect(page.get_by_text(link_of(planned, "An Aerts"))).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)
    page.get_by_role("link", name="Vernieuw voor An Aerts").click()
    page.get_by_role("button", name="Maak een nieuwe link").click()
    expect(page.get_by_text("An Aerts heeft een nieuwe link.")).to_be_visible()


def test_who_publishes_what_somebody_else_changed_looks_again(
    page: Page, planned: Programme, coordinator: User
) -> None:
    sign_in(page, coordinator)
    page.goto(url("publish", planned))
    page.get_by_label("Toelichting").fill("Mijn toelichting")
    published(planned, coordinator)
    Bezoek.objects.update(title="Rondleiding")
    page.get_by_role("button", name="Publiceer versie 1").click()
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_contain_text(
        "Intussen is versie 1 gepubliceerd."
    )
    expect(page.get_by_label("Toelichting")).to_have_value("Mijn toelichting")
    expect(page.get_by_role("button", name="Publiceer versie 2")).to_be_visible()
