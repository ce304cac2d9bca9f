"""The project's own judge of a plan: every rule that may be broken, every term of the score, by hand."""

from typing import Any

import pytest

from programmes.planner import Visit, Weights, Window, Wish
from programmes.planner.checking import check
from tests.programmes.planner.problems import make_problem

NINE, TEN = 540, 600


def at(service: int, start: int, *people: int, day: int = 0, closed: bool = False) -> Visit:
    return Visit(service, day, start, people, closed)


def test_an_empty_plan_breaks_no_rule_and_misses_everything() -> None:
    verdict = check(make_problem(press_windows=(Window(0, NINE, TEN),)), ())
    assert (verdict.errors, verdict.services_unvisited, verdict.people_without_visit) == ((), 3, 4)
    assert {name: points for name, points in verdict.terms.items() if points} == {
        "uncovered": -30_000,
        "press": -20_000,
        "no_visit": -24_000,
    }
    assert (verdict.score, verdict.is_valid, verdict.changed) == (-74_000, True, None)


def test_nobody_and_nothing_is_worth_nothing() -> None:
    assert check(make_problem(counts=(0, 0)), ()).score == 0


BROKEN: list[tuple[str, dict[str, Any], tuple[Visit, ...], list[str]]] = [
    ("service", {}, (at(3, NINE, 0),), ["visit to 3 on day 0 at 540: unknown service or person"]),
    ("person", {}, (at(0, NINE, 4),), ["visit to 0 on day 0 at 540: unknown service or person"]),
    ("negative", {}, (at(0, NINE, -1),), ["visit to 0 on day 0 at 540: unknown service or person"]),
    ("window", {}, (at(0, 675, 0),), ["visit to 0 on day 0 at 675: outside the windows of the service"]),
    ("day", {}, (at(0, NINE, 2, day=2),), [
        "visit to 0 on day 2 at 540: outside the windows of the service",
        "visit to 0 on day 2 at 540: 2 is not available",
    ]),
    ("grid", {}, (at(0, 550, 0),), ["visit to 0 on day 0 at 550: off the grid"]),
    ("twice", {}, (at(0, NINE, 0, 0),), [
        "visit to 0 on day 0 at 540: someone twice",
        "person 0: the same service twice",
        "person 0: -60 minutes for 0 of travel on day 0",
    ]),
    ("few", {"services": {0: {"min": 2}}}, (at(0, NINE, 0),), ["visit to 0 on day 0 at 540: 1 people, not 2 to 3"]),
    ("many", {}, (at(0, NINE, 0, 1, 2, 3),), ["visit to 0 on day 0 at 540: 4 people, not 1 to 3"]),
    ("apart", {"apart": ((0, 1),)}, (at(0, NINE, 1, 0),), ["visit to 0 on day 0 at 540: 0 and 1 must be apart"]),
    ("together", {"together": ((0, 1),)}, (at(0, NINE, 1),), [
        "visit to 0 on day 0 at 540: 0 and 1 must be together"
    ]),
    ("away", {"people": {2: {"available": (Window(0, TEN, 900),)}}}, (at(0, NINE, 2),), [
        "visit to 0 on day 0 at 540: 2 is not available"
    ]),
    ("fixed", {"fixed": (at(0, NINE, 0),)}, (at(0, NINE, 1),), ["fixed visit to 0 on day 0 at 540: not kept"]),
    ("closed", {"fixed": (at(0, NINE, 0, closed=True),)}, (at(0, NINE, 0, 1),), [
        "fixed visit to 0 on day 0 at 540: somebody joined though it is closed"
    ]),
    ("visits", {}, (at(0, NINE, 0), at(0, NINE, 1, day=1)), ["service 0: 2 visits, at most 1"]),
    ("at once", {"services": {0: {"visits_max": 2}}}, (at(0, NINE, 0), at(0, 585, 1)), [
        "service 0: two visits at once on day 0"
    ]),
    ("week", {"people": {0: {"week_max": 1}}}, (at(0, NINE, 0), at(1, NINE, 0, day=1)), [
        "person 0: 2 visits in the week, at most 1"
    ]),
    ("day_max", {"people": {0: {"day_max": 1}}}, (at(0, NINE, 0), at(1, 660, 0)), [
        "person 0: 2 visits on day 0, at most 1"
    ]),
    ("again", {"services": {0: {"visits_max": 2}}}, (at(0, NINE, 0), at(0, NINE, 0, day=1)), [
        "person 0: the same service twice"
    ]),
    ("travel", {}, (at(0, NINE, 0), at(1, 600, 0)), ["person 0: 0 minutes for 10 of travel on day 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "visits", "errors"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_rule_is_told(changes: dict[str, Any], visits: tuple[Visit, ...], errors: list[str]) -> None:
    assert list(check(make_problem(**changes), visits).errors) == errors


def test_what_was_placed_by_hand_may_lie_outside_windows_and_availability() -> None:
    problem = make_problem(fixed=(at(0, 1203, 0),))
    assert check(problem, (at(0, 1203, 0),)).errors == ()
    assert check(problem, (at(0, 1203, 0, 1),)).errors == ("visit to 0 on day 0 at 1203: 1 is not available",)


def test_two_that_were_placed_at_one_visit_belong_to_one_visit() -> None:
    problem = make_problem(fixed=(at(0, NINE, 0, closed=True), at(0, NINE, 1)))
    assert check(problem, (at(0, NINE, 0, 1),)).errors == ()


def test_the_begin_of_a_window_is_on_the_grid() -> None:
    problem = make_problem({0: {"windows": (Window(0, 550, 700),)}})
    assert check(problem, (at(0, 550, 0),)).errors == ()


def test_every_term_of_a_score() -> None:
    wishes = (Wish("kind", "soort 1"), Wish("service", 0), Wish("service", 1))
    problem = make_problem({2: {"priority": 2}}, {0: {"wishes": wishes}}, weights=Weights(outside=7))
    verdict = check(problem, (at(0, NINE, 0, 1, 3), at(1, 630, 0)))
    assert verdict.terms == {
        "uncovered": -20_000,
        "press": 0,
        "no_visit": -6_000,
        "competence": 1_500,
        "wish": 600 + 200 + 300 + 150,
        "mix": 120,
        "load": 40,
        "days": -60,
        "travel": -10,
        "idle": -10,
        "change": 0,
        "outside": 14,
    }
    assert (verdict.score, verdict.wishes_granted, verdict.participations, verdict.visits) == (-23_156, 2, 4, 2)


@pytest.mark.parametrize(
    ("visit", "points"),
    [
        (at(0, NINE, 0, 1), 0),
        (at(0, TEN, 0, 1), 0),
        (at(0, 615, 0, 1), -20_000),
        (at(0, NINE, 0, 1, day=1), -20_000),
        (at(0, NINE, 0), -20_000),
        (at(0, NINE, 1, 2), -20_000),
        (at(1, NINE, 0, 1), -20_000),
    ],
)
def test_the_press_wants_the_mayor_and_an_alderman_at_a_press_service(visit: Visit, points: int) -> None:
    problem = make_problem({0: {"press": True}}, press_windows=(Window(0, NINE, TEN),))
    assert check(problem, (visit,)).terms["press"] == points


def test_a_change_counts_when_it_was_still_possible_or_is_new() -> None:
    before = (at(0, NINE, 0, 1), at(1, NINE, 2))
    problem = make_problem(people={1: {"available": ()}}, previous=before)
    assert check(problem, before[1:]).changed == 1  # the mayor is gone; his alderman could not come any more
    assert check(problem, (at(0, NINE, 0), at(1, TEN, 2))).changed == 2
    assert check(problem, (at(0, NINE, 0), before[1])).terms["change"] == 0


def test_nobody_goes_on_from_a_short_visit_within_a_long_one() -> None:
    """Two that are fixed may contradict; a third one within the first is an error of its own."""
    problem = make_problem({0: {"duration": 180}, 1: {"duration": 15}, 2: {"duration": 30}}, minutes=5)
    pinned = (at(0, NINE, 0), at(1, 555, 0))
    told = "person 0: -165 minutes for 5 of travel on day 0"
    assert check(problem, pinned).errors == (told,)
    assert check(problem, (*pinned, at(2, TEN, 0))).errors == (told, "person 0: no time from 0 to 2 on day 0")
    assert check(problem, (*pinned, at(2, 690, 0))).errors == (told, "person 0: no time from 0 to 2 on day 0")
    assert check(problem, (*pinned, at(2, TEN, 0, day=1))).errors == (told,)
