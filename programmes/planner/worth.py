"""What a plan is worth: every term of its score, and what counts for them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from programmes.planner.problem import Person, Problem, Service, Visit, covers, nth

MAYOR = "burgemeester"
ALDERMAN = "schepen"
TERMS = (
    *("uncovered", "press", "no_visit", "competence", "wish", "mix"),
    *("load", "days", "travel", "idle", "change", "outside"),
)


class Sheet:
    """The visits of a plan as a service and as a person see them; what names nobody known is left out."""

    def __init__(self, problem: Problem, visits: Iterable[Visit]) -> None:
        self.problem = problem
        self.given = tuple(visits)
        self.visits = [visit for visit in self.given if is_known(problem, visit)]
        self.of_service: list[list[Visit]] = [[] for _ in problem.services]
        self.of_person: list[list[Visit]] = [[] for _ in problem.people]
        for visit in sorted(self.visits, key=lambda visit: (visit.day, visit.start)):
            self.of_service[visit.service].append(visit)
            for person in visit.people:
                self.of_person[person].append(visit)


def is_known(problem: Problem, visit: Visit) -> bool:
    people = range(len(problem.people))
    return visit.service in range(len(problem.services)) and all(person in people for person in visit.people)


def granted(problem: Problem, person: int, visits: Iterable[Visit]) -> list[int]:
    """The places on the wish list that these visits grant, best first, each once."""
    ranks = problem.wish_ranks[person]
    return sorted({ranks[visit.service] for visit in visits if visit.service in ranks})


def is_press_moment(problem: Problem, visit: Visit) -> bool:
    """A press service, begun inside a press window, with the mayor and enough aldermen."""
    roles = Counter(problem.people[person].role for person in visit.people)
    return (
        problem.services[visit.service].press
        and roles[MAYOR] > 0
        and roles[ALDERMAN] >= problem.press_schepenen
        and covers(problem.press_windows, visit.day, visit.start, visit.start)
    )


def terms_of(sheet: Sheet) -> dict[str, int]:
    problem = sheet.problem
    terms: Counter[str] = Counter(
        press=_press(sheet), mix=sum(points_of_mix(problem, visit.people) for visit in sheet.visits)
    )
    for service in problem.services:
        terms.update(points_of_service(problem, service, sheet.of_service[service.id]))
    for person in problem.people:
        terms.update(points_of_person(problem, person, sheet.of_person[person.id]))
    return {name: terms[name] for name in TERMS}


def _press(sheet: Sheet) -> int:
    problem = sheet.problem
    if not problem.press_windows or any(is_press_moment(problem, visit) for visit in sheet.visits):
        return 0
    return -problem.weights.press


def points_of_mix(problem: Problem, group: Iterable[int]) -> int:
    parties = len({problem.people[person].party for person in group})
    return (problem.weights.mix2 if parties > 1 else 0) + (problem.weights.mix3 if parties > 2 else 0)


def points_of_service(problem: Problem, service: Service, visits: Sequence[Visit]) -> dict[str, int]:
    if not visits:
        return {"uncovered": -problem.weights.uncovered * service.priority}
    is_theirs = any(service.domain in problem.people[person].domains for visit in visits for person in visit.people)
    return {"competence": problem.weights.competence if is_theirs else 0}


def points_of_person(problem: Problem, person: Person, visits: Sequence[Visit]) -> dict[str, int]:
    """`visits` in the order of the week."""
    weights = problem.weights
    if not visits:
        return {"no_visit": -weights.no_visit}
    ranks = granted(problem, person.id, visits)
    between = list(legs(problem, person, visits))
    is_outside = person.domains and any(problem.services[v.service].domain not in person.domains for v in visits)
    return {
        "load": sum(nth(weights.load, n) for n in range(len(visits))),
        "wish": sum(nth(weights.wish, n) + nth(weights.rank, rank) for n, rank in enumerate(ranks)),
        "days": -weights.day * len({visit.day for visit in visits}),
        "travel": -weights.travel * sum(travel for _, travel, _ in between),
        "idle": -weights.idle2 * sum(max(0, gap - travel) // 2 for gap, travel, _ in between),
        "outside": weights.outside if is_outside else 0,
    }


def legs(problem: Problem, person: Person, visits: Sequence[Visit]) -> Iterator[tuple[int, int, int]]:
    """(minutes between, minutes of travel, day) from each visit of a day to the next."""
    for a, b in pairwise(visits):
        if a.day == b.day:
            gap = b.start - a.start - problem.services[a.service].duration
            yield gap, problem.minutes(person, a.service, b.service), a.day
