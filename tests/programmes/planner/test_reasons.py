"""Why something is lacking in a plan, and that what would help really helps."""

from dataclasses import replace
from random import Random
from time import process_time
from typing import Any

import pytest

from programmes.bench.hand import hand_plan
from programmes.bench.problems import problem_of_size, random_problem
from programmes.planner import Unmet, Visit, Weights, Window, Wish
from programmes.planner.checking import check
from programmes.planner.reasons import explain
from programmes.planner.reasons.ways import Desk, Way, outside
from programmes.planner.roster import moments
from tests.programmes.planner.problems import make_problem

NINE = 540
MORNING, AFTERNOON = Window(0, 480, 720), Window(0, 780, 1020)
NOBODY = {number: {"available": ()} for number in range(4)}


def at(service: int, start: int, *people: int, day: int = 0, closed: bool = False) -> Visit:
    return Visit(service, day, start, people, closed)


def told(what: str, who: int, problem: Any, *visits: Visit) -> tuple[str, str]:
    (found,) = [unmet for unmet in explain(problem, visits) if (unmet.what, unmet.who) == (what, who)]
    return found.why, found.relax


def test_all_that_is_lacking_is_told_in_order() -> None:
    problem = make_problem(
        people={0: {"wishes": (Wish("kind", "soort 2"),)}, 1: {"wishes": (Wish("service", 0), Wish("service", 1))}},
        press_windows=(Window(0, NINE, 600),),
    )
    unmet = explain(problem, [at(0, NINE, 0, 1), at(1, 660, 2)])
    assert [(one.what, one.who) for one in unmet] == [("persmoment", 0), ("dienst", 2), ("persoon", 3), ("wens", 0)]


def test_a_plan_that_lacks_nothing_needs_no_reasons() -> None:
    problem = make_problem(counts=(1, 2), people={0: {"wishes": (Wish("service", 0),)}})
    assert explain(problem, [at(0, NINE, 0, 1)]) == ()


def test_a_service_that_may_do_without_a_visit_is_not_missed() -> None:
    problem = make_problem({0: {"priority": 0}, 2: {"priority": 0}}, {}, counts=(3, 1))
    assert explain(problem, [at(1, NINE, 0)]) == ()


@pytest.mark.parametrize(("start", "clock"), [(2879, "23.59"), (2880, "0.00")])
def test_the_very_last_minute_of_the_night_after_is_still_one_of_the_evening(start: int, clock: str) -> None:
    people = {1: {"available": (), "wishes": (Wish("service", 0),)}}
    problem = make_problem(people=people, counts=(2, 3), fixed=(at(0, start, 0),))
    why = f"het bezoek bij De Linde op maandag om {clock} valt af, want Bart Maes kan dan niet."
    assert told("wens", 1, problem, at(0, start, 0)) == (
        f"Bart Maes wil het liefst naar De Linde: {why}",
        f"Als Bart Maes ook op maandagavond kan, dan kan Bart Maes op maandag om {clock} naar De Linde.",
    )


def test_what_is_fixed_and_contradicts_is_told_with_its_release() -> None:
    problem = make_problem(counts=(2, 2), fixed=(at(0, NINE, 0), at(1, 570, 0)))
    assert explain(problem, problem.fixed)[0] == Unmet(
        "vast",
        0,
        "An Claes is op maandag vast om 9.00 bij De Linde en om 9.30 bij De Meander, "
        "en het bezoek bij De Linde duurt tot 10.00.",
        "Haal An Claes van een van de twee, of laat De Meander pas om 10.15 beginnen.",
    )


