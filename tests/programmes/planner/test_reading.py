"""A file that cannot be a week to plan is refused in one sentence that names the place and the mend."""

import json
from random import Random
from typing import Any

import pytest

from programmes.planner import ProblemError, Visit, problem_json, read_problem
from programmes.planner.checking import check
from tests.programmes.planner.problems import make_problem

GONE = object()


def make_data() -> Any:
    visit = Visit(0, 0, 540, (0,), closed=True)
    problem = make_problem(fixed=(visit,), previous=(visit,), together=((0, 1),), apart=((1, 2),))
    return json.loads(json.dumps(problem_json(problem)))


def changed(path: str, value: Any) -> Any:
    """Good data with one thing put at a path such as `people.2.mode`, or taken away."""
    return spoiled(tuple(int(part) if part.isdigit() else part for part in path.split(".")), value)


REFUSED: list[tuple[str, Any, str]] = [
    ("days", GONE, "days ontbreekt: schrijf er een geheel getal van 0 tot en met 366."),
    ("days", True, "days is true: schrijf een geheel getal van 0 tot en met 366."),
    ("days", 10**20, "days is een veel te groot getal: schrijf een geheel getal van 0 tot en met 366."),
    ("step", 0, "step is 0: schrijf een geheel getal van 1 tot en met 1440."),
    ("services", {}, "services is een object: schrijf een lijst tussen [ en ] (die mag leeg zijn)."),
    ("services", GONE, "services ontbreekt: schrijf er een lijst tussen [ en ] (die mag leeg zijn)."),
    ("services.1", 7, "services[1] is 7: schrijf een object met velden, tussen { en }."),
    ("services.1.id", 5, "services[1].id is 5: schrijf 1, want een id is de plaats in de lijst (van 0 af)."),
    ("services.1.kind", 5, "services[1].kind is 5: schrijf tekst tussen aanhalingstekens."),
    ("services.1.duration", -5, "services[1].duration is -5: schrijf een geheel getal van 1 tot en met 1440."),
    (
        "services.1.duration",
        float("nan"),
        "services[1].duration is NaN: schrijf een geheel getal van 1 tot en met 1440.",
    ),
    ("services.1.duration", 60.0, "services[1].duration is 60.0: schrijf een geheel getal van 1 tot en met 1440."),
    ("services.1.duration", "60", 'services[1].duration is "60": schrijf een geheel getal van 1 tot en met 1440.'),
    ("services.1.min", 0, "services[1].min is 0: schrijf een geheel getal van 1 tot en met 100000."),
    ("services.1.min", 4, "services[1].max (3) is kleiner dan services[1].min (4): verhoog max of verlaag min."),
    ("services.1.press", 1, "services[1].press is 1: schrijf true of false."),
    ("services.1.windows.0", [0, 540], "services[1].windows[0] is een lijst van 2: schrijf [dag, van, tot]."),
    (
        "services.1.windows.0",
        [0, 600, 540],
        "services[1].windows[0] eindigt (540) voor het begin (600): draai de twee om of pas er een aan.",
    ),
    ("services.1.windows.0.0", 2, "services[1].windows[0][0] is 2: schrijf een geheel getal van 0 tot en met 1."),
    (
        "people.2.mode",
        "tram",
        "people[2].mode is “tram” en travel heeft daar geen tabel voor: schrijf car, of voeg de tabel toe.",
    ),
    (
        "travel",
        {},
        "people[0].mode is “car” en travel heeft daar geen tabel voor: voeg de tabel toe.",
    ),
    (
        "people.2.role",
        "keizer",
        'people[2].role is "keizer": schrijf burgemeester, gast, raadslid of schepen.',
    ),
    (
        "people.2.available.0.2",
        None,
        "people[2].available[0][2] is null: schrijf een geheel getal van 0 tot en met 2880.",
    ),
    ("people.2.wishes", [["dienst", 1]], 'people[2].wishes[0][0] is "dienst": schrijf "service" of "kind".'),
    (
        "people.2.wishes",
        [["service", 3]],
        "people[2].wishes[0][1] is 3: schrijf een id uit services, van 0 tot en met 2.",
    ),
    ("people.2.wishes", [["kind", 3]], "people[2].wishes[0][1] is 3: schrijf tekst tussen aanhalingstekens."),
    (
        "travel.car",
        [[0, 1, 1], [1, 0, 1]],
        "travel.car telt 2 en er zijn 3 diensten: schrijf er voor elke dienst een, in dezelfde volgorde.",
    ),
    (
        "travel.car.1",
        [0, 1],
        "travel.car[1] telt 2 en er zijn 3 diensten: schrijf er voor elke dienst een, in dezelfde volgorde.",
    ),
    ("travel.car.1.2", -1, "travel.car[1][2] is -1: schrijf een geheel getal van 0 tot en met 10080."),
    ("weights.press", GONE, "weights.press ontbreekt: schrijf er een geheel getal van 0 tot en met 1000000000."),
    ("weights.load", [], "weights.load is leeg: schrijf minstens één getal, desnoods 0."),
    ("weights.wish", [5, 6], "weights.wish[1] (6) is meer dan het getal ervoor (5): zet ze van groot naar klein."),
    ("fixed.0.service", 3, "fixed[0].service is 3: schrijf een id uit services, van 0 tot en met 2."),
    ("fixed.0.people", [0, 4], "fixed[0].people[1] is 4: schrijf een id uit people, van 0 tot en met 3."),
    ("fixed.0.people", [1, 1], "fixed[0].people noemt iemand twee keer: schrijf elke persoon een keer."),
    ("fixed.0.start", 2880, "fixed[0].start is 2880: schrijf een geheel getal van 0 tot en met 2879."),
    ("fixed.0.closed", "ja", 'fixed[0].closed is "ja": schrijf true of false.'),
    ("previous.0.people", [True], "previous[0].people[0] is true: schrijf een id uit people, van 0 tot en met 3."),
    ("previous.0.day", GONE, "previous[0].day ontbreekt: schrijf er een geheel getal van 0 tot en met 1."),
    ("together.0", [0, 0], "together[0] noemt twee keer persoon 0: schrijf twee verschillende mensen."),
    ("apart.0", [0, 9], "apart[0][1] is 9: schrijf een id uit people, van 0 tot en met 3."),
    ("days", 0, "services[0].windows[0][0] noemt een dag en days is 0: schrijf bij days hoeveel dagen er zijn."),
    ("day_names", [1], "day_names[0] is 1: schrijf tekst tussen aanhalingstekens."),
]


