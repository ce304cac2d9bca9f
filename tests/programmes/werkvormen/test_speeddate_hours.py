"""When the rounds begin: after the welcome of the timetable, and the same wherever it stands."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.links import make_links, token_of
from programmes.models import Bezoek, Onderdeel, Programme, Speeddate, Speeddategast, Werkvorm
from programmes.times import clock
from tests.factories import MONDAY, at, make_bezoek, make_deelname
from tests.invitations.pdfs import read, words
from tests.invitations.rsvp import publish_now
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
    ("lines", "hour"),
    [
        ([(5, "Welkom"), (48, "De rondes"), (7, "Afronden")], "9.35"),
        ([(10, "Rondleiding"), (5, "Uitleg over de rondes"), (8, "Ronde 1"), (8, "Ronde 2")], "9.45"),
        ([(10, "Ronde door het huis"), (30, "Speeddates"), (10, "Koffie na de rondes")], "9.40"),
        ([(20, "Koffie"), (40, "Vijf rondes van acht minuten")], "9.50"),
        ([(20, "Koffie"), (40, "Gesprek")], "9.32"),
        ([], "9.32"),
    ],
)
def test_the_first_round_begins_with_its_line_in_the_timetable_else_as_was_filled_in(
    staff: Client, visit: Bezoek, lines: list[tuple[int, str]], hour: str
) -> None:
    make_speeddate(visit, lead_minutes=2)
    add_lines(visit, *lines)
    page: Any = staff.get(url(visit))
    assert clock(page.context["desk"].hours[0]) == hour
    form: Any = staff.get(url(visit, "settings"))
    assert ("lead_minutes" in form.context["form"].fields) == (hour == "9.32")


def test_new_settings_say_when_the_first_round_begins(staff: Client, visit: Bezoek) -> None:
    add_lines(visit, (5, "Welkom"), (55, "De rondes"))
    page: Any = staff.get(url(visit, "settings"))
    assert "De eerste ronde begint om 9.35, met ‘De rondes’ in het" in page.text
    Onderdeel.objects.all().delete()
    page = staff.get(url(visit, "settings"))
    assert ("De eerste ronde begint" in page.text, page.context["form"]["lead_minutes"].value()) == (False, 0)


def test_all_hours_follow_a_welcome_that_becomes_longer(staff: Client, client: Client, visit: Bezoek) -> None:
    guest = make_deelname(visit).mandataris
    make_speeddate(visit, guests=5)
    add_lines(visit, (5, "Welkom"), (55, "De rondes"))
    make_links(visit.programme, now=timezone.now())
    publish_now(visit.programme)
    Onderdeel.objects.filter(title="Welkom").update(minutes=10)
    page = staff.get(url(visit)).text
    assert ('Ronde 1 <span class="meta">9.40</span>' in page, "<dd>9.40–10.08</dd>" in page) == (True, True)
    assert "Ronde 1, 9.40 Ronde 2, 9.50" in words(read(staff.get(url(visit, "blad")).content))
    assert "9.40 ronde 1" in words(read(staff.get(url(visit, "kaartjes")).content))
    own = token_of(guest.links.get())
    with time_machine.travel(at(MONDAY, "8.00"), tick=False):
        text = " ".join(client.get(reverse("mijn", args=[own])).text.split())
        paper = words(read(client.get(reverse("mijn-pdf", args=[own])).content))
    assert '<p class="line-hours">9.40</p> <p class="line-body"><span class="meta">ronde 1</span>' in text
    assert "9.40 ronde 1" in paper


def test_lines_that_are_shorter_than_the_rounds_need_are_told(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    add_lines(visit, (10, "Welkom"), (12, "Ronde 1"), (5, "Koffie"), (10, "Ronde 2"), (23, "Afronden"))
    said = (
        "In het uurschema krijgen de rondes 27 minuten (9.40–10.07), en ze duren er samen 28: maak ‘Ronde 2’ langer, "
        "of neem kortere of minder rondes."
    )
    assert said in staff.get(url(visit)).text
    Onderdeel.objects.filter(title="Ronde 2").update(minutes=11)
    assert "In het uurschema krijgen" not in staff.get(url(visit)).text


def test_a_welcome_counts_along_in_what_the_visit_must_hold(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, round_minutes=18, lead_minutes=2)
    assert "duren samen" not in staff.get(url(visit)).text
    Speeddate.objects.filter(pk=date.pk).update(lead_minutes=10)
    assert (
        "De rondes duren samen 58 minuten, na 10 minuten vooraf, en het bezoek maar 60." in staff.get(url(visit)).text
    )


def test_the_page_of_the_timetable_counts_the_other_guests_and_tells_when_the_rounds_do_not_fit(
    staff: Client, visit: Bezoek, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_deelname(visit)
    page = reverse("werkvorm", args=["leiedorp", "2025", visit.pk])
    add_lines(visit, (40, "Welkom"), (20, "De rondes"))
    assert "Er komt 1 bezoeker: deze werkvorm past vanaf 6." in staff.get(page).text
    date = make_speeddate(visit, guests=5)
    for _ in range(2):
        with django_assert_num_queries(15):
            text = staff.get(page).text
        make_deelname(visit)
        Speeddategast.objects.create(speeddate=date, name="Nog iemand")
    assert "deze werkvorm past vanaf 6" not in text
    assert "De rondes duren samen 28 minuten, na 40 minuten vooraf, en het bezoek maar 60." in text
    Onderdeel.objects.filter(title="Welkom").update(minutes=10)
    assert "In het uurschema krijgen de rondes 20 minuten (9.40–10.00), en ze duren er samen 28" in staff.get(page).text
