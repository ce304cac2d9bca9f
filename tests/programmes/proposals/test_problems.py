"""A draft as the planner sees it, rule by rule."""

import datetime as dt
from dataclasses import replace
from typing import Any

from programmes.conflicts import find_conflicts
from programmes.planner import Problem, Unmet, Weights, Window
from programmes.proposals.bridge import Bridge
from programmes.proposals.facts import Facts
from programmes.proposals.problems import ASK_ALL, build
from programmes.proposals.settings import CONFLICT, DAY, FREE, PERSON, SERVICE, Scope, Settings, scope_of, weights_of
from programmes.week import MEAL, PRESS, Participation, Week
from tests.programmes.weeks import MONDAY, TUESDAY, person, service, visit, week

FACTS = Facts()
ALL_WEEK = tuple((f"2025-02-{day}", 0, 1440) for day in range(24, 29))
LINDE = service(1, "De Linde", visit_minutes=60)
MEANDER = service(2, "De Meander", visit_minutes=60)
ZON = service(3, "De Zon", visit_minutes=60)


def ann(**fields: Any) -> Any:
    return person(1, "An Peeters", **{"available": ALL_WEEK} | fields)


def bart(**fields: Any) -> Any:
    return person(2, "Bart Maes", **{"available": ALL_WEEK} | fields)


def bridge(draft: Week, *, facts: Facts = FACTS, scope: Scope | None = None, **settings: Any) -> Bridge:
    return build(draft, facts, scope=scope or Scope(), settings=Settings(**settings))


def problem(draft: Week, **asked: Any) -> Problem:
    return bridge(draft, **asked).problem


def fixed(found: Problem) -> list[tuple[int, int, int, tuple[int, ...], bool]]:
    return [(v.service, v.day, v.start, v.people, v.closed) for v in found.fixed]


def test_what_stands_is_fixed_and_others_may_join() -> None:
    found = problem(week(visit(1), people=(ann(), bart()), services=(LINDE, MEANDER)))
    assert fixed(found) == [(0, 0, 570, (0,), False)]
    assert found.previous is None


def test_a_service_receives_at_its_moments_within_the_hours_of_the_programme() -> None:
    linde = service(1, moments=((0, 420, 600), (1, 600, 640), (6, 600, 900)), visit_minutes=60)
    assert problem(week(services=(linde,))).services[0].windows == (Window(0, 480, 600),)


def test_a_service_without_moments_receives_all_week() -> None:
    assert problem(week(services=(LINDE,))).services[0].windows == tuple(Window(day, 480, 1080) for day in range(5))


def test_availability_is_cut_by_what_somebody_is_at_with_the_journey() -> None:
    far = service(2, "De Meander", point=(50.9, 3.4), visit_minutes=60)
    near = service(1, "De Linde", point=(50.9, 3.5), visit_minutes=60)
    press = visit(1, "10.00-11.00", kind=PRESS, service=1)
    meal = visit(2, "12.00-13.00", kind=MEAL, service=None)
    found = problem(week(press, meal, people=(ann(available=ALL_WEEK[:1]),), services=(near, far)))
    assert found.travel == {"auto": ((0, 24), (24, 0))}
    assert found.people[0].available == (Window(0, 480, 576), Window(0, 684, 720), Window(0, 804, 1080))


def test_who_never_answered_is_not_planned() -> None:
    draft = week(people=(ann(available=None), bart()))
    found = bridge(draft)
    assert (found.problem.people[0].available, found.silent) == ((), (1,))
    assert found.notes == (f"An Peeters liet nog niet weten wanneer het past, en krijgt dus niets nieuws. {ASK_ALL}",)


