"""What the bench of the planner measures, and against what."""

import json
from pathlib import Path
from random import Random

import pytest

from programmes.bench.hand import hand_plan
from programmes.bench.planner import dropped_out, growth, planned, trials
from programmes.bench.planning import Measured, Replanned, Trial, gap, pairs, week_of, without_somebody
from programmes.bench.problems import problem_of_size
from programmes.planner import problem_json
from programmes.planner.checking import check
from tests.programmes.planner.problems import make_problem


def make_measured(**changes: object) -> Measured:
    figures: dict[str, object] = {
        "services": 120,
        "pairs": 1000,
        "score": 98_000,
        "bound": 100_000,
        "gap": 0.02,
        "errors": (),
        "seconds": 20.0,
        "first": 0.2,
        "nearly": 4.0,
        "hand": 49_000,
        "replanned": Replanned(1, 3, 0.1, 0.3, 0),
        "peak_mib": 300,
    }
    return Measured(**figures | changes)  # type: ignore[arg-type]


def test_what_is_planned_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_WORKERS", "1")
    monkeypatch.setenv("BENCH_SEED", "7")
    assert list(trials("S3 XL1:60 /tmp/M2.json:5")) == [
        Trial("S3", 10.0, 1, 7),
        Trial("XL1", 60.0, 1, 7),
        Trial("M2", 5.0, 1, 7, "/tmp/M2.json:5".removesuffix(":5")),
    ]


@pytest.mark.parametrize(
    ("changes", "is_ok"),
    [
        ({}, True),
        ({"gap": 0.021}, False),
        ({"gap": None}, False),
        ({"peak_mib": 401}, False),
        ({"errors": ("x",)}, False),
    ],
)
def test_a_plan_is_judged_by_gap_memory_and_rules(changes: dict[str, object], is_ok: bool) -> None:  # noqa: FBT001
    result = planned(Trial("L1", 20, 2, 0), make_measured(**changes))
    assert (result.ok, result.limit, result.ratio) == (is_ok, "gap<=2.0% peak<=400 errors=0", 2.0)


def test_a_week_without_a_goal_is_not_judged_by_its_gap() -> None:
    assert planned(Trial("L1", 5, 2, 0), make_measured(gap=0.4)).ok


def test_a_drop_out_is_judged_by_the_rules() -> None:
    result = dropped_out(Trial("L1", 20, 2, 0), make_measured(replanned=Replanned(1, 3, 0.1, 0.3, 2)))
    assert (result.ok, result.as_json()["changes_max"]) == (False, 3)


def test_a_first_plan_is_judged_by_its_growth_per_pair() -> None:
    assert growth(make_measured(), make_measured(pairs=2000, first=0.4)).ratio == 1.0
    assert not growth(make_measured(), make_measured(first=0.8)).ok


def test_the_gap_is_a_part_of_the_bound() -> None:
    assert (gap(98, 100), gap(5, None), gap(0, 0), gap(-110, -100)) == (0.02, None, 0.0, 0.1)


def test_a_pair_is_somebody_at_a_moment_when_they_are_free() -> None:
    problem = make_problem(people={0: {"available": ()}}, counts=(1, 2))
    assert pairs(problem) == 2 * 9


def test_a_week_may_come_from_a_file(tmp_path: Path) -> None:
    problem = problem_of_size("S", 2)
    path = tmp_path / "week.json"
    path.write_text(json.dumps(problem_json(problem)))
    assert week_of(Trial("week", 5, 1, 0, str(path))) == problem == week_of(Trial("S2", 5, 1, 0))


def test_who_drops_out_leaves_a_week_that_can_be_planned() -> None:
    problem = problem_of_size("S", 1)
    visits = hand_plan(problem)
    for seed in range(20):
        changed = without_somebody(problem, visits, Random(seed))
        gone = [person.id for person in changed.people if not person.available]
        assert len(gone) == 1
        assert changed.previous == visits
        assert check(changed, hand_plan(changed)).is_valid
