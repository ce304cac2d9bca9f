"""The plan made again after something changed: valid, honest about its changes, and at once."""

from dataclasses import replace
from random import Random

import pytest

from programmes.bench.planning import without_somebody
from programmes.bench.problems import problem_of_size
from programmes.planner import Plan, Problem, Visit, replan
from programmes.planner.checking import check
from programmes.planner.first import first_plan
from programmes.planner.index import make_index


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
        assert after.people_without_visit <= before.people_without_visit + len(gone)


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