def test_who_never_answered_is_named_where_something_was_asked_for_them() -> None:
    people = (ann(available=None), bart(available=None), person(3, "Carl", available=ALL_WEEK))
    draft = week(people=people, services=(LINDE,))
    starts = [
        [note.partition(" nog niet")[0] for note in bridge(draft, scope=scope).notes]
        for scope in (Scope(), Scope(PERSON, person=2), Scope(PERSON, person=3))
    ]
    assert starts == [["An Peeters en Bart Maes lieten"], ["Bart Maes liet"], []]
    many = week(people=tuple(person(n, f"Gast {n}", available=None) for n in range(1, 10)))
    assert bridge(many).notes[0].startswith("Gast 1, Gast 2, Gast 3, Gast 4, Gast 5 en nog 4 anderen lieten nog niet")


def test_who_never_answered_counts_as_free_on_working_days_when_asked() -> None:
    draft = week(people=(ann(available=None),), last_day=MONDAY + dt.timedelta(days=6))
    found = bridge(draft, ask_all=True)
    assert [window.day for window in found.problem.people[0].available] == [0, 1, 2, 3, 4]
    assert (found.silent, found.notes) == ((), ())


def test_wishes_and_numbers_come_from_the_guest_list() -> None:
    facts = Facts({1: [["service", 2], ["kind", "loi"], ["service", 99]]}, {1: 7})
    found = problem(week(people=(ann(), bart()), services=(LINDE, MEANDER)), facts=facts, week_max=3)
    assert found.people[0].wishes == (("service", 1), ("kind", "lokaal opvanginitiatief"))
    assert [one.week_max for one in found.people] == [7, 3]


def test_limits_never_call_what_stands_a_mistake() -> None:
    visits = [visit(n, f"{8 + n}.00-{9 + n}.00", service=n) for n in (1, 2, 3)]
    draft = week(*visits, people=(ann(),), services=tuple(service(n, visit_minutes=60) for n in (1, 2, 3)))
    found = problem(draft, day_max=1, week_max=2)
    assert (found.people[0].day_max, found.people[0].week_max) == (3, 3)


def test_roles_and_domains_follow_the_mandates() -> None:
    people = (
        ann(is_mayor=True, segments=("college",), domains=("Senioren",)),
        bart(segments=("college", "raad"), domains=("Openbare werken",)),
        person(3, "Carl", segments=("bcsd",)),
        person(4, "Dina", segments=("management",)),
    )
    home = service(1, kind="woonzorgcentrum")
    own = service(2, kind="loi", domains=("Openbare werken",))
    found = problem(week(people=people, services=(home, own)))
    assert [one.role for one in found.people] == ["burgemeester", "schepen", "raadslid", "gast"]
    names = ["woonzorgcentrum", "lokaal opvanginitiatief (Openbare werken)"]
    assert [one.domain for one in found.services] == names
    assert [one.domains for one in found.people] == [(names[0],), (names[1],), (), ()]


def test_all_visits_of_another_length_make_that_the_length_of_the_service() -> None:
    draft = week(
        visit(1, "9.30-11.00"), visit(2, "9.00-9.45", service=2, ronde=5), people=(ann(),), services=(LINDE, MEANDER)
    )
    assert [one.duration for one in problem(draft).services] == [90, 60, 45]


def test_a_visit_of_another_length_has_a_stand_in_and_its_service_needs_no_other() -> None:
    usual = visit(2, "16.00-17.00", people=(2,))
    found = problem(week(visit(1, "9.30-11.30"), usual, people=(ann(), bart()), services=(LINDE, MEANDER)))
    stand_in = found.services[2]
    assert (stand_in.duration, stand_in.windows, stand_in.max) == (120, (), 6)
    assert [one.priority for one in found.services] == [0, 1, 1]
    assert fixed(found) == [(0, 0, 960, (1,), False), (2, 0, 570, (0,), False)]
    assert found.services[0].windows[:2] == (Window(0, 480, 570), Window(0, 690, 1080))
    assert found.travel["auto"][0][2] == 0


