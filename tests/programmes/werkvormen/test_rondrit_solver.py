"""The tour that is proven the best, against every tour there is."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from programmes.bench.werkvormen_tour import run_tour
from programmes.planner.files import Effort, solve_file
from programmes.planner.values import ProblemError
from programmes.werkvormen.kinds import KINDS
from programmes.werkvormen.rondrit.problem import START, Problem, Service, Stop, faults, score_of
from programmes.werkvormen.rondrit.reading import read_problem
from programmes.werkvormen.rondrit.solve import plan_tour
from tests.programmes.werkvormen.tours import best_by_trying, random_tour

DAY = ((0, 1440),)


@pytest.mark.parametrize("seed", range(60))
def test_the_best_of_all_tours_is_found_and_proven(seed: int) -> None:
    problem = random_tour(seed, 2 + seed % 4)
    plan = plan_tour(problem)
    assert (plan.score, plan.bound, faults(problem, plan.stops)) == (best_by_trying(problem), plan.score, [])
    assert score_of(problem, plan.stops) == plan.score


@pytest.mark.parametrize("seed", range(4))
def test_twelve_stops_are_proven_at_once(seed: int) -> None:
    problem = random_tour(seed, 12)
    plan = plan_tour(problem, seconds=5)
    assert (plan.is_optimal, faults(problem, plan.stops)) == (True, [])


def test_more_stops_than_can_be_proven_get_an_honest_bound() -> None:
    keys = range(30)
    travel = tuple(tuple(3 + (a * 7 + b * 11) % 13 for b in keys) for a in keys)
    services = tuple(Service(key, DAY, 20 if key else 0, 1 if key else 0) for key in keys)
    problem = Problem(services, travel, 480, 900)
    plan = plan_tour(problem, seconds=0)
    assert plan.bound is not None
    assert (plan.bound >= plan.score, faults(problem, plan.stops)) == (True, [])
    later = plan_tour(problem, seconds=0.3)
    assert later.bound is not None
    assert plan.score <= later.score <= later.bound <= plan.bound


def test_asked_to_stop_at_once_it_still_gives_a_tour() -> None:
    problem = random_tour(1, 5)
    plan = plan_tour(problem, seconds=0, should_stop=lambda: True)
    assert (len(plan.stops) > 0, faults(problem, plan.stops)) == (True, [])
    assert plan.bound is not None
    assert plan.bound >= plan.score


def line(*services: Service, travel: tuple[tuple[int, ...], ...], back: int = 1080) -> Problem:
    return Problem((Service(0, DAY, 0, 0), *services), travel, 480, back)


def test_the_group_waits_for_a_service_that_opens_later() -> None:
    problem = line(Service(1, ((600, 660),), 60), travel=((0, 10), (10, 0)))
    assert plan_tour(problem).stops == (Stop(1, 600),)


def test_a_visit_lies_inside_one_window() -> None:
    problem = line(Service(1, ((500, 530), (525, 560), (700, 800)), 40), travel=((0, 10), (10, 0)))
    assert plan_tour(problem).stops == (Stop(1, 700),)


def test_the_most_worth_goes_before_the_shortest_road() -> None:
    problem = line(
        Service(1, ((500, 560),), 60, 1), Service(2, ((530, 590),), 60, 2), travel=((0, 5, 40), (5, 0, 5), (40, 5, 0))
    )
    assert plan_tour(problem).stops == (Stop(2, 530),)


def test_passing_by_the_starting_place_can_be_quicker() -> None:
    travel = ((0, 10, 10), (10, 0, 90), (10, 90, 0))
    problem = line(Service(1, DAY, 30), Service(2, DAY, 30), travel=travel)
    assert [stop.service for stop in plan_tour(problem).stops][1] == START


def test_nothing_fits_and_the_group_stays_home() -> None:
    problem = line(Service(1, ((0, 400),), 60), travel=((0, 10), (10, 0)))
    assert plan_tour(problem).to_json() == {"stops": [], "bound": 0, "score": 0, "optimal": True}


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        ((Stop(1, 485),), ["dienst 1 begint om 485 en de groep is er pas om 490"]),
        ((Stop(1, 1300),), ["dienst 1 past niet om 1300", "de groep is pas terug om 1370"]),
        ((Stop(1, 490), Stop(1, 550)), ["een dienst komt twee keer voor"]),
    ],
)
def test_every_broken_rule_is_told(stops: tuple[Stop, ...], expected: list[str]) -> None:
    assert faults(line(Service(1, ((480, 700),), 60), travel=((0, 10), (10, 0))), stops) == expected


GOOD: dict[str, Any] = {
    "services": [
        {"id": 0, "windows": [[0, 1440]], "duration": 0, "value": 0},
        {"id": 1, "windows": [[500, 600]], "duration": 60, "value": 2},
    ],
    "travel": [[0, 10], [12, 0]],
    "leave": 480,
    "back": 1080,
}


def test_a_file_becomes_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tour.json"
    path.write_text(json.dumps(GOOD))
    call_command("plan", "tour", str(path), "--seconds", "1", "--seed", "3", "--workers", "2")
    found = json.loads(capsys.readouterr().out)
    assert found == {"stops": [[1, 500]], "bound": 1969, "score": 1969, "optimal": True}


def test_what_is_better_known_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tour.json"
    path.write_text(json.dumps(GOOD))
    told: list[str] = []
    solve_file(KINDS["tour"], path, Effort(tell=told.append))
    assert told == ["1 halte, score 1969, bewezen het beste"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"services": []}, "services telt 0 diensten: schrijf er 1 tot 60, de vertrekplaats (id 0) eerst."),
        (
            {"services": [GOOD["services"][1]]},
            "services[0].id is 1: schrijf 0, want een id is de plaats in de lijst (van 0 af).",
        ),
        (
            {"travel": [[0, 10]]},
            "travel telt 1 en er zijn 2 diensten: schrijf er voor elke dienst een, in dezelfde volgorde.",
        ),
        (
            {"travel": [[0, 10], [3]]},
            "travel[1] telt 1 en er zijn 2 diensten: schrijf er voor elke dienst een, in dezelfde volgorde.",
        ),
        ({"travel": [[0, -1], [3, 0]]}, "travel[0][1] is -1: schrijf een geheel getal van 0 tot en met 10080."),
        ({"leave": "half negen"}, 'leave is "half negen": schrijf een geheel getal van 0 tot en met 2880.'),
        ({"back": 400}, "back is 400: schrijf een geheel getal van 480 tot en met 2880."),
        (
            {"travel": [[700, 10], [3, 0]]},
            "back (1080) is te vroeg: wie om 480 vertrekt, is op zijn vroegst om 1180 terug.",
        ),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(change: dict[str, Any], expected: str) -> None:
    with pytest.raises(ProblemError) as error:
        read_problem(GOOD | change)
    assert str(error.value) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"windows": [[600, 500]]},
            "services[1].windows[0] eindigt (500) voor het begin (600): draai de twee om of pas er een aan.",
        ),
        ({"windows": [[600]]}, "services[1].windows[0] is een lijst van 1: schrijf [van, tot]."),
        ({"duration": True}, "services[1].duration is true: schrijf een geheel getal van 0 tot en met 1440."),
        (
            {"value": 10**30},
            "services[1].value is een veel te groot getal: schrijf een geheel getal van 0 tot en met 1000000.",
        ),
    ],
)
def test_a_bad_service_is_told_in_a_sentence(change: dict[str, Any], expected: str) -> None:
    services = [GOOD["services"][0], GOOD["services"][1] | change]
    with pytest.raises(ProblemError) as error:
        read_problem(GOOD | {"services": services})
    assert str(error.value) == expected


def test_the_bench_proves_tours_of_twelve_stops() -> None:
    results = list(run_tour())
    assert {(one.size, one.ok, one.more["proven"]) for one in results} == {(12, True, True)}
