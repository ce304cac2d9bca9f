"""The cards of the guests of a speed date: nothing that stands on one is cut off."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Programme, Speeddategast, Speeddatetafel, Werkvorm
from programmes.werkvormen.speeddate.cards import SIZES, size_for
from tests.factories import make_bezoek
from tests.invitations.pdfs import read
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

LONG = "De lange tafel van de kinesist"


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


@pytest.mark.parametrize(
    ("name", "tables", "css"),
    [
        ("An Aerts", ["Tafel 1"] * 6, ""),
        ("An Aerts", ["Tafel 1"] * 8, "many"),
        (
            "An Aerts, voorzitter van de gemeentelijke adviesraad voor personen met een handicap",
            ["Tafel 1"] * 6,
            "many",
        ),
        ("An Aerts", [LONG] * 6, "many"),
        ("An Aerts", [LONG] * 10, "many tall"),
        ("An Aerts", ["Tafel 1"] * 20, "many tall"),
        ("An Aerts", [LONG] * 20, "many tall wide"),
        ("x" * 150, ["x" * 60] * 20, "many tall wide"),
    ],
)
def test_a_card_is_as_large_as_what_stands_on_it(name: str, tables: list[str], css: str) -> None:
    assert size_for([("Bo", ["Tafel 2"]), (name, tables)]).css == css
    assert SIZES[-1].holds(name, tables)


@pytest.mark.parametrize(("names", "pages"), [("Tafel", 2), (LONG, 3)])
def test_larger_cards_take_more_pages(staff: Client, visit: Bezoek, names: str, pages: int) -> None:
    make_speeddate(visit, guests=9, tables=9)
    Speeddatetafel.objects.update(name=names)
    Speeddategast.objects.filter(name="Gast 9").update(name="Jan")
    response = staff.get(reverse("speeddate-kaartjes", args=["leiedorp", "2025", visit.pk]))
    pdf = read(response.content)
    last = " ".join(pdf.pages[-1].extract_text().split())
    assert (len(pdf.pages), "Jan" in last, last.count(names)) == (pages, True, 9)
