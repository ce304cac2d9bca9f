"""Several conflicts solved by one proposal: what is in it, and that a whole drop-out goes in one go."""

import json
from dataclasses import replace

import pytest

from programmes.conflicts import find_conflicts
from programmes.planner import repair
from programmes.proposals.bridge import Bridge
from programmes.proposals.changes import applied, changes_of, week_with
from programmes.proposals.facts import Facts
from programmes.proposals.problems import build
from programmes.proposals.settings import CONFLICT, DAY, PERSON, SERVICE, Scope, Settings, scope_text
from programmes.proposals.together import NONE_LEFT, bundles_of, name_of, wanted_of
from programmes.week import Week
from tests.programmes.weeks import TUESDAY, person, service, visit, week

ALL_WEEK = tuple((f"2025-02-{day}", 0, 1440) for day in range(24, 29))
LINDE, MEANDER, ZON = (service(n, f"Dienst {n}", visit_minutes=60) for n in (1, 2, 3))
SERVICES = (LINDE, MEANDER, ZON)


def people(count: int, *ill: int) -> tuple[object, ...]:
    free = {n: () if n in ill else ALL_WEEK for n in range(1, count + 1)}
    return tuple(person(n, f"Persoon {n}", available=available) for n, available in free.items())


def solved(draft: Week, choice: str) -> tuple[list[str], Week]:
    """What changes, and the week as it becomes."""
    wanted = wanted_of(draft, choice)
    assert wanted is not None
    assert wanted.scope is not None
    bridge = build(draft, Facts(), scope=wanted.scope, settings=Settings())
    changes = changes_of(draft, bridge, repair(bridge.problem, seconds=30).visits)
    return [change.text for change in changes.items], week_with(draft, applied(draft, changes, changes.fitting))


def blocking(draft: Week) -> list[str]:
    return [conflict.text for conflict in find_conflicts(draft) if conflict.blocks]


@pytest.fixture
def ill() -> Week:
    """Persoon 1 is ill and stands on three visits, to one of which nobody else goes."""
    visits = (
        visit(1, people=(1, 2)),
        visit(2, "14.00-15.00", service=2, people=(1, 2, 3)),
        visit(3, "9.30-10.30", day=TUESDAY, service=3),
    )
    return week(*visits, people=people(3, 1), services=SERVICES)


def test_a_whole_drop_out_is_solved_in_one_go(ill: Week) -> None:
    """Who is ill goes everywhere, and somebody new comes only where nobody would be left."""
    changes, after = solved(ill, f"conflicten:{PERSON}:1")
    assert [text for text in changes if "gaat eraf" in text] == [
        "Dienst 1, maandag 24 februari 9.30–10.30: Persoon 1 gaat eraf",
        "Dienst 2, maandag 24 februari 14.00–15.00: Persoon 1 gaat eraf",
        "Dienst 3, dinsdag 25 februari 9.30–10.30: Persoon 1 gaat eraf",
    ]
    assert (len(changes), blocking(after), [len(one.people) for one in after.visits]) == (4, [], [1, 2, 1])


def test_a_service_that_closes_on_a_day_moves_all_its_visits_beside_each_other() -> None:
    linde = replace(LINDE, moments=((1, 540, 780),))
    visits = (visit(1, "9.30-10.30", people=(1,)), visit(2, "10.30-11.30", people=(2,)))
    draft = week(*visits, people=people(2), services=(linde,))
    changes, after = solved(draft, f"conflicten:{SERVICE}:1")
    assert changes == [
        "Dienst 1, maandag 24 februari 9.30–10.30: verplaatst naar dinsdag 25 februari 9.30–10.30",
        "Dienst 1, maandag 24 februari 10.30–11.30: verplaatst naar dinsdag 25 februari 10.30–11.30",
    ]
    assert find_conflicts(after) == []


def test_visits_of_other_lengths_move_beside_each_other_too() -> None:
    linde = replace(LINDE, moments=((1, 540, 720),))
    visits = (visit(1, "9.00-10.00", people=(1,)), visit(2, "9.30-11.30", people=(1, 2)))
    draft = week(*visits, people=people(2), services=(linde,))
    _, after = solved(draft, "conflicten")
    assert (blocking(after), [len(one.people) for one in after.visits]) == ([], [1, 2])
    assert {one.day for one in after.visits} == {TUESDAY}