def test_after_a_visit_of_another_length_the_next_begins_at_a_quarter() -> None:
    usual = visit(2, "16.00-17.00", people=(2,))
    found = problem(week(visit(1, "9.30-11.41"), usual, people=(ann(), bart()), services=(LINDE,)))
    assert found.services[0].windows[:2] == (Window(0, 480, 570), Window(0, 705, 1080))


def test_a_wish_for_what_a_stand_in_holds_is_granted_by_it() -> None:
    facts = Facts({1: [["service", 1]], 2: [["service", 1]]})
    usual = visit(2, "16.00-17.00", people=(2,))
    found = problem(week(visit(1, "9.30-11.30"), usual, people=(ann(), bart()), services=(LINDE,)), facts=facts)
    assert [one.wishes for one in found.people] == [(("service", 1),), (("service", 0),)]


def test_more_people_than_a_service_holds_contradict_nothing_once_accepted() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_people=1)
    draft = week(visit(1, people=(1, 2)), people=(ann(), bart()), services=(linde,))
    assert [one.rule for one in bridge(draft).contradictions()] == ["max"]
    accepted = bridge(replace(draft, accepted={"te_veel:1:2": "afgesproken"}))
    assert (accepted.contradictions(), fixed(accepted.problem)) == ((), [(1, 0, 570, (0, 1), True)])


def test_what_contradicts_itself_elsewhere_is_not_told_when_something_else_was_asked() -> None:
    visits = (visit(1), visit(2, "10.00-11.00", service=2), visit(3, day=TUESDAY, service=3))
    draft = week(*visits, people=(ann(),), services=(LINDE, MEANDER, ZON))
    assert [one.rule for one in bridge(draft).contradictions()] == ["time"]
    assert bridge(draft, scope=Scope(DAY, day=TUESDAY)).contradictions() == ()


def test_who_comes_later_is_there_at_their_own_hours_and_nobody_joins() -> None:
    parts = (1, Participation(2, start=600))
    found = bridge(week(visit(1, people=parts), people=(ann(), bart()), services=(LINDE,)), standing=FREE)
    assert fixed(found.problem) == [(1, 0, 570, (0,), True), (2, 0, 600, (1,), True)]
    assert [one.duration for one in found.problem.services] == [60, 60, 30]
    assert (found.seats, found.held) == ((), {1: "niet iedereen is er de hele tijd bij"})


def test_who_said_no_is_not_there_and_cannot_then() -> None:
    parts = (1, Participation(2, answer="nee"))
    found = bridge(week(visit(1, people=parts), people=(ann(), bart(available=ALL_WEEK[:1])), services=(LINDE,)))
    assert fixed(found.problem) == [(0, 0, 570, (0,), False)]
    assert found.problem.people[1].available == (Window(0, 480, 570), Window(0, 630, 1080))
    assert found.declined == ((1, 2),)


def test_two_groups_at_one_moment_are_one_visit_to_the_planner() -> None:
    linde = service(1, visit_minutes=60, max_groups=2, max_people=4)
    draft = week(visit(1), visit(2, people=(2,)), people=(ann(), bart()), services=(linde,))
    found = bridge(draft)
    assert fixed(found.problem) == [(0, 0, 570, (0, 1), False)]
    assert (found.problem.services[0].max, [seat.visit for seat in found.seats]) == (8, [1, 2])


def test_groups_that_could_not_be_split_are_not_taken_together() -> None:
    linde = service(1, visit_minutes=60, max_groups=2, max_people=4, min_people=3)
    assert problem(week(services=(linde,))).services[0].max == 4


def test_a_group_that_begins_beside_another_has_a_stand_in() -> None:
    linde = service(1, visit_minutes=60, max_groups=2)
    draft = week(visit(1), visit(2, "10.00-11.00", people=(2,)), people=(ann(), bart()), services=(linde,))
    assert fixed(problem(draft)) == [(0, 0, 570, (0,), False), (1, 0, 600, (1,), False)]


