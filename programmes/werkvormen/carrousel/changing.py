"""A change after the seats were given: what somebody can move to, and what happens to whom (who moves up: waiting).

Whoever is not hit keeps their seats.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from programmes.werkvormen.carrousel.problem import Bundle, Problem, Seat, taken


@dataclass(frozen=True, slots=True)
class Move:
    """In this round from one session (None: nothing there) to another, where there is a seat."""

    number: int
    origin: int | None
    session: int


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a change does to somebody."""

    person: int
    before: Bundle
    after: Bundle

    @property
    def lost(self) -> list[Seat]:
        return [seat for seat in self.before if seat not in self.after]


def free_seats(problem: Problem, bundles: Sequence[Bundle]) -> dict[Seat, int]:
    """What is left; never below zero."""
    sat = taken(tuple(bundles))
    return {seat: max(0, room - sat[seat]) for seat, room in problem.places.items()}


def moves(problem: Problem, bundles: Sequence[Bundle], person: int) -> list[Move]:
    """What somebody can do without a clash, the best first; nobody else has to move."""
    free = (seat for seat, room in free_seats(problem, bundles).items() if room)
    found = [move for seat in free if (move := step_to(problem, bundles[person], seat)) is not None]
    return sorted(found, key=lambda move: (-worth(problem, bundles, person, move), move.number, move.session))


def step_to(problem: Problem, bundle: Bundle, seat: Seat) -> Move | None:
    """Into a seat that is free, unless it clashes."""
    session, number = seat
    own = {one: other for other, one in bundle}
    is_full = number not in own and len(own) >= problem.per_person
    return None if is_full or session in own.values() else Move(number, own.get(number), session)


def moved(bundle: Bundle, move: Move) -> Bundle:
    kept = [seat for seat in bundle if seat[1] != move.number]
    return tuple(sorted([*kept, (move.session, move.number)], key=lambda seat: seat[1]))


def worth(problem: Problem, bundles: Sequence[Bundle], person: int, move: Move) -> int:
    """What they gain by it, in points."""
    return problem.points(person, moved(bundles[person], move)) - problem.points(person, bundles[person])


def consequences(problem: Problem, bundles: Sequence[Bundle]) -> list[Consequence]:
    """What a changed problem (a round or session gone, a smaller room) does to seats given before, for whom it hits.

    Who loses a seat keeps the others and gets the best that is left; of too many in a room, who loses least leaves.
    """
    now = [tuple(seat for seat in bundle if seat in problem.places) for bundle in bundles]
    sat = taken(tuple(now))
    for seat, room in problem.places.items():
        for person in _leaving(problem, now, seat, sat[seat] - room):
            now[person] = tuple(one for one in now[person] if one != seat)
    for person, bundle in enumerate(now):
        if bundle != bundles[person]:
            now[person] = mended(problem, now, person)
    changed = [(person, after) for person, after in enumerate(now) if after != bundles[person]]
    return [Consequence(person, bundles[person], after) for person, after in changed]


def _leaving(problem: Problem, bundles: Sequence[Bundle], seat: Seat, count: int) -> Iterable[int]:
    there = [person for person, bundle in enumerate(bundles) if seat in bundle]
    loss = Counter({person: _loss(problem, bundles[person], person, seat) for person in there})
    return sorted(there, key=lambda person: (loss[person], -person))[: max(0, count)]


def _loss(problem: Problem, bundle: Bundle, person: int, seat: Seat) -> int:
    without = tuple(one for one in bundle if one != seat)
    return problem.points(person, bundle) - problem.points(person, without)


def mended(problem: Problem, bundles: Sequence[Bundle], person: int) -> Bundle:
    """Their bundle, with the best that is left in the rounds where they have nothing: as many rounds as can be.

    Sessions by their list, then by room left; each takes a round, and who stands in its way moves on to another.
    """
    own = {number: session for session, number in bundles[person]}
    left = free_seats(problem, bundles)
    free = {
        session.id: [n for n in session.rounds if n not in own and left[session.id, n]] for session in problem.sessions
    }
    spare = sorted(free, key=lambda session: -max((left[session, n] for n in free[session]), default=0))
    found: dict[int, int] = {}
    for session in dict.fromkeys((*problem.people[person].wishes, *spare)):
        if len(own) + len(found) < problem.per_person and session not in own.values():
            _take(session, free, found, set())
    return tuple(sorted(((session, number) for number, session in (own | found).items()), key=lambda seat: seat[1]))


def _take(session: int, free: Mapping[int, Sequence[int]], found: dict[int, int], tried: set[int]) -> bool:
    """An augmenting path (Kuhn): into a round that is free, or whose session can go to another."""
    for number in free[session]:
        if number not in tried:
            tried.add(number)
            if number not in found or _take(found[number], free, found, tried):
                found[number] = session
                return True
    return False
