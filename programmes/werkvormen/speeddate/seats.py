"""What a speed date is made of: who sits at which table in which round, and how good that is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

Seats = tuple[tuple[int, ...], ...]  # seats[round][guest] is a table


@dataclass(frozen=True, slots=True)
class Size:
    """So many guests at so many tables, so many rounds; never more rounds than tables."""

    guests: int
    tables: int
    rounds: int

    @property
    def fullest(self) -> int:
        """The most guests that sit at one table."""
        return -(-self.guests // self.tables)

    def table_sizes(self) -> list[int]:
        """Of one round, evenly filled; the fullest first."""
        full, more = divmod(self.guests, self.tables)
        return [full + 1] * more + [full] * (self.tables - more)


@dataclass(frozen=True, slots=True)
class Seating:
    """`bound` is the least number of repeats that is possible, as `why` proves; None: nothing was proven."""

    seats: Seats
    repeats: int
    bound: int | None = None
    why: str = ""

    @property
    def is_best(self) -> bool:
        return self.bound is not None and self.repeats <= self.bound


def cyclic(size: Size) -> Seats:
    """Valid at once: everyone moves up a table each round."""
    return tuple(tuple((guest + n) % size.tables for guest in range(size.guests)) for n in range(size.rounds))


def groups(seats: Sequence[int], tables: int) -> list[list[int]]:
    """The guests of one round by table; -1 is a guest who is not there."""
    found: list[list[int]] = [[] for _ in range(tables)]
    for guest, table in enumerate(seats):
        if table >= 0:
            found[table].append(guest)
    return found


def meetings(seats: Iterable[Sequence[int]], tables: int) -> Counter[tuple[int, int]]:
    """How often each pair of guests sits together."""
    return Counter(pair for seated in seats for group in groups(seated, tables) for pair in combinations(group, 2))


def repeats_of(seats: Iterable[Sequence[int]], tables: int) -> int:
    """Over all pairs, the times that they meet after the first."""
    return sum(times - 1 for times in meetings(seats, tables).values())


def is_valid(seats: Seats, size: Size) -> bool:
    """Everyone seated each round, tables filled evenly, nobody twice at a table."""
    even = all(sorted(map(len, groups(seated, size.tables)), reverse=True) == size.table_sizes() for seated in seats)
    tours = list(zip(*seats, strict=True))
    return even and len(seats) == size.rounds and all(len(set(tour)) == size.rounds for tour in tours)