def test_a_second_visit_of_somebody_to_a_service_has_a_stand_in() -> None:
    draft = week(visit(1), visit(2, day=TUESDAY, people=(1, 2)), people=(ann(), bart()), services=(LINDE,))
    found = bridge(draft, standing=FREE)
    assert fixed(found.problem) == [(1, 1, 570, (0, 1), False)]
    assert found.held == {2: "iemand komt er een tweede keer"}


def test_what_stays_as_it_is_breaks_no_rule_of_numbers() -> None:
    linde = service(1, visit_minutes=60, min_people=2, max_people=3)
    visits = (visit(1), visit(2, day=TUESDAY, people=()), visit(3, "14.00-15.00", service=2))
    draft = week(*visits, people=(ann(), bart()), services=(linde, MEANDER))
    found = bridge(draft, scope=Scope(SERVICE, service=2)).problem
    assert fixed(found) == [(1, 0, 840, (0,), False), (2, 0, 570, (0,), True)]
    assert [(one.min, one.max, one.priority) for one in found.services] == [(2, 3, 0), (1, 6, 1), (1, 1, 1)]


def test_nobody_joins_a_tour_and_it_does_not_move() -> None:
    found = bridge(week(visit(1, ronde=5), people=(ann(),), services=(LINDE,)), standing=FREE)
    assert fixed(found.problem) == [(0, 0, 570, (0,), True)]
    assert found.held == {1: "hoort bij een ronde"}


def test_who_cannot_come_along_on_a_tour_may_be_replaced() -> None:
    draft = week(visit(1, ronde=5), people=(ann(), bart()), services=(LINDE,))
    found = problem(draft, scope=Scope(CONFLICT, person=1, visits=(1,), kind="niet_beschikbaar"))
    assert fixed(found) == [(0, 0, 570, (), False)]


def test_a_visit_with_a_press_moment_at_the_same_service_stays() -> None:
    draft = week(visit(1), visit(2, "10.15-10.30", kind=PRESS), people=(ann(),), services=(LINDE,))
    found = bridge(draft, standing=FREE)
    assert fixed(found.problem) == [(0, 0, 570, (0,), False)]
    assert found.held == {1: "hangt samen met een ander blok bij dezelfde dienst"}


def test_a_visit_outside_the_dates_is_not_lost() -> None:
    draft = week(visit(1, day=MONDAY - dt.timedelta(days=3)), people=(ann(),), services=(LINDE,))
    found = bridge(draft)
    assert found.days[0] == MONDAY - dt.timedelta(days=3)
    assert fixed(found.problem) == [(0, 0, 570, (0,), False)]
    assert {window.day for window in found.problem.services[0].windows} == {1, 2, 3, 4, 5}


def test_time_for_the_journey_but_not_for_all_of_the_slack_is_enough_where_it_stands_so() -> None:
    visits = (visit(1, "9.00-10.00"), visit(2, "10.05-11.05", service=2))
    found = problem(week(*visits, people=(ann(),), services=(LINDE, MEANDER)))
    assert found.travel == {"auto": ((0, 5), (10, 0))}


def test_free_keeps_only_what_was_fixed_and_remembers_the_rest() -> None:
    visits = (visit(1, is_fixed=True), visit(2, "14.00-15.00", service=2))
    found = problem(week(*visits, people=(ann(),), services=(LINDE, MEANDER)), standing=FREE)
    assert fixed(found) == [(0, 0, 570, (0,), False)]
    assert [(one.service, one.start) for one in found.previous or ()] == [(0, 570), (1, 840)]


def test_a_change_costs_little_when_all_is_free_and_much_in_a_repair() -> None:
    draft = week(visit(1), people=(ann(),), services=(LINDE,))
    repair = Scope(CONFLICT, person=1, visits=(1,))
    assert problem(draft, standing=FREE).weights.change == 25
    assert problem(draft, scope=repair, wensen=4).weights == replace(Weights(), uncovered=1_000_000, change=10_000)
    assert problem(week(people=(ann(),), services=(LINDE,)), standing=FREE).previous is None


