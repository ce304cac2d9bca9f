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


def cards_url(visit: Bezoek, query: str = "") -> str:
    return reverse("speeddate-kaartjes", args=["leiedorp", "2025", visit.pk]) + query


def named(pdf: bytes) -> list[str]:
    """Whose cards are in it."""
    text = "\n".join(page.extract_text() for page in read(pdf).pages)
    return [line for line in text.splitlines() if line.startswith(("Gast ", "Laat"))]


def test_after_a_late_comer_only_the_changed_cards_are_offered(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=9)
    change = reverse("speeddate-change", args=["leiedorp", "2025", visit.pk])
    signed = staff.post(change, {"names": "Laat An\nLaat Bo"}).context["signed"]
    there = staff.post(change, {"agreed": signed}, follow=True)
    late = list(Speeddategast.objects.filter(name__startswith="Laat").order_by("pk").values_list("pk", flat=True))
    only = cards_url(visit, f"?gast={late[0]}&gast={late[1]}")
    assert f'href="{only.replace("&", "&amp;")}"' in there.text
    assert "Alleen de 2 gewijzigde kaartjes (PDF)" in there.text
    assert named(staff.get(only).content) == ["Laat An", "Laat Bo"]
    assert len(named(staff.get(cards_url(visit)).content)) == 11


def test_each_guest_has_their_own_card(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=9)
    gast = date.gasten.get(name="Gast 5")
    page = staff.get(reverse("speeddate", args=["leiedorp", "2025", visit.pk])).text
    assert f'href="{cards_url(visit, f"?gast={gast.pk}")}">PDF' in page
    assert "gewijzigde kaartje" not in page
    assert named(staff.get(cards_url(visit, f"?gast={gast.pk}")).content) == ["Gast 5"]


@pytest.mark.parametrize("query", ["?gast=", "?gast=x", "?gast=99999999999999999999", "?gast=²&gast=0", "?gast=%00"])
def test_a_card_of_nobody_is_told(staff: Client, visit: Bezoek, query: str) -> None:
    make_speeddate(visit, guests=9)
    there = staff.get(cards_url(visit, query), follow=True)
    assert there.redirect_chain == [(reverse("speeddate", args=["leiedorp", "2025", visit.pk]), 302)]
    assert "Voor deze gast is er geen kaartje (meer)." in there.text
