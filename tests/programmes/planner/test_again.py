"""The plan made again after something changed: valid, honest about its changes, and at once."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from random import Random

import pytest

from programmes.bench.planning import without_somebody
from programmes.bench.problems import problem_of_size, random_problem
from programmes.planner import Plan, Problem, Visit, Window, replan
from programmes.planner.checking import Verdict, check
from programmes.planner.first import first_plan
from programmes.planner.index import make_index
from tests.programmes.planner.brute import every_plan, least_changed, size
from tests.programmes.planner.problems import MORNING, make_problem


def planned(problem: Problem) -> tuple[Visit, ...]:
    index = make_index(problem)
    return index.visits(dict(first_plan(index)))


def judged(problem: Problem) -> Plan:
    found = replan(problem)
    verdict = check(problem, found.visits)
    assert (verdict.errors, verdict.score, verdict.changed) == ((), found.score, found.changed)
    assert found.changed is not None
    assert found.changed_least is not None
    assert found.changed_least <= found.changed
    return found


@pytest.mark.parametrize(("size", "times"), [("S", 20), ("M", 6), ("L", 2)])
def test_a_drop_out(size: str, times: int) -> None:
    problem, rng = problem_of_size(size, 1), Random(7)
    visits = planned(problem)
    before = check(problem, visits)
    for _ in range(times):
        changed = without_somebody(problem, visits, rng)
        gone = {person.id for person in changed.people if not person.available}
        found = judged(changed)
        after = check(changed, found.visits)
        assert gone & {person for visit in found.visits for person in visit.people} == set()
        assert after.services_unvisited <= before.services_unvisited
        alone = {other for person in gone for other in problem.units[person]}
        assert after.people_without_visit <= before.people_without_visit + len(alone)


def test_nothing_changed() -> None:
    problem = problem_of_size("S", 1)
    visits = planned(problem)
    found = judged(replace(problem, previous=visits))
    assert (found.changed, found.changed_least, {*found.visits}) == (0, 0, {*visits})


def test_a_closed_service() -> None:
    problem = problem_of_size("S", 1)
    visits = planned(problem)
    services = tuple(replace(one, windows=()) if one.id == visits[0].service else one for one in problem.services)
    found = judged(replace(problem, services=services, previous=visits))
    assert all(visit.service != visits[0].service for visit in found.visits)


def test_an_earlier_end() -> None:
    problem = problem_of_size("M", 1)
    last = problem.days - 1
    people = tuple(replace(p, available=tuple(w for w in p.available if w.day != last)) for p in problem.people)
    found = judged(replace(problem, people=people, previous=planned(problem)))
    fixed = {(visit.service, visit.start) for visit in problem.fixed if visit.day == last}
    assert {(visit.service, visit.start) for visit in found.visits if visit.day == last} == fixed


def test_what_was_not_covered_is_left_so() -> None:
    """A change is for what was there: whoever wants more asks for a plan."""
    problem = problem_of_size("S", 1)
    visits = planned(problem)
    first = visits[0].service
    some = tuple(visit for visit in visits if visit.service != first)
    found = judged(replace(problem, previous=some))
    assert (found.changed, {visit.service for visit in found.visits} & {first}) == (0, set())


NINE = (Window(0, 540, 600),)
TEN = (Window(0, 600, 660),)


def test_a_pair_comes_for_one() -> None:
    """Nobody else is left, and one of them cannot come alone."""
    problem = make_problem(
        {0: {"windows": NINE}},
        {0: {"available": ()}},
        counts=(1, 3),
        together=((1, 2),),
        previous=(Visit(0, 0, 540, (0,)),),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 540, (1, 2)),)
    assert (found.changed, found.changed_least) == (2, 2)


def test_a_pair_comes_beside_who_is_left() -> None:
    problem = make_problem(
        {0: {"windows": NINE, "min": 2}},
        {0: {"available": ()}},
        counts=(1, 4),
        together=((2, 3),),
        previous=(Visit(0, 0, 540, (0, 1)),),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 540, (1, 2, 3)),)
    assert (found.changed, found.changed_least) == (2, 2)


def test_three_who_belong_together_come_for_one() -> None:
    problem = make_problem(
        {0: {"windows": NINE}},
        {0: {"available": ()}},
        counts=(1, 4),
        together=((1, 2), (2, 3)),
        previous=(Visit(0, 0, 540, (0,)),),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 540, (1, 2, 3)),)
    assert (found.changed, found.changed_least) == (3, 3)


def test_half_a_pair_drops_out() -> None:
    """The other cannot come alone: they are left out, and it is not their visit that is lost."""
    problem = make_problem(
        {0: {"windows": NINE}},
        {0: {"available": ()}},
        counts=(1, 3),
        together=((0, 1),),
        previous=(Visit(0, 0, 540, (0, 1)),),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 540, (2,)),)
    assert (found.changed, found.changed_least) == (2, 2)


def test_another_hour_for_what_is_in_the_way() -> None:
    """Who can take over is elsewhere then, where they are as welcome an hour later."""
    problem = make_problem(
        {0: {"windows": NINE}, 1: {"windows": MORNING}},
        {0: {"available": ()}},
        counts=(2, 2),
        previous=(Visit(0, 0, 540, (0,)), Visit(1, 0, 540, (1,))),
    )
    found = judged(problem)
    assert {visit.service for visit in found.visits} == {0, 1}
    assert (found.changed, found.changed_least) == (3, 3)


def test_what_cannot_be_kept_is_given_up() -> None:
    """Two visits at once, and one person left: what stays is what changes nothing."""
    problem = make_problem(
        {0: {"windows": TEN}, 1: {"windows": TEN}},
        {0: {"available": ()}},
        counts=(2, 2),
        previous=(Visit(0, 0, 600, (0,)), Visit(1, 0, 600, (1,))),
    )
    found = judged(problem)
    assert (found.visits, found.changed, found.changed_least) == ((Visit(1, 0, 600, (1,)),), 0, 0)


def changed_weeks(kind: str) -> Iterator[Problem]:
    """Small weeks with the first plan that was made for them, and then somebody or something fell out."""
    for seed in count(1):
        rng, problem = Random(seed), replace(random_problem(seed), previous=None)
        if rng.random() < 0.5 and not problem.apart:
            problem = replace(problem, together=(rng.choice(((0, 1), (1, 0))),))
        visits = planned(problem) if 8 <= size(problem) <= 600 else ()
        if not visits or check(problem, visits).errors:
            continue
        visit = rng.choice(visits)
        changed = replace(problem, previous=visits)
        if kind == "person":
            changed = without_somebody(problem, visits, rng)
        elif kind == "service":
            services = (replace(s, windows=s.windows[:1]) if s.id == visit.service else s for s in problem.services)
            changed = replace(changed, services=tuple(services))
        else:
            people = (replace(p, week_max=1) if p.id == visit.people[0] else p for p in problem.people)
            changed = replace(changed, people=tuple(people))
        if least_changed(changed):
            yield changed


Kept = tuple[int, int, bool, int, int, int]


def kept(problem: Problem, visits: tuple[Visit, ...], verdict: Verdict) -> Kept:
    """What counts, in this order: services (how many, then the first ones), press moment and people as before,
    few changes, the score.
    """
    previous = problem.previous or ()
    had_press = check(problem, previous).terms["press"] == 0
    people = {person for visit in previous for person in visit.people}
    services = {visit.service for visit in previous} & {visit.service for visit in visits}
    return (
        len(services),
        sum(problem.services[service].priority for service in services),
        had_press and verdict.terms["press"] == 0,
        len(people & {person for visit in visits for person in visit.people}),
        -(verdict.changed or 0),
        verdict.score,
    )


@pytest.mark.parametrize("kind", ["person", "service", "limit"])
def test_nothing_better_is_possible(kind: str) -> None:
    """Against every plan there is: as much kept, as few changes, as good; and the least that is told is so."""
    for problem in islice(changed_weeks(kind), 20):
        found = judged(problem)
        best = max(kept(problem, visits, verdict) for visits, verdict in every_plan(problem))
        assert kept(problem, found.visits, check(problem, found.visits)) == best
        assert found.changed_least == -best[4]