@pytest.mark.parametrize(("path", "value", "sentence"), REFUSED)
def test_what_is_wrong_is_named_with_its_mend(path: str, value: Any, sentence: str) -> None:
    with pytest.raises(ProblemError) as refusal:
        read_problem(changed(path, value))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("data", "shown"), [(None, "null"), ([], "een lijst van 0"), ("week", '"week"')])
def test_a_file_that_holds_no_object_is_refused(data: Any, shown: str) -> None:
    with pytest.raises(ProblemError) as refusal:
        read_problem(data)
    assert str(refusal.value) == f"het bestand is {shown}: schrijf een object met velden, tussen {{ en }}."


def test_nothing_at_all_and_travel_that_breaks_the_triangle_rule_may_be_read() -> None:
    empty = {"days": 0, "step": 15, "services": [], "people": [], "travel": {}, "weights": make_data()["weights"]}
    assert check(read_problem(empty), ()).score == 0
    assert read_problem(changed("travel.car.0.2", 500)).travel["car"][0] == (0, 10, 500)
    assert read_problem(changed("people.2.available", [])).people[2].available == ()


def test_what_is_not_known_is_passed_over() -> None:
    assert read_problem(changed("services.0.lat", 51.2)) == read_problem(make_data())


STRANGE = (None, True, -1, 0, 7, 1.5, 10**30, float("nan"), "", "x" * 90, [], [[]], {}, {"id": 0}, GONE)


def places(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in items for found in [(*way, key), *places(value, (*way, key))]]


def spoiled(place: tuple[Any, ...], value: Any) -> Any:
    data = make_data()
    inner = data
    for part in place[:-1]:
        inner = inner[part]
    if value is GONE:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return data


def refusal_of(data: Any) -> str | None:
    try:
        check(read_problem(data), ())
    except ProblemError as refusal:
        return str(refusal)
    return None


def test_nothing_strange_is_ever_more_than_a_sentence() -> None:
    rng = Random(7)
    tries = [(place, value) for place in places(make_data()) for value in rng.sample(STRANGE, 5)]
    refusals = [refusal for place, value in tries if (refusal := refusal_of(spoiled(place, value)))]
    assert [sentence for sentence in refusals if not sentence.endswith(".") or len(sentence) > 200] == []
    assert len(refusals) > 500
