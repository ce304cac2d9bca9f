"""Every plan of a very small week, tried one by one: what no planner may miss."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations, product
from math import prod

from programmes.planner import Problem, Service, Visit
from programmes.planner.checking import Verdict, check
from programmes.planner.problem import covers

Option = tuple[Visit, ...]
"""All visits to one service."""


def every_plan(problem: Problem, broken: Collection[str] = ()) -> Iterator[tuple[Option, Verdict]]:
    """That breaks no rule but those that what is fixed has `broken`."""
    for combination in product(*(_options(problem, service) for service in problem.services)):
        visits = tuple(visit for option in combination for visit in option)
        if _keeps_limits(problem, visits):
            verdict = check(problem, visits)
            if {*broken}.issuperset(verdict.errors):
                yield visits, verdict


def optimum(problem: Problem, broken: Collection[str] = ()) -> int | None:
    """The best score; None when every plan breaks a rule that is not `broken`."""
    return max((verdict.score for _, verdict in every_plan(problem, broken)), default=None)


def least_changed(problem: Problem) -> tuple[int, int] | None:
    """(fewest changes, the best score with so few)."""
    found = [(verdict.changed or 0, -verdict.score) for _, verdict in every_plan(problem)]
    return (min(found)[0], -min(found)[1]) if found else None


def size(problem: Problem) -> int:
    """How many plans there are to try."""
    return prod(len(_options(problem, service)) for service in problem.services)


def _options(problem: Problem, service: Service) -> list[Option]:
    single = [
        Visit(service.id, day, start, group)
        for day, start in _moments(problem, service)
        for group in _groups(problem, service, day, start)
    ]
    fixed = {(visit.day, visit.start) for visit in problem.fixed if visit.service == service.id}
    options: list[Option] = []
    for number in range(max(min(service.visits_max, 3), len(fixed)) + 1):
        for visits in combinations(single, number):
            moments = {(visit.day, visit.start) for visit in visits}
            if fixed <= moments and len(moments) == number:
                options.append(visits)
    return options


def _moments(problem: Problem, service: Service) -> set[tuple[int, int]]:
    """Every minute is tried, so that nothing of the planner's own counting is used."""
    found = {(visit.day, visit.start) for visit in problem.fixed if visit.service == service.id}
    for window in service.windows:
        for start in range(window.start, window.end - service.duration + 1):
            if start == window.start or start % problem.step == 0:
                found.add((window.day, start))
    return found


def _groups(problem: Problem, service: Service, day: int, start: int) -> Iterator[tuple[int, ...]]:
    pins = [v for v in problem.fixed if (v.service, v.day, v.start) == (service.id, day, start)]
    pinned = {person for visit in pins for person in visit.people}
    free = [
        person.id
        for person in problem.people
        if person.id in pinned or covers(person.available, day, start, start + service.duration)
    ]
    least = min(service.min, len(pinned)) if pins else service.min
    for number in range(least if pins else max(least, 1), max(service.max, len(pinned)) + 1):
        yield from (group for group in combinations(free, number) if pinned <= set(group))


def _keeps_limits(problem: Problem, visits: tuple[Visit, ...]) -> bool:
    """What a larger plan can never mend. Who must go somewhere twice by hand may not go there a third time."""
    placed = {(v.service, v.day, v.start, person) for v in problem.fixed for person in v.people}
    for person in problem.people:
        must = Counter(service for service, _, _, who in placed if who == person.id)
        mine = Counter(visit.service for visit in visits if person.id in visit.people)
        if mine.total() > max(person.week_max, must.total()):
            return False
        if any(number > max(must[service], 1) for service, number in mine.items()):
            return False
    return True
