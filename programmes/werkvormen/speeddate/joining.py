"""Seats who joins in the rounds to come, and moves nobody else for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

STEPS = 5000  # of the search, for one who joins

Cost = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A table for each round; `crowding`: guests more than at the emptiest table, `again`: people met once more."""

    tables: tuple[int, ...]
    crowding: int
    again: int

    @property
    def is_free(self) -> bool:
        """Nobody loses by it."""
        return not self.crowding and not self.again


def place(
    rounds: Sequence[Sequence[Collection[int]]],
    *,
    been: Collection[int] = (),
    met: Collection[int] = (),
    chairs: int = 0,
) -> Place | None:
    """Where who joins sits best, never twice at a table nor where they have `been`; None when there is no such way.

    `rounds` are the guests at each table, `met` those whom they met already, `chairs` those of a table (0: enough).
    """
    search = _Search(rounds, frozenset(been), chairs)
    search.look((), frozenset(met), (0, 0))
    return search.best


class _Search:
    """Round by round, the emptiest table with the fewest people met first; what cannot become better is left."""

    def __init__(self, rounds: Sequence[Sequence[Collection[int]]], been: frozenset[int], chairs: int) -> None:
        self.rounds = [[frozenset(group) for group in seated] for seated in rounds]
        self.been, self.chairs, self.steps = been, chairs, STEPS
        self.best: Place | None = None

    def look(self, tables: tuple[int, ...], met: frozenset[int], cost: Cost) -> None:
        if self.best and cost >= (self.best.crowding, self.best.again):
            return
        if len(tables) == len(self.rounds):
            self.best = Place(tables, *cost)
            return
        seated = self.rounds[len(tables)]
        for crowding, again, table in self._options(seated, tables, met):
            if not self.steps:
                return
            self.steps -= 1
            self.look((*tables, table), met | seated[table], (cost[0] + crowding, cost[1] + again))

    def _options(
        self, seated: Sequence[frozenset[int]], tables: tuple[int, ...], met: frozenset[int]
    ) -> list[tuple[int, int, int]]:
        least = min(map(len, seated), default=0)
        return sorted(
            (len(group) - least, len(group & met), table)
            for table, group in enumerate(seated)
            if table not in tables and table not in self.been and (not self.chairs or len(group) < self.chairs)
        )
