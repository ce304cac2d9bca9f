"""The screens on which a coordinator fills an authority and a programme, in a browser."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Bestuur, Gast, Programme, User, Zorgdienst
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_gast,
    make_mandaat,
    make_mandataris,
    make_user,
    make_zorgdienst,
)

IN_BESTUUR = "/leiedorp/beheer"
IN_PROGRAMME = "/leiedorp/2025"


@pytest.fixture
def full(programme: Programme) -> Programme:
    """One of each, with key 1."""
    bestuur = programme.bestuur
    dienst = make_zorgdienst(
        bestuur,
        pk=1,
        name="De Meersen",
        kind="woonzorgcentrum",
        contact=make_contactpersoon(bestuur, pk=1, name="An De Smet"),
        moments=[[0, 570, 690], [0, 810, 990]],
        latitude=50.9312,
        longitude=3.4581,
    )
    make_zorgdienst(bestuur, pk=2, name="De Brug", kind="dienstencentrum")
    mayor = make_mandataris(bestuur, pk=1, first_name="Lieve", last_name="Vandaele", segment="college")
    make_mandataris(bestuur, pk=2, first_name="Jan", last_name="Claes", segment="raad", is_minor=True, guardian="Mia")
    ended = make_mandataris(bestuur, pk=3, first_name="Oud", last_name="Lid")
    make_mandaat(ended, ends_on=MONDAY - dt.timedelta(days=1))
    make_gast(programme, mayor, pk=1, available=[["2025-02-24", 0, 1440]])
    make_bezoek(programme, zorgdienst=dienst, people=[mayor])
    return programme


EMPTY_PAGES = [
    "/",
    "/leiedorp/",
    f"{IN_BESTUUR}/mandatarissen/",
    f"{IN_BESTUUR}/mandatarissen/?q=niemand",
    f"{IN_BESTUUR}/diensten/",
]


@pytest.mark.parametrize("path", EMPTY_PAGES)
def test_empty_screens_are_accessible(path: str, coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto(path)
    check_accessibility(page)


def test_who_belongs_nowhere_reads_what_to_do(db: None, page: Page) -> None:
    sign_in(page, make_user(email="an@leiedorp.be"))
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je hoort nog bij geen bestuur")
    check_accessibility(page)


def test_a_laptop_shows_the_whole_name_of_the_authority(coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto("/leiedorp/")
    name = page.locator(".switch-name")
    expect(name).to_have_text("Leiedorp")
    assert name.evaluate("name => name.scrollWidth <= name.clientWidth")


def test_errors_are_named_and_the_focus_is_on_them(coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto(f"{IN_BESTUUR}/diensten/nieuw/")
    page.get_by_label("Wat bezoekers kunnen doen").fill("De waterronde")
    page.get_by_label("Breedtegraad").fill("hier")
    page.get_by_role("button", name="Bewaren").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Wat bezoekers kunnen doen")).to_have_value("De waterronde")
    expect(page.get_by_label("Breedtegraad")).to_have_value("hier")
    check_accessibility(page)
    summary.get_by_role("link", name="Naam").click()
    expect(page.get_by_label("Naam", exact=False).first).to_be_focused()


def test_an_authority_fills_from_nothing_to_a_guest_list(bestuur: Bestuur, coordinator: User, page: Page) -> None:
    """Along the steps that the screens themselves propose."""
    sign_in(page, coordinator)
    page.goto("/")
    page.get_by_role("link", name="Naar de zorgdiensten").click()
    page.get_by_role("link", name="Zorgdienst toevoegen").click()
    page.get_by_label("Naam", exact=False).first.fill("Woonzorgcentrum De Plataan")
    page.get_by_label("Soort").select_option("woonzorgcentrum")
    page.get_by_role("button", name="Neem de gewone momenten van dit soort over").click()
    expect(page.get_by_label("Naam", exact=False).first).to_have_value("Woonzorgcentrum De Plataan")
    page.get_by_label("Nieuwe contactpersoon: naam").fill("An De Smet")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Woonzorgcentrum De Plataan is bewaard.")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Naar de mandatarissen").click()
    page.get_by_role("link", name="Persoon toevoegen").click()
    page.get_by_label("Voornaam").fill("Lieve")
    page.get_by_label("college").check()
    page.get_by_role("button", name="Bewaren").click()
    page.goto("/")
    page.get_by_role("link", name="Nieuw programma").click()
    page.get_by_label("Titel").fill("Expeditie Zorg 2025")
    page.get_by_label("Eerste dag").fill("2025-02-24")
    page.get_by_label("Laatste dag").fill("2025-02-26")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("region", name="Wat nu?").get_by_role("link", name="Naar de gasten").click()
    page.get_by_role("link", name="Uit de lijst kiezen").click()
    page.get_by_label("Heel het college (1)").check()
    page.get_by_role("button", name="Zet op de gastenlijst").click()
    expect(page.get_by_text("Lieve staat op de gastenlijst.")).to_be_visible()
    page.get_by_role("link", name="Diensten", exact=True).click()
    page.get_by_label("Woonzorgcentrum De Plataan").check()
    page.get_by_role("button", name="Bewaren").click()
    programme = bestuur.programmes.get()
    assert (programme.slug, programme.guests.count(), programme.diensten.count()) == ("expeditie-zorg-2025", 1, 1)
    assert bestuur.zorgdiensten.get().moments[0] == [0, 570, 690]


def test_enter_saves_and_does_not_take_the_usual_moments(full: Programme, coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto(f"{IN_BESTUUR}/diensten/1/")
    page.get_by_label("Naam", exact=False).first.fill("De Nieuwe Meersen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De Nieuwe Meersen is bewaard.")).to_be_visible()


def test_the_list_filters_as_one_types(full: Programme, coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto(f"{IN_BESTUUR}/mandatarissen/")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Zoeken").press_sequentially("claes")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_label("Zoeken")).to_be_focused()
    assert "q=claes" in page.url
    page.get_by_label("Zoeken").fill("")
    page.get_by_label("Mandaat").select_option("einde")
    expect(page.get_by_role("row", name="Oud Lid")).to_be_visible()


def test_moments_wait_behind_a_button_and_the_first_day_can_be_copied(
    full: Programme, coordinator: User, page: Page
) -> None:
    sign_in(page, coordinator)
    page.goto(f"{IN_BESTUUR}/diensten/1/")
    monday, friday = page.get_by_role("group", name="maandag"), page.get_by_role("group", name="vrijdag")
    expect(monday.locator("[data-pair]:visible")).to_have_count(2)
    expect(friday.locator("[data-pair]:visible")).to_have_count(1)
    friday.get_by_role("button", name="+ moment").click()
    expect(friday.locator("[data-pair]:visible")).to_have_count(2)
    expect(friday.locator("input").nth(2)).to_be_focused()
    page.get_by_role("button", name="Kopieer tot en met vrijdag").click()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De Meersen is bewaard.")).to_be_visible()
    assert Zorgdienst.objects.get(pk=1).moments == [
        [day, *span] for day in range(5) for span in ((570, 690), (810, 990))
    ]


def test_the_map_and_the_fields_are_equal(full: Programme, coordinator: User, page: Page) -> None:
    sign_in(page, coordinator)
    page.goto(f"{IN_BESTUUR}/diensten/2/")
    latitude, longitude = page.get_by_label("Breedtegraad"), page.get_by_label("Lengtegraad")
    canvas = page.locator("[data-map-canvas]")
    expect(page.locator(".leaflet-marker-icon")).to_have_count(0)
    latitude.fill("50.9312, 3.4581")
    latitude.press("Tab")
    expect(longitude).to_have_value("3,4581")
    pin = page.get_by_role("button", name="Speld op de kaart")
    pin.focus()
    pin.press("ArrowUp")
    expect(latitude).not_to_have_value("50,9312")
    expect(longitude).to_have_value("3,4581")
    check_accessibility(page)
    canvas.click(position={"x": 60, "y": 120})
    expect(longitude).not_to_have_value("3,4581")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De Brug is bewaard.")).to_be_visible()
    latitude_stored = Zorgdienst.objects.get(pk=2).latitude
    assert latitude_stored
    assert 50.9 < latitude_stored < 51


def test_a_guest_answers_by_days(full: Programme, coordinator: User, phone: Page) -> None:
    sign_in(phone, coordinator)
    phone.goto(f"{IN_PROGRAMME}/gasten/1/")
    tuesday = phone.get_by_role("group", name="dinsdag 25 februari")
    tuesday.get_by_label("voormiddag").check()
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("De gegevens van Lieve Vandaele zijn bewaard.")).to_be_visible()
    assert Gast.objects.get(pk=1).available == [["2025-02-24", 0, 1440], ["2025-02-25", 0, 750]]


def test_a_person_whose_mails_are_asked_for_keeps_the_title_of_the_page(
    full: Programme, coordinator: User, page: Page
) -> None:
    sign_in(page, coordinator)
    with page.expect_response(lambda response: response.url.endswith("/berichten/")):
        page.goto(f"{IN_BESTUUR}/mandatarissen/1/")
    expect(page.locator("#komt-aan[hx-get]")).to_have_count(0)
    expect(page).to_have_title(re.compile("^Lieve Vandaele · "))


def test_a_reader_finds_no_button_to_change_anything(full: Programme, lezer: User, page: Page) -> None:
    sign_in(page, lezer)
    reading = [
        "/leiedorp/",
        *(f"{IN_BESTUUR}/{p}/" for p in ("mandatarissen", "diensten", "contactpersonen", "reistijden")),
    ]
    for path in [*reading, f"{IN_PROGRAMME}/", f"{IN_PROGRAMME}/gasten/", f"{IN_PROGRAMME}/diensten/"]:
        page.goto(path)
        expect(page.locator("main form[method=post]")).to_have_count(0)
        expect(
            page.locator("main a[href*='nieuw'], main a[href*='verwijderen'], main a[href*='gegevens']")
        ).to_have_count(0)
        check_accessibility(page)
