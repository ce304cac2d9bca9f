"""Which parts of a proposal cannot be without which others. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from programmes.proposals.bridge import Bridge
from programmes.proposals.parts import DROPPED, JOINS, LEAVES, MOVED, NEW, Change
from programmes.proposals.targets import Target, current
from programmes.week import Visit, Week


def add_needs(week: Week, bridge: Bridge, targets: Iterable[Target], items: Sequence[Change]) -> list[Change]:
    search = _Needs(week, bridge, {target.key: target for target in targets}, items)
    return [replace(change, needs=tuple(dict.fromkeys(search.of(change)))) for change in items]


class _Needs:
    def __init__(self, week: Week, bridge: Bridge, targets: dict[str, Target], items: Sequence[Change]) -> None:
        self.week = week
        self.bridge = bridge
        self.targets = targets
        self.by_target: dict[str, list[Change]] = defaultdict(list)
        self.leaving: dict[int, list[Change]] = defaultdict(list)  # by person: where they stop to be
        self.emptied: dict[int, list[Change]] = defaultdict(list)  # by service: which visit makes place
        for change in items:
            self.by_target[change.target].append(change)
            if change.what in {MOVED, DROPPED}:
                self.emptied[change.service].append(change)
            for person in (change.person,) if change.what == LEAVES else change.company:
                if change.what in {LEAVES, MOVED, DROPPED} and person is not None:
                    self.leaving[person].append(change)
        self.leaders = dict(bridge.followers) | {bridge.people[a]: bridge.people[b] for a, b in bridge.problem.together}

    def of(self, change: Change) -> list[str]:
        target = self.targets[change.target]
        siblings = self.by_target[change.target]
        if change.what == JOINS and change.person is not None:
            needs = [one.key for one in siblings if one.what in {NEW, MOVED}]
            needs += self._place(change, target, siblings) + self._elsewhere(change, target, change.person)
            return needs + self._leader(change, siblings)
        if change.what == LEAVES and change.person is not None:
            return self._follower(change, siblings)
        if change.what == MOVED:
            needs = [one.key for one in siblings if one.what == LEAVES]
            needs += [key for person in change.company for key in self._elsewhere(change, target, person)]
            return needs + self._room(change, target)
        return self._room(change, target) if change.what == NEW else []

    def _place(self, change: Change, target: Target, siblings: list[Change]) -> list[str]:
        """In a full group somebody has to go first."""
        now, service = current(self.week, target), self.week.services.get(target.service)
        if now is None or service is None:
            return []
        room = max(0, service.max_people - len(now.people))
        joins = [one for one in siblings if one.what == JOINS]
        leaves = [one.key for one in siblings if one.what == LEAVES]
        beyond = joins.index(change) - room
        return leaves[beyond : beyond + 1] if beyond >= 0 else []

    def _elsewhere(self, change: Change, target: Target, person: int) -> list[str]:
        """What this person leaves, where they cannot be as well as here."""
        return [
            other.key
            for other in self.leaving[person]
            if other.target != change.target and self._clash(target, self.targets[other.target], person)
        ]

    def _clash(self, target: Target, other: Target, person: int) -> bool:
        """With the other visit as it stands now."""
        now = current(self.week, other)
        if now is None:
            return False
        return target.service == now.service or not self._time_between(target, now, person)

    def _time_between(self, target: Target, now: Visit, person: int) -> bool:
        if target.day != now.day:
            return True
        number = self.bridge.people.index(person)
        services = self.bridge.services
        here = services.index(target.service)
        there = services.index(now.service) if now.service in services else here
        way = self.bridge.problem.travel[self.bridge.problem.people[number].mode]
        return target.start - now.end >= way[there][here] or now.start - target.end >= way[here][there]

    def _room(self, change: Change, target: Target) -> list[str]:
        """The service receives so many groups at once: another visit has to make place."""
        keys = []
        for other in self.emptied[change.service]:
            now = current(self.week, self.targets[other.target])
            if other.target != change.target and now is not None and now.day == target.day:
                keys += [other.key] if now.start < target.end and target.start < now.end else []
        return keys

    def _leader(self, change: Change, siblings: list[Change]) -> list[str]:
        leader = self.leaders.get(change.person or 0)
        return [one.key for one in siblings if one.what == JOINS and one.person == leader]

    def _follower(self, change: Change, siblings: list[Change]) -> list[str]:
        return [
            one.key
            for one in siblings
            if one.what == LEAVES and one.person is not None and self.leaders.get(one.person) == change.person
        ]
