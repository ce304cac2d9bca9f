"""The tours of the guests along the tables, with who met whom, and exchanges that leave every rule kept.

When two guests change places in one round, one of them may come where they have been: then they change places in that
round too, and so on. Such a chain of rounds ends, and after it nobody is twice at a table and every table is as full
as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.werkvormen.speeddate.seats import Seats, groups, meetings

NEVER, HELD = -1, -2  # a guest comes to a table in no round; has been there in a round that was held


@dataclass(frozen=True, slots=True)
class Swap:
    """Two guests change places in these rounds."""

    one: int
    other: int
    rounds: list[int]


class Tours:
    """Of the rounds still to come; `held` are the rounds before them, with -1 for who was not there."""

    def __init__(self, seats: Seats, tables: int, held: Sequence[Sequence[int]] = ()) -> None:
        guests = len(seats[0])
        self.guests = [guest for guest in range(guests) if seats[0][guest] >= 0]
        self.tour = [list(tour) for tour in zip(*seats, strict=True)]
        self.when = [[NEVER] * tables for _ in range(guests)]
        self.groups = [groups(seated, tables) for seated in seats]
        self.met = [[0] * guests for _ in range(guests)]
        self.repeats = sum(times - 1 for times in self._count((*held, *seats), tables))
        self._remember(held)

    def _count(self, seats: Iterable[Sequence[int]], tables: int) -> list[int]:
        found = meetings(seats, tables)
        for (one, other), times in found.items():
            self.met[one][other] = self.met[other][one] = times
        return list(found.values())

    def _remember(self, held: Sequence[Sequence[int]]) -> None:
        for guest in self.guests:
            for seated in held:
                if seated[guest] >= 0:
                    self.when[guest][seated[guest]] = HELD
            for n, table in enumerate(self.tour[guest]):
                self.when[guest][table] = n

    @property
    def seats(self) -> Seats:
        return tuple(zip(*self.tour, strict=True))

    def swap(self, one: int, other: int, n: int) -> Swap | None:
        """None when they sit together, or when one of them was at a table of the chain in a round that was held."""
        mine, theirs = self.tour[one], self.tour[other]
        if mine[n] == theirs[n]:
            return None
        rounds = [n]
        after = self._follow(rounds, self.when[one], theirs, theirs[n])
        if after not in (n, HELD):
            after = self._follow(rounds, self.when[other], mine, mine[n])
        return None if after == HELD else Swap(one, other, rounds)

    @staticmethod
    def _follow(rounds: list[int], when: list[int], tour: list[int], table: int) -> int:
        """Adds the rounds that one of them must change too; where it ends: the first round, NEVER or HELD."""
        after = when[table]
        while after >= 0 and after != rounds[0]:
            rounds.append(after)
            after = when[tour[after]]
        return after

    def lay(self, swap: Swap) -> int:
        """Counts their meetings as after it; what it adds to the repeats. Then `take` it or `undo` it."""
        one, other = swap.one, swap.other
        mine, theirs, added = self.tour[one], self.tour[other], 0
        for n in swap.rounds:
            tables = self.groups[n]
            added += self._leave(self.met[one], self.met[other], tables[mine[n]], one)
            added += self._leave(self.met[other], self.met[one], tables[theirs[n]], other)
        return added

    @staticmethod
    def _leave(old: list[int], new: list[int], group: list[int], leaver: int) -> int:
        added = 0
        for guest in group:
            if guest != leaver:
                added -= old[guest] > 1
                old[guest] -= 1
                added += new[guest] > 0
                new[guest] += 1
        return added

    def undo(self, swap: Swap) -> None:
        one, other = swap.one, swap.other
        for n in swap.rounds:
            tables = self.groups[n]
            self._leave(self.met[other], self.met[one], tables[self.tour[one][n]], one)
            self._leave(self.met[one], self.met[other], tables[self.tour[other][n]], other)

    def take(self, swap: Swap, added: int) -> None:
        one, other = swap.one, swap.other
        mine, theirs = self.tour[one], self.tour[other]
        for n in swap.rounds:
            self._change(self.groups[n][mine[n]], one, other, swap)
            self._change(self.groups[n][theirs[n]], other, one, swap)
            self.when[one][mine[n]] = self.when[other][theirs[n]] = NEVER
        for n in swap.rounds:
            mine[n], theirs[n] = theirs[n], mine[n]
            self.when[one][mine[n]] = self.when[other][theirs[n]] = n
        self.repeats += added

    def _change(self, group: list[int], leaver: int, comer: int, swap: Swap) -> None:
        group.remove(leaver)
        for guest in group:
            row = self.met[guest]
            row[swap.one], row[swap.other] = self.met[swap.one][guest], self.met[swap.other][guest]
        group.append(comer)
