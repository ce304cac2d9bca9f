"""Tables that are typed in another order, or get another name: nobody sits twice at a table by it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Programme, Speeddate, Werkvorm
from programmes.werkvormen.speeddate.arranging import mark_held
from programmes.werkvormen.speeddate.desk import Desk, desk_of
from programmes.werkvormen.speeddate.tables import Table, matched, moved
from tests.factories import make_bezoek
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def desk(visit: Bezoek) -> Desk:
    found = desk_of(visit)
    assert found is not None
    return found


def cards(visit: Bezoek) -> dict[str, list[str]]:
    """The names of the tables of each guest."""
    return {line.gast.name: [str(tafel) for tafel in line.tafels] for line in desk(visit).lines()}


def save(staff: Client, visit: Bezoek, *tafels: str, **typed: Any) -> Any:
    """As the form is sent by who read it just now, with other tables."""
    url = reverse("speeddate-settings", args=["leiedorp", "2025", visit.pk])
    form = staff.get(url).context["form"]
    shown = {name: form.initial.get(name, "") for name in form.fields}
    return staff.post(url, shown | {"tafels": "\n".join(tafels)} | typed)


@pytest.mark.parametrize("held", [0, 1])
def test_tables_in_another_order_take_their_guests_along(staff: Client, visit: Bezoek, held: int) -> None:
    make_speeddate(visit, guests=6, tables=3)
    mark_held(visit, held)
    before = cards(visit)
    response = save(staff, visit, "Tafel 3: Medewerker 3", "Tafel 1: Medewerker 1", "Tafel 2: Medewerker 2")
    after = desk(visit)
    assert (response.status_code, [tafel.name for tafel in after.tafels]) == (302, ["Tafel 3", "Tafel 1", "Tafel 2"])
    assert (after.is_seated, cards(visit)) == (True, before)


def test_a_table_that_gets_another_name_keeps_its_guests(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=6, tables=3)
    mark_held(visit, 1)
    before = cards(visit)
    save(staff, visit, "Nacht: Medewerker 2", "Tafel 3", "Tuin")
    names = {"Tafel 1": "Tuin", "Tafel 2": "Nacht", "Tafel 3": "Tafel 3"}
    assert cards(visit) == {gast: [names[tafel] for tafel in tafels] for gast, tafels in before.items()}


def test_who_goes_to_another_table_after_a_round_is_told_before_it_is_kept(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=4, tables=2)
    swapped = ("Tafel 1: Medewerker 2", "Tafel 2: Medewerker 1")
    assert save(staff, visit, *swapped).status_code == 302
    mark_held(visit, 1)
    back = ("Tafel 1: Medewerker 1", "Tafel 2: Medewerker 2")
    told = (
        "Aan een andere tafel dan tot nu toe: ‘Medewerker 1’, ‘Medewerker 2’. Gasten kunnen hen dan nog eens treffen. "
        "Bewaar nog eens als dat mag."
    )
    assert save(staff, visit, *back).context["form"].errors == {"__all__": [told]}
    assert [tafel.who for tafel in desk(visit).tafels] == ["Medewerker 2", "Medewerker 1"]
    assert save(staff, visit, *back, sure="ja").status_code == 302
    assert [tafel.who for tafel in desk(visit).tafels] == ["Medewerker 1", "Medewerker 2"]


def test_an_arrangement_of_one_table_more_does_not_come_back_for_other_tables(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=4, tables=3, rounds=2)
    save(staff, visit, "Tafel 1", "Tafel 3", sure="ja")
    save(staff, visit, "Tafel 1", "Tafel 3", "Tafel 4", sure="ja")
    assert (desk(visit).is_seated, len(desk(visit).rounds), Speeddate.objects.get().rounds) == (False, 2, 2)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        (["A: Els", "B: Jan", "C"], [0, 1, 2]),
        (["C", "A: Els", "B: Jan"], [2, 0, 1]),
        (["c", "X: jan", "a: Piet"], [2, 1, 0]),
        (["B: Els", "A: Jan", "C"], [1, 0, 2]),
        (["X", "Y", "A"], [1, 2, 0]),
        (["B: Jan"], [1]),
        (["A: Els", "D", "B: Jan", "C", "E"], [0, None, 1, 2, None]),
        (["A", "A: Els", "A"], [1, 0, 2]),
    ],
)
def test_a_table_is_known_by_its_name_then_by_who_sits_there(typed: list[str], places: list[int | None]) -> None:
    before = [Table("A", "Els"), Table("B", "Jan"), Table("C")]
    assert matched(before, [Table(*line.split(": ")) for line in typed]) == places


def test_who_sits_elsewhere_is_known_and_who_is_new_is_not() -> None:
    before = [Table("A", "Els"), Table("B", "Jan"), Table("C")]
    assert list(moved(before, [Table("C"), Table("B", "jan"), Table("A", "Piet")])) == []
    assert list(moved(before, [Table("A", "Jan"), Table("B"), Table("C", "Noor")])) == ["Jan"]
