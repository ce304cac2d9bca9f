"""How long everybody is under way, as the planner's matrices. Pure."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from programmes.proposals.standing import Numbers, StandIn
from programmes.travel import journey
from programmes.week import DECLINED, Visit, Week, entry_span

Matrix = tuple[tuple[int, ...], ...]


class Ways:
    """Journeys with the programme's slack; nothing between two groups at one service.

    Where the draft already leaves less than the slack, but time enough to get there, the planner takes it as enough.
    """

    def __init__(self, week: Week, numbers: Numbers, stand_ins: list[StandIn]) -> None:
        self.week = week
        self.places = [*numbers.services, *(one.service.id for one in stand_ins)]
        self.tight: dict[tuple[int, int, str], int] = {}
        for key, room in _tight(week):
            self.tight[key] = min(room, self.tight.get(key, room))
        self.longest = cache(self._longest)

    def mode(self, person: int) -> str:
        return self.week.people[person].mode or self.week.info.mode

    def matrices(self) -> dict[str, Matrix]:
        modes = {self.mode(person) for person in self.week.people} | {self.week.info.mode}
        return {mode: self._matrix(mode) for mode in sorted(modes)}

    def _matrix(self, mode: str) -> Matrix:
        own = {key: {other: self._minutes(key, other, mode) for other in set(self.places)} for key in set(self.places)}
        return tuple(tuple(own[a][b] for b in self.places) for a in self.places)

    def _minutes(self, a: int, b: int, mode: str) -> int:
        if a == b:
            return 0
        needed = journey(self.week, self.week.services[a], self.week.services[b], mode) + self.week.info.slack
        return min(needed, self.tight.get((a, b, mode), needed))

    def _longest(self, person: int, service: int | None) -> int:
        """To that service from any other, or between any two; 0 when there is only one."""
        return self._longest_by(self.mode(person), service)

    @cache  # noqa: B019 (lives as long as one problem is made)
    def _longest_by(self, mode: str, service: int | None) -> int:
        starts = self.week.services if service is None else [service]
        ways = (max(self._minutes(a, b, mode), self._minutes(b, a, mode)) for a in starts for b in self.week.services)
        return max(ways, default=0)


def _tight(week: Week) -> Iterator[tuple[tuple[int, int, str], int]]:
    """{(from, to, mode): minutes} where somebody has time for the journey but not for all of the slack."""
    for person in week.people:
        mode = week.people[person].mode or week.info.mode
        mine = [visit for visit in week.visits_of(person) if visit.is_visit and week.service_of(visit) is not None]
        for first, second in pairwise(mine):
            room = _start_of(second, person) - _end_of(first, person)
            if first.day != second.day or first.service == second.service:
                continue
            needed = journey(week, week.services[first.service or 0], week.services[second.service or 0], mode)
            if needed <= room < needed + week.info.slack:
                yield (first.service or 0, second.service or 0, mode), room


def _part_span(visit: Visit, person: int) -> tuple[int, int]:
    part = next((part for part in visit.people if part.person == person and part.answer != DECLINED), None)
    return entry_span(visit, part)


def _start_of(visit: Visit, person: int) -> int:
    return _part_span(visit, person)[0]


def _end_of(visit: Visit, person: int) -> int:
    return _part_span(visit, person)[1]
