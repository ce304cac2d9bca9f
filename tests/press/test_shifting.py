"""What shifts for whom when a visit runs late: examples of one day, and rules that hold for any."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.delays.shifting import LATER, MOVE, SHORTEN, STAY, Affected, Delay, Shift, shift
from press.delays.telling import sms
from press.delays.troubles import troubles
from programmes.agenda import Agenda
from programmes.week import Host, Participation, Visit, Week, entry_span
from tests.programmes.weeks import HOST, MONDAY, person, service, visit, week

HERE, THERE = (51.0, 3.2), (51.0, 3.3)  # 14 minutes by car
OTHER = Host(2, "Bo Maes")
AN, BO = person(1), person(2, "Bo Claes")


def two_services(**fields: Any) -> tuple[Any, ...]:
    return service(1, point=HERE), service(2, "De Meander", point=THERE, contacts=(OTHER,), **fields)


def town(*visits: Visit, **fields: Any) -> Week:
    return week(*visits, **{"people": (AN, BO), "services": two_services()} | fields)


def at_meander(key: int, at: str, **fields: Any) -> Visit:
    return visit(key, at, **{"service": 2, "host": OTHER} | fields)


def hours(found: Shift) -> list[tuple[int, str]]:
    return [(one.after.id, one.after.hours) for one in found.changed]


def of(found: Shift, key: int) -> Affected:
    [one] = [one for one in found.affected if one.after.id == key]
    return one


def late(minutes: int = 15, key: int = 1, *, has_begun: bool = False) -> Delay:
    return Delay(key, minutes, has_begun)


def test_a_visit_that_did_not_begin_moves_whole() -> None:
    assert hours(shift(town(visit(1)), late())) == [(1, "9.45–10.45")]


def test_of_a_visit_that_has_begun_only_the_end_moves() -> None:
    assert hours(shift(town(visit(1)), late(has_begun=True))) == [(1, "9.30–10.45")]


def test_free_time_and_slack_are_used_up_first() -> None:
    found = shift(town(visit(1), at_meander(2, "11.00-12.00")), late(15))
    assert hours(found) == [(1, "9.45–10.45")]  # 15 minutes are left, and the journey takes 14
    assert troubles(found) == []


def test_what_cannot_absorb_it_moves_by_the_least_in_fives() -> None:
    found = shift(town(visit(1), at_meander(2, "11.00-12.00")), late(30))
    assert hours(found) == [(1, "10.00–11.00"), (2, "11.15–12.15")]
    assert of(found, 2).late.people == {1: 14}


def test_a_plan_that_was_too_tight_stays_as_tight_as_it_was() -> None:
    found = shift(town(visit(1), at_meander(2, "10.35-11.35")), late(20))
    assert hours(found) == [(1, "9.50–10.50"), (2, "10.55–11.55")]


def test_a_meal_on_the_way_takes_its_time() -> None:
    meal = visit(3, "10.45-11.30", kind="maaltijd", service=None, host=None)
    found = shift(town(visit(1), meal, at_meander(2, "11.45-12.45")), late(20))
    assert hours(found) == [(1, "9.50–10.50"), (3, "10.50–11.35"), (2, "11.50–12.50")]


def test_the_next_group_at_the_service_waits() -> None:
    next_group = visit(2, "10.30-11.30", people=(2,))
    found = shift(town(visit(1), next_group, visit(3, "13.00-14.00", people=(2,))), late())
    assert hours(found) == [(1, "9.45–10.45"), (2, "10.45–11.45")]
    assert of(found, 2).late.whole == 15


def test_a_service_with_room_for_two_groups_receives_the_next_one() -> None:
    services = (service(1, max_groups=2),)
    next_group = visit(2, "10.30-11.30", people=(2,), host=OTHER)
    assert hours(shift(town(visit(1), next_group, services=services), late())) == [(1, "9.45–10.45")]


def test_who_receives_somewhere_else_too_is_followed() -> None:
    found = shift(town(visit(1), at_meander(2, "10.50-11.50", people=(2,), host=HOST)), late())
    assert hours(found) == [(1, "9.45–10.45"), (2, "11.00–12.00")]


def test_a_host_who_receives_two_groups_at_once_goes_on_doing_so() -> None:
    services = (service(1, max_groups=2),)
    assert hours(shift(town(visit(1), visit(2, people=(2,)), services=services), late())) == [(1, "9.45–10.45")]


def test_a_tour_stays_together() -> None:
    tour = visit(1, ronde=7), at_meander(2, "10.45-11.45", people=(2,), ronde=7)
    assert hours(shift(town(*tour), late())) == [(1, "9.45–10.45"), (2, "11.00–12.00")]


def test_a_press_moment_during_a_visit_does_not_begin_before_it() -> None:
    press = visit(2, "10.00-10.30", kind="persmoment")
    assert hours(shift(town(visit(1), press), late(15))) == [(1, "9.45–10.45")]
    assert hours(shift(town(visit(1), press), late(45))) == [(1, "10.15–11.15"), (2, "10.15–10.45")]


@pytest.mark.parametrize("fields", [{"is_fixed": True}, {"kind": "maaltijd"}, {"kind": "persmoment"}])
def test_what_stands_fast_begins_with_who_is_there(fields: dict[str, Any]) -> None:
    found = shift(town(visit(1), at_meander(2, "10.45-11.45", people=(1, 2), **fields)), late())
    assert of(found, 2).choice == LATER
    assert (of(found, 2).after.hours, of(found, 2).after.people) == (
        "10.45–11.45",
        (Participation(1, start=660), Participation(2)),
    )
    assert not of(found, 2).is_moved


@pytest.mark.parametrize("people", [(1,), (Participation(1, is_spokesperson=True), 2)])
def test_what_stands_fast_moves_when_it_must(people: tuple[int | Participation, ...]) -> None:
    press = at_meander(2, "10.45-11.15", kind="persmoment", people=people)
    assert hours(shift(town(visit(1), press), late())) == [(1, "9.45–10.45"), (2, "11.00–11.30")]


def chosen(choice: str, minutes: int = 15) -> Shift:
    after = visit(3, "13.00-14.00", people=(2,))
    return shift(town(visit(1), at_meander(2, "10.45-11.45", people=(1, 2)), after), late(minutes), {2: choice})


@pytest.mark.parametrize(
    ("choice", "hours_of_visit", "people"),
    [
        (MOVE, "11.00–12.00", (Participation(1), Participation(2))),
        (LATER, "10.45–11.45", (Participation(1, start=660), Participation(2))),
        (SHORTEN, "11.00–11.45", (Participation(1), Participation(2))),
        (STAY, "10.45–11.45", (Participation(1), Participation(2))),
        ("gek", "11.00–12.00", (Participation(1), Participation(2))),
    ],
)
def test_the_coordinator_chooses(choice: str, hours_of_visit: str, people: tuple[Participation, ...]) -> None:
    after = of(chosen(choice), 2).after
    assert (after.hours, after.people) == (hours_of_visit, people)


def test_all_ways_are_offered_that_are_possible() -> None:
    assert of(chosen(MOVE), 2).options == (MOVE, LATER, SHORTEN, STAY)
    assert of(chosen(MOVE, 65), 2).options == (MOVE, STAY)  # An would come after the end
    assert of(chosen(MOVE), 1).options == (MOVE, SHORTEN)


def test_a_delayed_visit_can_be_shortened() -> None:
    found = shift(town(visit(1), at_meander(2, "10.45-11.45")), late(), {1: SHORTEN})
    assert hours(found) == [(1, "9.45–10.30")]


def said(found: Shift) -> list[str]:
    return [str(trouble) for trouble in troubles(found)]


def test_to_leave_a_visit_names_who_is_in_two_places() -> None:
    assert said(chosen(STAY)) == [
        (
            "An Peeters heeft 0 minuten om van De Linde (tot 10.45) naar De Meander (vanaf 10.45) te gaan; "
            "nodig zijn 24 minuten: 14 met de auto en 10 marge. Laat An Peeters later aankomen."
        )
    ]


def test_a_service_that_closes_is_named() -> None:
    services = two_services(moments=((0, 600, 705),))
    found = shift(town(visit(1), at_meander(2, "10.45-11.45"), services=services), late())
    assert said(found) == [
        (
            "De Meander ontvangt op maandag 24 februari van 10.00 tot 11.45; het bezoek is nu van 11.00 tot 12.00. "
            "Kort dit bezoek in."
        )
    ]


def test_the_end_of_the_day_is_named() -> None:
    found = shift(town(visit(1, "16.30-18.00")), late())
    assert said(found) == ["De Linde eindigt dan om 18.15, na het einde van de dag. Kort dit bezoek in."]


def test_a_visit_does_not_move_past_midnight() -> None:
    found = shift(town(visit(1, "22.30-23.30")), late(120))
    assert (hours(found), said(found)) == (
        [],
        ["De Linde zou pas na middernacht beginnen. Laat het op zijn uur of schrap het op het bord."],
    )


def test_difference_touches_exactly_who_moves() -> None:
    found = shift(town(visit(1), at_meander(2, "10.45-11.45", people=(2,))), late())
    assert list(found.difference.people) == [1]


@pytest.mark.parametrize(
    ("delay", "choice", "text"),
    [
        (late(), {}, "De Meander begint om 11.00 in plaats van 10.45 en eindigt om 12.00."),
        (late(key=2, has_begun=True), {}, "De Meander duurt tot 12.00 in plaats van 11.45."),
        (late(), {2: LATER}, "De Meander begint zoals gepland om 10.45. Jij mag later aankomen: om 11.00."),
    ],
)
def test_an_sms_says_what_changes(delay: Delay, choice: dict[int, str], text: str) -> None:
    found = shift(town(visit(1), at_meander(2, "10.45-11.45", people=(1, 2))), delay, choice)
    assert sms(found, of(found, 2)) == f"Expeditie Zorg: {text}"


def test_an_sms_fits_whatever_the_name() -> None:
    found = shift(town(visit(1, title="Woonzorgcentrum " * 10), contact_phone="+32 (0)56 00 12 00"), late())
    text = sms(found, of(found, 1))
    assert len(text) in range(150, 161)
    assert text.endswith(" begint om 9.45 in plaats van 9.30 en eindigt om 10.45. Vragen? Bel +32 (0)56 00 12 00.")


QUARTERS = st.integers(min_value=32, max_value=64)


@st.composite
def days(draw: st.DrawFn) -> tuple[Week, Delay]:
    """A day without conflicts: what would make one is left out."""
    found = town(services=(*two_services(), service(3, "De Brug", contacts=())), people=(AN, BO, person(3, "Cem Öz")))
    for key in range(1, draw(st.integers(2, 8)) + 1):
        start = draw(QUARTERS) * 15
        end = start + draw(st.sampled_from([30, 45, 60, 90]))
        people = tuple(Participation(p) for p in draw(st.sets(st.integers(1, 3), min_size=1)))
        kind = draw(st.sampled_from(["bezoek", "bezoek", "maaltijd", "persmoment"]))
        place = draw(st.integers(1, 3))
        host = {1: HOST, 2: OTHER, 3: None}[place]
        fields: dict[str, Any] = {"is_fixed": draw(st.booleans()), "service": place, "host": host}
        made = Visit(key, kind, MONDAY, start, end, people=people, **fields)
        if not conflicts(found.with_visit(made)):
            found = found.with_visit(made)
    if not found.visits:
        found = found.with_visit(visit(1))
    key = draw(st.sampled_from([one.id for one in found.visits]))
    return found, Delay(key, draw(st.sampled_from([5, 10, 15, 30, 60, 120])), draw(st.booleans()))


def conflicts(found: Week) -> list[str]:
    agenda = Agenda(found)
    return [
        problem.text
        for one in found.visits
        for problems in (
            agenda.service_problems(one),
            *(agenda.person_problems(part.person, one, part) for part in one.people),
        )
        for problem in problems
        if problem.is_hard
    ]


@given(days())
def test_nobody_ends_up_in_two_places(day: tuple[Week, Delay]) -> None:
    assert conflicts(shift(*day).new) == []


@given(days())
def test_nothing_moves_earlier_and_order_is_kept(day: tuple[Week, Delay]) -> None:
    old, delay = day
    found = shift(old, delay)
    for one in found.affected:
        assert one.after.start >= one.before.start
        assert one.after.minutes == one.before.minutes + (delay.minutes if one.is_cause and delay.has_begun else 0)
    for key in old.people:
        assert order_of(found.new, key) == order_of(old, key)


def order_of(found: Week, key: int) -> list[int]:
    """By when they begin; what begins together counts in any order, so that it is sorted by key."""
    entries = Agenda(found).entries(key, MONDAY)
    return [entry.visit.id for entry in sorted(entries, key=lambda entry: (entry.start, entry.end, entry.visit.id))]


@given(days())
def test_nothing_else_moves_when_there_is_room(day: tuple[Week, Delay]) -> None:
    """What still works with only the delayed visit moved, is left as it is."""
    old, delay = day
    found = shift(old, delay)
    [cause, *rest] = found.affected
    for one in rest:
        assert one.late.needed >= 1
        assert one.late.needed % 5 == 0
    alone = old.with_visit(cause.after)
    spans = {part.person: entry_span(cause.after, part) for part in cause.after.people}
    later = [v for v in old.visits if v.id != cause.after.id and v.start >= cause.before.start]
    if all(v.start >= cause.after.end + 60 for v in later) and not conflicts(alone):
        assert (rest, len(spans)) == ([], len(cause.after.people))
