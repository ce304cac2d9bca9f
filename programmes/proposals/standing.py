"""What stands in the draft, as the planner may know it: visits it may fill or move, and stand-ins for the rest. Pure.

The planner gives each service one length, one group at once and whole participations; a draft knows more. A visit that
does not fit becomes a service of its own (a stand-in) without other moments, so that nothing about it is lost.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from programmes.agenda import at_once, share_place
from programmes.planner import Visit as Planned
from programmes.proposals.bridge import Seat
from programmes.proposals.rules import TOO_MANY, Rules
from programmes.week import DECLINED, Participation, Service, Visit, Week, entry_span, order


@dataclass(frozen=True, slots=True)
class StandIn:
    """A service of its own for one visit, or for one person who is there at other hours.

    `is_loose`: the visit may move, and is missed when it goes. `is_settled`: closed whatever was asked.
    """

    service: Service
    minutes: int
    day: dt.date
    start: int
    people: tuple[int, ...]
    visit: Visit
    is_closed: bool
    has_seat: bool = False
    is_loose: bool = False
    is_settled: bool = False

    def limits(self, *, is_closed: bool) -> tuple[int, int]:
        """How few and how many people may be there."""
        here, service = max(1, len(self.people)), self.service
        if is_closed:
            return (1 if self.has_seat else here), here
        return min(service.min_people, max(here, service.max_people)), max(service.min_people, service.max_people)


@dataclass
class Arrangement:
    """`seats`, `fixed` and `previous` in the planner's numbers; stand-ins are numbered after the services.

    `occupied`: the visits that take the time of a service without being visits to it for the planner.
    `unasked`: the places in `fixed` of what is closed only because something else was asked.
    """

    fixed: list[Planned] = field(default_factory=list)
    previous: list[Planned] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    occupied: list[Visit] = field(default_factory=list)
    held: dict[int, str] = field(default_factory=dict)
    declined: list[tuple[int, int]] = field(default_factory=list)
    unasked: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Numbers:
    """From our keys to the planner's."""

    services: Mapping[int, int]
    people: Mapping[int, int]
    days: Mapping[dt.date, int]
    minutes: Mapping[int, int]
    """How long a visit takes, by our own key of the service."""


def minutes_of(week: Week) -> dict[int, int]:
    """What the service asks, unless the coordinator made all its visits otherwise: then most of them."""
    found = {key: service.visit_minutes for key, service in week.services.items()}
    made: dict[int, list[int]] = defaultdict(list)
    for visit in week.visits:
        if visit.is_visit and visit.service in found and visit.ronde is None:
            made[visit.service].append(visit.minutes)
    return found | {key: max(lengths, key=lengths.count) for key, lengths in made.items() if found[key] not in lengths}


def arrange(week: Week, numbers: Numbers, rules: Rules) -> Arrangement:
    return _Arranger(week, numbers, rules).arrange()


def splits_in_groups(service: Service) -> bool:
    """Whether as many people as all groups hold, or fewer, always split in groups that are not too small."""
    return service.max_groups > 1 and (service.max_people + 1) // 2 >= service.min_people


