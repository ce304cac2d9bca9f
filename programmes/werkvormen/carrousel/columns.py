"""Bundles that were found, as the columns of a linear program: one for each person, no seat taken too often."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from programmes.planner.index import Floats
from programmes.planner.program.shapes import NONE, Program
from programmes.planner.program.solving import branch, relax
from programmes.werkvormen.carrousel.pricing import Pricing
from programmes.werkvormen.carrousel.problem import Bundle, Seat, taken

NODES = 500
NEARLY_WHOLE = 0.9
TIE_BREAK = 1_000  # points are multiplied by this, and less than one is added: of all best fractions, nearly whole ones


@dataclass(frozen=True)
class Relaxed:
    """`prices` by session and round; `whole` are the people whose bundle is chosen nearly entirely."""

    score: float
    prices: Floats
    whole: dict[int, Bundle]


@dataclass
class Columns:
    pricing: Pricing
    of_person: list[dict[Bundle, int]] = field(default_factory=list)  # with their points

    def __post_init__(self) -> None:
        nothing = self.pricing.problem.points
        self.of_person = [{(): nothing(person.id, ())} for person in self.pricing.problem.people]

    def add(self, bundles: Iterable[Bundle]) -> int:
        """One for each person; returns how many are new."""
        new = 0
        for person, (bundle, known) in enumerate(zip(bundles, self.of_person, strict=True)):
            if bundle not in known:
                known[bundle] = self.pricing.problem.points(person, bundle)
                new += 1
        return new

    def relax(self, *, seconds: float, rng: random.Random | None = None) -> Relaxed | None:
        """The best fractions; with `rng` those of them that are nearly whole. None when there was no time.

        Seats may be taken too often at a price that none is worth, so that prices stay within reason from the start.
        """
        program, keys = Program(), []
        for person, bundles in enumerate(self.of_person):
            for bundle, points in bundles.items():
                broken = int(rng.random() * TIE_BREAK) if rng else 0
                program.column(points * TIE_BREAK + broken, now=False)
                keys.append((person, bundle))
        rows = self._add_rows(program, keys, self.pricing.problem.places)
        for row in rows.values():
            program.rows[row] = self._elastic(program, row)
        found = relax(program, seconds=seconds, interior=True)
        if found is None:
            return None
        prices = np.zeros_like(self.pricing.room)
        for seat, row in rows.items():
            prices[seat] = max(0.0, float(found.duals[row]) / TIE_BREAK)
        chosen = np.flatnonzero(found.columns[: len(keys)] > NEARLY_WHOLE)
        return Relaxed(found.objective / TIE_BREAK, prices, dict(keys[column] for column in chosen))

    def _elastic(self, program: Program, row: int) -> tuple[float, float, list[int], list[int]]:
        low, high, columns, factors = program.rows[row]
        people = len(self.of_person)
        weights = self.pricing.problem.weights
        price = weights.missing + max(weights.rank) + max(weights.fair)
        extra = program.column(-price * people * TIE_BREAK, now=False)
        return low, high, [*columns, extra], [*factors, -people]

    def choose(self, free: set[int], kept: dict[int, Bundle], *, seconds: float) -> dict[int, Bundle] | None:
        """The best bundles for who is free, while the others keep theirs."""
        program, keys = Program(), []
        for person in sorted(free):
            for bundle, points in self.of_person[person].items():
                program.column(points, now=False)
                keys.append((person, bundle))
        sat = taken(tuple(kept.values()))
        left = {seat: room - sat[seat] for seat, room in self.pricing.problem.places.items()}
        self._add_rows(program, keys, left)
        values = branch(program, seconds=seconds, nodes=NODES)
        return None if values is None else dict(key for key, value in zip(keys, values, strict=True) if value)

    def _add_rows(self, program: Program, keys: list[tuple[int, Bundle]], room: dict[Seat, int]) -> dict[Seat, int]:
        """The numbers of the rows by seat."""
        people: dict[int, list[int]] = defaultdict(list)
        seats: dict[Seat, list[int]] = defaultdict(list)
        for column, (person, bundle) in enumerate(keys):
            people[person].append(column)
            for seat in bundle:
                seats[seat].append(column)
        for columns in people.values():
            program.row(1, 1, columns)
        return {seat: program.row(NONE, room[seat], columns) for seat, columns in seats.items()}
