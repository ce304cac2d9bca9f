"""Carousels as files, by the command."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from programmes.planner.values import ProblemError
from programmes.werkvormen.carrousel.reading import read_problem

FILE: dict[str, Any] = {
    "sessions": [{"id": 0, "rounds": [0, 1], "capacity": 1}, {"id": 1, "rounds": [0, 1], "capacity": 2}],
    "people": [{"id": 0, "wishes": [1, 0]}, {"id": 1, "wishes": [0]}],
    "per_person": 2,
    "weights": {"missing": 1000, "rank": [30, 25], "fair": [100, 60]},
}


def changed(**fields: Any) -> dict[str, Any]:
    return FILE | fields


def test_the_command_writes_the_seats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "carrousel.json"
    path.write_text(json.dumps(FILE))
    call_command("plan", "carousel", str(path), "--seconds", "5", "--seed", "1")
    written = capsys.readouterr()
    plan = json.loads(written.out)
    assert sorted(plan) == ["bound", "score", "seats"]
    assert (plan["score"], plan["bound"], len(plan["seats"])) == (345, 345, 4)
    assert written.err.splitlines()[-1] == "score 345, bewezen het beste"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "het bestand is een lijst van 0: schrijf een object met velden, tussen { en }."),
        (changed(per_person=11), "per_person is 11: schrijf een geheel getal van 0 tot en met 10."),
        (changed(people=[{"id": 1}]), "people[0].id is 1: schrijf een geheel getal van 0 tot en met 0."),
        (
            changed(people=[{"id": 0, "wishes": [2]}]),
            "people[0].wishes[0] is 2: schrijf een geheel getal van 0 tot en met 1.",
        ),
        (
            changed(people=[{"id": 0, "wishes": [1, 1]}]),
            "people[0].wishes noemt een sessie twee keer: schrijf elke sessie één keer.",
        ),
        (
            changed(sessions=[{"id": 0, "rounds": [0, 0], "capacity": 1}]),
            "sessions[0].rounds noemt een ronde twee keer: schrijf elke ronde één keer.",
        ),
        (
            changed(sessions=[{"id": 0, "rounds": [0], "capacity": -1}]),
            "sessions[0].capacity is -1: schrijf een geheel getal van 0 tot en met 100000.",
        ),
        (
            changed(sessions=[]),
            "people[0].wishes[0] is een wens, maar er zijn geen sessies: laat de wensen leeg.",
        ),
        (changed(weights={"rank": []}), "weights.rank is leeg: schrijf minstens één getal."),
    ],
)
def test_what_is_no_carousel_is_refused(data: Any, sentence: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_problem(data)
    assert str(caught.value) == sentence


def test_what_may_be_left_out() -> None:
    problem = read_problem({"sessions": [], "people": [{"id": 0}], "per_person": 1})
    assert (problem.people[0].wishes, problem.weights.missing) == ((), 1000)
