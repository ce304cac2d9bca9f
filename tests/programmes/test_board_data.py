"""The board as data: in which row, cell and lane a visit stands."""

import datetime as dt

import pytest

from programmes.boards import Look, cell_key, make_rows, neighbours, read_look, rows_of, week_of
from programmes.cards import make_cards, make_todo
from programmes.conflicts import find_conflicts
from programmes.lanes import make_day
from programmes.week import Week
from tests.programmes.weeks import MONDAY, TUESDAY, person, service, visit, week

SUNDAY = MONDAY + dt.timedelta(days=6)


def look(w: Week, **params: str) -> Look:
    return read_look(w, params, today=MONDAY)


def cells(w: Week, **params: str) -> dict[str, list[int]]:
    """{cell key: ids of the visits}, the empty ones left out."""
    rows = make_rows(w, look(w, **params), make_cards(w, []))
    found = {cell.key: [card.visit.id for card in cell.cards] for row in rows for cell in row.cells}
    return {key: ids for key, ids in found.items() if ids}


def test_a_visit_stands_in_the_row_of_its_service_on_its_day() -> None:
    assert cells(week(visit(1), visit(2, day=TUESDAY))) == {"d1-20250224": [1], "d1-20250225": [2]}


def test_visits_of_one_cell_stand_by_hour() -> None:
    assert cells(week(visit(1, "14.00-15.00"), visit(2, "9.00-10.00"))) == {"d1-20250224": [2, 1]}


def test_a_visit_stands_in_the_row_of_each_of_its_people() -> None:
    w = week(visit(1, people=(1, 2)), people=(person(1), person(2, "Jan Claes")))
    assert cells(w, toon="persoon") == {"p1-20250224": [1], "p2-20250224": [1]}


def test_what_belongs_nowhere_stands_in_the_last_row() -> None:
    lunch = visit(1, kind="maaltijd", service=None, people=())
    assert cells(week(lunch)) == {"d0-20250224": [1]}
    assert cells(week(lunch), toon="persoon") == {"p0-20250224": [1]}


def test_a_row_without_a_visit_says_so() -> None:
    w = week(visit(1), services=(service(1), service(2, "De Kade")))
    rows = make_rows(w, look(w), make_cards(w, []))
    assert [(row.name, row.is_empty) for row in rows] == [
        ("De Linde", False),
        ("De Kade", True),
        ("Andere blokken", False),
    ]


def test_a_cell_tells_when_it_suits() -> None:
    w = week(services=(service(1, moments=((0, 540, 690), (0, 810, 960))),))
    monday, tuesday = make_rows(w, look(w), {})[0].cells[:2]
    assert (monday.note, monday.is_closed, tuesday.is_closed) == ("9.00–11.30 en 13.30–16.00", False, True)


def test_who_never_answered_is_not_closed() -> None:
    w = week(people=(person(1), person(2, "Jan Claes", available=())))
    unknown, never = make_rows(w, look(w, toon="persoon"), {})[:2]
    assert ({c.is_closed for c in unknown.cells}, {c.is_closed for c in never.cells}) == ({False}, {True})


@pytest.mark.parametrize(("count", "shown"), [(1, "A"), (2, "A, B"), (3, "A, B, C"), (4, "A, B +2"), (9, "A, B +7")])
def test_a_card_names_a_few_people_and_counts_the_rest(count: int, shown: str) -> None:
    people = tuple(person(n, "ABCDEFGHI"[n - 1]) for n in range(1, count + 1))
    card = make_cards(week(visit(1, people=tuple(range(1, count + 1))), people=people), [])[1]
    assert card.people == shown
    assert card.everybody.count(", ") == count - 1


def test_a_card_shows_what_blocks_first() -> None:
    w = week(visit(1, "9.00-10.00", host=None), visit(2, "9.30-10.30", service=2), services=(service(1), service(2)))
    card = make_cards(w, find_conflicts(w))[1]
    assert (card.stops, card.worst, card.count) == (1, "Dubbel gepland", "2")


