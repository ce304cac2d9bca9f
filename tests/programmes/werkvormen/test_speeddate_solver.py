"""Who sits where at a speed date: every rule, what is proven, and files."""

import json
import time
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from programmes.bench.werkvormen_speeddate import checked
from programmes.planner.values import ProblemError
from programmes.werkvormen.speeddate.again import AWAY, replan
from programmes.werkvormen.speeddate.bound import NONE_NEEDED, least_repeats
from programmes.werkvormen.speeddate.fields import by_lines, field_of
from programmes.werkvormen.speeddate.files import read_size
from programmes.werkvormen.speeddate.known import FILE, known
from programmes.werkvormen.speeddate.quality import Quality, quality_of, words
from programmes.werkvormen.speeddate.seats import Seats, Size, cyclic, groups, is_valid, repeats_of
from programmes.werkvormen.speeddate.solve import seat
from programmes.werkvormen.speeddate.timing import Phase, phases
from programmes.werkvormen.speeddate.tours import Tours

PRIME_POWERS = (2, 3, 4, 5, 7, 8, 9, 11, 16, 25, 27)


@pytest.mark.parametrize("order", PRIME_POWERS)
def test_a_field_divides(order: int) -> None:
    """Whoever multiplies by something that is not zero, meets every element once."""
    sums, products = field_of(order) or ([], [])
    assert all(sorted(row) == list(range(order)) for row in sums)
    assert all(sorted(row) == list(range(order)) for row in products[1:])


