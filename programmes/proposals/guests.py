"""The guests as the planner knows them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from programmes.agenda import Agenda
from programmes.domains import domains_at
from programmes.planner import Person as PlannedPerson
from programmes.planner import Wish
from programmes.proposals.company import Company
from programmes.proposals.facts import Facts, domain_of, kind_name
from programmes.proposals.free import Ground, person_windows
from programmes.proposals.settings import EVERYTHING, FREE
from programmes.week import Person

KIND, SERVICE = "kind", "service"
NO_PARTY = "zonder fractie"
ALDERMAN = "schepen"


def planned_people(ground: Ground, facts: Facts, company: Company) -> tuple[PlannedPerson, ...]:
    """Who only comes along is not planned: they follow."""
    domains = _domains(ground.agenda)
    limits = _limits(ground, facts, dict(company.together))
    return tuple(
        PlannedPerson(
            id=number,
            role=role_of(person),
            party=person.fractie or NO_PARTY,
            domains=tuple(domains[key]),
            available=() if key in company.not_planned else person_windows(ground, key),
            wishes=tuple(_wishes(ground, facts, key)),
            day_max=limits[number][0],
            week_max=limits[number][1],
            mode=person.mode or ground.week.info.mode,
            name=person.name,
        )
        for (key, person), number in zip(ground.week.people.items(), ground.numbers.people.values(), strict=True)
    )


def role_of(person: Person) -> str:
    if person.is_mayor:
        return "burgemeester"
    if "college" in person.segments:
        return ALDERMAN
    return "raadslid" if {"raad", "bcsd"} & set(person.segments) else "gast"


def _domains(agenda: Agenda) -> Mapping[int, list[str]]:
    """Per person the domains of services that one of their own touches."""
    services = {domain_of(service): service for service in agenda.week.services.values()}
    return {
        key: [name for name, service in services.items() if domains_at(person, service)]
        for key, person in agenda.week.people.items()
    }


def _limits(ground: Ground, facts: Facts, leaders: Mapping[int, int]) -> list[tuple[int, int]]:
    """Visits a day and a week by the planner's number; never less than what stands already and has to stay.

    Who comes along with somebody goes as far as they do.
    """
    settings = ground.rules.settings
    is_free = settings.standing == FREE and ground.rules.scope.what == EVERYTHING
    visits = ground.found.fixed if is_free else ground.found.previous
    per_week = Counter(person for visit in visits for person in visit.people)
    per_day: Counter[int] = Counter()
    for (person, _), count in Counter((person, visit.day) for visit in visits for person in visit.people).items():
        per_day[person] = max(per_day[person], count)

    is_repair = ground.rules.scope.is_repair  # whoever has many visits may have them on one day, rather than lose one

    def limits(number: int) -> tuple[int, int]:
        wanted = facts.wanted.get(ground.rules.people[number], settings.week_max)
        day_max = max(settings.day_max, per_week[number] if is_repair else per_day[number])
        return day_max, max(wanted, per_week[number])

    return [limits(leaders.get(number, number)) for number in ground.numbers.people.values()]


def _wishes(ground: Ground, facts: Facts, person: int) -> Iterator[Wish]:
    """A wish for a service at which the person has a visit that a stand-in holds, is a wish for that one."""
    services, stand_ins = ground.numbers.services, enumerate(ground.found.stand_ins, len(ground.numbers.services))
    stands = {one.service.id: number for number, one in stand_ins if person in one.people}
    for what, value in facts.wishes.get(person, []):
        if what == KIND:
            yield Wish(KIND, kind_name(value))
        elif value in services:
            yield Wish(SERVICE, stands.get(value, services[value]))
