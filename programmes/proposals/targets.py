"""A plan in our own terms: each visit as it should become, matched with what stands in the draft. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from programmes.agenda import Agenda
from programmes.planner import Visit as Planned
from programmes.proposals.bridge import Bridge, Seat
from programmes.week import VISIT, Participation, Service, Visit, Week


@dataclass(frozen=True, slots=True)
class Target:
    """`seat` is what stood when the plan was asked (None: a new visit), `visit` the draft's visit that it is now.

    `was` and `people` are our own keys; `is_dropped`: the visit goes.
    """

    key: str
    visit: int | None
    service: int
    day: dt.date
    start: int
    minutes: int
    people: tuple[int, ...]
    was: tuple[int, ...] = ()
    seat: Seat | None = None
    is_dropped: bool = False

    @property
    def end(self) -> int:
        return self.start + self.minutes

    @property
    def joins(self) -> list[int]:
        return [person for person in self.people if person not in self.was]

    @property
    def leaves(self) -> list[int]:
        return [person for person in self.was if person not in self.people]

    @property
    def stays(self) -> list[int]:
        return [person for person in self.was if person in self.people]


def targets_of(week: Week, bridge: Bridge, visits: Iterable[Planned]) -> list[Target]:
    """In the order of the week."""
    found = _Translator(week, bridge).targets(visits)
    return sorted(found, key=lambda target: (target.day, target.start, target.key))


class _Translator:
    def __init__(self, week: Week, bridge: Bridge) -> None:
        self.week = week
        self.bridge = bridge
        self.new_visits = [visit for visit in week.visits if visit.is_visit and visit.id not in bridge.revisions]
        self.following: dict[int, list[Visit]] = defaultdict(list)
        self.bound: dict[int, set[int]] = defaultdict(set)
        for a, b in bridge.problem.together:
            self.bound[a].add(b)
            self.bound[b].add(a)

    def targets(self, visits: Iterable[Planned]) -> Iterator[Target]:
        seats: dict[tuple[int, int, int], list[Seat]] = defaultdict(list)
        for seat in self.bridge.seats:
            seats[seat.place].append(seat)
        loose = []
        for visit in visits:
            place = (visit.service, visit.day, visit.start)
            if place in seats:
                yield from self._filled(visit, seats.pop(place))
            elif visit.service < self.bridge.stand_ins:
                loose.append(visit)
        freed = [group for group in seats.values() if group[0].is_freed]
        moves = _moves(loose, freed)
        for number, visit in enumerate(loose):
            yield from self._filled(visit, freed[moves[number]] if number in moves else [])
        gone = (group for number, group in enumerate(freed) if number not in moves.values())
        yield from (self._dropped(seat) for group in gone for seat in group)

    def _filled(self, visit: Planned, seats: Sequence[Seat]) -> Iterator[Target]:
        """The groups at one moment: who was there stays in their own group, the others where there is room."""
        most = self._most(visit.service)
        groups = [[person for person in seat.people if person in visit.people] for seat in seats]
        there = {person for group in groups for person in group}
        units = self._units([person for person in visit.people if person not in there])
        needed = max(1, len(seats), -(-len(visit.people) // most))
        groups += [[] for _ in range(needed - len(groups))]
        for unit in units:
            roomy = [group for group in groups if len(group) + len(unit) <= most]
            min(roomy or groups, key=len).extend(unit)
        for number, group in enumerate(groups):
            seat = seats[number] if number < len(seats) else None
            if seat is None and not group:
                continue
            if seat is not None and seat.is_freed and not group and len(seats) > 1:
                yield self._dropped(seat)
            else:
                yield self._target(visit, group, seat, number)

    def _units(self, people: Sequence[int]) -> list[list[int]]:
        """Who must be together, in one piece; the largest first."""
        left, units = list(people), []
        while left:
            first = left.pop(0)
            unit = [first, *(person for person in left if person in self.bound[first])]
            left = [person for person in left if person not in unit]
            units.append(unit)
        return sorted(units, key=len, reverse=True)

    def _most(self, service: int) -> int:
        found = self.week.services.get(self.bridge.services[service])
        if found is None or service >= self.bridge.stand_ins:
            return self.bridge.problem.services[service].max
        return found.max_people

    def _target(self, visit: Planned, group: Sequence[int], seat: Seat | None, number: int) -> Target:
        service, day = self.bridge.services[visit.service], self.bridge.days[visit.day]
        people = self._keys(group)
        key = f"b{seat.visit}" if seat else f"n{service}-{day.isoformat()}-{visit.start}-{number}"
        target = Target(
            key=key,
            visit=seat.visit if seat else self._already_there(service, day, visit.start, people),
            service=service,
            day=day,
            start=visit.start,
            minutes=self.bridge.problem.services[visit.service].duration,
            people=people,
            was=self._keys(seat.people) if seat else (),
            seat=seat,
        )
        return self._with_followers(target)

    def _keys(self, people: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.bridge.people[person] for person in people)

    def _already_there(self, service: int, day: dt.date, start: int, people: tuple[int, ...]) -> int | None:
        """A new visit that was accepted before; of several groups the one with most of these people."""
        moment = (service, day, start)
        there = [visit for visit in self.new_visits if (visit.service, visit.day, visit.start) == moment]
        if not there:
            return None
        found = max(there, key=lambda visit: sum(part.person in people for part in visit.people))
        self.new_visits.remove(found)
        return found.id

    def _with_followers(self, target: Target) -> Target:
        """Who comes along goes where they go; who said no to this visit does not come."""
        declined = {person for visit, person in self.bridge.declined if visit == target.visit}
        people = [person for person in target.people if person not in declined]
        for follower, leader in self.bridge.followers:
            if leader in target.leaves and follower in people:
                people.remove(follower)
            is_wanted = leader in target.joins or (leader in target.stays and follower in target.was)
            if is_wanted and follower not in people and leader in people and self._can(follower, target, declined):
                people = self._with_one_more(target, people, follower, leader)
            if follower in people:
                mine = self.following[follower]
                mine.append(replace(as_visit(target, people), id=target.visit or -1 - len(mine)))
        return replace(target, people=tuple(people))

    def _with_one_more(self, target: Target, people: list[int], follower: int, leader: int) -> list[int]:
        """In a full group a follower takes no place, unless it was theirs before the plan."""
        service = self.week.services.get(target.service)
        if service is None or len(people) < service.max_people:
            return [*people, follower]
        newest = next((person for person in reversed(people) if person in target.joins and person != leader), None)
        if follower not in target.was or newest is None:
            return people
        return [*(person for person in people if person != newest), follower]

    def _can(self, person: int, target: Target, declined: set[int]) -> bool:
        if person not in self.week.people or person in declined:
            return False
        if any(d == target.day and a < target.end and target.start < b for d, a, b in self._refused(person)):
            return False
        agenda = Agenda(replace(self.week, visits=(*self._staying(person), *self.following[person])))
        return not any(problem.is_hard for problem in agenda.person_problems(person, as_visit(target)))

    def _refused(self, person: int) -> Iterator[tuple[dt.date, int, int]]:
        """The hours of the visits to which somebody said no, as they were then."""
        declined = {visit for visit, who in self.bridge.declined if who == person}
        for seat in self.bridge.seats:
            if seat.visit in declined:
                minutes = self.bridge.problem.services[seat.service].duration
                yield self.bridge.days[seat.day], seat.start, seat.start + minutes

    def _staying(self, person: int) -> Iterator[Visit]:
        """Where somebody is that stays as it is."""
        freed = {seat.visit for seat in self.bridge.seats if seat.is_freed}
        return (visit for visit in self.week.visits_of(person) if visit.id not in freed)

    def _dropped(self, seat: Seat) -> Target:
        return Target(
            key=f"b{seat.visit}",
            visit=seat.visit,
            service=self.bridge.services[seat.service],
            day=self.bridge.days[seat.day],
            start=seat.start,
            minutes=self.bridge.problem.services[seat.service].duration,
            people=(),
            was=self._keys(seat.people),
            seat=seat,
            is_dropped=True,
        )


def _moves(loose: Sequence[Planned], freed: Sequence[list[Seat]]) -> dict[int, int]:
    """{place of a planned visit: place of the visits to the same service that become it}; most people kept first."""

    def alike(pair: tuple[int, int]) -> tuple[int, bool]:
        visit, group = loose[pair[0]], freed[pair[1]]
        shared = sum(person in visit.people for seat in group for person in seat.people)
        return shared, group[0].day == visit.day

    pairs = [
        (place, number)
        for place, visit in enumerate(loose)
        for number, group in enumerate(freed)
        if group[0].service == visit.service
    ]
    found: dict[int, int] = {}
    for place, number in sorted(pairs, key=alike, reverse=True):
        if place not in found and number not in found.values():
            found[place] = number
    return found


def current(week: Week, target: Target) -> Visit | None:
    return week.by_id.get(target.visit) if target.visit is not None else None


def service_name(week: Week, target: Target) -> str:
    found: Service | None = week.services.get(target.service)
    return found.name if found else "een dienst die niet meer meedoet"


def as_visit(target: Target, people: Iterable[int] | None = None) -> Visit:
    """With these people, or those of the plan."""
    return Visit(
        id=target.visit or 0,
        kind=VISIT,
        day=target.day,
        start=target.start,
        end=target.end,
        service=target.service,
        people=tuple(Participation(person) for person in (target.people if people is None else people)),
    )
