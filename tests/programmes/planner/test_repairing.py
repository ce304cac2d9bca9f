"""What wrings put right: nobody loses a visit if it can be helped, then the nearest hour, then few people."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from random import Random

import pytest

from programmes.bench.planning import without_somebody
from programmes.bench.problems import problem_of_size, random_problem
from programmes.planner import Plan, Problem, Visit, Window, problem_json, read_problem, repair, replan
from programmes.planner.checking import Verdict, check
from programmes.planner.first import first_plan
from programmes.planner.index import make_index
from tests.programmes.planner.brute import every_plan, size
from tests.programmes.planner.problems import ALWAYS, make_problem

NINE, LATE = Window(0, 540, 600), Window(0, 960, 1020)
DAY, NEXT = Window(0, 480, 1080), Window(1, 480, 1080)
FREE = {"windows": ALWAYS}


def judged(problem: Problem) -> Plan:
    found = repair(problem, seconds=30)
    verdict = check(problem, found.visits)
    assert (verdict.errors, verdict.score, verdict.changed) == ((), found.score, found.changed)
    return found


def test_a_visit_moves_to_the_nearest_hour_rather_than_lose_somebody() -> None:
    """To whoever counts changed participations, taking one of three off is one change and moving them is six."""
    problem = make_problem(
        {0: FREE, 1: FREE},
        counts=(2, 3),
        previous=(Visit(0, 0, 600, (0, 1, 2)), Visit(1, 0, 615, (0,))),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 600, (0, 1, 2)), Visit(1, 0, 675, (0,)))
    assert (found.lost, found.lost_least) == (0, 0)


def test_counted_by_the_format_somebody_is_rather_left_out() -> None:
    """What `replan` is for: the file says that each changed participation costs as much."""
    visits = (Visit(0, 0, 600, (0, 1, 2)), Visit(1, 0, 615, (0, 1, 2)))
    problem = make_problem({0: FREE, 1: {"windows": (Window(0, 615, 675),)}}, counts=(2, 3), previous=visits)
    assert (replan(problem).changed, repair(problem, seconds=30).visits) == (
        3,
        (Visit(0, 0, 540, (0, 1, 2)), Visit(1, 0, 615, (0, 1, 2))),
    )


def test_few_people_move_rather_than_many() -> None:
    visits = (Visit(0, 0, 600, (0, 1, 2)), Visit(1, 0, 600, (2,)))
    problem = make_problem({0: FREE, 1: {"windows": (DAY,)}}, counts=(2, 3), previous=visits)
    assert {visit.service: visit.start for visit in judged(problem).visits} == {0: 600, 1: 525}


def test_a_later_hour_of_that_day_comes_before_the_same_hour_of_another() -> None:
    problem = make_problem({0: {"windows": (LATE, NEXT)}}, counts=(1, 2), previous=(Visit(0, 0, 540, (0, 1)),))
    assert judged(problem).visits == (Visit(0, 0, 960, (0, 1)),)


def test_another_day_comes_before_a_visit_without_somebody() -> None:
    problem = make_problem(
        {0: {"windows": (DAY, NEXT)}},
        {1: {"available": (NEXT,)}},
        counts=(1, 2),
        previous=(Visit(0, 0, 540, (0, 1)),),
    )
    assert judged(problem).visits == (Visit(0, 1, 540, (0, 1)),)


def test_who_drops_out_goes_and_the_others_stay() -> None:
    problem = make_problem(
        {0: FREE, 1: FREE},
        {0: {"available": ()}},
        counts=(2, 4),
        previous=(Visit(0, 0, 540, (0, 1, 2)), Visit(1, 0, 660, (0, 1))),
    )
    found = judged(problem)
    assert found.visits == (Visit(0, 0, 540, (1, 2)), Visit(1, 0, 660, (1,)))
    assert (found.lost, found.lost_least, found.changed) == (0, 0, 0)


def test_somebody_new_comes_only_when_they_are_too_few() -> None:
    problem = make_problem(
        {0: {"windows": (NINE,), "min": 2}},
        {0: {"available": ()}},
        counts=(1, 4),
        previous=(Visit(0, 0, 540, (0, 1)),),
    )
    (visit,) = judged(problem).visits
    assert (len(visit.people), 1 in visit.people) == (2, True)


def test_too_many_lose_as_few_as_may_be() -> None:
    held = Visit(0, 0, 540, (0, 1, 2, 3))
    problem = make_problem({0: {"windows": (), "max": 2}}, counts=(1, 4), previous=(held,))
    found = judged(replace(problem, fixed=(replace(held, people=()),)))
    assert ([len(visit.people) for visit in found.visits], found.lost, found.lost_least) == ([2], 2, 2)


def test_visits_to_one_service_move_beside_each_other() -> None:
    visits = (Visit(0, 0, 540, (0,)), Visit(0, 0, 600, (1,)))
    problem = make_problem({0: {"windows": (NEXT,), "visits_max": 2}}, counts=(1, 2), previous=visits)
    assert judged(problem).visits == (Visit(0, 1, 540, (0,)), Visit(0, 1, 600, (1,)))


def test_nothing_wrings_and_nothing_changes() -> None:
    problem = problem_of_size("S", 1)
    index = make_index(problem)
    visits = index.visits(dict(first_plan(index)))
    found = judged(replace(problem, previous=visits))
    assert ({*found.visits}, found.changed, found.lost) == ({*visits}, 0, 0)


def wringing_weeks(kind: str) -> Iterator[Problem]:
    """Small weeks as they were, after somebody or something fell out."""
    for seed in count(1):
        rng, problem = Random(seed), replace(random_problem(seed), previous=None)
        index = make_index(problem)
        visits = index.visits(dict(first_plan(index))) if 8 <= size(problem) <= 600 else ()
        if not visits or check(problem, visits).errors:
            continue
        visit = rng.choice(visits)
        if kind == "person":
            yield without_somebody(problem, visits, rng)
        elif kind == "service":
            services = (replace(s, windows=s.windows[1:]) if s.id == visit.service else s for s in problem.services)
            yield replace(problem, services=tuple(services), previous=visits)
        else:
            people = (replace(p, week_max=1) if p.id == visit.people[0] else p for p in problem.people)
            yield replace(problem, people=tuple(people), previous=visits)


def kept(problem: Problem, visits: tuple[Visit, ...], verdict: Verdict) -> tuple[int, ...]:
    """What counts, in this order: services, press moment and people as before; then each participation at a service
    that was, less how far it moved, and what a new one costs.
    """
    previous = problem.previous or ()
    stood = {(person, visit.service): visit for visit in previous for person in visit.people}
    services = {visit.service for visit in previous} & {visit.service for visit in visits}
    people = {person for person, _ in stood}
    worth = 0
    for visit in visits:
        for person in visit.people:
            was = stood.get((person, visit.service))
            homes = [was] if was else [one for one in previous if one.service == visit.service]
            worth += (100_000 if was else -1_000) - min((_far(one, visit) for one in homes), default=0)
    return (
        sum(10 + problem.services[service].priority for service in services),
        check(problem, previous).terms["press"] == 0 and verdict.terms["press"] == 0,
        len(people & {person for visit in visits for person in visit.people}),
        worth,
    )


def _far(was: Visit, now: Visit) -> int:
    if (was.day, was.start) == (now.day, now.start):
        return 0
    days = abs(was.day - now.day)
    return 20 + abs(was.start - now.start) // 15 + (100 + 10 * days if days else 0)


@pytest.mark.parametrize("kind", ["person", "service", "limit"])
def test_nothing_gentler_is_possible(kind: str) -> None:
    """Against every plan there is; and where a visit would go for want of people, of those that hold it with fewer."""
    for problem in islice(wringing_weeks(kind), 20):
        found = repair(problem, seconds=30)
        before = {visit.service for visit in problem.previous or ()}
        kept_by = [{visit.service for visit in visits} for visits, _ in every_plan(problem)]
        short = before - max(kept_by, key=lambda held: sum(problem.services[s].priority + 10 for s in held & before))
        services = tuple(replace(s, min=1) if s.id in short else s for s in problem.services)
        eased = replace(problem, services=services) if kept_by else problem
        verdict = check(eased, found.visits)
        best = max(kept(eased, visits, judged) for visits, judged in every_plan(eased, verdict.errors))
        assert kept(eased, found.visits, verdict) == best


def test_a_visit_to_which_too_few_can_come_is_still_held() -> None:
    problem = make_problem({0: {"windows": (NINE,), "min": 2}}, counts=(1, 1), previous=(Visit(0, 0, 540, (0,)),))
    assert repair(problem, seconds=30).visits == (Visit(0, 0, 540, (0,)),)


def test_visits_that_take_turns_are_never_at_once() -> None:
    visits = (Visit(0, 0, 540, (0,)), Visit(1, 0, 570, (1,)))
    problem = make_problem({0: FREE, 1: FREE}, counts=(2, 2), previous=visits, turns=((0, 1),))
    assert check(problem, visits).errors == ("services [0, 1]: two visits at once",)
    assert sorted(visit.start for visit in judged(problem).visits) in ([510, 570], [540, 600])
    assert read_problem(problem_json(problem)) == problem
