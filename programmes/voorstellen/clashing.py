"""What contradicts itself among what stands, as far as it is about what somebody asks. Pure."""

from programmes.planner.contradictions import Contradiction
from programmes.planner.demands import Fact
from programmes.proposals.bridge import Bridge
from programmes.proposals.settings import CONFLICT, DAY, PERSON, SERVICE, Scope
from programmes.week import Week


def clashes_about(week: Week, bridge: Bridge, scope: Scope) -> tuple[Contradiction, ...]:
    """A limit or a pair is about nothing by itself: the visits beside it are."""
    found = bridge.contradictions()
    return tuple(one for one in found if any(_is_about(week, bridge, scope, fact) for fact in one.facts))


def _is_about(week: Week, bridge: Bridge, scope: Scope, fact: Fact) -> bool:
    if fact.fixed is None:
        return False
    visit = bridge.problem.fixed[fact.fixed]
    if scope.what == PERSON:
        people = visit.people if fact.person is None else (fact.person,)
        return scope.person in {bridge.people[person] for person in people}
    service, day = bridge.services[visit.service], bridge.days[visit.day]
    if scope.what == SERVICE:
        return service == scope.service
    if scope.what == CONFLICT:
        touched = (week.by_id[key] for key in scope.visits if key in week.by_id)
        return (service, day, visit.start) in {(one.service, one.day, one.start) for one in touched}
    return scope.what != DAY or day == scope.day
