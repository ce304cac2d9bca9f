"""A seating with as few repeats as can be found, and what is proven of it."""

from collections.abc import Callable, Sequence
from random import Random

from programmes.werkvormen.speeddate.anneal import COOL, HOT, WARM, Heat, better
from programmes.werkvormen.speeddate.bound import least_repeats
from programmes.werkvormen.speeddate.effort import Budget
from programmes.werkvormen.speeddate.fields import by_lines
from programmes.werkvormen.speeddate.known import known
from programmes.werkvormen.speeddate.rotations import by_rotation
from programmes.werkvormen.speeddate.seats import Seating, Seats, Size, cyclic, repeats_of
from programmes.werkvormen.speeddate.tours import Tours

TURNING, TURNING_FEW, FEW = 0.6, 0.1, 10  # of the effort, for seatings that turn; with few tables they seldom do well
BRIEF = 0.4  # of what is left, for each of two looks with little heat, which is enough for the easy ones

Progress = Callable[[Seating], None]


def seat(
    size: Size,
    *,
    seconds: float,
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Progress | None = None,
) -> Seating:
    """The same seed gives the same seating, unless the machine is too slow for the seconds."""
    best = _Best(size, on_progress)
    best.offer(cyclic(size))
    lines = by_lines(size) if not best.is_enough else None
    if lines is not None:
        best.offer(lines)
    random, budget = Random(seed), Budget.of_seconds(seconds, should_stop)  # noqa: S311 (no secret hangs on it)
    found = known(size)
    if found is not None:
        best.offer(found)
        _anneal(best, random, budget, found, ((1.0, COOL),))
        return best.seating
    if not best.is_enough:
        turning = budget.part(TURNING if size.tables >= FEW else TURNING_FEW)
        best.offer(by_rotation(size, random, turning))
        budget.used += turning.used
    if not best.is_enough:
        _anneal(best, random, budget, cyclic(size), ((BRIEF, WARM), (BRIEF, WARM), (1.0, HOT)))
    return best.seating


def _anneal(best: "_Best", random: Random, budget: Budget, start: Seats, looks: Sequence[tuple[float, Heat]]) -> None:
    """Each look begins anew, with its share of what is left of the budget."""
    for share, heat in looks:
        part = budget.part(share)
        tours = Tours(start, best.size.tables)
        better(tours, random, part, enough=best.least, tell=best.offer, heat=heat)
        budget.used += part.used
        if best.is_enough:
            return


class _Best:
    def __init__(self, size: Size, on_progress: Progress | None) -> None:
        self.size = size
        self.least, self._why = least_repeats(size)
        self._on_progress = on_progress
        self.seating = Seating((), size.guests**2 * size.rounds + 1)

    @property
    def is_enough(self) -> bool:
        return self.seating.repeats <= self.least

    def offer(self, seats: Seats, repeats: int | None = None) -> None:
        repeats = repeats_of(seats, self.size.tables) if repeats is None else repeats
        if repeats < self.seating.repeats:
            self.seating = Seating(seats, repeats, self.least, self._why)
            if self._on_progress:
                self._on_progress(self.seating)
