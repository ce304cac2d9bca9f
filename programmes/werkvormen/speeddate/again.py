"""Plans the rest of a speed date anew, after somebody came late or left; what was held stays."""

from collections.abc import Callable, Collection, Iterator, Sequence
from random import Random

from programmes.werkvormen.speeddate.anneal import better
from programmes.werkvormen.speeddate.effort import Budget
from programmes.werkvormen.speeddate.seats import Seating, Seats, groups
from programmes.werkvormen.speeddate.tours import Tours

TRIES = 8  # first seatings, of which the most even one is bettered
AWAY = -1


def replan(
    held: Sequence[Sequence[int]],
    present: Collection[int],
    *,
    guests: int,
    tables: int,
    rounds: int,
    seconds: float,
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
) -> Seating:
    """So many rounds for who is present, of guests 0 to `guests`; in `held` and in the answer -1 is who is not there.

    Nobody comes where they have been. Tables are as even as that allows; repeats count those of the held rounds too.
    """
    random = Random(seed)  # noqa: S311 (no secret hangs on it)
    been = [{seated[guest] for seated in held} - {AWAY} for guest in range(guests)]
    tries = [_first(been, sorted(present), tables, rounds, random) for _ in range(TRIES)]
    start = min(tries, key=lambda seats: unevenness(seats, tables))
    tours = Tours(start, tables, held)
    best = [Seating(start, tours.repeats)]
    if rounds:
        budget = Budget.of_seconds(seconds, should_stop)
        better(tours, random, budget, enough=0, tell=lambda seats, repeats: best.append(Seating(seats, repeats)))
    return best[-1]


def unevenness(seats: Seats, tables: int) -> int:
    return sum(len(group) ** 2 for seated in seats for group in groups(seated, tables))


def _first(been: list[set[int]], present: list[int], tables: int, rounds: int, random: Random) -> Seats:
    been = [set(seen) for seen in been]
    return tuple(_round(been, random.sample(present, len(present)), tables, random) for _ in range(rounds))


def _round(been: list[set[int]], present: list[int], tables: int, random: Random) -> tuple[int, ...]:
    """As even as can be: each guest takes the emptiest table that is free when others move up (Harvey et al., 2003)."""
    seated = [AWAY] * len(been)
    members: list[set[int]] = [set() for _ in range(tables)]
    order = random.sample(range(tables), tables)
    for guest in present:
        for mover, table in _way(guest, been, members, order):
            if seated[mover] != AWAY:
                members[seated[mover]].discard(mover)
            seated[mover] = table
            members[table].add(mover)
    for guest in present:
        been[guest].add(seated[guest])
    return tuple(seated)


def _way(guest: int, been: list[set[int]], members: list[set[int]], order: list[int]) -> Iterator[tuple[int, int]]:
    """Who moves to which table, the last one first, so that the guest gets a seat."""
    came: dict[int, tuple[int, int]] = {}  # table: (who would move there, from where)
    waiting = [(guest, AWAY)]
    while waiting:
        mover, origin = waiting.pop(0)
        for table in order:
            if table not in been[mover] and table not in came:
                came[table] = (mover, origin)
                waiting += [(member, table) for member in sorted(members[table])]
    table = min(came, key=lambda reached: len(members[reached]))
    while table != AWAY:
        mover, origin = came[table]
        yield mover, table
        table = origin
