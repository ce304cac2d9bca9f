"""manage.py plan: the planner on files, and a programme as a file."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from programmes.management.commands.plan import stoppable
from programmes.models import Programme
from programmes.planner import Plan, Progress, problem_json, read_problem
from programmes.planner.files import progress_line
from tests.factories import MONDAY, make_bezoek, make_gast, make_mandataris, make_zorgdienst
from tests.programmes.planner.problems import make_problem


@pytest.fixture
def week(tmp_path: Path) -> Path:
    path = tmp_path / "probleem.json"
    path.write_text(json.dumps(problem_json(make_problem())))
    return path


def refusal(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    with pytest.raises(SystemExit) as caught:
        call_command("plan", *(str(argument) for argument in arguments))
    said = capsys.readouterr()
    assert (caught.value.code, said.out) == (1, "")
    return said.err.strip()


def test_only_the_plan_is_on_standard_output(week: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plan", "week", str(week), "--seconds", "0.2", "--seed", "3")
    plan = json.loads(capsys.readouterr().out)
    assert sorted(plan) == ["bound", "score", "unmet", "visits"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "weg.json"
    assert refusal(capsys, "week", path) == f"{path} bestaat niet: geef het pad van een bestand met een probleem."


def test_a_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "week", tmp_path) == f"{tmp_path} kan niet gelezen worden: Is a directory."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "is geen tekst in UTF-8: bewaar het opnieuw als JSON."),
        (b'{"days": 1,\n oei}', "is geen geldige JSON: op regel 2, teken 2 klopt iets niet."),
        (b"", "is geen geldige JSON: op regel 1, teken 1 klopt iets niet."),
        (b"[" * 100_000, "is geen probleem voor de planner: iets is te diep genest of te lang."),
        (b"1" * 5_000, "is geen probleem voor de planner: iets is te diep genest of te lang."),
    ],
)
def test_what_is_no_json_is_refused(
    content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "probleem.json"
    path.write_bytes(content)
    assert refusal(capsys, "week", path) == f"{path} {sentence}"


@pytest.mark.parametrize("content", ["{}", "[]", "null", "NaN", '{"days": true}'])
def test_json_that_is_no_problem_is_refused_in_one_sentence(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "probleem.json"
    path.write_text(content)
    assert len(refusal(capsys, "week", path).splitlines()) == 1


@pytest.mark.parametrize("wrong", ["veel", "-1", "nan", "1e9"])
def test_seconds_are_a_sensible_number(wrong: str, week: Path) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("plan", "week", str(week), f"--seconds={wrong}")
    assert str(caught.value) == f"Error: argument --seconds: '{wrong}' is geen getal van 0 tot 86400"


def test_a_first_interrupt_stops_the_search_and_keeps_the_plan() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as should_stop:
        assert not should_stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert should_stop()
    assert signal.getsignal(signal.SIGINT) == before


def test_progress_says_how_far_the_best_can_be() -> None:
    lines = [progress_line(Progress(4.21, Plan(score=400, bound=bound))) for bound in (None, 500, 400)]
    assert lines == [
        "   4,2 s: score 400",
        "   4,2 s: score 400, hoogstens 500 (nog 20,0 % mogelijk)",
        "   4,2 s: score 400, bewezen het beste",
    ]


def test_a_programme_is_written_as_a_problem_without_names(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    mayor = make_mandataris(programme.bestuur, last_name="Peeters", function="Burgemeester")
    make_gast(programme, mayor, available=[[MONDAY.isoformat(), 0, 1440]], visits_wanted=3)
    linde = make_zorgdienst(programme.bestuur, name="De Linde", visit_minutes=60)
    make_bezoek(programme, zorgdienst=linde, start="9.30", people=[mayor])
    call_command("plan", "export", "leiedorp/2025")
    text = capsys.readouterr().out
    problem = read_problem(json.loads(text))
    assert [(v.service, v.day, v.start, v.people) for v in problem.fixed] == [(0, 0, 570, (0,))]
    assert (problem.people[0].role, problem.people[0].week_max) == ("burgemeester", 3)
    assert "Peeters" not in text
    assert "Linde" not in text


def test_names_come_along_when_asked(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    make_gast(programme, make_mandataris(programme.bestuur, first_name="An", last_name="Peeters"))
    call_command("plan", "export", "leiedorp/2025", "--names")
    assert [row["name"] for row in json.loads(capsys.readouterr().out)["people"]] == ["An Peeters"]


@pytest.mark.parametrize("name", ["leiedorp/2024", "leiedorp", "", "a/b/c"])
def test_a_programme_that_is_not_there_is_refused(
    name: str, programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(capsys, "export", name) == (
        f"Er is geen programma '{name}': schrijf het zoals in het webadres, bestuur/programma."
    )
