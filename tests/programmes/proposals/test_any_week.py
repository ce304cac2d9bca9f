"""Whatever stands in a draft: what is asked, proposed and accepted makes nothing worse, and is done once."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from programmes.bench.hand import hand_plan
from programmes.conflicts import BLOCKS, find_conflicts
from programmes.planner import Visit as Planned
from programmes.planner.contradictions import contradictions
from programmes.proposals.bridge import Bridge
from programmes.proposals.changes import Changes, applied, changes_of, week_with
from programmes.proposals.problems import build
from programmes.proposals.settings import DAY, FREE, PERSON, SERVICE, Scope, Settings, can_solve, scope_of
from programmes.week import Week
from tests.programmes.proposals.random_weeks import random_week


def questions(week: Week) -> Iterator[tuple[Scope, Settings]]:
    free = Settings(standing=FREE)
    yield from ((Scope(), settings) for settings in (Settings(), free, Settings(ask_all=True)))
    yield Scope(DAY, day=week.info.first_day), free
    yield Scope(SERVICE, service=1), free
    yield from ((Scope(PERSON, person=2), settings) for settings in (Settings(), free))
    yield from ((scope_of(conflict), Settings()) for conflict in find_conflicts(week)[:4] if can_solve(conflict))


def asked(seed: int) -> Iterator[tuple[Week, Bridge, tuple[Planned, ...], Changes]]:
    week, facts = random_week(seed)
    for scope, settings in questions(week):
        bridge = build(week, facts, scope=scope, settings=settings)
        plan = hand_plan(bridge.problem)
        yield week, bridge, plan, changes_of(week, bridge, plan)


def blocking(week: Week) -> set[tuple[str, int | None, int | None]]:
    return {(one.kind, one.person, one.service) for one in find_conflicts(week) if one.severity == BLOCKS}


@pytest.mark.parametrize("seed", range(25))
def test_no_proposal_or_part_of_it_brings_a_conflict_that_blocks(seed: int) -> None:
    draw = random.Random(seed)
    for week, _, _, changes in asked(seed):
        some = [key for key in changes.by_key if draw.random() < 0.4]
        for chosen in (changes.by_key, some):
            assert blocking(week_with(week, applied(week, changes, chosen))) <= blocking(week)


@pytest.mark.parametrize("seed", range(25, 50))
def test_what_was_accepted_is_no_change_any_more(seed: int) -> None:
    for week, bridge, plan, changes in asked(seed):
        after = week_with(week, applied(week, changes, changes.by_key))
        stored = tuple(replace(visit, id=1000 - visit.id) if visit.id < 0 else visit for visit in after.visits)
        assert [change.text for change in changes_of(replace(after, visits=stored), bridge, plan).items] == []


@pytest.mark.parametrize("seed", range(50, 60))
def test_a_bridge_comes_back_whole_from_the_database(seed: int) -> None:
    for _, bridge, _, _ in asked(seed):
        assert Bridge.from_json(json.loads(json.dumps(bridge.to_json()))) == bridge


@pytest.mark.parametrize("seed", range(60, 75))
def test_nothing_proposed_is_nothing_changed(seed: int) -> None:
    """The draft as the plan itself: only who said no is taken off."""
    for week, bridge, _, _ in asked(seed):
        as_it_stands = [Planned(*seat.place, seat.people) for seat in bridge.seats]
        changes = changes_of(week, bridge, _joined(as_it_stands))
        assert {change.reason for change in changes.items} <= {"komt niet"}


@pytest.mark.parametrize("seed", range(75, 100))
def test_a_draft_without_conflicts_contradicts_itself_only_by_too_few_people(seed: int) -> None:
    hard = {"dubbel", "reistijd", "te_veel"}
    for week, bridge, _, _ in asked(seed):
        if not {kind for kind, _, _ in blocking(week)} & hard:
            assert {one.rule for one in contradictions(bridge.problem)} <= {"min"}


def _joined(visits: list[Planned]) -> list[Planned]:
    """Groups at one moment are one visit to the planner."""
    people: dict[tuple[int, int, int], tuple[int, ...]] = {}
    for visit in visits:
        place = (visit.service, visit.day, visit.start)
        people[place] = (*people.get(place, ()), *visit.people)
    return [Planned(*place, there) for place, there in people.items()]
