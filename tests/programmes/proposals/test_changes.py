"""A plan as changes to the draft: in words, in parts, and what is left of it when the draft changed meanwhile."""

from dataclasses import replace
from typing import Any

import pytest

from programmes.planner import Unmet
from programmes.planner import Visit as Planned
from programmes.proposals.bridge import Bridge
from programmes.proposals.changes import Changes, applied, changes_of, week_with
from programmes.proposals.facts import Facts
from programmes.proposals.problems import build
from programmes.proposals.settings import CONFLICT, FREE, Scope, Settings
from programmes.week import Participation, Visit, Week
from tests.programmes.weeks import HOST, TUESDAY, person, service, visit, week

ALL_WEEK = tuple((f"2025-02-{day}", 0, 1440) for day in range(24, 29))
LINDE = service(1, "De Linde", visit_minutes=60, max_people=3)
MEANDER = service(2, "De Meander", visit_minutes=60)
PEOPLE = tuple(person(n, name, available=ALL_WEEK) for n, name in enumerate(("An", "Bart", "Carl", "Dina"), start=1))
MONDAY_LINDE = "De Linde, maandag 24 februari 9.30–10.30"


def draft(*visits: Visit, people: tuple[Any, ...] = PEOPLE, services: tuple[Any, ...] = (LINDE, MEANDER)) -> Week:
    return week(*visits, people=people, services=services)


def asked(found: Week, *, scope: Scope | None = None, **settings: Any) -> Bridge:
    return build(found, Facts(), scope=scope or Scope(), settings=Settings(**settings))


def proposed(found: Week, *visits: Planned, **how: Any) -> Changes:
    return changes_of(found, asked(found, **how), visits)


def texts(changes: Changes) -> list[str]:
    return [change.text for change in changes.items]


def written(found: Week, changes: Changes, *chosen: str) -> list[tuple[Any, ...]]:
    """(id, service, day, start, people) of what is put, and the ids of what goes."""
    put, remove = applied(found, changes, chosen or changes.by_key)
    rows = [(v.id, v.service, v.day.day, v.start, tuple(p.person for p in v.people)) for v in put]
    return [*rows, *(one.id for one in remove)]


def test_a_new_visit_is_said_apart_from_who_comes() -> None:
    found = draft()
    changes = proposed(found, Planned(0, 0, 570, (0, 1)))
    assert texts(changes) == [
        f"{MONDAY_LINDE}: nieuw bezoek",
        f"{MONDAY_LINDE}: An komt erbij",
        f"{MONDAY_LINDE}: Bart komt erbij",
    ]
    assert written(found, changes) == [(0, 1, 24, 570, (1, 2))]
    assert applied(found, changes, changes.by_key)[0][0].host == HOST


def test_the_keys_say_what_changes_so_that_a_form_remembers_them() -> None:
    changes = proposed(draft(visit(1)), Planned(0, 0, 570, (0, 1)), Planned(1, 1, 600, (2,)))
    assert list(changes.by_key) == ["erbij:b1:2", "nieuw:n2-2025-02-25-600-0", "erbij:n2-2025-02-25-600-0:3"]


def test_a_part_takes_along_what_it_needs_and_says_so() -> None:
    found = draft()
    changes = proposed(found, Planned(0, 0, 570, (0, 1)))
    keys, along = changes.completed(["erbij:n1-2025-02-24-570-0:2"])
    assert [change.text for change in along] == [f"{MONDAY_LINDE}: nieuw bezoek"]
    assert written(found, changes, *keys) == [(0, 1, 24, 570, (2,))]


def test_somebody_joins_what_stands_and_all_the_rest_stays() -> None:
    stands = visit(1, people=(Participation(1, is_spokesperson=True, note="neemt taart mee"),), remarks="bel aan")
    found = draft(stands)
    changes = proposed(found, Planned(0, 0, 570, (0, 1)))
    assert texts(changes) == [f"{MONDAY_LINDE}: Bart komt erbij"]
    put, remove = applied(found, changes, changes.by_key)
    assert (put, remove) == ([replace(stands, people=(*stands.people, Participation(2)))], [])