def test_an_earlier_end_brings_all_days_after_it_forward(ill: Week) -> None:
    draft = replace(ill, people={p.id: p for p in people(3)}, info=replace(ill.info, last_day=ill.info.first_day))
    _, after = solved(draft, "conflicten")
    assert (blocking(after), {one.day for one in after.visits}) == ([], {ill.info.first_day})
    assert [len(one.people) for one in sorted(after.visits, key=lambda one: one.id)] == [2, 3, 1]


def test_who_loses_the_only_visit_they_had_goes_along_with_another() -> None:
    linde = replace(LINDE, moments=((6, 540, 720),))
    visits = (visit(1, people=(1,)), visit(2, "14.00-15.00", service=2, people=(2,)))
    draft = week(*visits, people=people(2), services=(linde, MEANDER))
    changes, _ = solved(draft, "conflicten")
    assert "Dienst 2, maandag 24 februari 14.00–15.00: Persoon 1 komt erbij" in changes


def test_conflicts_are_bundled_by_person_service_and_day(ill: Week) -> None:
    bundles = bundles_of(ill, find_conflicts(ill))
    assert (bundles.everything.value, len(bundles.everything.conflicts)) == ("conflicten", 3)
    assert [(one.value, one.name, len(one.conflicts)) for one in bundles.some] == [
        ("conflicten:dag:2025-02-24", "op maandag 24 februari", 2)
    ]
    assert [len(one.conflicts) for one in bundles.parts] == [3, 2, 1, 1, 1, 1]


def test_what_has_no_visit_yet_and_what_is_accepted_is_no_part_of_it(ill: Week) -> None:
    first = find_conflicts(ill)[0]
    draft = replace(ill, accepted={first.key: "zo afgesproken"}, people=ill.people | {9: person(9, "Nieuw")})
    found = find_conflicts(draft)
    assert "persoon_zonder_bezoek" in {conflict.kind for conflict in found}
    assert [conflict.kind for conflict in bundles_of(draft, found).everything.conflicts] == ["niet_beschikbaar"] * 2


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("conflicten", "alle conflicten"),
        ("conflicten:persoon:1", "alle conflicten van Persoon 1"),
        ("conflicten:dienst:2", "alle conflicten bij Dienst 2"),
        ("conflicten:dag:2025-02-25", "alle conflicten op dinsdag 25 februari"),
    ],
)
def test_what_is_pressed_says_whose_conflicts_they_are(ill: Week, choice: str, words: str) -> None:
    wanted = wanted_of(ill, choice)
    assert wanted is not None
    assert wanted.scope is not None
    assert (wanted.label, scope_text(ill, wanted.scope)) == (f"Los op: {words}", words)
    assert Scope.from_json(json.loads(json.dumps(wanted.scope.to_json()))) == wanted.scope
    bridge = build(ill, Facts(), scope=wanted.scope, settings=Settings())
    assert Bridge.from_json(json.loads(json.dumps(bridge.to_json()))) == bridge


@pytest.mark.parametrize("choice", ["conflicten:persoon:2", "conflicten:dienst:x", "conflicten:dag:", "conflicten:x:1"])
def test_of_what_does_not_wring_nothing_is_asked(ill: Week, choice: str) -> None:
    wanted = wanted_of(ill, choice)
    assert wanted is not None
    assert (wanted.scope, wanted.refusal) == (None, NONE_LEFT)
    assert (wanted_of(ill, "alles"), wanted_of(ill, f"{CONFLICT}:weg")) == (None, None)


@pytest.mark.parametrize("key", ["", "x", "²", "0", "9" * 30, "2025-02-31"])
def test_what_is_not_in_the_week_has_no_name(ill: Week, key: str) -> None:
    assert [name_of(ill, what, key) for what in (PERSON, SERVICE, DAY)] == ["", "", ""]
