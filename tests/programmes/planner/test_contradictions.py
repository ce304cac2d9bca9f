"""What is fixed and cannot all be so: found when no plan exists and only then, in words, and as small as it gets."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from random import Random
from time import process_time
from typing import Any

import pytest

from programmes.bench.problems import problem_of_size, random_problem
from programmes.planner import Problem, Visit, Window
from programmes.planner.checking import check
from programmes.planner.contradictions import Contradiction, contradictions
from tests.programmes.planner.problems import make_problem

NINE, TEN = 540, 600
LINDE = "De Linde, maandag om 9.00"


def at(service: int, start: int, *people: int, day: int = 0, closed: bool = False) -> Visit:
    return Visit(service, day, start, people, closed)


TOLD: list[tuple[str, dict[str, Any], tuple[Visit, ...], str, str]] = [
    (
        "overlap",
        {},
        (at(0, NINE, 0), at(1, 570, 0)),
        (
            "An Claes is op maandag vast om 9.00 bij De Linde en om 9.30 bij De Meander, "
            "en het bezoek bij De Linde duurt tot 10.00."
        ),
        "Haal An Claes van een van de twee, of laat De Meander pas om 10.15 beginnen.",
    ),
    (
        "travel",
        {},
        (at(0, NINE, 0), at(1, 605, 0)),
        (
            "An Claes is op maandag vast om 9.00 bij De Linde en om 10.05 bij De Meander: "
            "daartussen zijn er 5 minuten, en nodig zijn er 10 (weg en marge samen)."
        ),
        "Haal An Claes van een van de twee, of laat De Meander pas om 10.15 beginnen.",
    ),
    (
        "twice",
        {"services": {0: {"visits_max": 2}}},
        (at(0, NINE, 0), at(0, TEN, 0, day=1)),
        "An Claes staat twee keer vast bij De Linde, op maandag om 9.00 en op dinsdag om 10.00.",
        "Haal An Claes van een van de twee bezoeken.",
    ),
    (
        "day_max",
        {"people": {0: {"day_max": 1}}},
        (at(0, NINE, 0), at(1, 660, 0)),
        (
            "An Claes gaat hoogstens 1 keer op een dag op bezoek en staat 2 keer vast: "
            "De Linde, maandag om 9.00 en De Meander, maandag om 11.00."
        ),
        "Haal An Claes van één van deze bezoeken, of laat er 2 op een dag toe.",
    ),
    (
        "week_max",
        {"people": {0: {"week_max": 1}}},
        (at(0, NINE, 0), at(1, 660, 0, day=1)),
        (
            "An Claes gaat hoogstens 1 keer in de week op bezoek en staat 2 keer vast: "
            "De Linde, maandag om 9.00 en De Meander, dinsdag om 11.00."
        ),
        "Haal An Claes van één van deze bezoeken, of laat er 2 in de week toe.",
    ),
    (
        "at_once",
        {"services": {0: {"visits_max": 2}}},
        (at(0, NINE, 0), at(0, 570, 1)),
        "De Linde heeft op maandag een vast bezoek om 9.00 tot 10.00 en een om 9.30: twee tegelijk kan niet.",
        "Laat een van de twee los, of laat het tweede pas om 10.00 beginnen.",
    ),
    (
        "visits_max",
        {},
        (at(0, NINE, 0), at(0, TEN, 1, day=1)),
        "De Linde ontvangt hoogstens 1 keer in de week en heeft 2 vaste bezoeken: maandag om 9.00 en dinsdag om 10.00.",
        "Laat er één los, of laat 2 bezoeken in de week toe.",
    ),
    (
        "max",
        {"services": {0: {"max": 1}}},
        (at(0, NINE, 0, 1),),
        "De Linde ontvangt hoogstens 1 persoon tegelijk, en op maandag om 9.00 staan er 2 vast: An Claes en Bart Maes.",
        "Haal er één af, of laat 2 mensen tegelijk toe.",
    ),
    (
        "apart",
        {"apart": ((0, 1),)},
        (at(0, NINE, 0, 1),),
        f"An Claes en Bart Maes mogen niet op hetzelfde bezoek en staan allebei vast bij {LINDE}.",
        "Haal een van de twee van dit bezoek, of laat hen toch samen toe.",
    ),
    (
        "pair away",
        {"together": ((0, 1),), "people": {1: {"available": ()}}},
        (at(0, NINE, 0),),
        (
            "An Claes is op maandag om 9.00 vast bij De Linde, maar Bart Maes is dan niet vrij; "
            "Bart Maes hoort bij An Claes."
        ),
        "Zet Bart Maes zelf bij dit bezoek, of laat de twee van elkaar los.",
    ),
    (
        "pair closed",
        {"together": ((0, 1),)},
        (at(0, NINE, 0, closed=True),),
        (
            "An Claes is op maandag om 9.00 vast bij De Linde, maar er mag niemand meer bij dit bezoek; "
            "Bart Maes hoort bij An Claes."
        ),
        "Zet Bart Maes zelf bij dit bezoek, of laat de twee van elkaar los.",
    ),
    (
        "min closed",
        {"services": {0: {"min": 2}}},
        (at(0, NINE, 0, closed=True),),
        f"{LINDE}: er staat één vast en er moeten er minstens 2 zijn; er mag niemand meer bij.",
        "Zet er zelf nog één bij, laat een kleinere groep toe, of laat het bezoek los.",
    ),
    (
        "min elsewhere",
        {"services": {0: {"min": 3}}, "people": {2: {"available": ()}}},
        (at(0, NINE, 0), at(1, NINE, 1), at(2, NINE, 3, day=1)),
        (
            f"{LINDE}: er staat één vast en er moeten er minstens 3 zijn; "
            "er kan één bij, want Bart Maes staat elders vast."
        ),
        "Zet er zelf nog één bij, laat een kleinere groep toe, of laat het bezoek los.",
    ),
    (
        "min together",
        {"services": {0: {"min": 2}, 1: {"min": 2}}, "people": {3: {"available": ()}}},
        (at(0, NINE, 0), at(1, NINE, 1), at(2, NINE, 3, day=1)),
        (
            f"Deze vaste bezoeken krijgen samen niet genoeg mensen: {LINDE} en De Meander, maandag om 9.00. "
            "Wie bij het ene nog kan, is nodig bij het andere."
        ),
        "Laat een van deze bezoeken los, of zet er zelf nog iemand bij.",
    ),
]


@pytest.mark.parametrize(("changes", "fixed", "text", "release"), [row[1:] for row in TOLD], ids=[r[0] for r in TOLD])
def test_a_contradiction_is_told_with_what_to_release(
    changes: dict[str, Any], fixed: tuple[Visit, ...], text: str, release: str
) -> None:
    found = contradictions(make_problem(**changes, fixed=fixed))
    assert [(one.sentence, one.release) for one in found] == [(text, release)]


def test_a_contradiction_names_its_facts() -> None:
    fixed = (at(2, 1000, 3), at(0, NINE, 0), at(1, 570, 1))
    (found,) = contradictions(make_problem(fixed=fixed, together=((0, 1),), people={0: {"week_max": 1}}))[:1]
    assert [(fact.text, fact.fixed, fact.person) for fact in found.facts] == [
        ("An Claes is op maandag om 9.00 vast bij De Linde", 1, 0),
        ("Bart Maes is op maandag om 9.30 vast bij De Meander", 2, 1),
        ("An Claes hoort bij Bart Maes", None, None),
    ]  # fmt: skip


def test_what_lies_outside_windows_and_availability_is_no_contradiction() -> None:
    assert contradictions(make_problem(fixed=(at(0, 1203, 0), at(1, 400, 1)))) == ()


def odd(seed: int) -> Problem:
    """Two or three fixed visits, some closed and some with nobody yet, on top of what is odd already."""
    rng, problem = Random(seed), random_problem(seed)
    visits = []
    for _ in range(rng.choice((1, 2, 2, 3))):
        people = rng.sample(range(len(problem.people)), rng.choice((0, 1, 1, 2)))
        service, start = rng.randrange(len(problem.services)), rng.choice((NINE, 565, TEN, 700))
        visits.append(at(service, start, *people, day=rng.randrange(2), closed=rng.random() < 0.15))
    return replace(problem, fixed=tuple(visits), press_windows=(), previous=None)


def groups(problem: Problem, pinned: set[int]) -> Iterator[tuple[int, ...]]:
    others = [person.id for person in problem.people if person.id not in pinned]
    for number in range(len(others) + 1):
        yield from ((*sorted(pinned), *more) for more in combinations(others, number))


def is_possible(problem: Problem) -> bool:
    """Every group at every fixed visit is tried."""
    pinned: dict[tuple[int, int, int], set[int]] = {}
    for visit in problem.fixed:
        pinned.setdefault((visit.service, visit.day, visit.start), set()).update(visit.people)
    tries = product(*(groups(problem, people) for people in pinned.values()))
    return any(
        check(problem, [Visit(*moment, group) for moment, group in zip(pinned, plan, strict=True)]).is_valid
        for plan in tries
    )


def test_there_is_a_contradiction_when_no_plan_exists_and_only_then() -> None:
    problems = [odd(seed) for seed in range(150)]
    possible = [is_possible(problem) for problem in problems]
    assert [contradictions(problem) == () for problem in problems] == possible
    assert 20 < sum(possible) < 130


def only(problem: Problem, kept: Contradiction, without: int | None = None) -> Problem:
    """With nothing fixed but what a contradiction names, one of its facts left out."""
    facts = [fact for number, fact in enumerate(kept.facts) if number != without and fact.fixed is not None]
    visits = (
        replace(
            problem.fixed[place], people=tuple(f.person for f in facts if f.fixed == place and f.person is not None)
        )
        for place in sorted({fact.fixed for fact in facts if fact.fixed is not None})
    )
    return replace(problem, fixed=tuple(visits))


def test_a_contradiction_needs_each_of_its_facts() -> None:
    """At services that take any group at least once, so that one fact alone is no contradiction."""
    kinds: dict[str, int] = {}
    for seed in range(250):
        problem = odd(seed)
        services = (replace(one, min=0, visits_max=max(1, one.visits_max)) for one in problem.services)
        problem = replace(problem, services=tuple(services), together=())
        for found in contradictions(problem):
            assert not is_possible(only(problem, found))
            for number, fact in enumerate(found.facts):
                assert fact.fixed is None or is_possible(only(problem, found, without=number)), (seed, found)
            kinds[found.rule] = kinds.get(found.rule, 0) + 1
    assert sorted(kinds) == ["apart", "at_once", "day_max", "max", "time", "twice", "visits_max", "week_max"]


def test_a_hundred_fixed_visits_that_contradict_are_told_at_once() -> None:
    problem, rng = problem_of_size("L", 1), Random(1)
    visits = []
    for service in rng.choices(problem.services, k=100):
        window: Window = rng.choice(service.windows)
        people = tuple(rng.sample(range(len(problem.people)), 2))
        visits.append(Visit(service.id, window.day, window.start, people))
    begin = process_time()
    found = contradictions(replace(problem, fixed=tuple(visits)))
    assert len(found) > 20
    assert process_time() - begin < 1
