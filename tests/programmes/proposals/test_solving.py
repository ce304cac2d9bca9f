"""'Los op' beside 'Verplaats' in the list of conflicts: it loses nobody whom that keeps, and moves no farther."""

from dataclasses import replace

import pytest

from programmes.conflicts import Conflict, find_conflicts
from programmes.planner import repair
from programmes.proposals.changes import Changes, applied, changes_of, week_with
from programmes.proposals.facts import Facts
from programmes.proposals.parts import JOINS, MOVED
from programmes.proposals.problems import build
from programmes.proposals.settings import Scope, Settings, can_solve, scope_of
from programmes.week import Visit, Week
from tests.programmes.proposals.random_weeks import random_week
from tests.programmes.weeks import TUESDAY, person, service, visit, week

FACTS = Facts()
ALL_WEEK = tuple((f"2025-02-{day}", 0, 1440) for day in range(24, 29))
LINDE, MEANDER, ZON = (service(n, f"Dienst {n}", visit_minutes=60) for n in (1, 2, 3))


def people(count: int) -> tuple[object, ...]:
    return tuple(person(n, f"Persoon {n}", available=ALL_WEEK) for n in range(1, count + 1))


def solved(draft: Week, scope: Scope, facts: Facts = FACTS) -> Changes:
    bridge = build(draft, facts, scope=scope, settings=Settings())
    return changes_of(draft, bridge, repair(bridge.problem, seconds=30).visits)


def solve(draft: Week, kind: str) -> list[str]:
    conflict = next(one for one in find_conflicts(draft) if one.kind == kind)
    return [change.text for change in solved(draft, scope_of(conflict)).items]


def test_the_nearest_hour_before_anybody_is_taken_off() -> None:
    """Three would have to be told of another hour; it is still better than one who stays at home."""
    visits = (visit(1, "9.00-10.00", people=(1, 2, 3)), visit(2, "9.30-10.30", service=2, people=(1, 2, 3, 4)))
    draft = week(*visits, people=people(4), services=(LINDE, MEANDER))
    assert solve(draft, "dubbel") == [
        "Dienst 1, maandag 24 februari 9.00–10.00: verplaatst naar maandag 24 februari 8.15–9.15"
    ]


def test_of_four_groups_where_two_may_be_at_once_two_move_one_after_the_other() -> None:
    linde = replace(LINDE, max_groups=2, moments=((0, 570, 750),))
    draft = week(*(visit(n, people=(n,)) for n in (1, 2, 3, 4)), people=people(4), services=(linde,))
    conflict = next(one for one in find_conflicts(draft) if one.kind == "te_veel_groepen")
    found = solved(draft, scope_of(conflict))
    assert [change.what for change in found.items] == [MOVED] * 2
    after = week_with(draft, applied(draft, found, found.by_key))
    assert not any(one.kind == "te_veel_groepen" for one in find_conflicts(after))


def test_a_group_beside_another_stays_when_the_other_visit_can_move() -> None:
    linde = replace(LINDE, max_groups=2)
    meander = replace(MEANDER, moments=((0, 570, 720),))
    visits = (visit(1, people=(1,)), visit(2, people=(2,)), visit(3, "10.00-11.00", service=2, people=(2,)))
    draft = week(*visits, people=people(2), services=(linde, meander))
    assert solve(draft, "dubbel") == [
        "Dienst 2, maandag 24 februari 10.00–11.00: verplaatst naar maandag 24 februari 10.45–11.45"
    ]


def test_who_never_answered_moves_along_with_the_visit() -> None:
    linde = replace(LINDE, moments=((0, 540, 720), (1, 540, 720)))
    silent = person(1, "Persoon 1")
    draft = week(visit(1, "14.00-15.00", people=(1, 2)), people=(silent, *people(2)[1:]), services=(linde,))
    assert solve(draft, "buiten_moment") == [
        "Dienst 1, maandag 24 februari 14.00–15.00: verplaatst naar maandag 24 februari 11.00–12.00"
    ]


def test_who_never_answered_goes_to_nothing_new() -> None:
    linde = replace(LINDE, min_people=2)
    draft = week(visit(1), people=(*people(1), person(2, "Persoon 2")), services=(linde,))
    assert solve(draft, "te_weinig") == []


def test_a_third_visit_on_a_day_is_better_than_one_less() -> None:
    """Two a day is what is usual, not what anybody asked."""
    linde = replace(LINDE, moments=((1, 540, 720),))
    visits = (
        visit(1, "9.30-10.30"),
        visit(2, "13.00-14.00", day=TUESDAY, service=2),
        visit(3, "15.00-16.00", day=TUESDAY, service=3),
    )
    draft = week(*visits, people=people(1), services=(linde, MEANDER, ZON))
    assert solve(draft, "buiten_moment") == [
        "Dienst 1, maandag 24 februari 9.30–10.30: verplaatst naar dinsdag 25 februari 9.30–10.30"
    ]


def test_who_is_ill_goes_and_the_visit_stays_where_it_is() -> None:
    ill = person(1, "Persoon 1", available=())
    draft = week(visit(1, people=(1, 2)), people=(ill, *people(2)[1:]), services=(LINDE,))
    assert solve(draft, "niet_beschikbaar") == ["Dienst 1, maandag 24 februari 9.30–10.30: Persoon 1 gaat eraf"]


@pytest.mark.parametrize("seed", range(200, 230))
def test_it_loses_nobody_whom_moving_would_keep_and_goes_no_farther(seed: int) -> None:
    """In any week, wherever the planner may move the visit that the list says can move."""
    draft, facts = random_week(seed)
    for conflict in find_conflicts(draft):
        found = draft.by_id.get(conflict.way_out.visit or 0) if can_solve(conflict) and conflict.visits else None
        if found is None or conflict.way_out.day is None:
            continue
        scope = scope_of(conflict)
        bridge = build(draft, facts, scope=scope, settings=Settings())
        is_free = any(seat.visit == found.id and seat.is_freed for seat in bridge.seats)
        if not is_free or not _is_plain(draft, found):
            continue
        changes = solved(draft, scope, facts)
        assert {change.what for change in changes.items if not change.reason} <= {MOVED, JOINS}, conflict.text
        assert _moved(draft, changes) <= _far(conflict, found) * len(found.people), conflict.text


def _is_plain(draft: Week, found: Visit) -> bool:
    """As many people as the service wants, and nobody who follows another: those the planner puts on it afterwards."""
    limits = draft.services[found.service or 0]
    follows = any(draft.people[part.person].accompanies for part in found.people)
    return limits.min_people <= len(found.people) <= limits.max_people and not follows


def _far(conflict: Conflict, found: Visit) -> int:
    way = conflict.way_out
    assert way.day is not None
    assert way.start is not None
    days = abs((way.day - found.day).days)
    return 20 + abs(way.start - found.start) // 15 + (100 + 10 * days if days else 0)


def _moved(draft: Week, changes: Changes) -> int:
    total = 0
    for change in changes.items:
        if change.what == MOVED:
            was = draft.by_id[change.visit or 0]
            days = abs((change.day - was.day).days)
            far = 20 + abs(change.start - was.start) // 15 + (100 + 10 * days if days else 0)
            total += far * len(was.people)
    return total
