"""Who waits for a seat, and who moves up when one comes free. Whoever does not gain by it, keeps what they have."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from programmes.werkvormen.carrousel.changing import Move, mended, moved, step_to, worth
from programmes.werkvormen.carrousel.problem import Bundle, Problem, Seat, taken

MOST_MOVES = 1000  # by one change, that staff see first
LONGEST_CHAIN = 40  # when one person comes or goes; 1000 people move up in a second, so nobody waits for the lock
May = Callable[[int, Move], bool]


def staying(stays: Collection[int]) -> May:
    """These people keep the seats that they have; where they have none, they take one as anybody."""
    return lambda person, move: move.origin is None or person not in stays


ANYBODY = staying(())


def waiting(problem: Problem, bundles: Sequence[Bundle], session: int) -> list[int]:
    """Who asked for a session and has no seat in it, in line: highest on their list first, then who is most short."""
    line = [
        (person.wishes.index(session), problem.points(person.id, bundles[person.id]), person.id)
        for person in problem.people
        if session in person.wishes and all(one != session for one, _ in bundles[person.id])
    ]
    return [person for *_, person in sorted(line)]


def lacking(problem: Problem, bundles: Sequence[Bundle], seat: Seat) -> list[int]:
    """Who has nothing in that round and did not ask for that session, who is most short first: better than nothing."""
    session, number = seat
    line = [
        (problem.points(person.id, bundles[person.id]), person.id)
        for person in problem.people
        if len(bundles[person.id]) < problem.per_person
        and session not in person.wishes
        and all(one != number for _, one in bundles[person.id])
    ]
    return [person for _, person in sorted(line)]


def _takers(problem: Problem, bundles: Sequence[Bundle], seat: Seat, may: May) -> Iterator[tuple[int, Move]]:
    """Who gains by a seat, in line: who asked for the session, then who has nothing there. One who takes it, changes
    nothing for who stands behind them.
    """
    for person in chain(waiting(problem, bundles, seat[0]), lacking(problem, bundles, seat)):
        move = step_to(problem, bundles[person], seat)
        if move is not None and may(person, move) and worth(problem, bundles, person, move) > 0:
            yield person, move


def move_up(
    problem: Problem,
    bundles: Sequence[Bundle],
    opened: Iterable[Seat],
    *,
    may: May = ANYBODY,
    most: int = MOST_MOVES,
) -> tuple[Bundle, ...]:
    """Who waits takes the seats that came free, in line; a seat that is left that way goes to the next."""
    now, todo = list(bundles), deque(opened)
    sat = taken(tuple(now))
    while todo:
        seat = todo.popleft()
        takers = _takers(problem, now, seat, may)
        while most > 0 and sat[seat] < problem.places.get(seat, 0) and (found := next(takers, None)) is not None:
            person, move = found
            now[person], most = moved(now[person], move), most - 1
            sat[seat] += 1
            if move.origin is not None:
                left = (move.origin, move.number)
                sat[left] -= 1
                todo.append(left)
    return tuple(now)


def seated(
    problem: Problem, bundles: Sequence[Bundle], newcomer: int, *, stays: Collection[int] = ()
) -> tuple[Bundle, ...]:
    """They get the best that is left; but a seat that somebody waits for is not theirs, so that one moves up first."""
    keeps = staying(stays)

    def may(person: int, move: Move) -> bool:
        return person != newcomer and keeps(person, move)

    now, most = tuple(bundles), LONGEST_CHAIN
    while most > 0:
        after = move_up(problem, now, mended(problem, now, newcomer), may=may, most=most)
        changed = sum(one != other for one, other in zip(now, after, strict=True))
        if not changed:
            break
        now, most = after, most - changed
    return (*now[:newcomer], mended(problem, now, newcomer), *now[newcomer + 1 :])
