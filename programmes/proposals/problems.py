"""The draft of a programme as a problem for the planner."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from programmes.agenda import Agenda
from programmes.boards import days_of
from programmes.models import Programme
from programmes.planner import Person, Problem, Weights, Window
from programmes.planner import Service as PlannedService
from programmes.proposals.beyond import beyond_of
from programmes.proposals.bridge import Bridge
from programmes.proposals.company import Company, along_with
from programmes.proposals.facts import Facts, domain_of, facts_of, kind_name
from programmes.proposals.free import Ground, busy_spans, loose_windows, service_windows
from programmes.proposals.guests import ALDERMAN, planned_people
from programmes.proposals.rules import Rules
from programmes.proposals.settings import DAY, EVERYTHING, FREE, Scope, Settings, weights_of
from programmes.proposals.standing import Numbers, StandIn, arrange, minutes_of, splits_in_groups
from programmes.proposals.ways import Matrix, Ways
from programmes.times import day_name
from programmes.week import PRESS, Service, Visit, Week
from programmes.windows import NOON
from programmes.words import listed

PRIORITY, NOTHING_MISSING = 1, 0
MOST_NAMED = 6
ASK_ALL = (
    "Vink bij een nieuw voorstel ‘Reken wie nog niet antwoordde als vrij op werkdagen’ aan om dat wel te proberen."
)
CHANGE_WHEN_FREE = 25
"""Of two equal plans the one that changes least; more would keep everything new out."""
REPAIR = Weights(uncovered=1_000_000, change=10_000)
"""No visit goes, then as few people as possible get another programme, and only then what is best."""


def bridge_of(programme: Programme, week: Week, *, scope: Scope, settings: Settings) -> Bridge:
    return build(week, facts_of(programme), scope=scope, settings=settings)


def build(week: Week, facts: Facts, *, scope: Scope, settings: Settings) -> Bridge:
    rules = Rules(week, scope, settings, tuple(week.people))
    numbers = Numbers(
        services={key: number for number, key in enumerate(week.services)},
        people={key: number for number, key in enumerate(week.people)},
        days={day: number for number, day in enumerate(days_of(week))},
        minutes=minutes_of(week),
    )
    found = arrange(week, numbers, rules)
    ways = Ways(week, numbers, found.stand_ins)
    ground = Ground(Agenda(week), numbers, rules, found, busy_spans(week, ways.longest))
    company = along_with(ground)
    people = planned_people(ground, facts, company)
    silent = tuple(
        key for key, person in week.people.items() if person.available is None and not rules.counts_as_free(key)
    )
    return Bridge(
        problem=_problem(ground, facts, people, company, ways.matrices()),
        days=tuple(numbers.days),
        services=(*numbers.services, *(one.service.id for one in found.stand_ins)),
        people=tuple(numbers.people),
        stand_ins=len(numbers.services),
        seats=tuple(found.seats),
        followers=company.followers,
        silent=silent,
        alone=company.alone,
        held=found.held,
        declined=tuple(found.declined),
        revisions={visit.id: visit.revision for visit in week.visits},
        is_repair=scope.is_repair,
        notes=(*_silence(week, [key for key in silent if key in rules.planned_people]), *company.notes),
    )


def _problem(
    ground: Ground,
    facts: Facts,
    people: tuple[Person, ...],
    company: Company,
    travel: Mapping[str, Matrix],
) -> Problem:
    services = _services(ground, facts)
    settings, days, is_repair = ground.rules.settings, ground.numbers.days, ground.rules.scope.is_repair
    weights = REPAIR if is_repair else replace(weights_of(settings), change=CHANGE_WHEN_FREE)
    remembers = is_repair or (settings.standing == FREE and ground.found.previous)
    return Problem(
        days=len(days),
        services=services,
        people=people,
        travel=travel,
        weights=weights,
        press_windows=_press_windows(ground),
        press_schepenen=min(1, sum(person.role == ALDERMAN for person in people)),
        fixed=tuple(ground.found.fixed),
        together=company.together,
        turns=_turns(ground),
        previous=tuple(ground.found.previous) if remembers else None,
        day_names=tuple(day_name(day) for day in days),
        beyond=beyond_of(ground, services, people, company),
    )


def _silence(week: Week, silent: list[int]) -> list[str]:
    """Of those who might have got something, with the way to give it to them all the same."""
    if not silent:
        return []
    people = listed((week.people[key].name for key in silent), most=MOST_NAMED, others="anderen")
    said, gets = ("liet", "krijgt") if len(silent) == 1 else ("lieten", "krijgen")
    return [f"{people} {said} nog niet weten wanneer het past, en {gets} dus niets nieuws. {ASK_ALL}"]


def _services(ground: Ground, facts: Facts) -> tuple[PlannedService, ...]:
    week, found, press = ground.week, ground.found, _press_services(ground.week, facts)
    has_visit = {visit.service for visit in found.occupied}
    most = 0 if ground.rules.scope.is_repair else ground.rules.settings.visits_max  # a repair makes no visit more
    windows = {key: service_windows(ground, service) for key, service in week.services.items()}
    asks = ground.rules.asks_for_service
    real = [
        PlannedService(
            id=number,
            kind=kind_name(week.services[key].kind),
            domain=domain_of(week.services[key]),
            duration=ground.numbers.minutes[key],
            windows=windows[key],
            min=min(week.services[key].min_people, _most(week.services[key])),
            max=_most(week.services[key]),
            visits_max=max(most, sum(visit.service == number for visit in found.previous)),
            press=key in press,
            priority=PRIORITY if key not in has_visit and (windows[key] or asks(key)) else NOTHING_MISSING,
            name=week.services[key].name,
        )
        for key, number in ground.numbers.services.items()
    ]
    extra = [_stand_in(ground, number, one) for number, one in enumerate(found.stand_ins, start=len(real))]
    return (*real, *extra)


def _most(service: Service) -> int:
    return service.max_people * (service.max_groups if splits_in_groups(service) else 1)


def _stand_in(ground: Ground, number: int, one: StandIn) -> PlannedService:
    service, (least, most) = one.service, one.limits(is_closed=one.is_closed)
    return PlannedService(
        id=number,
        kind=kind_name(service.kind),
        domain=domain_of(service),
        duration=one.minutes,
        windows=loose_windows(ground, one.visit, service) if one.is_loose else (),
        min=least,
        max=most,
        name=service.name,
    )


def _turns(ground: Ground) -> tuple[tuple[int, ...], ...]:
    """The visits to one service that a repair moves."""
    loose: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(ground.found.stand_ins, start=len(ground.numbers.services)):
        if one.is_loose:
            loose[one.service.id].append(number)
    return tuple(tuple(numbers) for numbers in loose.values() if len(numbers) > 1)


def _press_moments(week: Week) -> list[Visit]:
    """Those that still need the mayor on a visit: who stands on the moment itself is there."""
    mayors = {key for key, person in week.people.items() if person.is_mayor}
    blocks = (visit for visit in week.visits if visit.kind == PRESS)
    return [block for block in blocks if mayors and not any(part.person in mayors for part in block.people)]


def _press_windows(ground: Ground) -> tuple[Window, ...]:
    """The half day in which the press comes, when that was asked too."""
    scope, info, windows = ground.rules.scope, ground.week.info, []
    for block in _press_moments(ground.week):
        span = (info.day_from, NOON) if block.start < NOON else (NOON, info.day_until)
        is_asked = scope.what == EVERYTHING or (scope.what == DAY and scope.day == block.day)
        if is_asked and span[0] < span[1]:
            windows.append(Window(ground.numbers.days[block.day], *span))
    return tuple(windows)


def _press_services(week: Week, facts: Facts) -> set[int]:
    """Where the press comes, or any service that suits it when nobody said where."""
    named = {block.service for block in _press_moments(week) if block.service is not None}
    return {key for key in named if key in week.services} or set(facts.suits_press)
