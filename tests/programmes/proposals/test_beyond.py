"""Reasons for a part of the week are true of the whole week, and say when only the question stood in the way."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from programmes.bench.hand import hand_plan
from programmes.planner import Unmet
from programmes.planner.checking import check
from programmes.planner.reasons import explain
from programmes.planner.reasons.ways import Desk, Way
from programmes.planner.roster import Roster, moments
from programmes.proposals.bridge import Bridge
from programmes.proposals.facts import Facts
from programmes.proposals.problems import build
from programmes.proposals.settings import CONFLICT, DAY, PERSON, SERVICE, Scope, Settings
from programmes.week import Week
from tests.programmes.proposals.random_weeks import random_week
from tests.programmes.proposals.test_any_week import questions
from tests.programmes.weeks import MONDAY, TUESDAY, person, service, visit, week

MONDAY_MORNING, TUESDAY_MORNING = (0, 540, 720), (1, 540, 720)
BOTH_MORNINGS = (("2025-02-24", 540, 720), ("2025-02-25", 540, 720))
OUTSIDE = "maar dat lag buiten wat je vroeg."


def linde(**fields: Any) -> Any:
    return service(1, "De Linde", **{"visit_minutes": 60, "moments": (MONDAY_MORNING,)} | fields)


def meander(**fields: Any) -> Any:
    return service(2, "De Meander", **{"visit_minutes": 60, "moments": (TUESDAY_MORNING,)} | fields)


def an(**fields: Any) -> Any:
    return person(1, "An Aerts", **{"available": BOTH_MORNINGS} | fields)


def bo(**fields: Any) -> Any:
    return person(2, "Bo Boone", **{"available": BOTH_MORNINGS} | fields)


def asked(draft: Week, scope: Scope, **facts: Any) -> Bridge:
    return build(draft, Facts(**facts), scope=scope, settings=Settings())


def told(bridge: Bridge) -> list[Unmet]:
    """Of a plan that adds nothing."""
    return bridge.unmet(explain(bridge.problem, bridge.problem.fixed))


def test_a_service_that_receives_on_another_day_is_not_said_to_be_closed_then() -> None:
    draft = week(visit(1), people=(an(), bo()), services=(linde(), meander()))
    unmet = told(asked(draft, Scope(DAY, day=MONDAY), wishes={1: [["service", 2]]}))
    assert unmet[-1] == Unmet(
        "wens",
        0,
        "An Aerts wil het liefst naar De Meander: daar is geen bezoek.",
        f"Nu al kan An Aerts op dinsdag 25 februari om 9.00 naar De Meander, {OUTSIDE}",
    )


def test_visits_on_another_day_are_open_as_they_are() -> None:
    visits = (visit(1), visit(2, day=TUESDAY, service=2))
    draft = week(*visits, people=(an(), bo()), services=(linde(), meander()))
    (unmet,) = told(asked(draft, Scope(DAY, day=MONDAY), wishes={1: [["service", 2]], 2: [["service", 2]]}))[1:]
    assert unmet == Unmet(
        "wens",
        1,
        "Bo Boone wil het liefst naar De Meander: het bezoek bij De Meander op dinsdag 25 februari om 9.30 "
        "heeft nog plaats.",
        f"Nu al kan Bo Boone op dinsdag 25 februari om 9.30 naar De Meander, {OUTSIDE}",
    )


def test_what_stays_whatever_was_asked_is_said_to_stay() -> None:
    tours = (visit(1, ronde=5), visit(2, day=TUESDAY, service=2, ronde=5))
    draft = week(*tours, people=(an(), bo()), services=(linde(), meander()))
    (unmet,) = told(asked(draft, Scope(PERSON, person=2)))
    assert unmet.why.endswith(": de 2 bezoeken blijven allebei zoals ze zijn.")


def test_of_one_person_others_can_as_they_said_and_other_services_are_not_missing() -> None:
    draft = week(people=(an(), bo()), services=(linde(min_people=2), meander(min_people=2)))
    (unmet,) = told(asked(draft, Scope(PERSON, person=2)))
    assert (unmet.what, unmet.who) == ("persoon", 1)
    assert (
        unmet.relax == f"Nu al kan Bo Boone op maandag 24 februari om 9.00 naar De Linde, samen met An Aerts, {OUTSIDE}"
    )


def test_nobody_is_lacking_at_a_visit_because_somebody_else_was_not_asked() -> None:
    people = (an(), bo(), person(3, "Cis Claes", available=BOTH_MORNINGS))
    draft = week(visit(1), people=people, services=(linde(min_people=3),))
    assert asked(draft, Scope(PERSON, person=2)).contradictions() == ()


@pytest.mark.parametrize("moments", [((5, 540, 720),), ((0, 540, 600),)], ids=["only on Saturday", "one hour"])
def test_of_one_service_that_cannot_have_a_visit_it_is_told_why(moments: tuple[tuple[int, int, int], ...]) -> None:
    lacking = linde(visit_minutes=180, moments=moments)
    draft = week(people=(an(available=(("2025-02-24", 480, 780),)),), services=(lacking, meander()))
    (unmet,) = told(asked(draft, Scope(SERVICE, service=1)))
    assert unmet == Unmet(
        "dienst",
        0,
        "De Linde heeft geen moment waarop een bezoek van 180 minuten past.",
        "Als De Linde ook op maandagvoormiddag 24 februari ontvangt, "
        "dan kan het op maandag 24 februari om 8.00 met An Aerts.",
    )


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(), ["vast", "persmoment", "dienst", "persoon"]),
        (Scope(DAY, day=MONDAY), ["vast", "persmoment", "dienst", "persoon"]),
        (Scope(DAY, day=TUESDAY), ["persoon"]),
        (Scope(SERVICE, service=2), ["vast"]),
        (Scope(SERVICE, service=3), ["dienst"]),
        (Scope(PERSON, person=1), ["vast"]),
        (Scope(PERSON, person=2), []),
        (Scope(PERSON, person=3), ["persoon"]),
        (Scope(CONFLICT, kind="afgezegd", service=1, person=2, visits=(1,)), ["vast", "persoon"]),
        (Scope(CONFLICT, kind="afgezegd", service=2, person=3, visits=(4,)), ["persoon"]),
    ],
)
def test_only_of_what_was_asked_it_is_told_that_it_is_not_met(scope: Scope, said: list[str]) -> None:
    """On Monday An is at two services at once, and the press comes without the mayor; the Zon has no visit."""
    guests = (an(), bo(), person(3, "Cis Claes", is_mayor=True, available=BOTH_MORNINGS[1:]))
    press = visit(5, "11.00-11.30", kind="persmoment", service=None, people=())
    draft = week(
        visit(1, "9.00-10.00", people=(1, 2)),
        visit(2, "9.30-10.30", service=2, people=(1,)),
        visit(4, day=TUESDAY, service=2, people=(1,)),
        press,
        people=guests,
        services=(linde(), meander(moments=(MONDAY_MORNING,)), service(3, "De Zon", moments=(MONDAY_MORNING,))),
    )
    assert [one.what for one in told(asked(draft, scope))] == said


def test_what_a_day_asks_is_told_of_that_day_first() -> None:
    people = (an(), bo(available=BOTH_MORNINGS[:1]))
    both = service(1, "De Linde", visit_minutes=60, min_people=2, moments=(MONDAY_MORNING, TUESDAY_MORNING))
    (unmet, *_) = told(asked(week(people=people, services=(both,)), Scope(DAY, day=TUESDAY)))
    assert unmet == Unmet(
        "dienst",
        0,
        "De Linde vraagt minstens 2 mensen: op dinsdagvoormiddag 25 februari kan er één; "
        "op dinsdag 25 februari om 9.00 is er één niet vrij.",
        f"Nu al kan het op maandag 24 februari om 9.00 met An Aerts en Bo Boone, {OUTSIDE}",
    )


def test_nothing_is_advised_on_a_day_outside_the_programme() -> None:
    """A visit stands on the Friday before, when both could."""
    friday = MONDAY - timedelta(days=3)
    can_then = ((friday.isoformat(), 540, 720),)
    people = (an(available=can_then), bo(available=can_then))
    draft = week(visit(1, day=friday, service=2, people=(2,)), people=people, services=(linde(), meander()))
    dates = replace(draft, info=replace(draft.info, last_day=MONDAY))
    advice = [one.relax for one in told(asked(dates, Scope()))]
    assert [one for one in advice if "vrijdag" in one] == []
    assert advice[0].startswith("Als An Aerts ook op maandagvoormiddag 24 februari kan, dan kan het op maandag")


def test_a_narrow_problem_is_written_without_what_lies_beyond() -> None:
    """What is exported is a problem as any other."""
    bridge = asked(week(people=(an(),), services=(linde(),)), Scope(DAY, day=TUESDAY))
    assert "beyond" not in bridge.to_json()["problem"]
    assert set(bridge.to_json()["beyond"]) == {"services", "days", "asked_days", "about_services", "about_people"} | {
        "about_fixed",
        "about_there",
    }


def at_once(desk: Desk) -> list[Way]:
    """All that needs no looser rule, for a group and for each person."""
    problem = desk.problem
    tried = {at for one in problem.services for at in moments(problem, one)} | set(desk.roster.groups)
    wanted = [(), *((one.id,) for one in problem.people)]
    return [way for at in sorted(tried) for one in wanted for way in desk.ways(at, one, most=1) if not way.levers]


@pytest.mark.parametrize("seed", range(100, 112))
def test_what_is_said_to_lie_outside_the_question_does_and_the_rest_does_not(seed: int) -> None:
    draft, facts = random_week(seed)
    for scope, settings in questions(draft):
        problem = build(draft, facts, scope=scope, settings=settings).problem
        visits = hand_plan(problem)
        desk, errors = Desk(problem, visits), set(check(problem, visits).errors)
        for way in at_once(desk):
            roster = Roster(problem, visits)
            roster.place(way.at, way.team)
            can_be_asked = set(check(problem, roster.visits).errors) <= errors
            is_on_a_day = problem.beyond is not None and way.at.day in problem.beyond.asked_days
            assert desk.is_beyond(way) == (not (can_be_asked and is_on_a_day))


def test_the_problem_itself_stays_as_narrow_as_it_was() -> None:
    """Only the reasons look beyond."""
    bridge = asked(week(people=(an(), bo()), services=(linde(), meander())), Scope(SERVICE, service=2))
    assert replace(bridge.problem, beyond=None).services[0].windows == ()
    assert [bool(one.windows) for one in bridge.problem.whole.services] == [True, True]
