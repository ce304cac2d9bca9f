"""A program without the columns that need not be decided: what may still bring more than so many points."""

from collections.abc import Mapping
from dataclasses import dataclass

from programmes.planner.program.shapes import Groups, Part, Program


@dataclass(frozen=True)
class Core:
    """`columns` are those of the whole program that are left; the others are `settled`, with their values.

    `points` stand outside of what is left; whatever is settled otherwise brings no more than `floor`.
    """

    part: Part
    settled: Mapping[int, int]
    program: Program
    columns: list[int]
    points: float
    floor: float

    @classmethod
    def of(cls, part: Part, settled: Mapping[int, int], *, points: float, floor: float) -> "Core":
        """`points`: outside of the whole program."""
        program, columns = _without(part.program, settled)
        own = sum(part.program.gains[column] for column, value in settled.items() if value)
        return cls(part, settled, program, columns, points + own, floor)

    def bound_of(self, bound: float) -> float:
        """Of the whole, when this bounds what is left."""
        return max(self.floor, self.points + bound)

    def points_of(self, values: list[bool]) -> float:
        return self.points + sum(gain for gain, value in zip(self.program.gains, values, strict=True) if value)

    def read(self, values: list[bool]) -> Groups:
        whole = [self.settled.get(column) == 1 for column in range(len(self.part.program.gains))]
        for column, value in zip(self.columns, values, strict=True):
            whole[column] = value
        return self.part.read(whole)

    def values_of(self, whole: list[bool]) -> list[bool]:
        return [whole[column] for column in self.columns]


def _without(program: Program, settled: Mapping[int, int]) -> tuple[Program, list[int]]:
    """When these columns have these values: what is left, and which columns those are."""
    columns = [column for column in range(len(program.gains)) if column not in settled]
    place = {column: n for n, column in enumerate(columns)}
    rest = Program([program.gains[column] for column in columns], [program.now[column] for column in columns])
    for low, high, numbers, factors in program.rows:
        done = sum(settled[c] * factor for c, factor in zip(numbers, factors, strict=True) if c in settled)
        left = [(place[c], factor) for c, factor in zip(numbers, factors, strict=True) if c in place]
        if left or not low <= done <= high:  # no column may mend it: then there is no plan, and that is to be found
            rest.rows.append((low - done, high - done, [c for c, _ in left], [factor for _, factor in left]))
    return rest, columns