def test_a_visit_that_moves_keeps_who_it_is_and_what_is_said_of_it() -> None:
    found = draft(visit(1, remarks="bel aan"))
    changes = proposed(found, Planned(0, 1, 600, (0, 1)), standing=FREE)
    assert texts(changes) == [
        "De Linde, maandag 24 februari 9.30–10.30: verplaatst naar dinsdag 25 februari 10.00–11.00",
        "De Linde, dinsdag 25 februari 10.00–11.00: Bart komt erbij",
    ]
    put, _ = applied(found, changes, changes.by_key)
    assert [(v.id, v.day, v.start, v.end, v.remarks) for v in put] == [(1, TUESDAY, 600, 660, "bel aan")]


def test_of_two_visits_the_one_with_most_of_the_people_moves() -> None:
    found = draft(visit(1, people=(1,)), visit(2, "11.00-12.00", people=(2, 3)))
    changes = proposed(found, Planned(0, 1, 600, (1, 2)), standing=FREE)
    assert sorted(changes.by_key) == ["geschrapt:b1", "verplaatst:b2"]
    assert written(found, changes) == [(2, 1, 25, 600, (2, 3)), 1]


def test_a_visit_becomes_the_one_with_most_of_its_people() -> None:
    found = draft(visit(1, people=(2, 3)))
    changes = proposed(found, Planned(0, 0, 480, (3,)), Planned(0, 1, 600, (1, 2)), standing=FREE)
    assert written(found, changes) == [(0, 1, 24, 480, (4,)), (1, 1, 25, 600, (2, 3))]


def test_a_visit_that_is_dropped_is_told_to_who_was_on_it() -> None:
    found = draft(visit(1, people=(1, 2)))
    changes = proposed(found, standing=FREE)
    assert texts(changes) == [f"{MONDAY_LINDE}: vervalt; An en Bart gaan er niet heen"]
    assert [group.name for group in changes.by_person] == ["An", "Bart"]
    assert written(found, changes) == [1]


def test_somebody_who_moves_to_another_visit_leaves_the_first() -> None:
    found = draft(visit(1), visit(2, "10.00-11.00", service=2, people=(2,)))
    changes = proposed(
        found, Planned(2, 0, 570, ()), Planned(3, 0, 600, (0, 1)), scope=Scope(CONFLICT, person=1, visits=(1, 2))
    )
    assert written(found, changes, "erbij:b2:1") == [(1, 1, 24, 570, ()), (2, 2, 24, 600, (2, 1))]


def test_a_full_group_lets_nobody_in_before_somebody_goes() -> None:
    found = draft(visit(1, people=(1, 2, 3)))
    changes = proposed(found, Planned(2, 0, 570, (1, 2, 3)), scope=Scope(CONFLICT, person=1, visits=(1,)))
    assert changes.by_key["erbij:b1:4"].needs == ("eraf:b1:1",)


def test_who_said_no_is_taken_off_with_the_reason() -> None:
    found = draft(visit(1, people=(1, Participation(2, answer="nee"))))
    changes = proposed(found, Planned(0, 0, 570, (0,)))
    assert texts(changes) == [f"{MONDAY_LINDE}: Bart gaat eraf (komt niet)"]
    assert changes.by_person[0].changes[0].for_person == (
        "niet meer naar De Linde, maandag 24 februari 9.30–10.30 (komt niet)"
    )


def test_who_said_yes_to_what_goes_or_moves_is_named() -> None:
    found = draft(visit(1, people=(Participation(1, answer="ja"), 2, Participation(3, answer="ja"))))
    moves = proposed(found, Planned(0, 1, 600, (0, 1)), standing=FREE)
    assert texts(moves) == [
        "De Linde, maandag 24 februari 9.30–10.30: verplaatst naar dinsdag 25 februari 10.00–11.00 (An zei al ja)",
        "De Linde, maandag 24 februari 9.30–10.30: Carl gaat eraf (Carl zei al ja)",
    ]
    goes = proposed(found, standing=FREE)
    assert texts(goes) == [f"{MONDAY_LINDE}: vervalt; An, Bart en Carl gaan er niet heen (An en Carl zeiden al ja)"]


