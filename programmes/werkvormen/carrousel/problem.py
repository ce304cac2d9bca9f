"""A carousel to fill: sessions in rounds, people with wishes, and who gets which seats. Plain data, without Django.

Ids are positions in their lists, rounds count from 0. The form of the files: `manage.py plan carousel`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from programmes.planner.problem import nth

Seat = tuple[int, int]
"""(session, round)."""
Bundle = tuple[Seat, ...]
"""What one person gets: seats in different rounds of different sessions, in order of round."""


@dataclass(frozen=True, slots=True)
class Session:
    """`capacity` is per round."""

    id: int
    rounds: tuple[int, ...]
    capacity: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`wishes`: sessions, best first."""

    id: int
    wishes: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points: `missing` per seat that a person lacks, `rank` by place on the list, `fair` for the n-th granted wish."""

    missing: int = 1000
    rank: tuple[int, ...] = (30, 25, 20, 15, 10, 5)
    fair: tuple[int, ...] = (100, 60, 35, 20, 10, 5, 2, 1)


@dataclass(frozen=True)
class Problem:
    sessions: tuple[Session, ...]
    people: tuple[Person, ...]
    per_person: int
    weights: Weights = Weights()
    kept: Mapping[Seat, int] = field(default_factory=dict)
    """Seats that are somebody else's already."""

    @cached_property
    def rounds(self) -> int:
        return 1 + max((number for session in self.sessions for number in session.rounds), default=-1)

    @cached_property
    def places(self) -> dict[Seat, int]:
        """How many people each seat (session, round) has room for."""
        seats = ((one, (one.id, number)) for one in self.sessions for number in one.rounds)
        return {seat: max(0, one.capacity - self.kept.get(seat, 0)) for one, seat in seats}

    def points(self, person: int, bundle: Bundle) -> int:
        """What a bundle is worth to somebody."""
        wishes, weights = self.people[person].wishes, self.weights
        ranks = sorted(wishes.index(session) for session, _ in bundle if session in wishes)
        granted = sum(nth(weights.rank, rank) for rank in ranks)
        fair = sum(nth(weights.fair, number) for number in range(len(ranks)))
        return granted + fair - weights.missing * (self.per_person - len(bundle))

    @property
    def nothing(self) -> int:
        """The score when nobody has a seat."""
        return -self.weights.missing * self.per_person * len(self.people)


@dataclass(frozen=True)
class Allocation:
    """A bundle per person, by id. `bound`: proven, no allocation scores higher."""

    bundles: tuple[Bundle, ...]
    score: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        return self.score >= self.bound

    @property
    def gap(self) -> float:
        return (self.bound - self.score) / abs(self.bound) if self.bound else 0.0

    @property
    def seats(self) -> list[tuple[int, int, int]]:
        """(person, session, round), in that order."""
        return [(person, *seat) for person, bundle in enumerate(self.bundles) for seat in bundle]

    def to_json(self) -> dict[str, Any]:
        return {"seats": [list(seat) for seat in self.seats], "score": self.score, "bound": self.bound}


def taken(bundles: tuple[Bundle, ...]) -> Counter[Seat]:
    """How many people sit where."""
    return Counter(seat for bundle in bundles for seat in bundle)