@pytest.mark.parametrize("tables", PRIME_POWERS)
def test_a_prime_power_of_tables_is_proven_the_best_for_any_guests(tables: int) -> None:
    for guests in range(1, 61, 4):
        for rounds in {1, tables // 2, tables}:
            size = Size(guests, tables, rounds)
            seats = by_lines(size) or ()
            assert is_valid(seats, size)
            assert repeats_of(seats, tables) == least_repeats(size)[0]


def test_six_tables_are_no_field() -> None:
    assert by_lines(Size(36, 6, 6)) is None


def test_the_bound_is_what_trying_all_finds() -> None:
    """Four guests, two tables, two rounds: who sits together in the first must sit together in the second."""
    halves = [set(pair) for pair in combinations(range(4), 2)]
    found = [
        repeats_of((_seats(first), _seats(second)), 2) for first in halves for second in halves if not first & second
    ]
    assert (min(found), least_repeats(Size(4, 2, 2))[0]) == (2, 2)


def _seats(at_first: set[int]) -> tuple[int, ...]:
    return tuple(int(guest not in at_first) for guest in range(4))


def test_all_meetings_less_all_pairs_is_a_bound_too() -> None:
    assert least_repeats(Size(9, 6, 6))[0] == 0
    assert least_repeats(Size(4, 1, 1)) == (0, NONE_NEEDED)


@pytest.mark.parametrize(
    ("guests", "tables", "rounds"),
    [
        *((24, 6, 4), (24, 6, 5), (27, 6, 4), (30, 10, 6), (40, 10, 9), (57, 10, 8), (60, 10, 8), (60, 12, 12)),
        *((50, 10, 5), (11, 6, 3), (3, 6, 6), (1, 6, 2)),
    ],
)
def test_other_numbers_of_tables_reach_the_bound_too(guests: int, tables: int, rounds: int) -> None:
    found = seat(Size(guests, tables, rounds), seconds=2)
    assert (checked(found.seats, guests, tables, rounds), found.is_best) == (0, True)


def test_a_hard_one_is_valid_and_bounded() -> None:
    found = seat(Size(36, 6, 6), seconds=0.2)
    assert checked(found.seats, 36, 6, 6) == found.repeats
    assert found.bound == 30 <= found.repeats <= 82


def test_what_was_looked_for_in_advance_is_valid() -> None:
    for line in FILE.read_text().splitlines():
        guests, tables, rounds = map(int, line.split()[:3])
        size = Size(guests, tables, rounds)
        seats = known(size) or ()
        assert is_valid(seats, size), line
        repeats = checked(seats, guests, tables, rounds)
        assert repeats == repeats_of(seats, tables) < repeats_of(cyclic(size), tables), line


@pytest.mark.parametrize("guests", range(31, 61))
def test_six_tables_with_three_rounds_are_proven_the_best(guests: int) -> None:
    found = seat(Size(guests, 6, 3), seconds=2)
    assert (found.repeats, found.is_best) == (2 * (guests - 30), True)


def test_the_same_seed_gives_the_same_seating() -> None:
    one, other = (seat(Size(24, 6, 4), seconds=10, seed=3) for _ in range(2))
    assert one == other


def test_who_says_stop_gets_a_valid_seating_at_once() -> None:
    begin = time.process_time()
    found = seat(Size(60, 6, 6), seconds=60, should_stop=lambda: True)
    assert is_valid(found.seats, Size(60, 6, 6))
    assert time.process_time() - begin < 5


def test_every_exchange_keeps_every_rule() -> None:
    size = Size(14, 6, 4)
    tours = Tours(cyclic(size), 6)
    for one, other in combinations(range(14), 2):
        swap = tours.swap(one, other, (one + other) % 4)
        if swap:
            added = tours.lay(swap)
            tours.undo(swap)
            assert tours.lay(swap) == added
            tours.take(swap, added)
        assert is_valid(tours.seats, size)
        assert tours.repeats == repeats_of(tours.seats, 6)


HELD: Seats = ((0, 0, 1, 1, 2, 2, AWAY), (1, 2, 2, 0, 0, 1, AWAY))


def test_the_rest_is_planned_with_what_was_held() -> None:
    """Guest 5 left, guest 6 comes late: guests 0 to 4 have one table left each."""
    found = replan(HELD, [0, 1, 2, 3, 4, 6], guests=7, tables=3, rounds=1, seconds=0.1)
    (seated,) = found.seats
    assert (seated[:6], found.repeats) == ((2, 1, 0, 2, 1, AWAY), repeats_of((*HELD, seated), 3))
    assert seated[6] == 0


def test_without_a_change_everyone_keeps_their_tables() -> None:
    size = Size(12, 5, 4)
    seats = by_lines(size) or ()
    again = replan(seats[:1], range(12), guests=12, tables=5, rounds=3, seconds=0.1, before=seats[1:])
    assert again.seats == seats[1:]


def test_who_leaves_makes_no_table_two_emptier_than_another() -> None:
    size = Size(12, 4, 3)
    seats = by_lines(size) or ()
    gone = {guest for guest, table in enumerate(seats[1]) if table == 0}
    here = [guest for guest in range(12) if guest not in gone]
    again = replan(seats[:1], here, guests=12, tables=4, rounds=2, seconds=0.1, before=seats[1:])
    sizes = [sorted(map(len, groups(seated, 4))) for seated in again.seats]
    tours = [tour for guest, tour in enumerate(zip(*seats[:1], *again.seats, strict=True)) if guest in here]
    assert sizes == [[2, 2, 2, 3]] * 2
    assert all(len(set(tour)) == 3 for tour in tours)


def test_nothing_is_left_to_plan_after_the_last_round() -> None:
    assert replan(HELD, [0, 1], guests=7, tables=3, rounds=0, seconds=0.1).seats == ()


def test_hours_with_a_break_in_the_place_of_a_change() -> None:
    assert list(phases(3, minutes=8, change=2, break_after=2, pause=10)) == [
        Phase("ronde", 1, 0, 8),
        Phase("wissel", 2, 8, 2),
        Phase("ronde", 2, 10, 8),
        Phase("pauze", 3, 18, 10),
        Phase("ronde", 3, 28, 8),
    ]


@pytest.mark.parametrize(
    ("quality", "sentences"),
    [
        (
            Quality(17, 15, 15, 0, 0),
            [
                "Elke gast treft 15 van de 17 andere gasten.",
                "Niemand zit twee keer aan dezelfde tafel.",
                "Niemand treft iemand twee keer.",
                "Beter kan niet: dat is bewezen.",
            ],
        ),
        (
            Quality(5, 4, 5, 3, 2),
            [
                "Elke gast treft 4 tot 5 van de 5 andere gasten.",
                "Niemand zit twee keer aan dezelfde tafel.",
                "Samen treffen gasten elkaar 3 keer opnieuw.",
                "Met minder dan 2 keer kan het zeker niet.",
            ],
        ),
        (
            Quality(2, 2, 2, 1),
            [
                "Iedereen treft alle anderen.",
                "Niemand zit twee keer aan dezelfde tafel.",
                "Eén keer treffen twee gasten elkaar opnieuw.",
            ],
        ),
        (
            Quality(1, 0, 0, 0),
            [
                "De twee gasten treffen elkaar niet.",
                "Niemand zit twee keer aan dezelfde tafel.",
                "Niemand treft iemand twee keer.",
            ],
        ),
        (
            Quality(0, 0, 0, 0),
            [
                "Er is maar één gast.",
                "Niemand zit twee keer aan dezelfde tafel.",
                "Niemand treft iemand twee keer.",
            ],
        ),
    ],
)
def test_quality_in_words(quality: Quality, sentences: list[str]) -> None:
    assert list(words(quality)) == sentences


def test_quality_counts_who_is_met_of_who_is_there() -> None:
    assert quality_of([[0, 0, 1, 1], [1, 0, 0, 1]], 2, [0, 1, 2]) == Quality(2, 1, 2, 0)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "het bestand is een lijst van 0: schrijf een object met velden, tussen { en }."),
        ({"tables": 3, "rounds": 2}, "guests ontbreekt: schrijf er een geheel getal van 1 tot en met 500."),
        ({"guests": 0, "tables": 3, "rounds": 2}, "guests is 0: schrijf een geheel getal van 1 tot en met 500."),
        ({"guests": 9, "tables": 3, "rounds": 4}, "rounds is 4: schrijf een geheel getal van 1 tot en met 3."),
        ({"guests": 9, "tables": "3", "rounds": 4}, 'tables is "3": schrijf een geheel getal van 1 tot en met 100.'),
    ],
)
def test_what_is_no_speed_date_is_refused(data: Any, sentence: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_size(data)
    assert str(caught.value) == sentence


def test_the_command_writes_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "probleem.json"
    path.write_text(json.dumps({"guests": 4, "tables": 4, "rounds": 2}))
    call_command("plan", "speeddate", str(path), "--seconds", "0.1")
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "rounds": [{"0": [0], "1": [1], "2": [2], "3": [3]}, {"0": [3], "1": [0], "2": [1], "3": [2]}],
        "score": 0,
        "bound": 0,
        "why": NONE_NEEDED,
    }
    assert said.err == "0 keer iemand opnieuw, bewezen het beste\n"


@pytest.mark.parametrize(
    "seats", [((0, 0, 1, 1),), ((0, 0, 1, 1), (0, 1, 0, 1)), ((0, 0, 0, 1), (1, 1, 1, 0)), ((0, 0, 1, 2), (1, 1, 0, 0))]
)
def test_the_checker_finds_a_broken_rule(seats: Seats) -> None:
    """A round too few, twice at a table, uneven, an unknown table."""
    assert checked(seats, 4, 2, 2) is None