def test_more_people_than_one_group_holds_are_split() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_people=2, max_groups=2)
    found = draft(services=(linde,))
    changes = proposed(found, Planned(0, 0, 570, (0, 1, 2)))
    assert written(found, changes) == [(0, 1, 24, 570, (1, 3)), (0, 1, 24, 570, (2,))]


def test_who_comes_along_follows_to_what_they_can() -> None:
    maxim = person(5, "Maxim", is_minor=True, accompanies=1, available=ALL_WEEK[:1])
    found = draft(people=(*PEOPLE, maxim))
    changes = proposed(found, Planned(0, 0, 570, (0,)), Planned(1, 1, 570, (0,)))
    assert written(found, changes) == [(0, 1, 24, 570, (1, 5)), (0, 2, 25, 570, (1,))]
    assert changes.by_key["erbij:n1-2025-02-24-570-0:5"].needs == (
        "nieuw:n1-2025-02-24-570-0",
        "erbij:n1-2025-02-24-570-0:1",
    )


def test_who_comes_along_keeps_a_place_that_was_theirs() -> None:
    maxim = person(5, "Maxim", is_minor=True, accompanies=1, available=ALL_WEEK[:2])
    found = draft(visit(1, people=(1, 5)), people=(*PEOPLE, maxim))
    changes = proposed(found, Planned(0, 1, 570, (0, 1, 2)), standing=FREE)
    assert written(found, changes) == [(1, 1, 25, 570, (1, 5, 2))]


def test_three_levels_say_the_same() -> None:
    changes = proposed(draft(visit(1)), Planned(0, 0, 570, (0, 1)), Planned(1, 1, 600, (1,)))
    assert [(group.name, [change.at_service for change in group.changes]) for group in changes.by_service] == [
        ("De Linde", ["maandag 24 februari 9.30–10.30: Bart komt erbij"]),
        (
            "De Meander",
            [
                "dinsdag 25 februari 10.00–11.00: nieuw bezoek met Bart",
                "dinsdag 25 februari 10.00–11.00: Bart komt erbij",
            ],
        ),
    ]
    assert [(group.name, [change.for_person for change in group.changes]) for group in changes.by_person] == [
        (
            "Bart",
            [
                "mee naar De Linde, maandag 24 februari 9.30–10.30",
                "mee naar De Meander, dinsdag 25 februari 10.00–11.00 (nieuw bezoek)",
            ],
        )
    ]
    assert changes.counts == {"erbij": 2, "nieuw": 1}


def test_the_week_as_it_would_become_shows_new_visits_too() -> None:
    found = draft(visit(1), visit(2, "11.00-12.00", people=(2,)))
    changes = proposed(found, Planned(0, 0, 570, (0,)), Planned(1, 0, 480, (2,)), standing=FREE)
    after = week_with(found, applied(found, changes, changes.by_key))
    assert [(one.id, one.start) for one in after.visits] == [(-1, 480), (1, 570)]


def stale(before: Week, after: Week, *visits: Planned, **how: Any) -> dict[str, str]:
    """{key: why not} when the draft became `after` since the plan was asked."""
    return {change.key: change.why_not for change in changes_of(after, asked(before, **how), visits).items}


def test_somebody_who_left_the_guest_list_no_longer_joins() -> None:
    after = draft(people=PEOPLE[1:])
    assert stale(draft(), after, Planned(0, 0, 570, (0, 1))) == {
        "nieuw:n1-2025-02-24-570-0": "",
        "erbij:n1-2025-02-24-570-0:1": "An staat niet meer op de gastenlijst.",
        "erbij:n1-2025-02-24-570-0:2": "",
    }


def test_somebody_who_got_something_else_meanwhile_cannot() -> None:
    after = draft(visit(9, "10.00-11.00", service=2, people=(1,)))
    why = stale(draft(), after, Planned(0, 0, 570, (0,)))["erbij:n1-2025-02-24-570-0:1"]
    assert why == "An is dan bij De Meander (10.00–11.00)."


