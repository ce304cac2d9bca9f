"""Why a plan does not meet everything, in sentences with the facts, and the cheapest looser rule that would help."""

from collections.abc import Iterable, Iterator
from time import monotonic

from programmes.planner.demands import fixed_in
from programmes.planner.problem import KIND, SERVICE, Person, Problem, Unmet, Visit
from programmes.planner.reasons.people import of_person, of_wish
from programmes.planner.reasons.press import of_press
from programmes.planner.reasons.services import of_service
from programmes.planner.reasons.ways import Desk

SECONDS = 0.8
"""After that the reasons still come, without what would help: a plan that lacks nearly everything asks too much."""


def explain(problem: Problem, visits: Iterable[Visit]) -> tuple[Unmet, ...]:
    """What is fixed and contradicts, the press moment, services, people, first wishes, in that order.

    A service of priority 0 may do without a visit. Of a problem that was made narrower, only what was asked is missing,
    by the rules of the whole week.
    """
    return tuple(_all(Desk(problem, tuple(visits))))


def _all(desk: Desk) -> Iterator[Unmet]:
    problem, about, until = desk.problem, desk.question, monotonic() + SECONDS
    for found in about.contradictions():
        yield Unmet("vast", min(fixed_in(found), default=0), found.sentence, found.release)
    if desk.verdict.terms["press"] < 0:
        yield of_press(desk)
    for service in problem.services:
        if service.priority and service.id in about.services and not desk.roster.of_service[service.id]:
            yield of_service(desk, service, may_try=monotonic() < until)
    people = [person for person in problem.people if person.id in about.people]
    for person in people:
        if not desk.roster.of_person[person.id]:
            yield of_person(desk, person, may_try=monotonic() < until)
    for person in people:
        services = _granting_first(problem, person)
        if person.wishes and not any(desk.roster.goes_to(person.id, service) for service in services):
            yield of_wish(desk, person, services, may_try=monotonic() < until)


def _granting_first(problem: Problem, person: Person) -> list[int]:
    """The services that grant the first wish."""
    wished = {tuple(wish) for wish in person.wishes[:1]}
    return [one.id for one in problem.services if wished & {(SERVICE, one.id), (KIND, one.kind)}]
