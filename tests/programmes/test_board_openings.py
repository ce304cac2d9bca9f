"""Where a new visit is put, what can go where, and how a tour runs."""

import datetime as dt

from programmes.agenda import Agenda
from programmes.openings import joined, new_visit, possible_starts, visits_for, why_not, without
from programmes.rondes import others_of, shifted
from programmes.week import Participation
from tests.programmes.weeks import HOST, MONDAY, TUESDAY, minutes, person, service, visit, week

MORNING = ((0, 570, 690), (1, 570, 690))  # Monday and Tuesday, 9.30 to 11.30


def test_a_new_visit_takes_the_first_moment_that_suits() -> None:
    made = new_visit(week(services=(service(1, moments=MORNING, visit_minutes=60),)), service=1)
    assert (made.day, made.hours, made.host) == (MONDAY, "9.30–10.30", HOST)


def test_a_new_visit_goes_around_what_stands_there() -> None:
    w = week(visit(1, "9.30-10.30"), services=(service(1, moments=MORNING, visit_minutes=60),))
    assert new_visit(w, service=1).hours == "10.30–11.30"


def test_a_new_visit_on_another_day_only_when_no_day_was_asked() -> None:
    w = week(visit(1, "9.30-11.30"), services=(service(1, moments=MORNING, visit_minutes=60),))
    assert new_visit(w, service=1).day == TUESDAY
    asked = new_visit(w, service=1, day=MONDAY, start=minutes("14.00"))
    assert (asked.day, asked.hours) == (MONDAY, "14.00–15.00")


def test_a_new_visit_comes_nearest_to_the_quarter_that_was_asked() -> None:
    w = week(services=(service(1, moments=MORNING, visit_minutes=60),))
    assert new_visit(w, service=1, day=MONDAY, start=minutes("13.00")).hours == "10.30–11.30"


def test_a_new_meal_is_at_noon() -> None:
    made = new_visit(week(), kind="maaltijd", day=MONDAY)
    assert (made.hours, made.service) == ("12.00–13.00", None)


def test_a_new_visit_suits_who_comes_along() -> None:
    w = week(services=(service(1, visit_minutes=60),), people=(person(1, available=(("2025-02-24", 840, 960),)),))
    assert new_visit(w, service=1, people=[1, 99]).hours == "14.00–15.00"


def test_possible_starts_are_runs_of_quarters_with_the_reason_why_not() -> None:
    w = week(visit(1, "9.30-10.30"), services=(service(1, moments=MORNING),))
    runs = possible_starts(Agenda(w), w.by_id[1], MONDAY, minutes("9.00"), minutes("12.00"))
    closed = "De Linde ontvangt op maandag 24 februari van 9.30 tot 11.30"
    assert runs == [(540, 570, closed), (570, 645, ""), (645, 720, closed)]


def test_why_not_names_the_person() -> None:
    w = week(visit(1), people=(person(1, available=()),))
    assert why_not(Agenda(w), w.by_id[1]) == "An Peeters kan niet op maandag 24 februari"


def test_a_person_can_join_where_there_is_room_and_time() -> None:
    w = week(
        visit(1, "9.00-10.00", people=(1,)),
        visit(2, "9.30-10.30", people=(2,), service=2),
        visit(3, "14.00-15.00", people=(2,), service=2),
        people=(person(1), person(2, "Jan Claes")),
        services=(service(1), service(2, "De Kade", max_people=1)),
    )
    assert dict(visits_for(Agenda(w), 1)) == {
        1: "An Peeters doet al mee",
        2: "An Peeters is dan bij De Linde (9.00–10.00)",
        3: "er zijn al 1 deelnemers",
    }


def test_somebody_joins_once_and_leaves() -> None:
    one = visit(1, people=(1,))
    assert joined(one, 1) == one
    assert joined(one, 2).people == (Participation(1), Participation(2))
    assert without(joined(one, 2), 1).people == (Participation(2),)


def test_the_others_of_a_tour_follow_as_far() -> None:
    w = week(visit(1, ronde=7), visit(2, "11.00-12.00", ronde=7), visit(3, ronde=8), visit(4))
    followers = shifted(others_of(w, w.by_id[1]), days=1, minutes=30)
    assert [(v.id, v.day, v.hours) for v in followers] == [(2, TUESDAY, "11.30–12.30")]
    assert others_of(w, w.by_id[4]) == []


def test_nothing_is_shifted_before_midnight() -> None:
    assert shifted([visit(1, "1.00-2.00")], days=0, minutes=-120)[0].hours == "0.00–1.00"
    assert shifted([visit(1)], days=-1, minutes=0)[0].day == MONDAY - dt.timedelta(days=1)


def test_nothing_wanders_off_the_calendar() -> None:
    (far,) = shifted([visit(1)], days=10_000, minutes=0)
    assert (far.day - MONDAY).days == 92
