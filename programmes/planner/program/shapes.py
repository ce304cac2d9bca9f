"""A linear program of zeros and ones, and what in it stands for what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from programmes.planner.index import Index

Groups = dict[int, frozenset[int]]
"""{slot: who is on it}: a plan."""
Place = tuple[int, int]
"""(person, slot)."""
Constraint = tuple[float, float, list[int], list[int]]
"""From, to, columns, coefficients."""

NONE = float("-inf")
ANY = float("inf")


def places_in(groups: Groups) -> set[Place]:
    return {(person, slot) for slot, people in groups.items() for person in people}


@dataclass
class Program:
    """Columns of 0 or 1, each with its gain and its value in the plan as it stands, and rows that bound them."""

    gains: list[int] = field(default_factory=list)
    now: list[bool] = field(default_factory=list)
    rows: list[Constraint] = field(default_factory=list)

    @property
    def points(self) -> int:
        """Of the plan as it stands, as far as it is in the program."""
        return sum(gain for gain, now in zip(self.gains, self.now, strict=True) if now)

    def column(self, gain: int, *, now: bool) -> int:
        self.gains.append(gain)
        self.now.append(now)
        return len(self.gains) - 1

    def row(self, low: float, high: float, plus: Iterable[int], minus: Iterable[int] = (), *, times: int = 1) -> int:
        """low <= sum(plus) - times * sum(minus) <= high; gives its number."""
        plus, minus = list(plus), list(minus)
        self.rows.append((low, high, plus + minus, [1] * len(plus) + [-times] * len(minus)))
        return len(self.rows) - 1


@dataclass
class Part:
    """The program, and what in it stands for what."""

    index: Index
    groups: Groups
    free: set[Place]
    program: Program = field(default_factory=Program)
    joins: dict[Place, int] = field(default_factory=dict)
    held: dict[int, int | None] = field(default_factory=dict)  # None: it is held whatever happens
    stays: dict[int, set[int]] = field(default_factory=dict)  # who is on a slot whatever happens

    def is_on(self, person: int, slot: int) -> bool:
        return person in self.groups.get(slot, ())

    def read(self, values: list[bool]) -> Groups:
        """The plan in a solution."""
        groups = {slot: set(people) for slot, people in self.stays.items()}
        for (person, slot), column in self.joins.items():
            if values[column]:
                groups.setdefault(slot, set()).add(person)
        return {slot: frozenset(people) for slot, people in groups.items() if people}