def test_one_day_leaves_the_other_days_alone() -> None:
    visits = (visit(1), visit(2, day=TUESDAY, service=2))
    draft = week(*visits, people=(ann(),), services=(LINDE, MEANDER))
    found = problem(draft, scope=Scope(DAY, day=TUESDAY), standing=FREE)
    assert fixed(found) == [(0, 0, 570, (0,), True)]
    assert {window.day for one in found.services for window in one.windows} == {1}


def test_what_was_not_asked_is_not_missing() -> None:
    linde, meander = (service(n, moments=((n - 1, 540, 720),)) for n in (1, 2))
    draft = week(people=(ann(),), services=(linde, meander))
    assert [one.priority for one in problem(draft, scope=Scope(DAY, day=MONDAY)).services] == [1, 0]
    assert [one.priority for one in problem(week(services=(service(3, moments=((6, 540, 720),)),))).services] == [1]


def test_one_service_leaves_the_others_alone() -> None:
    visits = (visit(1), visit(2, day=TUESDAY, service=2))
    draft = week(*visits, people=(ann(),), services=(LINDE, MEANDER))
    found = problem(draft, scope=Scope(SERVICE, service=2))
    assert fixed(found) == [(0, 0, 570, (0,), True), (1, 1, 570, (0,), False)]
    assert [bool(one.windows) for one in found.services] == [False, True]


def test_one_person_leaves_the_others_alone() -> None:
    draft = week(visit(1, people=(1, 2)), people=(ann(), bart()), services=(LINDE, MEANDER))
    found = problem(draft, scope=Scope(PERSON, person=1))
    assert fixed(found) == [(0, 0, 570, (0, 1), False)]
    assert [bool(one.available) for one in found.people] == [True, False]


def test_asking_for_one_person_takes_nobody_else_off() -> None:
    people = (ann(), bart(), person(3, "Carl", available=ALL_WEEK))
    parts = (Participation(2, answer="nee"), 3)
    for most, is_closed in [(3, False), (2, True)]:
        linde = service(1, "De Linde", visit_minutes=60, max_people=most)
        found = bridge(week(visit(1, people=parts), people=people, services=(linde,)), scope=Scope(PERSON, person=1))
        assert (found.declined, fixed(found.problem)) == ((), [(0, 0, 570, (2,), is_closed)])
    own = bridge(week(visit(1, people=parts), people=people, services=(LINDE,)), scope=Scope(PERSON, person=2))
    assert own.declined == ((1, 2),)


def test_a_visit_does_not_go_with_one_person_while_somebody_else_stands_on_it() -> None:
    parts = (1, Participation(2, answer="nee"))
    draft = week(visit(1, people=parts), people=(ann(), bart()), services=(LINDE,))
    found = bridge(draft, scope=Scope(PERSON, person=1), standing=FREE)
    assert ([seat.is_freed for seat in found.seats], found.declined) == ([False], ())


def test_a_conflict_takes_nobody_off_another_visit_there() -> None:
    parts = (1, Participation(2, answer="nee"))
    visits = (visit(1, people=parts), visit(2, day=TUESDAY, people=(Participation(2, answer="nee"),)))
    draft = week(*visits, people=(ann(), bart()), services=(LINDE, MEANDER))
    assert bridge(draft, scope=scope_of(find_conflicts(draft)[0])).declined == ((1, 2),)


def test_one_person_may_leave_what_stands_when_it_is_free() -> None:
    visits = (
        visit(1, people=(1, 2)),
        visit(2, "14.00-15.00", service=2),
        visit(3, "16.00-17.00", service=3, is_fixed=True),
    )
    draft = week(*visits, people=(ann(), bart()), services=(LINDE, MEANDER, ZON))
    found = bridge(draft, scope=Scope(PERSON, person=1), standing=FREE)
    assert fixed(found.problem) == [(0, 0, 570, (1,), False), (2, 0, 960, (0,), False)]
    assert [seat.is_freed for seat in found.seats] == [False, True, False]


