"""When the rounds begin: after the welcome of the timetable, and the same wherever it stands."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Onderdeel, Programme, Speeddate, Werkvorm
from tests.factories import make_bezoek
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """From 9.30 to 10.30."""
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def add_lines(visit: Bezoek, *lines: tuple[int, str]) -> None:
    for position, (minutes, title) in enumerate(lines):
        Onderdeel.objects.create(bezoek=visit, position=position, minutes=minutes, title=title)


def url(visit: Bezoek, act: str = "") -> str:
    return reverse(f"speeddate-{act}" if act else "speeddate", args=["leiedorp", "2025", visit.pk])


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ([(5, "Welkom"), (48, "De rondes"), (7, "Afronden")], 5),
        ([(10, "Rondleiding"), (5, "Uitleg"), (8, "Ronde 1"), (8, "Ronde 2")], 15),
        ([(20, "Koffie"), (40, "Gesprek")], 0),
        ([], 0),
    ],
)
def test_the_first_settings_follow_the_timetable(
    staff: Client, visit: Bezoek, lines: list[tuple[int, str]], lead: int
) -> None:
    add_lines(visit, *lines)
    page: Any = staff.get(url(visit, "settings"))
    assert page.context["form"]["lead_minutes"].value() == lead


def test_all_hours_begin_after_the_welcome(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, lead_minutes=5)
    assert "9.35" in staff.get(url(visit)).text
    assert "Ronde 1, 9.35 Ronde 2, 9.45" in words(read(staff.get(url(visit, "blad")).content))
    assert "9.35 ronde 1" in words(read(staff.get(url(visit, "kaartjes")).content))


def test_a_timetable_that_says_otherwise_is_told_with_what_mends_it(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    add_lines(visit, (10, "Welkom"), (50, "De rondes"))
    said = (
        "In het uurschema begint ‘De rondes’ om 9.40, en hier de eerste ronde om 9.30. Pas het uurschema aan, of vul "
        "bij Tafels en rondes 10 minuten vooraf in."
    )
    assert said in staff.get(url(visit)).text
    Speeddate.objects.update(lead_minutes=10)
    assert "In het uurschema begint" not in staff.get(url(visit)).text


def test_a_welcome_counts_along_in_what_the_visit_must_hold(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, round_minutes=18, lead_minutes=2)
    assert "duren samen" not in staff.get(url(visit)).text
    Speeddate.objects.filter(pk=date.pk).update(lead_minutes=10)
    assert (
        "De rondes duren samen 58 minuten, na 10 minuten vooraf, en het bezoek maar 60." in staff.get(url(visit)).text
    )
