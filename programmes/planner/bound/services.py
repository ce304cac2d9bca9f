"""The services' half of the bound: which visits each would hold on its own, with whom, at given prices."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from programmes.planner.bound.groups import BestGroups, Choice, Ranking
from programmes.planner.bound.timetables import LOST, Calendar, Timetables
from programmes.planner.index import Bools, Floats, Index, Ints

COMPETENT = ((0, 0, 0), (0, 1, 1), (1, 0, 1))
"""Flag 1: somebody competent came. Ways: 0 plain, 1 with somebody competent."""
PRESS = (*COMPETENT, (0, 2, 2), (0, 3, 3), (1, 2, 3), (2, 0, 2), (2, 1, 3), (3, 0, 3))
"""Flags 2, 3: 0, 1 with the press moment. Way 2 is that, way 3 with somebody competent."""
PRESS_TRIED = 8  # services whose timetables with a press moment are made at a time


@dataclass(frozen=True)
class Offered:
    """What services would get together, and the places they give."""

    value: float
    given: Bools


@dataclass(frozen=True)
class Press:
    """Where the press moment is best, what it gains, and the groups of that service; service -1 for wherever."""

    service: int
    gain: float
    groups: tuple[tuple[int, Ints], ...] = ()


class Services:
    """All at once; `pinned` are points for the places that must be given."""

    def __init__(self, index: Index, slot: Ints, person: Ints, pinned: Floats) -> None:
        self.index, self.weights, self.pinned = index, index.problem.weights, pinned
        problem = index.problem
        self.groups = BestGroups(index, slot, person)
        self.calendar = Calendar(index, list(range(len(problem.services))))
        self.worth = np.array([self.weights.uncovered * service.priority for service in problem.services], dtype=float)
        self.has_competent = self.groups.competent.any(1)
        self.press_slots = np.array(index.press_slots, dtype=np.int64)
        number = np.array([index.slots[slot].service for slot in index.press_slots], dtype=np.int64)
        self.press_services, self.press_row = np.unique(number, return_inverse=True)
        self.press_calendar = Calendar(index, self.press_services.tolist())

    def offer(self, place: Floats) -> Offered:
        ranking = self.groups.rank(place + self.pinned)
        choices = [self.groups.best(ranking), self.groups.best_competent(ranking)]
        tables = self.calendar.plan([choice.value for choice in choices], COMPETENT, 2)
        ends = self._ends(tables)
        best = np.maximum(ends.max(1, initial=LOST) + self.worth, 0)
        value, given = float(best.sum()), np.zeros((len(self.index.slots), self.groups.people), bool)
        press = self._press(ranking, choices, best)
        if self.index.problem.press_windows:
            value += press.gain - self.weights.press
        for service in np.flatnonzero(best > 0).tolist():
            if service != press.service:
                for slot, way in tables.trace(service, int(ends[service].argmax())):
                    given[slot, self.groups.members(ranking, choices[way], slot)] = True
        for slot, people in press.groups:
            given[slot, people] = True
        return Offered(value, given.ravel()[self.groups.flat])

    def _ends(self, tables: Timetables, first: int = 0) -> Floats:
        """[row, flag]: what a timetable is worth by its end, without or with somebody competent."""
        ends: Floats = tables.worth()[:, first:] + np.array([0, self.weights.competence])
        return ends

    def _press(self, ranking: Ranking, choices: list[Choice], best: Floats) -> Press:
        """The press moment where it gains most over the best without; never too low.

        The timetables are made only where `limit` says that it could gain more than elsewhere.
        """
        if not len(self.press_slots):
            return Press(-1, 0.0)
        groups = self.groups.press(self.press_slots, ranking)
        worth = np.full((2, len(self.index.slots)), LOST)
        worth[:, self.press_slots] = [group.value for group in groups]
        values = [*(choice.value for choice in choices), *worth]
        limit = self._limit(groups, choices)
        order, gain, row, flag, tables = np.argsort(-limit), 0.0, -1, -1, None
        for first in range(0, len(order), PRESS_TRIED):
            if limit[order[first]] <= gain:
                break
            calendar = self.press_calendar.rows(order[first : first + PRESS_TRIED].tolist())
            found = calendar.plan(values, PRESS, 4)
            ends = self._ends(found, 2)
            gains = ends.max(1) + (self.worth - best)[calendar.services] + self.weights.press
            if gains.max() > gain:
                row, tables, gain = int(gains.argmax()), found, float(gains.max())
                flag = 2 + int(ends[row].argmax())
        if tables is None or gain >= self.weights.press:
            # a press moment is also a visit without: it never gains more than its own points
            return Press(-1, min(gain, float(self.weights.press)))
        visits = self._traced(tables.trace(row, flag), ranking, choices, groups)
        return Press(tables.calendar.services[row], gain, tuple(visits))

    def _limit(self, groups: list[Choice], choices: list[Choice]) -> Floats:
        """What it can gain per press service: there is a plain or a competent group in the place of its own."""
        plain, competent = (choice.value[self.press_slots] for choice in choices)
        gain = np.maximum(
            groups[0].value - np.maximum(plain, competent),
            groups[1].value - np.maximum(plain - self.weights.competence, competent),
        )
        limit = np.full(len(self.press_services), LOST)
        np.maximum.at(limit, self.press_row, gain + self.weights.press)
        return limit

    def _traced(
        self, visits: Iterable[tuple[int, int]], ranking: Ranking, choices: list[Choice], groups: list[Choice]
    ) -> list[tuple[int, Ints]]:
        place = {slot: n for n, slot in enumerate(self.press_slots.tolist())}
        part = ranking.of(self.press_slots)
        return [
            (slot, self.groups.members(part, groups[way - 2], place[slot], slot))
            if way > 1
            else (slot, self.groups.members(ranking, choices[way], slot))
            for slot, way in visits
        ]