def test_a_conflict_frees_what_it_touches() -> None:
    visits = (visit(1), visit(2, "10.00-11.00", service=2), visit(3, "14.00-15.00", service=3, day=TUESDAY))
    draft = week(*visits, people=(ann(), bart()), services=(LINDE, MEANDER, ZON))
    found = bridge(draft, scope=Scope(CONFLICT, person=1, visits=(1, 2)))
    assert fixed(found.problem) == [(2, 1, 840, (0,), True)]
    assert (found.is_repair, len(found.problem.previous or ())) == (True, 3)


def test_a_conflict_about_a_fixed_visit_lets_only_that_person_go() -> None:
    draft = week(visit(1, is_fixed=True, people=(1, 2)), people=(ann(), bart()), services=(LINDE, MEANDER))
    found = problem(draft, scope=Scope(CONFLICT, person=1, visits=(1,)))
    assert fixed(found) == [(0, 0, 570, (1,), False)]


def test_too_many_people_may_each_leave_a_visit_that_stays() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_people=1)
    draft = week(visit(1, people=(1, 2)), people=(ann(), bart()), services=(linde, MEANDER))
    scope = scope_of(find_conflicts(draft)[0])
    assert (scope.kind, scope.visits) == ("te_veel", (1,))
    assert fixed(problem(draft, scope=scope)) == [(0, 0, 570, (), False)]


def test_a_conflict_is_solved_among_who_is_in_it_and_with_no_visit_more() -> None:
    people = (ann(), bart(), person(3, "Carl", available=ALL_WEEK))
    visits = (visit(1, people=(1, 2)), visit(2, "10.00-11.00", service=2, people=(1, 2)))
    scope = Scope(CONFLICT, person=1, visits=(1, 2), kind="dubbel")
    found = problem(week(*visits, people=people, services=(LINDE, MEANDER)), scope=scope)
    assert [bool(one.available) for one in found.people] == [True, True, False]
    assert [(one.visits_max, one.priority, len(one.windows)) for one in found.services] == [
        (0, 0, 0),
        (0, 0, 0),
        (1, 1, 5),
        (1, 1, 5),
    ]


def test_a_repair_moves_a_visit_of_any_length_around_the_others() -> None:
    visits = (visit(1, "9.00-11.00"), visit(2, "10.00-11.00", people=(2,)), visit(3, day=TUESDAY, people=(2,)))
    linde = service(1, "De Linde", visit_minutes=60, moments=((0, 480, 720), (1, 480, 720)))
    draft = week(*visits, people=(ann(), bart()), services=(linde,))
    found = problem(draft, scope=Scope(CONFLICT, service=1, visits=(1,), kind="te_veel_groepen"))
    loose = next(one for one in found.services if one.windows)
    assert (loose.duration, loose.windows) == (120, (Window(0, 480, 600),))


def test_two_visits_to_one_service_that_a_repair_moves_take_turns() -> None:
    visits = (visit(1), visit(2, "10.00-11.00"))
    draft = week(*visits, people=(ann(),), services=(LINDE,))
    found = bridge(draft, scope=Scope(CONFLICT, person=1, visits=(1, 2), kind="dubbel"))
    assert [(seat.visit, seat.is_freed) for seat in found.seats] == [(1, True), (2, True)]
    assert (fixed(found.problem), found.problem.turns) == ([], ((1, 2),))
    assert {one.windows for one in found.problem.services[1:]} == {tuple(Window(day, 480, 1080) for day in range(5))}


