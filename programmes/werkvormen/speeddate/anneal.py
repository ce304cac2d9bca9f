"""Betters a seating by exchanges, some of them for the worse at first, fewer and fewer as it cools."""

from collections.abc import Callable
from math import exp
from random import Random

from programmes.werkvormen.speeddate.effort import Budget
from programmes.werkvormen.speeddate.seats import Seats
from programmes.werkvormen.speeddate.tours import Tours

HOT = (0.6, 0.2)  # for the hard ones: from how hot to how cold
WARM = (0.35, 0.12)  # enough for the easy ones, in less time
COOL = (0.2, 0.2)  # stays near to where it began
Heat = tuple[float, float]
STRIDE = 200  # steps between two looks at the clock

Tell = Callable[[Seats, int], None]


def better(tours: Tours, random: Random, budget: Budget, *, enough: int, tell: Tell, heat: Heat = HOT) -> None:
    """Tells of each seating that is better than all before, till it has `enough` repeats or the budget is empty."""
    least = tours.repeats
    while least > enough and len(tours.guests) > 1 and budget.has(STRIDE):
        degrees = heat[0] * (heat[1] / heat[0]) ** budget.share_used
        for _ in range(STRIDE):
            _step(tours, random, degrees)
            if tours.repeats < least:
                least = tours.repeats
                tell(tours.seats, least)
                if least <= enough:
                    return


def _step(tours: Tours, random: Random, heat: float) -> None:
    guests = tours.guests
    one, other = guests[int(random.random() * len(guests))], guests[int(random.random() * len(guests))]
    rounds = len(tours.tour[one])
    swap = tours.swap(one, other, int(random.random() * rounds))
    if swap is None or 2 * len(swap.rounds) > rounds + 1:  # a long chain is the same as its short rest
        return
    added = tours.lay(swap)
    if added <= 0 or random.random() < exp(-added / heat):
        tours.take(swap, added)
    else:
        tours.undo(swap)
