"""Who comes late to a speed date sits down where there is a place, and nobody else gets another card."""

from itertools import permutations
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Programme, Speeddate, Werkvorm
from programmes.werkvormen.speeddate.arranging import mark_held
from programmes.werkvormen.speeddate.desk import Desk, desk_of
from programmes.werkvormen.speeddate.joining import Place, place
from tests.factories import make_bezoek
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def desk(visit: Bezoek) -> Desk:
    found = desk_of(visit)
    assert found is not None
    return found


def change(staff: Client, visit: Bezoek, **typed: Any) -> Any:
    """What is shown, and then kept."""
    address = reverse("speeddate-change", args=["leiedorp", "2025", visit.pk])
    page: Any = staff.post(address, typed)
    staff.post(address, {"agreed": page.context["signed"]})
    return page


def without(rounds: list[list[list[int]]], key: int) -> list[list[list[int]]]:
    return [[[one for one in group if one != key] for group in seated] for seated in rounds]


def costs(rounds: list[list[set[int]]], tables: tuple[int, ...], met: set[int]) -> tuple[int, int]:
    crowding, again = 0, 0
    for seated, table in zip(rounds, tables, strict=True):
        crowding += len(seated[table]) - min(map(len, seated))
        again, met = again + len(seated[table] & met), met | seated[table]
    return crowding, again


@pytest.mark.parametrize("seed", range(40))
def test_no_other_place_is_better(seed: int) -> None:
    random = Random(seed)
    tables, rounds = random.randint(2, 5), random.randint(1, 4)
    been, met = {random.randrange(tables)}, set(random.sample(range(9), 3))
    seated: list[list[set[int]]] = [[set() for _ in range(tables)] for _ in range(rounds)]
    for groups in seated:
        for guest in range(9):
            random.choice(groups).add(guest)
    ways = [way for way in permutations(range(tables), rounds) if not been & set(way)] if rounds <= tables else []
    best = min((costs(seated, way, met) for way in ways), default=None)
    found = place(seated, been=been, met=met)
    assert (found and (found.crowding, found.again)) == best
    assert found is None or costs(seated, found.tables, met) == best


def test_a_table_without_a_chair_takes_nobody() -> None:
    rounds = [[[1, 2], [3, 4, 5]], [[3, 4, 5], [1, 2]]]
    assert place(rounds, chairs=3) == Place((0, 1), 0, 2)
    assert place(rounds, chairs=2) is None
    assert place([], chairs=2) == Place((), 0, 0)


@pytest.mark.parametrize("held", [0, 1])
def test_who_comes_late_sits_where_there_is_a_place_and_nobody_else_gets_another_card(
    staff: Client, visit: Bezoek, held: int
) -> None:
    date = make_speeddate(visit, guests=8, tables=4, rounds=3)
    mark_held(visit, held)
    before = desk(visit)
    page = change(staff, visit, names="Jan")
    assert (page.context["moves"], "Niemand anders krijgt andere tafels." in page.text) == ([], True)
    new, after = date.gasten.get(name="Jan").pk, desk(visit)
    assert (after.fits, without(after.rounds, new)) == (True, before.rounds)
    tables = [[new in group for group in seated].index(True) for seated in after.rounds[held:]]
    assert (len(set(tables)), after.quality().repeats) == (3 - held, 0)
    assert after.date.arrangement["bound"] == (None if held else 0)


def test_of_two_who_come_and_one_who_goes_one_gets_the_seats_that_are_left(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=8, tables=4, rounds=3)
    before, gone = desk(visit), date.gasten.get(name="Gast 3").pk
    page = change(staff, visit, leave=[gone], names="Jan\nBo")
    jan, bo = (date.gasten.get(name=name).pk for name in ("Jan", "Bo"))
    swapped = [[[gone if key == jan else key for key in group] for group in seated] for seated in desk(visit).rounds]
    assert (page.context["moves"], without(swapped, bo)) == ([], before.rounds)


def test_who_comes_back_sits_where_they_were_not_and_nobody_else_gets_another_card(
    staff: Client, visit: Bezoek
) -> None:
    date = make_speeddate(visit, guests=9, tables=5, rounds=4)
    mark_held(visit, 1)
    gone = date.gasten.get(name="Gast 9")
    was = next(number for number, group in enumerate(desk(visit).rounds[0]) if gone.pk in group)
    change(staff, visit, leave=[gone.pk])
    mark_held(visit, 2)
    before = desk(visit)
    page = change(staff, visit, names="Gast 9")
    assert page.context["moves"] == []
    after = desk(visit)
    assert (after.rounds[:2], without(after.rounds[2:], gone.pk)) == (before.rounds[:2], before.rounds[2:])
    assert not any(gone.pk in seated[was] for seated in after.rounds[2:])


def test_without_a_place_in_each_round_the_rest_is_made_anew_and_told(staff: Client, visit: Bezoek) -> None:
    """Only at the last table there is a place, in both rounds: nobody sits there twice."""
    date = make_speeddate(visit, guests=5, tables=3, rounds=2)
    a, b, c, d, e = date.gasten.order_by("pk").values_list("pk", flat=True)
    rounds = [[[a, b], [c, d], [e]], [[c, e], [a, b], [d]]]
    Speeddate.objects.update(arrangement={"rounds": rounds, "bound": 0})
    page = change(staff, visit, names="Jan")
    assert page.context["moves"] != []
    assert "een ander kaartje" in page.text
    sizes = [sorted(map(len, seated)) for seated in desk(visit).rounds]
    assert (desk(visit).fits, sizes) == (True, [[2, 2, 2]] * 2)
