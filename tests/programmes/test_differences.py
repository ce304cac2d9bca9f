"""What differs between two weeks, in words."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from programmes.differences import Difference, by_name, difference
from programmes.week import Info, Participation, Person, Service, Visit, Week
from tests.programmes.weeks import HOST, MONDAY, TUESDAY, person, service, visit, week

AN, BO = person(1, "An Peeters"), person(2, "Bo Maes")
LINDE, EIK = service(1, "De Linde"), service(2, "De Eik")


def small(*visits: Visit, **info: Any) -> Week:
    return week(*visits, people=(AN, BO), services=(LINDE, EIK), **info)


def told(changes: dict[int, list[Any]]) -> dict[int, list[str]]:
    return {key: [f"{change.what}: {change}" for change in rows] for key, rows in changes.items()}


def test_equal_weeks_do_not_differ() -> None:
    one = small(visit(1))
    assert difference(one, small(visit(1))) == Difference()
    assert difference(one, one).is_empty


def test_a_new_visit_is_new_for_its_people_and_its_service() -> None:
    result = difference(small(), small(visit(1, people=(1, 2))))
    assert told(result.people) == {
        1: ["nieuw: De Linde, maandag 24 februari 9.30–10.30"],
        2: ["nieuw: De Linde, maandag 24 februari 9.30–10.30"],
    }
    assert told(result.services) == {1: ["nieuw: De Linde, maandag 24 februari 9.30–10.30: met An Peeters, Bo Maes"]}


def test_a_visit_that_goes_is_gone_for_its_people_and_its_service() -> None:
    result = difference(small(visit(1)), small())
    assert told(result.people) == {1: ["geschrapt: De Linde, maandag 24 februari 9.30–10.30"]}
    assert told(result.services) == {1: ["geschrapt: De Linde, maandag 24 februari 9.30–10.30"]}


def test_a_visit_at_another_hour_tells_both_hours() -> None:
    result = difference(small(visit(1)), small(visit(1, "11.00-12.00")))
    text = "gewijzigd: De Linde, maandag 24 februari: 11.00–12.00 in plaats van 9.30–10.30"
    assert told(result.people) == {1: [text]}
    assert told(result.services) == {1: [text]}


def test_a_visit_on_another_day_tells_both_days() -> None:
    result = difference(small(visit(1)), small(visit(1, day=TUESDAY)))
    assert str(result.visits[0]) == (
        "De Linde: verplaatst van maandag 24 februari 9.30–10.30 naar dinsdag 25 februari 9.30–10.30"
    )


def test_a_visit_that_moves_to_another_service_is_gone_at_one_and_new_at_the_other() -> None:
    result = difference(small(visit(1)), small(visit(1, service=2)))
    assert told(result.services) == {
        1: ["geschrapt: De Linde, maandag 24 februari 9.30–10.30"],
        2: ["nieuw: De Eik, maandag 24 februari 9.30–10.30: met An Peeters"],
    }
    assert told(result.people) == {
        1: ["gewijzigd: De Eik, maandag 24 februari 9.30–10.30: De Eik in plaats van De Linde"]
    }


def test_who_joins_or_leaves_touches_the_service_but_not_the_others() -> None:
    result = difference(small(visit(1, people=(1,))), small(visit(1, people=(1, 2))))
    assert list(result.people) == [2]
    assert told(result.services) == {1: ["gewijzigd: De Linde, maandag 24 februari 9.30–10.30: Bo Maes komt erbij"]}
    result = difference(small(visit(1, people=(1, 2))), small(visit(1, people=(2,))))
    assert told(result.people) == {1: ["geschrapt: De Linde, maandag 24 februari 9.30–10.30"]}
    assert result.services[1][0].details == ("An Peeters gaat eraf",)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (Participation(1), Participation(1, start=600), "aanwezig 10.00–10.30"),
        (Participation(1, end=600), Participation(1), "aanwezig 9.30–10.30"),
        (Participation(1), Participation(1, is_spokesperson=True), "woordvoerder"),
        (Participation(1, is_spokesperson=True), Participation(1), "geen woordvoerder meer"),
        (Participation(1), Participation(1, note="Brengt taart mee"), "Brengt taart mee"),
        (Participation(1, note="Brengt taart mee"), Participation(1), "opmerking geschrapt"),
    ],
)
def test_what_changes_for_one_person_is_told_to_them_and_to_the_service(
    before: Participation, after: Participation, text: str
) -> None:
    result = difference(small(visit(1, people=(before, 2))), small(visit(1, people=(after, 2))))
    assert {key: rows[0].details for key, rows in result.people.items()} == {1: (text,)}
    assert result.services[1][0].details == (f"An Peeters: {text}",)


def test_who_comes_later_by_as_much_as_before_is_told_the_new_hours_once() -> None:
    late, later = Participation(1, start=600), Participation(1, start=690)
    result = difference(small(visit(1, people=(late,))), small(visit(1, "11.00-12.00", people=(later,))))
    assert result.people[1][0].details == ("11.00–12.00 in plaats van 9.30–10.30",)


def test_another_host_is_named_with_the_one_before() -> None:
    other = replace(HOST, id=2, name="Mia Claes")
    assert difference(small(visit(1)), small(visit(1, host=other))).visits[0].details == (
        "Mia Claes ontvangt in plaats van Griet Declercq",
    )
    assert difference(small(visit(1)), small(visit(1, host=None))).visits[0].details == (
        "niemand ontvangt in plaats van Griet Declercq",
    )
    assert difference(small(visit(1)), small(visit(1, host=replace(HOST, phone="1")))).visits[0].details == (
        "andere gegevens van Griet Declercq",
    )


def test_a_block_without_people_or_service_is_a_difference_of_its_own() -> None:
    result = difference(small(), small(visit(1, kind="vrij", service=None, people=(), title="Koffie")))
    assert (result.people, result.services, result.is_empty) == ({}, {}, False)
    assert [str(change) for change in result.visits] == ["Koffie, maandag 24 februari 9.30–10.30"]


def test_a_journey_corrected_between_two_services_of_the_programme_is_told() -> None:
    one = small(visit(1))
    assert difference(one, replace(one, travel={(1, 2, "auto"): 25})).facts == (
        "Reistijden zijn gewijzigd: vertrekuren kunnen anders zijn",
    )
    assert difference(one, replace(one, travel={(1, 99, "auto"): 25})).is_empty


def test_somebody_and_a_service_with_another_name_are_told_with_both_names() -> None:
    before = week(visit(1), people=(AN,), services=(LINDE,))
    after = week(visit(1, title="De Linde"), people=(person(1, "An Maes"),), services=(service(1, "De Nieuwe Linde"),))
    assert difference(before, after).facts == ("An Peeters heet nu An Maes", "De Linde heet nu De Nieuwe Linde")


def test_by_name_is_in_the_order_of_the_alphabet_and_knows_who_went() -> None:
    old, new = small(visit(1, people=(1, 2))), week(services=(LINDE,), people=(person(2, "Bo Maes"),))
    result = difference(old, new)
    assert [name for name, _ in by_name(result.people, new.people, old.people)] == ["An Peeters", "Bo Maes"]


# Every field that somebody outside gets to see makes a difference; what stays inside makes none.
HIDDEN: dict[type, set[str]] = {
    Info: {"day_from", "day_until"},
    Person: {"id", "segments", "domains", "is_mayor", "accompanies", "available", "phone"},
    Service: {
        *("id", "kind", "moments", "visit_minutes", "min_people", "max_people", "max_groups", "users_part", "domains"),
    },
    Visit: {"id", "internal_note", "is_fixed", "ronde", "revision"},
}


def changed(row: Any, name: str) -> Any:
    value = getattr(row, name)
    others: dict[str, Any] = {
        "host": replace(HOST, phone="09 1"),
        "people": (Participation(2),),
        "contacts": (replace(HOST, phone="09 1"),),
        "service": 2,
        "point": (51.0, 3.0),
        "start_point": (51.0, 3.0),
        "mode": "fiets",
        "day": TUESDAY,
        "available": (("2025-02-24", 0, 60),),
        "accompanies": 2,
        "ronde": 5,
    }
    if name in others:
        return replace(row, **{name: others[name]})
    if isinstance(value, bool):
        return replace(row, **{name: not value})
    if isinstance(value, int):
        return replace(row, **{name: value + 15})
    if isinstance(value, dt.date):
        return replace(row, **{name: value + dt.timedelta(days=1)})
    if isinstance(value, tuple):
        return replace(row, **{name: ((0, 60, 120),) if name == "moments" else ("iets",)})
    return replace(row, **{name: "iets anders"})


def fields_of(cls: type, *, hidden: bool) -> list[str]:
    return [f.name for f in fields(cls) if (f.name in HIDDEN[cls]) == hidden and f.name != "id"]


def cases(*, hidden: bool) -> list[tuple[type, str]]:
    return [(cls, name) for cls in HIDDEN for name in fields_of(cls, hidden=hidden)]


def with_change(one: Week, cls: type, name: str) -> Week:
    if cls is Info:
        return replace(one, info=changed(one.info, name))
    if cls is Person:
        return replace(one, people={**one.people, 1: changed(one.people[1], name)})
    if cls is Service:
        return replace(one, services={**one.services, 1: changed(one.services[1], name)})
    return replace(one, visits=(changed(one.visits[0], name),))


@pytest.mark.parametrize(("cls", "name"), cases(hidden=False))
def test_what_is_seen_outside_makes_a_difference(cls: type, name: str) -> None:
    one = small(visit(1))
    assert not difference(one, with_change(one, cls, name)).is_empty


@pytest.mark.parametrize(("cls", "name"), cases(hidden=True))
def test_what_stays_inside_makes_none(cls: type, name: str) -> None:
    one = small(visit(1))
    assert difference(one, with_change(one, cls, name)).is_empty


def test_the_order_of_days_does_not_matter() -> None:
    late = visit(2, day=MONDAY + dt.timedelta(days=2))
    assert difference(small(visit(1), late), small(late, visit(1))).is_empty
