"""Reading in files, in a real browser: from a file to the list, with and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from programmes.models import Bestuur, Mandataris, User, Zorgdienst
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_mandataris
from tests.programmes.import_files import schepen, sheet_csv, vmdb_csv, vmdb_row, xlsx

PEOPLE = "/leiedorp/beheer/inlezen/mandatarissen/"
SERVICES = "/leiedorp/beheer/inlezen/zorgdiensten/"


@pytest.fixture
def choose(tmp_path: Path) -> Callable[..., None]:
    """choose(page, content, name): this file, and on to the next step."""

    def _choose(page: Page, content: bytes, name: str = "lijst.csv") -> None:
        path = tmp_path / name
        path.write_bytes(content)
        page.get_by_label("Bestand").set_input_files(path)
        page.get_by_role("button", name="Bekijk wat er verandert").click()

    return _choose


def counts(page: Page) -> list[str]:
    return [
        text.replace("\n", " ") for text in page.get_by_role("list", name="In het kort").locator("li").all_inner_texts()
    ]


def test_a_register_is_read_in(page: Page, coordinator: User, bestuur: Bestuur, choose: Callable[..., None]) -> None:
    sign_in(page, coordinator)
    make_mandataris(bestuur, first_name="Jo", last_name="Claes", function="Onze Jo", typed_fields=["function"])
    page.goto("/leiedorp/beheer/mandatarissen/")
    page.get_by_role("link", name="Inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mandatarissen inlezen")
    check_accessibility(page)
    choose(page, vmdb_csv(*schepen("Leen Maes", "Welzijn"), vmdb_row("Jo Claes"), vmdb_row("An Weg", voornaam="")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er verandert")
    assert counts(page) == ["1 nieuw", "1 gewijzigd", "0 uit functie", "1 geweigerd", "0 blijft gelijk"]
    expect(page.locator("#geweigerd tbody")).to_have_text(
        "4 voornaam De naam ontbreekt. We slaan de rij over.", use_inner_text=True
    )
    page.get_by_role("heading", name="Behouden wat je zelf typte").click()
    check_accessibility(page)
    page.get_by_role("button", name="Nu inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingelezen")
    check_accessibility(page)
    page.get_by_role("link", name="Naar de mandatarissen").click()
    expect(page.get_by_role("link", name="Leen Maes")).to_be_visible()
    assert sorted(Mandataris.objects.values_list("first_name", "function")) == [
        ("Jo", "Onze Jo"),
        ("Leen", "Schepen van Welzijn"),
    ]


def test_a_spreadsheet_is_read_in_without_javascript(
    new_page: Callable[..., Page], coordinator: User, choose: Callable[..., None]
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, coordinator)
    page.goto(SERVICES)
    rows = [("Wie", "Soort", "Momenten"), ("Ter Leie", "wzc", "ma-vr 9-12"), ("De Wiemkes", "IBO", "na de school")]
    choose(page, xlsx(*rows), "diensten.xlsx")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke kolom is wat?")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("group", name="Kijk dit nog even na")).to_contain_text("naam van de dienst")
    page.get_by_label("Wie").select_option("naam")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    assert counts(page) == ["2 nieuw", "0 gewijzigd", "1 geweigerd", "0 blijft gelijk"]
    page.get_by_role("link", name="Kolommen aanpassen").click()
    expect(page.get_by_label("Wie")).to_have_value("name")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.get_by_role("button", name="Nu inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingelezen")
    assert sorted(Zorgdienst.objects.values_list("name", flat=True)) == ["De Wiemkes", "Ter Leie"]


def test_a_wrong_file_is_said_and_the_error_has_focus(
    page: Page, coordinator: User, choose: Callable[..., None]
) -> None:
    sign_in(page, coordinator)
    page.goto(PEOPLE)
    choose(page, b"%PDF-1.7")
    summary = page.get_by_role("group", name="Kijk dit nog even na")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Dit is geen rekenblad maar een PDF. Kies een .xlsx- of .csv-bestand.")
    check_accessibility(page)


def test_it_fits_on_a_phone(phone: Page, coordinator: User, choose: Callable[..., None]) -> None:
    sign_in(phone, coordinator)
    phone.goto(PEOPLE)
    choose(phone, sheet_csv(("Voornaam", "rrn", "E-mail"), ("Leen", "85073003328", "leen@voorbeeld")))
    expect(phone.get_by_text("De kolom rrn is niet ingelezen en niet bewaard.")).to_be_visible()
    check_accessibility(phone)
    assert fits(phone)
    phone.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wat er verandert")
    check_accessibility(phone)
    assert fits(phone)


def test_a_long_group_stays_inside_the_table_on_a_phone(
    phone: Page, coordinator: User, choose: Callable[..., None]
) -> None:
    sign_in(phone, coordinator)
    phone.goto(PEOPLE)
    people = (
        ("Voornaam", "Achternaam", "Functie", "Groep"),
        ("Marie-Antoinette", "Bo", "gemeenteraadslid", "gemeenteraad"),
    )
    choose(phone, sheet_csv(*people))
    phone.get_by_role("button", name="Bekijk wat er verandert").click()
    table = phone.get_by_role("region", name="Nieuw")
    expect(table.get_by_role("cell", name="gemeenteraad", exact=True)).to_be_visible()
    assert table.evaluate("wrap => wrap.scrollWidth <= wrap.clientWidth")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_one_chooses_which_authority_is_ours(page: Page, coordinator: User, choose: Callable[..., None]) -> None:
    sign_in(page, coordinator)
    page.goto(PEOPLE)
    choose(
        page,
        vmdb_csv(vmdb_row("An Maes", werkingsgebiedLabel="Zult"), vmdb_row("Jo Claes", werkingsgebiedLabel="Aalt")),
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Welk bestuur is het jouwe?")
    check_accessibility(page)
    page.get_by_label("Zult (gemeente en OCMW)").check()
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("#nieuw tbody tr")).to_have_text(re.compile(r"^\s*An\s*Maes\s*Gemeenteraadslid"))
