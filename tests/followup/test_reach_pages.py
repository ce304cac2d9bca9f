"""The reach as a page, on paper and as a spreadsheet."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from followup.models import Balans
from followup.reach.balance import Asked, Numbers, Opinion, Share
from programmes.models import Lidmaatschap, Programme, User
from tests.factories import MONDAY, make_programme, make_user
from tests.followup.editions import fill, make_enquete, publish
from tests.invitations.pdfs import assert_tagged, figures, read, words

ClientOf = Callable[[User], Client]
ARGS = ["leiedorp", "2025"]
KEPT = Numbers(
    visits=5,
    services=4,
    services_of=6,
    people=9,
    minutes=1230,
    college=Share(4, 5),
    agreements=3,
    kept=2,
    opinions=(Opinion("mandataris", 6, 4.5, (Asked("Hoe was het?", 4.5),)),),
)


def make_earlier(programme: Programme, number: int = 1, **fields: Any) -> Programme:
    first_day = MONDAY - dt.timedelta(weeks=52 * number)
    earlier = make_programme(programme.bestuur, first_day=first_day, **fields)
    Balans.objects.create(programme=earlier, numbers=KEPT.to_json(), frozen_at=timezone.now())
    return earlier


def cells(text: str, name: str) -> list[str]:
    """What the row of that name says."""
    row = text.split(f'<th scope="row">{name}</th>')[1].split("</tr>", maxsplit=1)[0]
    return [" ".join(strip_tags(cell.replace("<br>", " ")).split()) for cell in row.split("</td>")[:-1]]


def test_the_page_shows_the_figures_beside_those_of_before(programme: Programme, staff: Client) -> None:
    make_earlier(programme)
    fill(programme, times=2)
    publish(programme)
    text = " ".join(staff.get(reverse("bereik", args=ARGS)).text.split())
    assert cells(text, "Bezoeken") == ["5", "2", "−3"]
    assert cells(text, "Bezochte zorgdiensten") == ["4 van 6", "2 van 2", "−2"]
    assert "−19 uur tegenover 2024" in text
    assert "<title>Deel van het college: 2024 80 %</title>" in text
    assert "Bij 2 bezoeken is niet aangetikt wie er was." in text


def test_the_page_of_an_edition_that_was_cleared(programme: Programme, staff: Client) -> None:
    Balans.objects.create(programme=programme, numbers=KEPT.to_json(), frozen_at=timezone.now())
    text = staff.get(reverse("bereik", args=ARGS)).text
    assert "De persoonsgegevens van deze editie zijn opgeruimd. Deze cijfers bleven bewaard." in text
    assert ("Hoe was het?" in text, "4,5 op 5" in text) == (True, True)
    assert "Er is nog geen eerdere editie om mee te vergelijken." in text


def test_an_edition_of_which_nothing_is_there_yet(programme: Programme, staff: Client) -> None:
    response = staff.get(reverse("bereik", args=ARGS))
    assert (response.status_code, response.text.count("<svg xmlns")) == (200, 0)


@pytest.mark.parametrize("role", [Lidmaatschap.Role.LEZER, Lidmaatschap.Role.COMMUNICATIE])
@pytest.mark.parametrize("name", ["bereik", "bereik-pdf", "bereik-xlsx"])
def test_it_is_for_coordinators(programme: Programme, client_of: ClientOf, name: str, role: str) -> None:
    reader = make_user(role, bestuur=programme.bestuur)
    assert client_of(reader).get(reverse(name, args=ARGS)).status_code == 404


def test_on_paper(programme: Programme, staff: Client) -> None:
    make_earlier(programme)
    fill(programme)
    make_enquete(programme, 5, 4, 4, 3, 5)
    publish(programme)
    response = staff.get(reverse("bereik-pdf", args=ARGS))
    pdf = read(response.content)
    assert_tagged(pdf)
    assert response.headers["Content-Disposition"] == 'inline; filename="bereik-expeditie-zorg.pdf"'
    assert "Bezochte zorgdiensten: 2024 4, 2025 1" in figures(pdf)
    assert "Bereik · Leiedorp Expeditie Zorg Maandag 24 februari" in words(pdf)


def test_as_a_spreadsheet(programme: Programme, staff: Client) -> None:
    make_earlier(programme, title="=1+1")
    fill(programme)
    publish(programme)
    response = staff.get(reverse("bereik-xlsx", args=ARGS))
    book = load_workbook(BytesIO(response.content))
    rows = [list(row) for row in book["Bereik"].iter_rows(values_only=True)]
    assert rows[:3] == [
        ["Onderdeel", "Cijfer", "Eenheid", "=1+1", "Waarvan", "Expeditie Zorg", "Waarvan"],
        [None, "Wanneer", None, "26/02/2024 – 01/03/2024", None, "24/02/2025 – 28/02/2025", None],
        ["Op bezoek", "Bezoeken", None, 5, None, 1, None],
    ]
    assert ["Wie erbij was", "Deel van het college", "%", 80, "4 van 5", None, None] in rows
    assert book["Bereik"]["D1"].data_type == "s"
    questions = [list(row) for row in book["Enquête"].iter_rows(min_row=2, values_only=True)]
    assert questions == [["=1+1", "Deelnemers", "Hoe was het?", 4.5, 6]]
    assert response.headers["Content-Disposition"] == 'attachment; filename="bereik-expeditie-zorg.xlsx"'


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_a_fixed_number_of_queries(
    number: int, programme: Programme, staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for one in range(1, number + 1):
        make_earlier(programme, one)
        earlier = make_programme(programme.bestuur, first_day=MONDAY - dt.timedelta(weeks=26 * one))
        publish(earlier)
    fill(programme, times=number)
    make_enquete(programme, 5)
    publish(programme)
    with django_assert_num_queries(15):
        staff.get(reverse("bereik", args=ARGS))
