"""What stands in the draft, as the planner may know it: visits it may fill or move, and stand-ins for the rest. Pure.

The planner gives each service one length, one group at once and whole participations; a draft knows more. A visit that
does not fit becomes a service of its own (a stand-in) without other moments, so that nothing about it is lost.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from programmes.agenda import share_place
from programmes.planner import Visit as Planned
from programmes.proposals.bridge import Seat
from programmes.proposals.rules import Rules
from programmes.week import DECLINED, Participation, Service, Visit, Week, entry_span


@dataclass(frozen=True, slots=True)
class StandIn:
    """A service of its own for one visit, or for one person who is there at other hours."""

    service: Service
    minutes: int
    day: dt.date
    start: int
    people: tuple[int, ...]
    visit: Visit
    is_closed: bool


@dataclass
class Arrangement:
    """`seats`, `fixed` and `previous` in the planner's numbers; stand-ins are numbered after the services."""

    fixed: list[Planned] = field(default_factory=list)
    previous: list[Planned] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    held: dict[int, str] = field(default_factory=dict)
    declined: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Numbers:
    """From our keys to the planner's."""

    services: Mapping[int, int]
    people: Mapping[int, int]
    days: Mapping[dt.date, int]


def arrange(week: Week, numbers: Numbers, rules: Rules) -> Arrangement:
    found = Arrangement()
    together: dict[tuple[int, int, int], list[Visit]] = defaultdict(list)
    until: dict[tuple[int, int], int] = {}
    for visit in week.visits:
        service = week.service_of(visit)
        if service is None or not visit.is_visit:
            continue
        if rules.may_fill(visit):
            found.declined += [(visit.id, part.person) for part in visit.people if part.answer == DECLINED]
        if any(_is_partial(visit, part) for part in _coming(visit)):
            _stand_in_parts(found, visit, service)
            continue
        place = (numbers.services[service.id], numbers.days[visit.day], visit.start)
        begun = together.get(place, [])
        free_from = until.get(place[:2], 0)
        if visit.minutes != service.visit_minutes or not (
            visit.start >= free_from or _fits_beside(visit, begun, service)
        ):
            found.stand_ins.append(_stand_in(visit, service, is_closed=not rules.may_fill(visit)))
            _hold(found, visit, rules, "duurt anders dan de dienst vroeg, of staat naast een andere groep")
            continue
        together[place].append(visit)
        until[place[:2]] = visit.end
    _place(found, week, numbers, rules, together)
    _number_stand_ins(found, numbers, len(numbers.services))
    return found


def _coming(visit: Visit) -> Iterator[Participation]:
    return (part for part in visit.people if part.answer != DECLINED)


def _is_partial(visit: Visit, part: Participation) -> bool:
    return entry_span(visit, part) != (visit.start, visit.end)


def _fits_beside(visit: Visit, begun: list[Visit], service: Service) -> bool:
    """Another group at the very same moment, when the service receives several and nobody is in both."""
    there = {part.person for other in begun for part in _coming(other)}
    is_new = not any(part.person in there for part in _coming(visit))
    return bool(begun) and is_new and splits_in_groups(service) and len(begun) < service.max_groups


def splits_in_groups(service: Service) -> bool:
    """Whether as many people as all groups hold, or fewer, always split in groups that are not too small."""
    return service.max_groups > 1 and (service.max_people + 1) // 2 >= service.min_people


def _hold(found: Arrangement, visit: Visit, rules: Rules, why: str) -> None:
    if rules.frees(visit):
        found.held[visit.id] = why


def _stand_in(visit: Visit, service: Service, *, is_closed: bool) -> StandIn:
    people = tuple(part.person for part in _coming(visit))
    return StandIn(service, visit.minutes, visit.day, visit.start, people, visit, is_closed)


def _stand_in_parts(found: Arrangement, visit: Visit, service: Service) -> None:
    """Somebody comes later or leaves earlier: all as they are, and nobody may join."""
    found.held[visit.id] = "niet iedereen is er de hele tijd bij"
    whole = tuple(part.person for part in _coming(visit) if not _is_partial(visit, part))
    if whole:
        found.stand_ins.append(StandIn(service, visit.minutes, visit.day, visit.start, whole, visit, True))
    for part in _coming(visit):
        start, end = entry_span(visit, part)
        if _is_partial(visit, part) and end > start:
            found.stand_ins.append(StandIn(service, end - start, visit.day, start, (part.person,), visit, True))


def _place(
    found: Arrangement,
    week: Week,
    numbers: Numbers,
    rules: Rules,
    together: Mapping[tuple[int, int, int], list[Visit]],
) -> None:
    for place, visits in together.items():
        whys = [_why_held(week, visit) for visit in visits]
        for visit, why in zip(visits, whys, strict=True):
            if why:
                _hold(found, visit, rules, why)
        is_freed = all(rules.frees(visit) or _is_left_alone(visit, rules) for visit in visits) and not any(whys)
        is_closed = not all(rules.may_fill(visit) for visit in visits)
        before = [tuple(numbers.people[part.person] for part in _coming(visit)) for visit in visits]
        found.seats += [Seat(v.id, *place, people, is_freed) for v, people in zip(visits, before, strict=True)]
        everybody = tuple(person for people in before for person in people)
        found.previous.append(Planned(*place, everybody))
        stay = tuple(p for p in everybody if not any(rules.releases(v, rules.people[p]) for v in visits))
        if not is_freed:
            found.fixed.append(Planned(*place, stay, closed=is_closed))


def _is_left_alone(visit: Visit, rules: Rules) -> bool:
    """All who are there may leave: then it may go too."""
    people = [part.person for part in _coming(visit)]
    return bool(people) and not visit.is_fixed and all(rules.releases(visit, person) for person in people)


def _why_held(week: Week, visit: Visit) -> str:
    if visit.ronde is not None:
        return "hoort bij een ronde"
    blocks = (other for other in week.visits if share_place(other, visit) and other.day == visit.day)
    if any(block.start <= visit.end and block.end >= visit.start for block in blocks):
        return "hangt samen met een ander blok bij dezelfde dienst"
    return ""


def _number_stand_ins(found: Arrangement, numbers: Numbers, first: int) -> None:
    for key, one in enumerate(found.stand_ins, start=first):
        people = tuple(numbers.people[person] for person in one.people)
        planned = Planned(key, numbers.days[one.day], one.start, people, closed=one.is_closed)
        found.fixed.append(planned)
        found.previous.append(Planned(key, planned.day, planned.start, people))
        if not one.is_closed:
            found.seats.append(Seat(one.visit.id, key, planned.day, planned.start, people))
