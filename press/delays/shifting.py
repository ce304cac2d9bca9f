"""What shifts for whom when a visit runs late. Pure: the published `Week` in, visits before and after out.

Each person, each host, each service and each tour is followed to what comes next that day. Free time, the programme's
slack and a journey with room to spare are used up first; only what cannot absorb the delay moves, by the least needed.
Nothing moves earlier, and what was planned too tight stays as tight as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from programmes.differences import Difference, difference
from programmes.travel import journey
from programmes.week import JOURNEY, VISIT, Participation, Visit, Week, entry_span, moved
from programmes.windows import Span

MOVE, LATER, SHORTEN, STAY = "verplaats", "later", "korter", "laat"
STEP = 5
SHORTEST = 15  # minutes that are still worth a visit
MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Delay:
    """Of a visit; when it has begun only its end moves. `absent`: (visit, person) of who said that they do not come."""

    visit: int
    minutes: int
    has_begun: bool = False
    absent: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Late:
    """By how many minutes something makes a visit late: each person, by key, or the place, the host or the tour."""

    people: Mapping[int, int] = field(default_factory=dict)
    whole: int = 0

    @property
    def needed(self) -> int:
        return in_fives(max([self.whole, *self.people.values()]))


@dataclass(frozen=True, slots=True)
class Affected:
    """A visit that the delay touches; `options` are what a coordinator can choose for it, `choice` what holds."""

    before: Visit
    after: Visit
    choice: str
    options: tuple[str, ...]
    late: Late = field(default_factory=Late)
    is_cause: bool = False

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def is_moved(self) -> bool:
        return (self.before.start, self.before.end) != (self.after.start, self.after.end)


@dataclass(frozen=True)
class Shift:
    old: Week
    new: Week
    affected: tuple[Affected, ...]
    absent: frozenset[tuple[int, int]] = frozenset()

    @property
    def changed(self) -> tuple[Affected, ...]:
        return tuple(one for one in self.affected if one.is_changed)

    @property
    def visits(self) -> list[Visit]:
        """As they become."""
        return [one.after for one in self.changed]

    @cached_property
    def difference(self) -> Difference:
        return difference(self.old, self.new)


def shift(week: Week, delay: Delay, choices: Mapping[int, str] | None = None) -> Shift:
    """`choices` by key of a visit; what is not there, or cannot be, is decided as few as possible would mind."""
    late = week.by_id[delay.visit]
    day = _Day(week, late, delay.absent)
    affected = [_cause(late, delay, choices or {})]
    day.put(affected[0].after)
    for visit in day.after(late):
        one = _follow(day, visit, choices or {})
        day.put(one.after if one else visit)
        affected += [one] if one else []
    new = week
    for one in affected:
        new = new.with_visit(one.after)
    return Shift(week, new, tuple(affected), delay.absent)


def in_fives(minutes: int) -> int:
    return -(-minutes // STEP) * STEP


def _cause(visit: Visit, delay: Delay, choices: Mapping[int, str]) -> Affected:
    minutes = in_fives(delay.minutes)
    if delay.has_begun:
        return Affected(visit, replace(visit, end=visit.end + minutes), MOVE, (MOVE,), is_cause=True)
    ways = _ways(visit, Late(whole=minutes))
    del ways[STAY]
    if not ways:  # it would begin after midnight
        return Affected(visit, visit, STAY, (STAY,), is_cause=True)
    choice = _chosen(choices.get(visit.id), ways, MOVE)
    return Affected(visit, ways[choice], choice, tuple(ways), is_cause=True)


def _follow(day: "_Day", visit: Visit, choices: Mapping[int, str]) -> Affected | None:
    """None when it can begin as planned, with everybody there."""
    late = day.late(visit)
    if not late.needed:
        return None
    ways = _ways(visit, late)
    usual = LATER if LATER in ways and _holds(visit, late) else MOVE
    choice = _chosen(choices.get(visit.id), ways, usual)
    return Affected(visit, ways[choice], choice, tuple(ways), late)


def _chosen(wanted: str | None, ways: Mapping[str, Visit], usual: str) -> str:
    if wanted in ways:
        return str(wanted)
    return usual if usual in ways else next(iter(ways))


def _holds(visit: Visit, late: Late) -> bool:
    """A fixed visit, a meal or a press moment goes on at its hour when it can begin without who is late."""
    if not visit.is_fixed and visit.kind in {VISIT, JOURNEY}:
        return False
    spokespeople = {part.person for part in visit.people if part.is_spokesperson}
    return not late.whole and not spokespeople & late.people.keys()


def _ways(visit: Visit, late: Late) -> dict[str, Visit]:
    """Each choice that is possible, with what the visit becomes; when all are late, nobody comes later than others."""
    start = visit.start + late.needed
    ways = {}
    if start < MIDNIGHT:
        ways[MOVE] = moved(visit, day=visit.day, start=start)
    if 0 < len(late.people) < len(visit.people) and (later := _arrivals(visit, late)):
        ways[LATER] = later
    if start < MIDNIGHT and (shorter := _shortened(visit, start)):
        ways[SHORTEN] = shorter
    return ways | {STAY: visit}


def _arrivals(visit: Visit, late: Late) -> Visit | None:
    """The visit at its own hours, with who is late coming later; None when somebody would come after the end."""
    people = []
    for part in visit.people:
        start, end = entry_span(visit, part)
        start += in_fives(late.people.get(part.person, 0))
        if start >= end:
            return None
        people.append(replace(part, start=start) if part.person in late.people else part)
    return replace(visit, people=tuple(people))


def _shortened(visit: Visit, start: int) -> Visit | None:
    """Begins later and ends as planned; None when too little would be left for somebody."""

    def fitted(part: Participation) -> Participation:
        return part if part.start is None else replace(part, start=max(part.start, start))

    shorter = replace(visit, start=start, people=tuple(fitted(part) for part in visit.people))
    spans = [(start, visit.end), *(entry_span(shorter, part) for part in shorter.people)]
    return shorter if all(until - begin >= SHORTEST for begin, until in spans) else None


class _Day:
    """One day, of which the visits are put down in order; what was put tells what the next one has to wait for."""

    def __init__(self, week: Week, late: Visit, absent: frozenset[tuple[int, int]]) -> None:
        self.week = week
        self.absent = absent
        self.visits = sorted(
            (visit for visit in week.visits if visit.day == late.day),
            key=lambda visit: (visit.start, visit.id != late.id, visit.id),
        )
        self.earlier = self.visits[: self.visits.index(late)]
        self.placed = {visit.id: visit for visit in self.earlier}

    def after(self, late: Visit) -> list[Visit]:
        return self.visits[self.visits.index(late) + 1 :]

    def put(self, visit: Visit) -> None:
        self.placed[visit.id] = visit

    def late(self, visit: Visit) -> Late:
        coming = [part for part in visit.people if (visit.id, part.person) not in self.absent]
        found = {part.person: self._of_person(visit, part) for part in coming}
        whole = [self._of_host(visit), self._of_service(visit), self._of_tour(visit)]
        return Late({person: minutes for person, minutes in found.items() if minutes > 0}, max([0, *whole]))

    def _before(self, visit: Visit, wanted: Callable[[Visit], bool]) -> Iterator[tuple[Visit, Visit]]:
        """(as planned, as it is now) of what comes before in the day and changed."""
        for other in self.visits:
            if other.id == visit.id:
                return
            if self.placed[other.id] != other and wanted(other):
                yield other, self.placed[other.id]

    def _of_person(self, visit: Visit, part: Participation) -> int:
        mode = self.week.people[part.person].mode
        span = entry_span(visit, part)
        own = [v for v in self.visits if _part_of(v, part.person) and (v.id, part.person) not in self.absent]
        lates = [0]
        for other, now in self._before(visit, lambda other: other in own):
            was = entry_span(other, _part_of(other, part.person))
            becomes = entry_span(now, _part_of(now, part.person))
            between = [pause for pause in own if was[1] <= pause.start and pause.end <= span[0]]
            need = self._need(other, visit, mode, between)
            lates.append(_wait(was, becomes, span, need))
        return max(lates)

    def _need(self, a: Visit, b: Visit, mode: str, between: list[Visit]) -> int:
        """Minutes from the end of one to the begin of the other; where people are in between counts for itself."""
        start, end = self.week.service_of(a), self.week.service_of(b)
        others = [visit for visit in between if visit.id not in {a.id, b.id}]
        if start is None or end is None or any(visit.service is not None for visit in others):
            return 0
        pauses = sum(visit.minutes for visit in others if visit.kind != JOURNEY)
        return pauses + journey(self.week, start, end, mode)

    def _of_host(self, visit: Visit) -> int:
        def same_host(other: Visit) -> bool:
            return other.host is not None and visit.host is not None and other.host.id == visit.host.id

        return self._of_group(visit, same_host)

    def _of_tour(self, visit: Visit) -> int:
        return self._of_group(visit, lambda other: visit.ronde is not None and other.ronde == visit.ronde)

    def _of_group(self, visit: Visit, wanted: Callable[[Visit], bool]) -> int:
        span = visit.start, visit.end
        lates = [0]
        for other, now in self._before(visit, wanted):
            if other.end <= visit.start:  # whoever receives two groups at once, goes on doing so
                need = self._need(other, visit, "", [])
                lates.append(_wait((other.start, other.end), (now.start, now.end), span, need))
        return max(lates)

    def _of_service(self, visit: Visit) -> int:
        """As many groups as the service can have at once; the next waits until there is room."""
        service = self.week.service_of(visit)
        if service is None or not visit.is_visit:
            return 0
        earlier = self.visits[: self.visits.index(visit)]
        others = [v for v in earlier if v.is_visit and v.service == service.id]
        room = max(1, service.max_groups)
        if len(others) < room:
            return 0
        was = sorted(other.end for other in others)[-room]
        now = sorted(self.placed[other.id].end for other in others)[-room]
        return max(0, now - visit.start) if was <= visit.start else 0


def _part_of(visit: Visit, person: int) -> Participation | None:
    return next((part for part in visit.people if part.person == person), None)


def _wait(was: Span, becomes: Span, span: Span, need: int) -> int:
    """How much later `span` has to begin, because what ran at `was` now runs at `becomes`.

    What was planned during it (a press moment at a visit) only does not begin before it.
    """
    if was[1] > span[0]:
        return max(0, becomes[0] - span[0]) if was[0] <= span[0] else 0
    return max(0, becomes[1] + min(need, span[0] - was[1]) - span[0])
