"""During the speed date: what began by the clock is not divided anew unless somebody says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Programme, Speeddate, User, Werkvorm
from programmes.views.werkvormen.speeddate import CHANGED
from programmes.werkvormen.speeddate.arranging import mark_held
from programmes.werkvormen.speeddate.desk import Desk, desk_of
from tests.factories import MONDAY, at, make_bezoek
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """From 9.30 to 10.30, with four rounds: at 9.30, 9.40, 9.50 and 10.00."""
    found = make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)
    make_speeddate(found, guests=7, tables=4)
    return found


@contextmanager
def clock(hour: str) -> Iterator[None]:
    with time_machine.travel(at(MONDAY, hour), tick=False):
        yield


@pytest.fixture
def staff(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    """Of who logged in on the day itself."""
    with clock("8.00"):
        return client_of(coordinator)


def desk(visit: Bezoek) -> Desk:
    found = desk_of(visit)
    assert found is not None
    return found


def url(visit: Bezoek, act: str = "") -> str:
    return reverse(f"speeddate-{act}" if act else "speeddate", args=["leiedorp", "2025", visit.pk])


def change(staff: Client, visit: Bezoek, **typed: Any) -> Any:
    return staff.post(url(visit, "change"), typed)


@pytest.mark.parametrize(
    ("hour", "begun"), [("9.29", 0), ("9.30", 1), ("9.39", 1), ("9.40", 2), ("9.55", 3), ("10.45", 4), ("23.59", 4)]
)
def test_the_rounds_that_began_are_told_by_the_clock(visit: Bezoek, hour: str, begun: int) -> None:
    assert desk(visit).begun(at(MONDAY, hour)) == begun


def test_on_another_day_and_of_other_tables_no_round_began(visit: Bezoek) -> None:
    assert desk(visit).begun(at(MONDAY.replace(day=MONDAY.day + 1), "9.55")) == 0
    Speeddate.objects.update(arrangement={"rounds": [[]] * 4, "bound": None})
    assert desk(visit).begun(at(MONDAY, "9.55")) == 0


def test_who_comes_late_changes_no_round_that_began(staff: Client, visit: Bezoek) -> None:
    before = desk(visit).rounds
    with clock("9.55"):
        form = staff.get(url(visit, "change")).context["form"]
        assert (form.initial["held"], form.initial["begun"]) == ("3", 3)
        page = change(staff, visit, names="Laat\nLater", held="3", begun="3")
        assert "Ronde 1 tot 3 blijven zoals ze zijn, en tellen dan als gehouden." in page.text
        assert {number for move in page.context["moves"] for number, *_ in move.tafels} <= {4}
        change(staff, visit, agreed=page.context["signed"])
    after = desk(visit)
    assert (after.rounds[:3], after.held, after.fits, len(after.present)) == (before[:3], 3, True, 9)


@pytest.mark.parametrize("typed", [{}, {"held": "2", "begun": "2"}, {"held": "", "begun": "3"}])
def test_a_round_that_began_since_the_form_was_shown_is_asked_about(
    staff: Client, visit: Bezoek, typed: dict[str, str]
) -> None:
    with clock("9.55"):
        page = change(staff, visit, names="Laat", **typed)
        form = page.context["form"]
        assert form.errors == {"held": ["Intussen is ronde 3 begonnen. Kijk na of dat klopt, en ga dan verder."]}
        assert (form["held"].value(), form["begun"].value(), form["names"].value()) == ("3", "3", "Laat")


def test_who_is_behind_the_clock_may_say_so(staff: Client, visit: Bezoek) -> None:
    with clock("9.55"):
        page = change(staff, visit, names="Laat", held="0", begun="3")
        assert "tellen dan als gehouden" not in page.text
        change(staff, visit, agreed=page.context["signed"])
    assert (desk(visit).held, desk(visit).fits, len(desk(visit).present)) == (0, True, 8)


def test_what_was_marked_is_not_asked_again(staff: Client, visit: Bezoek) -> None:
    mark_held(visit, 3)
    with clock("9.55"):
        assert "held" not in staff.get(url(visit, "change")).context["form"].fields
        assert "Volgens de uren" not in staff.get(url(visit)).text
        assert change(staff, visit, names="Laat").context["proposal"].desk.held == 3


def test_a_proposal_from_before_a_round_began_is_not_kept(staff: Client, visit: Bezoek) -> None:
    with clock("9.49"):
        signed = change(staff, visit, names="Laat", held="2", begun="2").context["signed"]
    with clock("9.50"):
        assert CHANGED in staff.post(url(visit, "change"), {"agreed": signed}, follow=True).text
    assert (desk(visit).held, len(desk(visit).present)) == (0, 7)


def test_in_the_last_round_a_guest_can_still_be_noted(staff: Client, visit: Bezoek) -> None:
    before = desk(visit).rounds
    with clock("10.05"):
        gone = desk(visit).present[0].pk
        page = change(staff, visit, names="Laat", leave=[gone], held="4", begun="4")
        change(staff, visit, agreed=page.context["signed"])
    assert (desk(visit).rounds, desk(visit).held, desk(visit).fits) == (before, 4, True)


@pytest.mark.parametrize(
    ("hour", "held", "sentence", "button"),
    [
        (
            "9.35",
            0,
            "Volgens de uren is er al 1 ronde begonnen, en er is er geen aangeduid als gehouden. {} wordt die {}",
            "Ronde 1 telt als gehouden",
        ),
        (
            "9.55",
            1,
            "Volgens de uren zijn er al 3 rondes begonnen, en er is er 1 aangeduid als gehouden. {} worden die {}",
            "Ronde 1 tot 3 tellen als gehouden",
        ),
    ],
)
def test_the_page_proposes_to_mark_what_began(
    staff: Client, visit: Bezoek, hour: str, held: int, sentence: str, button: str
) -> None:
    mark_held(visit, held)
    with clock(hour):
        page: Any = staff.get(url(visit))
        sentence = sentence.format("Duid dat aan voor je iets wijzigt: anders", "opnieuw verdeeld.")
        assert (page.context["unmarked"], button in page.text) == ([sentence], True)
        staff.post(url(visit, "held"), {"rounds": page.context["begun"]})
        assert staff.get(url(visit)).context["unmarked"] == []


def test_other_guests_during_the_date_are_told_of_the_rounds_that_began(staff: Client, visit: Bezoek) -> None:
    with clock("9.45"):
        form = staff.get(url(visit, "settings")).context["form"]
        shown = {name: form.initial.get(name, "") for name in form.fields} | {"others": "Gast 1"}
        told = staff.post(url(visit, "settings"), shown).context["form"].errors["__all__"][0]
        assert "Volgens de uren zijn er al 2 rondes begonnen, en er is er geen aangeduid als gehouden." in told
        staff.post(url(visit, "settings"), shown | {"sure": "ja"})
        assert "Ronde 1 tot 2 tellen als gehouden" in staff.get(url(visit)).text


def test_rounds_of_other_tables_are_not_marked(visit: Bezoek) -> None:
    Speeddate.objects.update(arrangement={"rounds": [[]] * 4, "bound": None})
    assert (mark_held(visit, 1), mark_held(visit, 0)) == (False, True)