def test_of_groups_that_are_at_once_a_repair_moves_as_many_as_are_too_many() -> None:
    """The last: what moves takes turns, and may be beside whoever stays as long as there is room."""
    linde = service(1, "De Linde", visit_minutes=60, max_groups=2, moments=((0, 540, 720), (1, 540, 720)))
    people = (ann(), bart(), person(3), person(4), person(5))
    visits = [visit(key, people=(key,)) for key in (1, 2, 3, 4)]
    draft = week(*visits, visit(5, day=TUESDAY, people=(5,)), people=people, services=(linde,))
    (crowd,) = [one for one in find_conflicts(draft) if one.kind == "te_veel_groepen"]
    found = bridge(draft, scope=scope_of(crowd))
    assert crowd.visits == (1, 2, 3, 4)
    assert {seat.visit for seat in found.seats if seat.is_freed} == {3, 4}
    loose = [one.windows for one in found.problem.services if one.windows]
    assert loose == [(Window(0, 630, 720), Window(1, 540, 720))] * 2
    assert len(found.problem.turns) == 1


def test_visits_on_other_days_to_a_service_with_several_groups_all_move() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_groups=2)
    visits = (visit(1), visit(2, "10.00-11.00", people=(2,)), visit(3, day=TUESDAY, people=(2,)))
    draft = week(*visits, people=(ann(), bart()), services=(linde,))
    found = bridge(draft, scope=Scope(CONFLICT, visits=(1, 2, 3), kind="niet_beschikbaar"))
    assert {seat.visit for seat in found.seats if seat.is_freed} == {2, 3}


def test_where_more_groups_come_at_once_a_repair_moves_the_last() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_groups=2)
    visits = (visit(1), visit(2, "10.00-11.00"))
    draft = week(*visits, people=(ann(),), services=(linde,))
    found = bridge(draft, scope=Scope(CONFLICT, person=1, visits=(1, 2), kind="dubbel"))
    assert [(seat.visit, seat.is_freed) for seat in found.seats] == [(1, False), (2, True)]
    assert (fixed(found.problem), found.problem.turns) == ([(0, 0, 570, (), False)], ())


def test_everybody_may_help_when_a_visit_would_have_too_few() -> None:
    linde = service(1, "De Linde", visit_minutes=60, min_people=2)
    draft = week(visit(1, people=(1, 2)), people=(ann(), bart(), person(3, available=ALL_WEEK)), services=(linde,))
    found = problem(draft, scope=Scope(CONFLICT, person=1, visits=(1,), kind="niet_beschikbaar"))
    assert [bool(one.available) for one in found.people] == [True, True, True]


def test_who_said_no_to_a_visit_that_is_accepted_as_too_full_is_still_taken_off() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_people=1)
    parts = (1, 2, Participation(3, answer="nee"))
    draft = week(visit(1, people=parts), people=(ann(), bart(), person(3)), services=(linde,))
    found = bridge(replace(draft, accepted={"te_veel:1:3": "afgesproken"}))
    assert (found.declined, [seat.visit for seat in found.seats]) == (((1, 3),), [1])
    assert fixed(found.problem) == [(1, 0, 570, (0, 1), True)]


def test_too_many_people_may_each_leave_a_second_visit_too() -> None:
    linde = service(1, "De Linde", visit_minutes=60, max_people=1)
    visits = (visit(1), visit(2, day=TUESDAY, people=(1, 2)))
    draft = week(*visits, people=(ann(), bart()), services=(linde,))
    assert fixed(problem(draft, scope=scope_of(find_conflicts(draft)[0]))) == [
        (0, 0, 570, (0,), False),
        (1, 1, 570, (), False),
    ]


def test_who_said_no_moves_no_visit() -> None:
    parts = (1, Participation(2, answer="nee"))
    draft = week(visit(1, people=parts), people=(ann(), bart()), services=(LINDE, MEANDER))
    assert fixed(problem(draft, scope=scope_of(find_conflicts(draft)[0]))) == [(0, 0, 570, (0,), False)]