SERVICES: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "nobody is free",
        {"people": NOBODY | {key: {"available": (AFTERNOON,)} for key in (1, 2)}, "services": {0: {"min": 2}}},
        ("De Linde vraagt minstens 2 mensen: op maandagvoormiddag en dinsdagvoormiddag kan niemand; "
        "op maandag om 9.00 zijn er vier niet vrij."),
        "Als De Linde ook op maandagnamiddag ontvangt, dan kan het op maandag om 13.00 met Bart Maes en Chris Aerts.",
    ),
    (
        "too few are free",
        {
            "services": {0: {"min": 2, "windows": (Window(0, 540, 600), Window(1, 540, 600))}},
            "people": NOBODY | {2: {"available": (MORNING,)}},
        },
        ("De Linde vraagt minstens 2 mensen: op maandagvoormiddag kan er één en op dinsdagvoormiddag kan niemand; "
        "op maandag om 9.00 zijn er drie niet vrij."),
        "Als An Claes ook op maandagvoormiddag kan, dan kan het op maandag om 9.00 met Chris Aerts en An Claes.",
    ),
    (
        "a smaller group",
        {
            "services": {0: {"min": 3, "windows": (Window(0, 540, 600),)}},
            "people": NOBODY | {2: {"available": (MORNING,)}},
        },
        (
            "De Linde vraagt minstens 3 mensen: op maandagvoormiddag kan er één; "
            "op maandag om 9.00 zijn er drie niet vrij."
        ),
        "Als De Linde al een groep van 1 persoon ontvangt, dan kan het op maandag om 9.00 met Chris Aerts.",
    ),
    (
        "no moment and nobody",
        {"services": {0: {"windows": ()}}, "people": NOBODY},
        "De Linde heeft geen moment waarop een bezoek van 60 minuten past.",
        (
            "Als De Linde ook op maandagvoormiddag ontvangt en als An Claes ook op maandagvoormiddag kan, "
            "dan kan het op maandag om 8.00 met An Claes."
        ),
    ),
    (
        "nothing helps",
        {"services": {0: {"windows": (), "visits_max": 0}}, "people": NOBODY},
        "De Linde heeft geen moment waarop een bezoek van 60 minuten past.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
    (
        "no visits",
        {"services": {0: {"visits_max": 0}}},
        "De Linde ontvangt deze week niemand.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
    (
        "it can",
        {},
        "Een bezoek aan De Linde kan nog, maar zit niet in dit voorstel.",
        "Nu al kan het op maandag om 9.00 met An Claes.",
    ),
    (
        "not worth it",
        {"previous": (), "weights": Weights(change=20_000)},
        "Een bezoek aan De Linde kan nog, maar zit niet in dit voorstel.",
        "Nu al kan het op maandag om 9.00 met An Claes, maar dat kost elders meer dan het oplevert.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "why", "relax"), [row[1:] for row in SERVICES], ids=[row[0] for row in SERVICES])
def test_a_service_without_a_visit(changes: dict[str, Any], why: str, relax: str) -> None:
    assert told("dienst", 0, make_problem(**changes)) == (why, relax)


PEOPLE: list[tuple[str, dict[str, Any], tuple[Visit, ...], str, str]] = [
    (
        "no availability",
        {"people": {3: {"available": ()}}},
        (at(0, NINE, 0),),
        "Dirk Baert heeft geen enkel moment opgegeven.",
        "Als Dirk Baert ook op maandagvoormiddag kan, dan kan Dirk Baert op maandag om 9.00 naar De Linde.",
    ),
    (
        "not once",
        {"people": {3: {"week_max": 0}}},
        (at(0, NINE, 0),),
        "Dirk Baert mag deze week nul keer op bezoek gaan.",
        "Als Dirk Baert 1 keer in de week mag gaan, dan kan Dirk Baert op maandag om 9.00 naar De Meander.",
    ),
    (
        "full",
        {"services": {0: {"max": 1}, 1: {"windows": ()}, 2: {"windows": ()}}, "people": {3: {"available": (MORNING,)}}},
        (at(0, NINE, 0),),
        "Dirk Baert kan op maandagvoormiddag: het bezoek bij De Linde op maandag om 9.00 is volzet.",
        "Als De Linde 2 mensen tegelijk ontvangt, dan kan Dirk Baert op maandag om 9.00 naar De Linde.",
    ),
    (
        "nothing then",
        {"people": {3: {"available": (AFTERNOON,)}}},
        (at(0, NINE, 0, closed=True),),
        "Dirk Baert kan op maandagnamiddag: dan is er geen bezoek waar nog iemand bij kan.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "visits", "why", "relax"), [r[1:] for r in PEOPLE], ids=[r[0] for r in PEOPLE])
def test_somebody_without_a_visit(changes: dict[str, Any], visits: tuple[Visit, ...], why: str, relax: str) -> None:
    assert told("persoon", 3, make_problem(**changes, fixed=visits), *visits) == (why, relax)


def test_who_can_join_at_once_is_told_so() -> None:
    assert told("persoon", 3, make_problem(people={3: {"available": (MORNING,)}}), at(0, NINE, 0)) == (
        "Dirk Baert kan op maandagvoormiddag: het bezoek bij De Linde op maandag om 9.00 heeft nog plaats.",
        "Nu al kan Dirk Baert op maandag om 9.00 naar De Meander.",
    )


LINDE = "An Claes wil het liefst naar De Linde: het bezoek bij De Linde op maandag om 9.00"
WISHES: list[tuple[str, dict[str, Any], tuple[Visit, ...], str, str]] = [
    (
        "elsewhere",
        {},
        (at(0, NINE, 1), at(1, NINE, 0)),
        f"{LINDE} valt af, want An Claes is dan elders of onderweg.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
    (
        "away",
        {"available": (AFTERNOON,)},
        (at(0, NINE, 1),),
        f"{LINDE} valt af, want An Claes kan dan niet.",
        "Als An Claes ook op maandagvoormiddag kan, dan kan An Claes op maandag om 9.00 naar De Linde.",
    ),
    (
        "day",
        {"day_max": 1},
        (at(0, NINE, 1), at(1, 660, 0)),
        f"{LINDE} valt af, want de dag is vol.",
        "Als An Claes op één dag 2 keer mag gaan, dan kan An Claes op maandag om 9.00 naar De Linde.",
    ),
    (
        "week",
        {"week_max": 1},
        (at(0, NINE, 1), at(1, 660, 0)),
        f"{LINDE} valt af, want de week is vol.",
        "Als An Claes 2 keer in de week mag gaan, dan kan An Claes op maandag om 9.00 naar De Linde.",
    ),
    (
        "instead of another",
        {"available": (Window(0, 540, 600),)},
        (at(0, NINE, 1), at(1, 550, 0, 2)),
        f"{LINDE} valt af, want An Claes is dan elders of onderweg.",
        "Als An Claes dan niet naar De Meander gaat, dan kan An Claes op maandag om 9.00 naar De Linde.",
    ),
    (
        "unknown",
        {"wishes": (Wish("kind", "kasteel"),)},
        (),
        "An Claes wil het liefst naar kasteel: zo'n dienst doet deze week niet mee.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
    (
        "no visit",
        {"available": (MORNING,)},
        (),
        "An Claes wil het liefst naar De Linde: daar is geen bezoek.",
        "Nu al kan An Claes op maandag om 9.00 naar De Linde.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("person", "visits", "why", "relax"), [r[1:] for r in WISHES], ids=[r[0] for r in WISHES])
def test_a_first_wish_that_is_not_granted(
    person: dict[str, Any], visits: tuple[Visit, ...], why: str, relax: str
) -> None:
    problem = make_problem(people={0: {"wishes": (Wish("service", 0),)} | person})
    assert told("wens", 0, problem, *visits) == (why, relax)


def test_several_visits_that_do_not_grant_a_wish() -> None:
    problem = make_problem(
        {0: {"visits_max": 2, "max": 2}}, {0: {"wishes": (Wish("kind", "soort 0"),), "available": (MORNING,)}}
    )
    why, relax = told("wens", 0, problem, at(0, NINE, 1, 2), at(0, NINE, 3, day=1))
    assert why == (
        "An Claes wil het liefst naar soort 0: van de 2 bezoeken is er één volzet en valt er één af "
        "(An Claes kan dan niet)."
    )
    assert relax == "Als An Claes ook op dinsdagvoormiddag kan, dan kan An Claes op dinsdag om 9.00 naar De Linde."


PRESS: list[tuple[str, dict[int, Any], str, str]] = [
    (
        "it can",
        {},
        "Een persmoment kan nog, maar zit niet in dit voorstel.",
        "Nu al kan het op maandag om 9.00 met An Claes en Bart Maes.",
    ),
    (
        "no mayor",
        {0: {"role": "gast"}},
        "Er staat geen burgemeester bij de mensen, en die moet bij het persmoment zijn.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
    (
        "mayor away",
        {0: {"available": (AFTERNOON,)}},
        "Voor het persmoment op maandagvoormiddag en dinsdagvoormiddag kan de burgemeester niet.",
        "Als An Claes ook op maandagvoormiddag kan, dan kan het op maandag om 9.00 met An Claes en Bart Maes.",
    ),
    (
        "aldermen away",
        {1: {"available": (Window(1, 480, 720),)}, 0: {"available": (MORNING,)}},
        ("Voor het persmoment op maandagvoormiddag kan de burgemeester, maar geen enkele schepen en op "
        "dinsdagvoormiddag kan de burgemeester niet."),
        "Als Bart Maes ook op maandagvoormiddag kan, dan kan het op maandag om 9.00 met An Claes en Bart Maes.",
    ),
    (
        "no aldermen",
        {1: {"role": "gast"}},
        "Voor het persmoment op maandagvoormiddag en dinsdagvoormiddag kan de burgemeester, maar geen enkele schepen.",
        "Met één of twee ruimere regels vond Expeditie geen uitweg.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("people", "why", "relax"), [row[1:] for row in PRESS], ids=[row[0] for row in PRESS])
def test_no_press_moment(people: dict[int, Any], why: str, relax: str) -> None:
    windows = (Window(0, NINE, 660), Window(1, NINE, 660))
    assert told("persmoment", 0, make_problem({0: {"press": True}}, people, press_windows=windows)) == (why, relax)


def test_no_service_for_the_press() -> None:
    assert told("persmoment", 0, make_problem(press_windows=(Window(0, NINE, 660),)))[0] == (
        "Geen enkele dienst die past voor de pers, ontvangt iemand binnen de uren van het persmoment."
    )


def ways(desk: Desk, most: int) -> list[Way]:
    """Every way that would ever be proposed, and more."""
    problem = desk.problem
    tried = {at for one in problem.services for at in (*moments(problem, one), *outside(problem, one))}
    wanted = [(), *((person.id,) for person in problem.people)]
    return [
        way
        for at in tried | set(desk.roster.groups)
        for required in wanted
        for way in desk.ways(at, required, most=most)
    ]


def test_what_is_proposed_holds_and_is_worth_what_it_says() -> None:
    seen = 0
    for seed in range(120):
        problem, rng = replace(random_problem(seed), previous=None), Random(seed)
        visits = list(hand_plan(problem))
        if visits and rng.random() < 0.5:
            visits.pop(rng.randrange(len(visits)))
        if check(problem, visits).is_valid:
            desk = Desk(problem, visits)
            found = ways(desk, 1)
            assert [desk.holds(way) for way in found] == [way.points for way in found]
            assert None not in [desk.holds(way) for way in ways(desk, 2) if not any(one.leaves for one in way.levers)]
            seen += len(found)
    assert seen > 500


@pytest.mark.parametrize(("size", "seconds"), [("S", 0.5), ("L", 4)])
def test_reasons_come_soon(size: str, seconds: float) -> None:
    """0.02 and 0.5 seconds here; a slow machine may take more."""
    problem = problem_of_size(size, 1)
    visits = hand_plan(problem)
    begin = process_time()
    assert len(explain(problem, visits)) >= 20
    assert process_time() - begin < seconds