class _Arranger:
    def __init__(self, week: Week, numbers: Numbers, rules: Rules) -> None:
        self.week = week
        self.numbers = numbers
        self.rules = rules
        self.found = Arrangement()
        self.loose = self._loose()
        self.plain: dict[int, list[Visit]] = defaultdict(
            list
        )  # by service: those that the planner may know as they are

    def _loose(self) -> set[int]:
        """The visits that a repair may move."""
        by_service: dict[int, list[Visit]] = defaultdict(list)
        for visit in self.week.visits if self.rules.scope.is_repair else ():
            service, is_whole = (
                self.week.service_of(visit),
                not any(_is_partial(visit, part) for part in _coming(visit)),
            )
            if service and is_whole and self.rules.frees(visit) and not _why_held(self.week, visit):
                by_service[service.id].append(visit)
        services = self.week.services
        movable = (_movable(self.week, services[key], visits) for key, visits in by_service.items())
        return {visit.id for visits in movable for visit in visits}

    def _frees(self, visit: Visit) -> bool:
        return visit.id in self.loose if self.rules.scope.is_repair else self.rules.frees(visit)

    def arrange(self) -> Arrangement:
        """What may move first: it is the others that have to fit beside it."""
        for visit in sorted(self.week.visits, key=lambda one: not self._frees(one)):
            service = self.week.service_of(visit)
            if service is not None and visit.is_visit:
                self._sort_out(visit, service)
        groups: dict[tuple[int, int, int], list[Visit]] = defaultdict(list)
        for visit in sorted((visit for visits in self.plain.values() for visit in visits), key=order):
            groups[self.numbers.services[visit.service or 0], self.numbers.days[visit.day], visit.start].append(visit)
        for place, visits in groups.items():
            self._place(place, visits)
        self.found.stand_ins.sort(key=lambda one: (one.day, one.start, one.visit.id))
        self._number_stand_ins()
        return self.found

    def _sort_out(self, visit: Visit, service: Service) -> None:
        refused = (part.person for part in visit.people if part.answer == DECLINED)
        self.found.declined += [(visit.id, person) for person in refused if self.rules.takes_off(visit, person)]
        why = self._why_stand_in(visit, service)
        if visit.id in self.loose:
            people = tuple(part.person for part in _coming(visit))
            one = StandIn(service, visit.minutes, visit.day, visit.start, people, visit, False, True, True)
            self.found.stand_ins.append(one)
            self.found.occupied.append(visit)
            return
        if not why:
            self.plain[service.id].append(visit)
            return
        if self.rules.frees(visit):
            self.found.held[visit.id] = why
        self.found.occupied.append(visit)
        if any(_is_partial(visit, part) for part in _coming(visit)):
            self.found.stand_ins += _parts(visit, service)
        else:
            people = tuple(part.person for part in _coming(visit))
            may_fill = self.rules.may_fill(visit)
            is_accepted = self._is_accepted(visit)
            is_settled, is_closed = is_accepted or visit.ronde is not None, is_accepted or not may_fill
            place = (service, visit.minutes, visit.day, visit.start, people, visit)
            one = StandIn(*place, is_closed, may_fill, is_settled=is_settled)
            self.found.stand_ins += [one] if people or not is_closed else []

    def _why_stand_in(self, visit: Visit, service: Service) -> str:
        """Why the planner cannot know this visit as one to its service; '' when it can."""
        if any(_is_partial(visit, part) for part in _coming(visit)):
            return "niet iedereen is er de hele tijd bij"
        if visit.minutes != self.numbers.minutes[service.id]:
            return "duurt anders dan de andere bezoeken bij die dienst"
        there = {part.person for part in _coming(visit)}
        for other in self.plain[service.id]:
            if there & {part.person for part in _coming(other)}:
                return "iemand komt er een tweede keer"
        if not self._fits_beside(visit, service):
            return "staat naast een andere groep"
        is_held = not self._frees(visit) or _why_held(self.week, visit) != ""
        is_settled = is_held and (not self.rules.may_fill(visit) or self._is_accepted(visit))
        return "telt te veel of te weinig mensen" if is_settled and not _holds(service, len(there)) else ""

    def _is_accepted(self, visit: Visit) -> bool:
        """The coordinator said that so many may come, and does not ask now to make them fewer."""
        return not self.rules.is_too_full(visit) and f"{TOO_MANY}:{visit.id}:{len(visit.people)}" in self.week.accepted

    def _fits_beside(self, visit: Visit, service: Service) -> bool:
        """Alone, or as one more group at the very same moment where a service receives several."""
        beside = [
            other
            for other in self.plain[service.id]
            if other.day == visit.day and other.start < visit.end and visit.start < other.end
        ]
        is_one_more = all(other.start == visit.start for other in beside) and splits_in_groups(service)
        return not beside or (is_one_more and len(beside) < service.max_groups)

    def _place(self, place: tuple[int, int, int], visits: list[Visit]) -> None:
        found, rules = self.found, self.rules
        whys = {visit.id: why for visit in visits if (why := _why_held(self.week, visit))}
        found.held |= {visit.id: whys[visit.id] for visit in visits if visit.id in whys and rules.frees(visit)}
        is_freed = not whys and all(self._frees(visit) or _is_left_alone(visit, rules) for visit in visits)
        before = [tuple(self.numbers.people[part.person] for part in _coming(visit)) for visit in visits]
        found.seats += [Seat(v.id, *place, people, is_freed) for v, people in zip(visits, before, strict=True)]
        everybody = tuple(person for people in before for person in people)
        found.previous.append(Planned(*place, everybody))
        if not is_freed:
            stay = tuple(p for p in everybody if not any(rules.releases(v, rules.people[p]) for v in visits))
            is_closed = not all(rules.may_fill(visit) for visit in visits)
            self._fix(Planned(*place, stay, closed=is_closed), is_settled=any(v.ronde is not None for v in visits))

    def _fix(self, planned: Planned, *, is_settled: bool) -> None:
        if planned.closed and not is_settled:
            self.found.unasked.add(len(self.found.fixed))
        self.found.fixed.append(planned)

    def _number_stand_ins(self) -> None:
        numbers, found, rules = self.numbers, self.found, self.rules
        for key, one in enumerate(found.stand_ins, start=len(numbers.services)):
            place = (key, numbers.days[one.day], one.start)
            people = tuple(numbers.people[person] for person in one.people)
            stay = tuple(p for p in people if not (one.has_seat and rules.releases(one.visit, rules.people[p])))
            if not one.is_loose:
                self._fix(Planned(*place, stay, closed=one.is_closed), is_settled=one.is_settled)
            found.previous.append(Planned(*place, people))
            if one.has_seat:
                found.seats.append(Seat(one.visit.id, *place, people, one.is_loose))


