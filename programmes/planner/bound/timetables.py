"""The best timetable of each service: at most so many visits, never two at once, for all services at the same time.

A timetable has a flag: what it has had so far (nothing special, somebody competent, the press moment).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from programmes.planner.index import Floats, Index, Slot

LOST = -1e15

Leads = tuple[tuple[int, int, int], ...]
"""(way to hold a visit, from this flag, to that one)."""


class Calendar:
    """The slots of some services in the order of the week, and how many of them end before each begins."""

    def __init__(self, index: Index, services: list[int]) -> None:
        self.services = services
        numbers = [
            sorted(index.of_service[s], key=lambda n: (index.slots[n].day, index.slots[n].start)) for s in services
        ]
        length = max(map(len, numbers), default=0)
        self.slots = np.full((len(services), length), -1, dtype=np.int64)
        self.before = np.zeros((len(services), length), dtype=np.int64)
        for row, own in enumerate(numbers):
            self.slots[row, : len(own)] = own
            for turn, number in enumerate(own):
                earlier = turn
                while earlier and _collide(index.slots[own[earlier - 1]], index.slots[number]):
                    earlier -= 1
                self.before[row, turn] = earlier
        self.most = np.array([index.visits_max(s) for s in services], dtype=np.int64)

    def rows(self, chosen: list[int]) -> "Calendar":
        """The same for some of the rows."""
        part = object.__new__(Calendar)
        part.services = [self.services[row] for row in chosen]
        part.slots, part.before, part.most = self.slots[chosen], self.before[chosen], self.most[chosen]
        return part

    def plan(self, ways: list[Floats], leads: Leads, flags: int) -> "Timetables":
        """`ways`: what a visit is worth per slot, by the way it is held. Timetables begin with flag 0."""
        rows, length = self.slots.shape
        most = int(self.most.max(initial=0))
        values = [np.where(self.slots >= 0, way[self.slots], LOST).T[:, :, None].copy() for way in ways]
        best = np.full((length + 1, flags, rows, most + 1), LOST)
        best[:, 0, :, 0] = 0
        everyone = np.arange(rows)
        for turn in range(length):
            now = best[turn + 1]
            now[:] = best[turn]
            earlier = best[self.before[:, turn], :, everyone, :-1]  # rows, flags, number
            for way, source, target in leads:
                np.maximum(now[target, :, 1:], earlier[:, source] + values[way][turn], out=now[target, :, 1:])
        return Timetables(self, values, leads, best)


@dataclass(frozen=True)
class Timetables:
    """`best[turn, flag, row, number]`: with so many visits among the first `turn` slots, ending with that flag."""

    calendar: Calendar
    values: list[Floats]
    leads: Leads
    best: Floats

    def worth(self) -> Floats:
        """[row, flag]: of the best one with at least one visit."""
        numbers = np.arange(self.best.shape[3])[None, :]
        allowed = (numbers > 0) & (numbers <= self.calendar.most[:, None])
        worth: Floats = np.where(allowed, self.best[-1], LOST).max(2, initial=LOST).T
        return worth

    def trace(self, row: int, flag: int) -> Iterator[tuple[int, int]]:
        """The (slot, way) of the visits of the best one of this row that ends with this flag."""
        most = int(self.calendar.most[row])
        number = 1 + int(self.best[-1, flag, row, 1 : most + 1].argmax())
        turn = self.best.shape[0] - 1
        while number > 0:
            here = self.best[turn, flag, row, number]
            turn = int(
                np.searchsorted(self.best[: turn + 1, flag, row, number], here)
            )  # never falls: the first as good
            before = int(self.calendar.before[row, turn - 1])
            for way, source, target in self.leads:
                value = self.best[before, source, row, number - 1] + self.values[way][turn - 1, row, 0]
                if target == flag and value == here:
                    yield int(self.calendar.slots[row, turn - 1]), way
                    flag, number, turn = source, number - 1, before
                    break


def _collide(earlier: Slot, later: Slot) -> bool:
    """Two that are fixed are both held, whatever the clock says."""
    overlap = earlier.day == later.day and earlier.end > later.start
    return overlap and not (earlier.is_fixed and later.is_fixed)