def test_an_accepted_conflict_leaves_the_card() -> None:
    w = week(visit(1, host=None))
    key = next(c.key for c in find_conflicts(w) if c.kind == "geen_host")
    accepted = Week(w.info, w.people, w.services, w.visits, accepted={key: "De buren doen open."})
    card = make_cards(accepted, find_conflicts(accepted))[1]
    assert (card.stops, card.warns, card.count) == (0, 0, "")


def test_a_programme_of_a_week_is_shown_whole_a_longer_one_by_calendar_week() -> None:
    days = [MONDAY + dt.timedelta(days=n) for n in range(12)]
    assert week_of(days[2:9], MONDAY) == tuple(days[2:9])
    assert week_of(days, days[8]) == tuple(days[7:12])


def test_a_visit_outside_the_programme_has_a_column() -> None:
    w = week(visit(1, day=SUNDAY))
    assert look(w).days[-1] == SUNDAY
    assert cells(w) == {"d1-20250302": [1]}


@pytest.mark.parametrize("params", [{"toon": "x"}, {"dag": "31-31"}, {"dag": "1999-01-01"}, {"rijen": "x"}])
def test_an_address_that_is_not_understood_shows_the_week(params: dict[str, str]) -> None:
    w = week(visit(1))
    assert look(w, **params) == look(w)


def test_the_look_can_be_read_back_from_its_address() -> None:
    w = week(visit(1))
    params = {"toon": "dag", "rijen": "persoon", "dag": "2025-02-25"}
    assert look(w, **params).query == "toon=dag&rijen=persoon&dag=2025-02-25"


def test_the_day_has_a_lane_per_service_with_cards_at_their_quarter() -> None:
    w = week(visit(1, "9.30-11.00"))
    grid = make_day(w, look(w, toon="dag"), make_cards(w, []))
    assert (grid.first, grid.quarters) == (8 * 60, 40)
    assert [slot.place for slot in grid.lanes[0].slots] == ["c7 w6 r1"]


def test_cards_that_overlap_stand_under_each_other() -> None:
    w = week(visit(1, "9.00-10.00"), visit(2, "9.30-10.30"), visit(3, "10.00-11.00"))
    lane = make_day(w, look(w, toon="dag"), make_cards(w, [])).lanes[0]
    assert [slot.place.split()[-1] for slot in lane.slots] == ["r1", "r2", "r1"]


def test_the_day_is_as_long_as_what_happens_on_it() -> None:
    w = week(visit(1, "6.50-7.10"), visit(2, "22.00-30.00"))
    grid = make_day(w, look(w, toon="dag"), make_cards(w, []))
    assert (grid.first, grid.quarters, grid.hours[-1][0]) == (6 * 60, 96, "5.00")


def test_the_hours_that_do_not_suit_are_shaded() -> None:
    w = week(services=(service(1, moments=((0, 540, 690), (0, 810, 960))),))
    lanes = make_day(w, look(w, toon="dag"), {}).lanes
    assert lanes[0].shade == ("c1 w4", "c15 w8", "c33 w8")
    assert lanes[1].shade == ()


def test_todo_lists_services_and_people_without_a_visit() -> None:
    lunch = visit(1, kind="maaltijd", service=None, people=(2,))
    w = week(lunch, visit(2, people=(1,)), people=(person(1), person(2)), services=(service(1), service(2, "De Kade")))
    todo = make_todo(w, [])
    assert ([s.name for s in todo.services], [row[0] for row in todo.idle]) == (["De Kade"], [2])


def test_neighbours_share_people_or_service_on_the_day() -> None:
    w = week(
        visit(1, people=(1,)),
        visit(2, people=(1,), service=2),
        visit(3, people=(2,)),
        visit(4, people=(2,), service=2),
        visit(5, people=(1,), day=TUESDAY),
        people=(person(1), person(2)),
        services=(service(1), service(2)),
    )
    assert neighbours(w, [w.by_id[1]]) == {1, 2, 3}


def test_a_row_is_named_after_what_it_holds() -> None:
    assert rows_of(visit(1, people=(3, 4)), "persoon") == ["p3", "p4"]
    assert cell_key("d3", MONDAY) == "d3-20250224"
