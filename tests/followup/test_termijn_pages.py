"""What the coordinator sees of the term, and how it is moved."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from followup.models import Bewaartermijn
from followup.privacy.clearing import clear
from followup.privacy.keeping import keep_terms
from followup.privacy.terms import KEPT
from programmes.models import Programme, User
from tests.factories import at, make_gast
from tests.followup.persons import warned

URL, MOVE = "/leiedorp/2025/bewaartermijn/", "/leiedorp/2025/bewaartermijn/wijzigen/"
TODAY = dt.datetime(2026, 1, 10, 9, 0, tzinfo=dt.UTC)


def page(client: Client, url: str = URL) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_the_list_says_what_goes_and_what_stays(staff: Client, programme: Programme) -> None:
    make_gast(programme, diet="zonder gluten")
    text = page(staff)
    assert "Op 28 februari 2026 verdwijnt vanzelf" not in text  # the term itself is included
    assert "Op 1 maart 2026 verdwijnt vanzelf wat over personen gaat." in text
    assert '<strong>Gastenlijst</strong> <span class="badge">1</span>' in text
    assert "dieet (1)" in text
    assert "er is nog geen verslag gepubliceerd" in text


def test_after_it_the_page_says_what_went(staff: Client, programme: Programme) -> None:
    make_gast(programme)
    clear(programme, now=warned(programme))
    text = page(staff)
    assert "De persoonsgegevens van deze editie zijn opgeruimd op" in text
    assert '<th scope="row">Gastenlijst</th><td class="num">1</td>' in text
    assert "Termijn wijzigen" not in text


@travel(TODAY, tick=False)
def test_a_later_day_needs_a_reason_and_is_warned_of_anew(
    staff: Client, programme: Programme, coordinator: User
) -> None:
    Bewaartermijn.objects.create(programme=programme, ends_on=programme.last_day + KEPT, warned_at=TODAY)
    answer = staff.post(MOVE, {"ends_on": "2026-09-01", "reason": "De evaluatie is in mei."})
    assert answer.headers["Location"] == URL
    term = Bewaartermijn.objects.get()
    assert (term.ends_on, term.warned_at) == (dt.date(2026, 9, 1), None)
    assert term.extensions == [["2026-01-10", "2026-02-28", "2026-09-01", "De evaluatie is in mei.", str(coordinator)]]
    assert keep_terms(at(dt.date(2026, 3, 2), "6.00")) == 0
    assert keep_terms(at(dt.date(2026, 8, 2), "6.00")) == 1
    assert "tot en met <strong>1 september 2026</strong> in plaats van 28 februari 2026" in page(staff)


@travel(TODAY, tick=False)
@pytest.mark.parametrize(
    ("ends_on", "reason", "error"),
    [
        ("2026-09-01", "", "Schrijf waarom de gegevens langer of korter bewaard worden."),
        ("2026-01-11", "nu al", "Kies een dag van maandag 9 februari 2026 tot en met woensdag 27 februari 2030"),
        ("2099-01-01", "voor altijd", "Kies een dag van maandag 9 februari 2026 tot en met woensdag 27 februari 2030"),
        ("31 februari", "x", "Schrijf de datum als dag-maand-jaar."),
        ("0000-00-00", "x", "Schrijf de datum als dag-maand-jaar."),
        ("", "x", "Kies tot wanneer."),
        ("2026-09-01", "a\0b", "Null-tekens"),
    ],
)
def test_another_day_is_refused_in_a_sentence(
    staff: Client, programme: Programme, ends_on: str, reason: str, error: str
) -> None:
    text = staff.post(MOVE, {"ends_on": ends_on, "reason": reason}).content.decode()
    assert error in text
    assert Bewaartermijn.objects.filter(ends_on__gt=programme.last_day + KEPT).count() == 0


def test_what_is_cleared_has_no_other_day(staff: Client, programme: Programme) -> None:
    clear(programme, now=warned(programme))
    answer = staff.post(MOVE, {"ends_on": "2099-01-01", "reason": "te laat"})
    assert "De persoonsgegevens van dit programma zijn al opgeruimd." in answer.content.decode()


def test_the_table_of_all_fields_is_there_to_read(staff: Client, programme: Programme) -> None:
    text = page(staff, reverse("termijn-fields", args=["leiedorp", "2025"]))
    assert "<td>dieet</td><td>de hele regel wordt gewist</td>" in text


@pytest.mark.parametrize("guests", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    staff: Client, programme: Programme, guests: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(guests):
        make_gast(programme)
    with django_assert_num_queries(87):
        staff.get(URL)
