"""What stood before something changed: what of it can still be, what a plan keeps of it, and how few it must change."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from programmes.planner.checking import Verdict, check
from programmes.planner.index import Index
from programmes.planner.problem import Problem
from programmes.planner.program.shapes import Groups, Place

COVERED = 10  # a service that keeps a visit is worth so much, and its priority


@dataclass(frozen=True)
class Before:
    """Of `problem.previous`. `kept`: who was where and could still be there."""

    problem: Problem
    index: Index
    unit = 1
    """What one participation counts for, in `value` and in what the index gives for it."""

    @cached_property
    def had_press(self) -> bool:
        return check(self.problem, self.problem.previous or ()).terms["press"] == 0

    @cached_property
    def kept(self) -> set[Place]:
        numbers = ((person, self.index.by_key.get(key)) for person, key in self.index.kept)
        return {(p, slot) for p, slot in numbers if slot is not None and p in self.index.slots[slot].people}

    @cached_property
    def services(self) -> set[int]:
        """Had a visit, and each by itself could have one now."""
        could = {slot.service for slot in self.index.slots if slot.is_fixed or not self._able.isdisjoint(slot.people)}
        return could & {visit.service for visit in self.problem.previous or ()}

    @cached_property
    def people(self) -> set[int]:
        """Had a visit, and each by themselves could have one now."""
        could = self._able.intersection(set().union(*(slot.people for slot in self.index.slots))) | self.pinned
        return could & {person for visit in self.problem.previous or () for person in visit.people}

    @cached_property
    def pinned(self) -> set[int]:
        return {person for slot in self.index.slots for person in slot.pinned}

    @cached_property
    def _able(self) -> set[int]:
        return {person.id for person in self.problem.people if min(person.week_max, person.day_max) > 0}

    def worth(self, service: int) -> int:
        return COVERED + self.problem.services[service].priority

    def lost(self, groups: Groups) -> tuple[set[int], set[int]]:
        """The services and people without a visit now."""
        services = self.services - {self.index.slots[slot].service for slot in groups}
        return services, self.people - {person for group in groups.values() for person in group}

    def has_lost(self, groups: Groups, verdict: Verdict) -> bool:
        return any(self.lost(groups)) or self._lacks_press(verdict)

    def _lacks_press(self, verdict: Verdict) -> bool:
        return self.had_press and verdict.terms["press"] < 0

    def value(self, groups: Groups, verdict: Verdict) -> tuple[int, ...]:
        """More is better: services, press moment and people as before, few changes, and only then points."""
        services, people = self.lost(groups)
        lacking = sum(self.worth(service) for service in services)
        return -lacking, -self._lacks_press(verdict), -len(people), -(verdict.changed or 0), verdict.score

    def least(self, groups: Groups, verdict: Verdict) -> int:
        """No plan that covers as much of what was covered before as this one changes fewer participations."""
        services, people = self.lost(groups)
        given, too_many = self.unavoidable, self._too_many
        needs = {service: self._need(service) for service in self.services}
        if services:  # others may be given up instead, and people with them
            dearest = max(self.worth(service) for service in self.services)
            number = -(-sum(self.worth(service) for service in self.services - services) // dearest)
            return given + too_many + sum(sorted(needs.values())[:number])
        lonely = len(self.people - {person for person, _ in self.kept} - self.pinned) - len(people)
        if self._lacks_press(verdict):
            lonely = 0  # with the press moment others may be left out
        needed = sum(needs.values())
        moved = max((self._cost(service) - need for service, need in needs.items() if need), default=0)
        short = sum(max(need, self._short[service]) for service, need in needs.items())
        return given + max(too_many + needed, too_many + lonely, needed + moved, short)

    @cached_property
    def unavoidable(self) -> int:
        """What nobody can keep, and what is fixed now and was not, or was though the person could not be there."""
        pinned = {(person, slot.key) for slot in self.index.slots for person in slot.pinned}
        could = {(person, self.index.slots[slot].key) for person, slot in self.kept}
        return len(self.index.kept - could - pinned) + len(pinned - self.index.kept)

    @cached_property
    def _too_many(self) -> int:
        everyone = self.problem.people
        held = Counter(person for person, _ in self.kept if person not in self.pinned)
        return sum(max(0, number - everyone[person].week_max) for person, number in held.items())

    @cached_property
    def _there(self) -> Counter[int]:
        return Counter(slot for person, slot in self.kept if self.problem.people[person].week_max)

    def _lack(self, slot: int) -> int:
        here = self.index.slots[slot]
        return 0 if here.is_fixed else max(0, self.problem.services[here.service].min - self._there[slot])

    def _need(self, service: int) -> int:
        """New participations at least, in any plan that covers it."""
        slots = self.index.of_service[service]
        begun = [slot for slot in slots if slot in self._there or self.index.slots[slot].is_fixed]
        return min(map(self._lack, begun or slots[:1]))

    @cached_property
    def _short(self) -> Counter[int]:
        """Each visit of which too few are left is filled again or given up: by service."""
        short: Counter[int] = Counter()
        for slot, number in self._there.items():
            short[self.index.slots[slot].service] += min(self._lack(slot), number)
        return short

    def _cost(self, service: int) -> int:
        """The same, with what those who come must leave."""
        return min(self._cost_of(slot) for slot in self.index.of_service[service])

    def _cost_of(self, slot: int) -> int:
        lack, units = self._lack(slot), self.problem.units
        new = [person for person in self.index.slots[slot].people if (person, slot) not in self.kept]
        if lack != 1:
            return lack + sum(sorted(self.in_the_way(person, slot) for person in new)[:lack])
        coming = [[one for one in units[person] if one in new] for person in new]
        return min((sum(1 + self.in_the_way(one, slot) for one in unit) for unit in coming), default=lack)

    @cached_property
    def _held(self) -> dict[int, list[int]]:
        held: dict[int, list[int]] = {}
        for person, slot in sorted(self.kept):
            held.setdefault(person, []).append(slot)
        return held

    def in_the_way(self, person: int, slot: int) -> int:
        """How many of the visits of before this person must leave at least, to be at this one."""
        who, day = self.problem.people[person], self.index.slots[slot].day
        mine = [other for other in self._held.get(person, ()) if other != slot]
        stay = [other for other in mine if not self._clash(person, slot, other)]
        that_day = sum(self.index.slots[other].day == day for other in stay)
        return len(mine) - len(stay) + max(0, that_day + 1 - who.day_max, len(stay) + 1 - who.week_max)

    def _clash(self, person: int, a: int, b: int) -> bool:
        """Never both, whatever is between them: a way around by another visit may be the shorter."""
        one, two = sorted((self.index.slots[a], self.index.slots[b]), key=lambda slot: (slot.day, slot.start))
        if one.service == two.service:
            return True
        gap = two.start - one.end
        under_way = self.problem.minutes(self.problem.people[person], one.service, two.service)
        return one.day == two.day and (gap < 0 or gap < min(under_way, self._shortest))

    @cached_property
    def _shortest(self) -> int:
        return min(service.duration for service in self.problem.services)
