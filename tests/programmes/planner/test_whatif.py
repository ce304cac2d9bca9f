"""The same week under another rule."""

import pytest

from programmes.bench.hand import hand_plan
from programmes.bench.problems import problem_of_size
from programmes.planner import Visit, Window
from programmes.planner.checking import check
from programmes.planner.whatif import variant, variants
from tests.programmes.planner.problems import make_problem


def test_the_variants_of_a_week() -> None:
    assert [(one.key, one.label) for one in variants(make_problem())] == [
        ("voormiddagen", "Alleen voormiddagen"),
        ("namiddagen", "Alleen namiddagen"),
        ("buiten", "Liefst iedereen minstens één dienst buiten de eigen bevoegdheid"),
        ("zonder-dag-0", "Zonder maandag"),
        ("zonder-dag-1", "Zonder dinsdag"),
    ]


def test_of_a_repair_they_say_where_what_moves_may_go() -> None:
    """What stays, may be at any hour; and nobody goes anywhere new, so outside their own domain neither."""
    assert [(one.key, one.label) for one in variants(make_problem(), is_repair=True)] == [
        ("voormiddagen", "Verplaats alleen naar voormiddagen"),
        ("namiddagen", "Verplaats alleen naar namiddagen"),
        ("zonder-dag-0", "Verplaats niets naar maandag"),
        ("zonder-dag-1", "Verplaats niets naar dinsdag"),
    ]
    nothing_moves = {number: {"windows": ()} for number in range(3)}
    assert variants(make_problem(services=nothing_moves), is_repair=True) == ()
    assert variant(make_problem(), "buiten", is_repair=True) is None


def test_no_day_is_left_out_on_which_nobody_receives() -> None:
    assert [one.key for one in variants(make_problem(days=3))][3:] == ["zonder-dag-0", "zonder-dag-1"]
    only_monday = {number: {"windows": (Window(0, 540, 720),)} for number in range(3)}
    assert len(variants(make_problem(services=only_monday))) == 3


def test_an_unknown_variant_is_none() -> None:
    assert variant(make_problem(), "zonder-dag-2") is None


@pytest.mark.parametrize(
    ("key", "windows", "press"),
    [
        ("voormiddagen", (Window(0, 600, 750),), (Window(0, 700, 750),)),
        ("namiddagen", (Window(0, 720, 900), Window(1, 1000, 1080)), (Window(0, 720, 800),)),
        ("zonder-dag-0", (Window(1, 1000, 1100),), ()),
        ("zonder-dag-1", (Window(0, 600, 900),), (Window(0, 700, 800),)),
    ],
)
def test_a_variant_leaves_what_is_left_of_the_windows(
    key: str, windows: tuple[Window, ...], press: tuple[Window, ...]
) -> None:
    problem = make_problem(
        {0: {"windows": (Window(0, 600, 900), Window(1, 1000, 1100))}}, press_windows=(Window(0, 700, 800),)
    )
    found = variant(problem, key)
    assert found is not None
    changed = found.change(problem)
    assert (changed.services[0].windows, changed.press_windows) == (windows, press)
    assert changed.people == problem.people


def test_everybody_outside_their_own_domain_is_worth_as_much_as_a_visit() -> None:
    problem = make_problem()
    found = variant(problem, "buiten")
    assert found is not None
    visits = (Visit(1, 0, 540, (0,)), Visit(1, 1, 540, (1,)))
    assert check(found.change(problem), visits).terms["outside"] == 6000


def test_a_plan_of_a_variant_keeps_its_rule() -> None:
    problem = problem_of_size("M", 1)
    found = variant(problem, "zonder-dag-2")
    assert found is not None
    fixed = {(visit.service, visit.day) for visit in problem.fixed}
    days = {v.day for v in hand_plan(found.change(problem)) if (v.service, v.day) not in fixed}
    assert days == {0, 1, 3, 4}
