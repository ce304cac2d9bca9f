"""The four programmes of the press, planned from who could when: as they were held, or better by the same score."""

from collections.abc import Callable

import pytest

from programmes.conflicts import BLOCKS, find_conflicts
from programmes.planner import Problem, Visit, plan
from programmes.planner.checking import check
from programmes.proposals.changes import applied, changes_of, week_with
from programmes.proposals.problems import build
from programmes.proposals.settings import FREE, Scope, Settings
from tests.programmes.proposals.real_weeks import Held, izegem_2025, lede_2019, oostrozebeke_2019, torhout_2025

PROGRAMMES = (izegem_2025, oostrozebeke_2019, lede_2019, torhout_2025)


def settings(held: Held, standing: str) -> Settings:
    return Settings(standing=standing, day_max=held.day_max, week_max=held.day_max)


def as_held(held: Held) -> tuple[Visit, ...]:
    """The visits as they were held, in the numbers of the problem."""
    bridge = build(held.as_it_was, held.facts, scope=Scope(), settings=settings(held, FREE))
    return tuple(Visit(*seat.place, seat.people) for seat in bridge.seats)


def empty(held: Held) -> Problem:
    return build(held.week, held.facts, scope=Scope(), settings=settings(held, FREE)).problem


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_what_was_held_is_a_plan(programme: Callable[[], Held]) -> None:
    held = programme()
    assert len(as_held(held)) == len(held.visits)
    assert check(empty(held), as_held(held)).errors == ()


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_what_is_planned_is_as_it_was_held_or_better(programme: Callable[[], Held]) -> None:
    held = programme()
    bridge = build(held.week, held.facts, scope=Scope(), settings=settings(held, FREE))
    found = plan(bridge.problem, seconds=1.0)
    verdict = check(bridge.problem, found.visits)
    assert verdict.errors == ()
    assert verdict.score >= check(bridge.problem, as_held(held)).score
    changes = changes_of(held.week, bridge, found.visits)
    after = week_with(held.week, applied(held.week, changes, changes.by_key))
    assert [one.text for one in find_conflicts(after) if one.severity == BLOCKS] == []
    assert {one.service for one in after.visits if one.is_visit} == set(held.week.services)