def test_somebody_who_can_less_often_than_before_cannot() -> None:
    after = draft(people=(replace(PEOPLE[0], available=()), *PEOPLE[1:]))
    why = stale(draft(), after, Planned(0, 0, 570, (0,)))["erbij:n1-2025-02-24-570-0:1"]
    assert why == "An kan niet op maandag 24 februari."


def test_a_service_that_takes_part_no_more_gets_no_visit() -> None:
    whys = stale(draft(), draft(services=(MEANDER,)), Planned(0, 0, 570, (0,)))
    assert set(whys.values()) == {"Deze dienst doet niet meer mee aan het programma."}


def test_a_service_that_has_another_group_by_now_gets_no_second_one() -> None:
    after = draft(visit(9, "10.00-11.00", people=(2,)))
    why = stale(draft(), after, Planned(0, 0, 570, (0,)))["nieuw:n1-2025-02-24-570-0"]
    assert why == "De Linde heeft dan 2 groepen tegelijk."


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (visit(1, "11.00-12.00", revision=2), "Dit bezoek staat intussen op een ander moment."),
        (visit(1, revision=2, is_fixed=True), "Dit bezoek is intussen vastgezet."),
        (None, "Dit bezoek is intussen verwijderd."),
    ],
)
def test_a_visit_that_changed_meanwhile_no_longer_moves(now: Visit | None, why: str) -> None:
    after = draft(now) if now else draft()
    assert stale(draft(visit(1)), after, Planned(0, 1, 600, (0,)), standing=FREE) == {"verplaatst:b1": why}


def test_a_group_that_filled_up_meanwhile_lets_nobody_in() -> None:
    after = draft(visit(1, people=(1, 3, 4), revision=2))
    assert stale(draft(visit(1)), after, Planned(0, 0, 570, (0, 1))) == {"erbij:b1:2": "De groep is intussen vol."}


def test_people_who_joined_meanwhile_stay() -> None:
    before, after = draft(visit(1)), draft(visit(1, people=(1, 3), revision=2))
    bridge = asked(before)
    changes = changes_of(after, bridge, [Planned(0, 0, 570, (0, 1))])
    assert written(after, changes) == [(1, 1, 24, 570, (1, 3, 2))]


def test_what_no_longer_fits_takes_nothing_along() -> None:
    before, after = draft(), draft(services=(MEANDER,))
    changes = changes_of(after, asked(before), [Planned(0, 0, 570, (0,)), Planned(1, 0, 660, (0,))])
    assert changes.completed(changes.by_key)[0] == {"nieuw:n2-2025-02-24-660-0", "erbij:n2-2025-02-24-660-0:1"}
    assert changes.fitting == {"nieuw:n2-2025-02-24-660-0", "erbij:n2-2025-02-24-660-0:1"}


def test_what_a_form_never_offered_is_passed_over() -> None:
    found = draft()
    changes = proposed(found, Planned(0, 0, 570, (0,)))
    assert applied(found, changes, ["erbij:b99:1", "", "nieuw"]) == ([], [])


def test_what_is_not_met_says_who_never_answered_and_not_who_follows() -> None:
    maxim = person(5, "Maxim", is_minor=True, accompanies=1, available=ALL_WEEK[:1])
    lengths = (visit(1, "9.30-11.30"), visit(2, "9.30-10.30", day=TUESDAY, people=()))
    found = draft(*lengths, people=(*PEOPLE[:3], replace(PEOPLE[3], available=None), maxim))
    unmet = tuple(Unmet(what, who, "omdat") for what, who in [("dienst", 0), ("dienst", 1), *_people(5)])
    assert [(one.what, one.who, one.why) for one in asked(found).unmet(unmet)] == [
        ("dienst", 1, "omdat"),
        ("persoon", 0, "omdat"),
        ("persoon", 1, "omdat"),
        ("persoon", 2, "omdat"),
        ("persoon", 3, "liet nog niet weten wanneer het past"),
    ]


def _people(count: int) -> list[tuple[str, int]]:
    return [("persoon", number) for number in range(count)]
