"""Whether a plan keeps every rule and what it is worth: written from the rules alone, knowing nothing of any solver."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from programmes.planner.problem import Person, Problem, Service, Visit, covers
from programmes.planner.worth import TERMS, Sheet, granted, is_known, legs, terms_of

VisitKey = tuple[int, int, int]
"""(service, day, start)."""
Participation = tuple[int, int, int, int]
"""(person, service, day, start)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`errors`: each rule that is broken, in words. `changed` is None when the problem has no previous visits."""

    errors: tuple[str, ...]
    score: int
    terms: dict[str, int]
    visits: int
    participations: int
    services_unvisited: int
    people_without_visit: int
    wishes_granted: int
    changed: int | None

    @property
    def is_valid(self) -> bool:
        return not self.errors


def check(problem: Problem, plan_visits: Iterable[Visit]) -> Verdict:
    """What is broken, and every term of the score (of a broken plan as well)."""
    sheet = Sheet(problem, plan_visits)
    changed = None if problem.previous is None else len(_changed(problem, problem.previous, sheet.given))
    terms = terms_of(sheet) | {"change": -problem.weights.change * (changed or 0)}
    return Verdict(
        errors=tuple(_errors(sheet)),
        score=sum(terms.values()),
        terms={name: terms[name] for name in TERMS},
        visits=len(sheet.given),
        participations=sum(len(visit.people) for visit in sheet.given),
        services_unvisited=sum(not visits for visits in sheet.of_service),
        people_without_visit=sum(not visits for visits in sheet.of_person),
        wishes_granted=sum(len(granted(problem, person.id, sheet.of_person[person.id])) for person in problem.people),
        changed=changed,
    )


def is_on_grid(problem: Problem, service: Service, day: int, start: int) -> bool:
    """A multiple of the step, or the very begin of a window."""
    return start % problem.step == 0 or any((window.day, window.start) == (day, start) for window in service.windows)


def _moment(visit: Visit) -> VisitKey:
    return visit.service, visit.day, visit.start


def _participations(visits: Iterable[Visit]) -> set[Participation]:
    return {(person, *_moment(visit)) for visit in visits for person in visit.people}


def _changed(problem: Problem, before: Iterable[Visit], after: Iterable[Visit]) -> set[Participation]:
    """Gone though the person could still be there, or new."""
    still = {
        (person, service, day, start)
        for person, service, day, start in _participations(before)
        if person < len(problem.people)
        and covers(problem.people[person].available, day, start, start + problem.services[service].duration)
    }
    return still ^ _participations(after)


def _errors(sheet: Sheet) -> Iterator[str]:
    pinned = _pinned(sheet.problem)
    for visit in sheet.given:
        if is_known(sheet.problem, visit):
            broken = [
                *_broken_group(sheet.problem, visit),
                *_broken_moment(sheet.problem, visit, pinned.get(_moment(visit))),
            ]
        else:
            broken = ["unknown service or person"]
        for what in broken:
            yield f"visit to {visit.service} on day {visit.day} at {visit.start}: {what}"
    yield from _broken_fixed(sheet)
    for service in sheet.problem.services:
        for what in _broken_service(service, sheet.of_service[service.id]):
            yield f"service {service.id}: {what}"
    for turn in sheet.problem.turns:
        held = sorted((one.day, one.start, one.service) for service in turn for one in sheet.of_service[service])
        if any(a[0] == b[0] and a[1] + sheet.problem.services[a[2]].duration > b[1] for a, b in pairwise(held)):
            yield f"services {list(turn)}: two visits at once"
    for person in sheet.problem.people:
        for what in _broken_person(sheet.problem, person, sheet.of_person[person.id]):
            yield f"person {person.id}: {what}"


def _pinned(problem: Problem) -> dict[VisitKey, set[int]]:
    """Who must be where because it was placed by hand."""
    found: dict[VisitKey, set[int]] = defaultdict(set)
    for visit in problem.fixed:
        found[_moment(visit)].update(visit.people)
    return dict(found)


def _broken_group(problem: Problem, visit: Visit) -> Iterator[str]:
    service, group = problem.services[visit.service], set(visit.people)
    if len(group) != len(visit.people):
        yield "someone twice"
    if not service.min <= len(visit.people) <= service.max:
        yield f"{len(visit.people)} people, not {service.min} to {service.max}"
    for a, b in problem.apart:
        if {a, b} <= group:
            yield f"{a} and {b} must be apart"
    for a, b in problem.together:
        if (a in group) != (b in group):
            yield f"{a} and {b} must be together"


def _broken_moment(problem: Problem, visit: Visit, pinned: set[int] | None) -> Iterator[str]:
    """`pinned`: who must be on it, None when nobody placed this visit by hand."""
    service = problem.services[visit.service]
    end = visit.start + service.duration
    if pinned is None and not covers(service.windows, visit.day, visit.start, end):
        yield "outside the windows of the service"
    if pinned is None and not is_on_grid(problem, service, visit.day, visit.start):
        yield "off the grid"
    for person in visit.people:
        is_free = covers(problem.people[person].available, visit.day, visit.start, end)
        if not is_free and person not in (pinned or ()):
            yield f"{person} is not available"


def _broken_fixed(sheet: Sheet) -> Iterator[str]:
    there: dict[VisitKey, list[set[int]]] = defaultdict(list)
    for visit in sheet.given:
        there[_moment(visit)].append(set(visit.people))
    pinned = _pinned(sheet.problem)
    for visit in sheet.problem.fixed:
        label = f"fixed visit to {visit.service} on day {visit.day} at {visit.start}"
        groups = there[_moment(visit)]
        if not any(group >= set(visit.people) for group in groups):
            yield f"{label}: not kept"
        if visit.closed and any(not group <= pinned[_moment(visit)] for group in groups):
            yield f"{label}: somebody joined though it is closed"


def _broken_service(service: Service, visits: Sequence[Visit]) -> Iterator[str]:
    if len(visits) > service.visits_max:
        yield f"{len(visits)} visits, at most {service.visits_max}"
    for a, b in pairwise(visits):
        if a.day == b.day and a.start + service.duration > b.start:
            yield f"two visits at once on day {a.day}"


def _broken_person(problem: Problem, person: Person, visits: Sequence[Visit]) -> Iterator[str]:
    if len(visits) > person.week_max:
        yield f"{len(visits)} visits in the week, at most {person.week_max}"
    if len({visit.service for visit in visits}) != len(visits):
        yield "the same service twice"
    for day, number in Counter(visit.day for visit in visits).items():
        if number > person.day_max:
            yield f"{number} visits on day {day}, at most {person.day_max}"
    for gap, travel, day in legs(problem, person, visits):
        if gap < travel:
            yield f"{gap} minutes for {travel} of travel on day {day}"
    for until, a, b in _outlasting(problem, visits):
        if until + problem.minutes(person, a.service, b.service) > b.start:
            yield f"no time from {a.service} to {b.service} on day {a.day}"


def _outlasting(problem: Problem, visits: Iterable[Visit]) -> Iterator[tuple[int, Visit, Visit]]:
    """(end, visit, later one that day) of a visit that outlasts the next one: only what is fixed does."""
    latest, until = None, 0
    for a, b in pairwise(visits):
        end = a.start + problem.services[a.service].duration
        if latest is None or latest.day != a.day or until <= end:
            latest, until = a, end
        if latest is not a and a.day == b.day:
            yield until, latest, b
