"""The services' half of the bound: which visits each would hold on its own, with whom, at given prices."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from programmes.planner.bound.groups import NEVER, BestGroups, Choice, Ranking
from programmes.planner.bound.timetables import LOST, Calendar, Timetables
from programmes.planner.index import Bools, Floats, Index, Ints

COMPETENT = ((0, 0, 0), (0, 1, 1), (1, 0, 1))
"""Flag 1: somebody competent came. Ways: 0 plain, 1 with somebody competent."""
PRESS = (*COMPETENT, (0, 2, 2), (0, 3, 3), (1, 2, 3), (2, 0, 2), (2, 1, 3), (3, 0, 3))
"""Flags 2, 3: 0, 1 with the press moment. Way 2 is that, way 3 where somebody competent can be."""
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
        self.is_mayor = np.array([person.role == "burgemeester" for person in problem.people], dtype=bool)
        self.is_alderman = np.array([person.role == "schepen" for person in problem.people], dtype=bool)

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
        group = self.groups.press(self.press_slots, ranking, self._needed(ranking))
        worth = np.full(len(self.index.slots), LOST)
        worth[self.press_slots] = group.value
        values = [*(choice.value for choice in choices), worth, np.where(self.has_competent, worth, LOST)]
        limit = self._limit(group, choices)
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
        visits = self._traced(tables.trace(row, flag), ranking, choices, group)
        return Press(tables.calendar.services[row], gain, tuple(visits))

    def _limit(self, group: Choice, choices: list[Choice]) -> Floats:
        """What it can gain per press service: there is a plain or a competent group in the place of its own."""
        without = np.maximum(choices[0].value - self.weights.competence, choices[1].value)
        without = np.where(self.has_competent, without, choices[0].value)
        limit = np.full(len(self.press_services), LOST)
        np.maximum.at(limit, self.press_row, group.value - without[self.press_slots] + self.weights.press)
        return limit

    def _traced(
        self, visits: Iterable[tuple[int, int]], ranking: Ranking, choices: list[Choice], group: Choice
    ) -> list[tuple[int, Ints]]:
        place = {slot: n for n, slot in enumerate(self.press_slots.tolist())}
        part = ranking.of(self.press_slots)
        return [
            (slot, self.groups.members(part, group, place[slot], slot))
            if way > 1
            else (slot, self.groups.members(ranking, choices[way], slot))
            for slot, way in visits
        ]

    def _needed(self, ranking: Ranking) -> tuple[Ints, ...]:
        """Per press slot the ranks of the mayor and of the aldermen that bring most, -1 for who is missing."""
        column, value = ranking.column[self.press_slots], ranking.value[self.press_slots]
        is_there = value > NEVER / 2
        alderman = self.is_alderman[column] & is_there
        turn = np.cumsum(alderman, axis=1)
        wanted = range(1, self.index.problem.press_schepenen + 1)
        masks = (self.is_mayor[column] & is_there, *(alderman & (turn == n) for n in wanted))
        return tuple(np.where(mask.any(1), mask.argmax(1), -1) for mask in masks)
