"""How a week is apart from what was asked of it: the reasons go by that. Pure."""

from dataclasses import replace

from programmes.planner import Person, Service
from programmes.planner.problem import Beyond
from programmes.proposals.company import Company
from programmes.proposals.free import Ground, person_windows, service_windows
from programmes.proposals.settings import CONFLICT, DAY, EVERYTHING, PERSON, Scope
from programmes.proposals.standing import StandIn


def beyond_of(ground: Ground, services: tuple[Service, ...], people: tuple[Person, ...], company: Company) -> Beyond:
    """`services` and `people` as the planner gets them."""
    numbers, found, rules = ground.numbers, ground.found, ground.rules
    whole = replace(ground, rules=replace(rules, scope=Scope()))
    days = frozenset(number for day, number in numbers.days.items() if day in rules.days)
    asked = numbers.days.get(rules.scope.day) if rules.scope.what == DAY and rules.scope.day else None
    about_services, about_people = _about(ground, services, people)
    about_fixed, about_there = _about_fixed(ground)
    fixed = (replace(v, closed=False) if place in found.unasked else v for place, v in enumerate(found.fixed))
    return Beyond(
        services=_services(whole, services),
        people=tuple(
            replace(person, available=() if key in company.not_planned else person_windows(whole, key))
            for person, key in zip(people, numbers.people, strict=True)
        ),
        fixed=tuple(fixed),
        days=days,
        asked_days=days if asked is None else frozenset({asked}),
        about_services=about_services,
        about_people=about_people,
        about_fixed=about_fixed,
        about_there=about_there,
    )


def _services(whole: Ground, services: tuple[Service, ...]) -> tuple[Service, ...]:
    most, count = whole.rules.settings.visits_max, len(whole.numbers.services)
    real = (
        replace(one, windows=service_windows(whole, service), visits_max=max(most, one.visits_max))
        for one, service in zip(services[:count], whole.week.services.values(), strict=True)
    )
    return (*real, *map(_as_it_is, services[count:], whole.found.stand_ins))


def _as_it_is(service: Service, one: StandIn) -> Service:
    least, most = one.limits(is_closed=one.is_settled)
    return replace(service, min=least, max=most)


def _about(
    ground: Ground, services: tuple[Service, ...], people: tuple[Person, ...]
) -> tuple[frozenset[int], frozenset[int]]:
    """Of which services and people it is told why they lack a visit: of one day, those who could then."""
    scope, numbers = ground.rules.scope, ground.numbers
    if scope.what in {EVERYTHING, DAY}:
        is_all = scope.what == EVERYTHING
        wanted = (one.id for one in services if is_all or one.windows)
        return frozenset(wanted), frozenset(person.id for person in people if is_all or person.available)
    keys = (*numbers.services, *(one.service.id for one in ground.found.stand_ins))
    named = {one.service for one in scope.conflicts}, {one.person for one in scope.conflicts}
    asked = frozenset(number for number, key in enumerate(keys) if key in named[0])
    return asked, frozenset(number for key, number in numbers.people.items() if key in named[1])


def _about_fixed(ground: Ground) -> tuple[frozenset[int], frozenset[int]]:
    """Of which fixed visits, and of whom on them, it is told that they contradict. What is closed was not asked."""
    scope, found, numbers = ground.rules.scope, ground.found, ground.numbers.people
    fixed = {place: visit for place, visit in enumerate(found.fixed) if not visit.closed}
    if scope.what == PERSON:
        asked = {number for key, number in numbers.items() if key == scope.person}
        fixed = {place: visit for place, visit in fixed.items() if asked.intersection(visit.people)}
        return frozenset(fixed), frozenset(asked)
    if scope.what == CONFLICT:
        touched = {seat.place for seat in found.seats if seat.visit in scope.visits}
        fixed = {place: v for place, v in fixed.items() if (v.service, v.day, v.start) in touched}
    return frozenset(fixed), frozenset(numbers.values())