def test_who_comes_along_is_planned_together() -> None:
    draft = week(
        people=(ann(), person(2, "Maxim", is_minor=True, accompanies=1, available=ALL_WEEK)), services=(LINDE,)
    )
    found = bridge(draft, facts=Facts(wanted={1: 1}))
    assert (found.problem.together, found.followers) == (((1, 0),), ())
    assert [one.week_max for one in found.problem.people] == [1, 1]


def test_who_comes_along_less_often_follows_afterwards() -> None:
    maxim = person(2, "Maxim", is_minor=True, accompanies=1, available=ALL_WEEK[:1])
    found = bridge(week(people=(ann(), maxim), services=(LINDE,)))
    assert (found.problem.together, found.followers) == ((), ((2, 1),))
    assert found.problem.people[1].available == ()


def test_a_minor_without_anybody_gets_nothing() -> None:
    found = bridge(week(people=(person(1, "Maxim", is_minor=True, available=ALL_WEEK),)))
    assert (found.problem.people[0].available, found.alone) == ((), (1,))
    assert [one.why for one in found.unmet((Unmet("persoon", 0, "kan nooit"),))] == [
        "is minderjarig, en er staat niet bij met wie die meekomt"
    ]
    assert found.notes == ("Maxim is minderjarig en krijgt niets nieuws: duid aan met wie die meekomt.",)


def test_who_asks_to_solve_a_conflict_hears_of_no_wish() -> None:
    draft = week(visit(1, people=(1,)), people=(ann(),), services=(LINDE,))
    found = (Unmet("wens", 0, "wil het liefst elders heen"), Unmet("persoon", 0, "kan nooit"))
    scope = Scope(CONFLICT, person=1, visits=(1,), kind="niet_beschikbaar")
    assert [one.what for one in bridge(draft, scope=scope).unmet(found)] == ["persoon"]
    assert [one.what for one in bridge(draft).unmet(found)] == ["wens", "persoon"]


def test_a_press_moment_without_the_mayor_asks_for_a_visit_that_half_day() -> None:
    people = (ann(is_mayor=True), bart(segments=("college",)))
    press = visit(1, "14.00-14.30", kind=PRESS, service=None, people=())
    found = problem(week(press, people=people, services=(LINDE, MEANDER)), facts=Facts(suits_press=frozenset({2})))
    assert (found.press_windows, found.press_schepenen) == ((Window(0, 750, 1080),), 1)
    assert [one.press for one in found.services] == [False, True]


def test_a_press_moment_asks_nothing_of_one_service() -> None:
    press = visit(1, "14.00-14.30", kind=PRESS, service=None, people=())
    draft = week(press, people=(ann(is_mayor=True),), services=(LINDE,))
    assert problem(draft, scope=Scope(SERVICE, service=1)).press_windows == ()


def test_a_press_moment_with_the_mayor_asks_nothing() -> None:
    press = visit(1, "14.00-14.30", kind=PRESS, service=None, people=(1,))
    assert problem(week(press, people=(ann(is_mayor=True),))).press_windows == ()


def test_sliders_in_the_middle_are_the_planners_own_weights() -> None:
    assert weights_of(Settings()) == weights_of(Settings(dekking=2, wensen=2))
    assert weights_of(Settings()).uncovered == 10_000


def test_sliders_weigh_more_and_less() -> None:
    low = weights_of(Settings(dekking=0, wensen=0, bevoegdheden=0, spreiding=0, verplaatsing=0))
    high = weights_of(Settings(dekking=4, wensen=4, bevoegdheden=4, spreiding=4, verplaatsing=4))
    assert (low.uncovered, low.wish[0], low.competence, low.mix2, low.travel) == (2_500, 0, 0, 0, 0)
    assert (high.uncovered, high.wish[0], high.competence, high.mix2, high.travel) == (40_000, 2_400, 6_000, 320, 4)


def test_a_week_with_nothing_is_a_problem_too() -> None:
    found = problem(week(people=(), services=()))
    assert (found.services, found.people, found.fixed) == ((), (), ())
