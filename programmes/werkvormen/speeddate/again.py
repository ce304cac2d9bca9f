"""Plans the rest of a speed date anew, after somebody came late or left; what was held stays."""

from collections.abc import Callable, Collection, Iterator, Sequence
from random import Random

from programmes.werkvormen.speeddate.anneal import COOL, HOT, Heat, better
from programmes.werkvormen.speeddate.effort import Budget
from programmes.werkvormen.speeddate.seats import Seating, Seats, groups, repeats_of
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
    before: Sequence[Sequence[int]] = (),
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
) -> Seating:
    """So many rounds for who is present, of guests 0 to `guests`; in `held` and in the answer -1 is who is not there.

    Nobody comes where they have been. Tables are as even as that allows; repeats count those of the held rounds too.
    `before` is how the rounds were planned: it stays where that is as even and has no more repeats.
    """
    random = Random(seed)  # noqa: S311 (no secret hangs on it)
    been = [{seated[guest] for seated in held} - {AWAY} for guest in range(guests)]
    plan = _Planner(been, sorted(present), tables, random)
    new = [plan.rounds([()] * rounds) for _ in range(TRIES)]
    start = min(new, key=lambda seats: unevenness(seats, tables))
    budget = Budget.of_seconds(seconds, should_stop)
    best = _better(start, held, tables, random, budget.part(0.5), enough=0, heat=HOT)
    if len(before) != rounds or not rounds:
        return best
    near = _better(plan.rounds(before), held, tables, random, budget.part(0.5), enough=best.repeats, heat=COOL)
    is_even = unevenness(near.seats, tables) <= unevenness(best.seats, tables)
    return near if is_even and near.repeats <= best.repeats else best


def _better(
    start: Seats,
    held: Sequence[Sequence[int]],
    tables: int,
    random: Random,
    budget: Budget,
    *,
    enough: int,
    heat: Heat,
) -> Seating:
    if not start:
        return Seating(start, repeats_of(held, tables))
    tours = Tours(start, tables, held)
    best = [Seating(start, tours.repeats)]

    def tell(seats: Seats, repeats: int) -> None:
        best.append(Seating(seats, repeats))

    better(tours, random, budget, enough=enough, tell=tell, heat=heat)
    return best[-1]


def unevenness(seats: Seats, tables: int) -> int:
    return sum(len(group) ** 2 for seated in seats for group in groups(seated, tables))


class _Planner:
    """Seats who is present round by round, at tables where they have not been, as evenly as can be."""

    def __init__(self, been: list[set[int]], present: list[int], tables: int, random: Random) -> None:
        self.been, self.present, self.tables, self.random = been, present, tables, random

    def rounds(self, planned: Sequence[Sequence[int]]) -> Seats:
        """Near to what was planned; of an empty one nothing was."""
        been = [set(seen) for seen in self.been]
        return tuple(self._round(been, seated) for seated in planned)

    def _round(self, been: list[set[int]], planned: Sequence[int]) -> tuple[int, ...]:
        seated = [AWAY] * len(been)
        members: list[set[int]] = [set() for _ in range(self.tables)]
        order = self.random.sample(range(self.tables), self.tables)
        waiting = self.random.sample(self.present, len(self.present))
        for guest in list(waiting):
            if guest < len(planned) and planned[guest] not in been[guest] | {AWAY}:
                _move(guest, planned[guest], seated, members)
                waiting.remove(guest)
        for guest in waiting:
            _place(guest, been, seated, members, order)
        _even_out(been, seated, members, order)
        for guest in self.present:
            been[guest].add(seated[guest])
        return tuple(seated)


def _move(guest: int, table: int, seated: list[int], members: list[set[int]]) -> None:
    if seated[guest] != AWAY:
        members[seated[guest]].discard(guest)
    seated[guest] = table
    members[table].add(guest)


def _place(guest: int, been: list[set[int]], seated: list[int], members: list[set[int]], order: Sequence[int]) -> None:
    """At the emptiest table that is free when others move up (Harvey et al., 2003, on semi-matchings)."""
    for mover, table in list(_way(guest, been, members, order)):
        _move(mover, table, seated, members)


def _even_out(been: list[set[int]], seated: list[int], members: list[set[int]], order: Sequence[int]) -> None:
    """Who leaves makes a table emptier: one of the fullest looks for another seat, as long as that helps."""
    while True:
        before, filled = list(seated), sum(len(group) ** 2 for group in members)
        fullest = max(range(len(members)), key=lambda table: len(members[table]))
        guest = min(members[fullest], default=None)
        if guest is None:
            return
        members[seated[guest]].discard(guest)
        seated[guest] = AWAY
        _place(guest, been, seated, members, order)
        if sum(len(group) ** 2 for group in members) >= filled:
            seated[:] = before
            return


def _way(guest: int, been: list[set[int]], members: list[set[int]], order: Sequence[int]) -> Iterator[tuple[int, int]]:
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