def _movable(week: Week, service: Service, freed: list[Visit]) -> list[Visit]:
    """What moves takes turns: where several groups may be at once, of those that are, the last move.

    As many as are too many, or one.
    """
    if service.max_groups == 1:
        return freed
    there = [visit for visit in week.visits_at(service.id) if visit.is_visit]
    found: list[Visit] = []
    for visit in reversed(freed):
        beside = [one for one in found if one.day == visit.day and one.start < visit.end and visit.start < one.end]
        too_many = at_once(visit, [one for one in there if one.day == visit.day]) - service.max_groups
        if len(beside) < max(1, too_many):
            found.append(visit)
    return found


def _coming(visit: Visit) -> Iterator[Participation]:
    return (part for part in visit.people if part.answer != DECLINED)


def _is_partial(visit: Visit, part: Participation) -> bool:
    return entry_span(visit, part) != (visit.start, visit.end)


def _holds(service: Service, count: int) -> bool:
    return service.min_people <= count <= service.max_people


def _parts(visit: Visit, service: Service) -> Iterator[StandIn]:
    """Somebody comes later or leaves earlier: all as they are, and nobody may join."""
    whole = tuple(part.person for part in _coming(visit) if not _is_partial(visit, part))
    if whole:
        yield StandIn(service, visit.minutes, visit.day, visit.start, whole, visit, True, is_settled=True)
    for part in _coming(visit):
        start, end = entry_span(visit, part)
        if _is_partial(visit, part) and end > start:
            yield StandIn(service, end - start, visit.day, start, (part.person,), visit, True, is_settled=True)


def _is_left_alone(visit: Visit, rules: Rules) -> bool:
    """Nobody but who was asked about is there, also not among who said no: then the visit may go too."""
    people = [part.person for part in _coming(visit)]
    if rules.scope.is_repair or visit.is_fixed or rules.scope.person not in people:
        return False
    return all(rules.releases(visit, part.person) for part in visit.people)


def _why_held(week: Week, visit: Visit) -> str:
    if visit.ronde is not None:
        return "hoort bij een ronde"
    blocks = (other for other in week.visits if share_place(other, visit) and other.day == visit.day)
    if any(block.start <= visit.end and block.end >= visit.start for block in blocks):
        return "hangt samen met een ander blok bij dezelfde dienst"
    return ""
