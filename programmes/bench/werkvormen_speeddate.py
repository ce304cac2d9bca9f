"""Speed dates of 10 to 60 guests: how far from what is proven, checked apart from the solver."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from time import process_time

from programmes.bench import Result, peak_mib
from programmes.werkvormen.speeddate.seats import Size
from programmes.werkvormen.speeddate.solve import seat

SECONDS = 2.0
SIZES = (
    *((10, 5, 5), (12, 4, 4), (17, 5, 4), (18, 6, 4), (20, 5, 5), (24, 6, 4), (25, 7, 6), (30, 10, 6), (31, 4, 3)),
    *((36, 6, 3), (36, 9, 9), (40, 8, 8), (45, 5, 5), (48, 12, 7), (50, 10, 6), (56, 14, 8), (60, 10, 5), (60, 12, 12)),
    *((24, 6, 5), (27, 6, 4), (40, 10, 9), (48, 6, 3), (60, 10, 8)),
)
"""Guests, tables, rounds: all with a seating that is proven the best."""


def run_speeddate() -> Iterator[Result]:
    for guests, tables, rounds in SIZES:
        begin = process_time()
        found = seat(Size(guests, tables, rounds), seconds=SECONDS)
        seconds = process_time() - begin
        repeats = checked(found.seats, guests, tables, rounds)
        yield Result(
            bench="werkvormen",
            case=f"speeddate {tables}x{rounds}",
            size=guests,
            seconds=round(seconds, 3),
            queries=None,
            peak_mib=peak_mib(),
            ratio=None,
            of=None,
            limit="repeats<=bound",
            ok=repeats is not None and repeats <= (found.bound or 0),
            more={"repeats": repeats, "bound": found.bound},
        )


def checked(seats: Sequence[Sequence[int]], guests: int, tables: int, rounds: int) -> int | None:
    """The repeats, counted anew; None when a rule is broken."""
    met: Counter[tuple[int, int]] = Counter()
    been: set[tuple[int, int]] = set()
    for seated in seats:
        filled = Counter(seated)
        if any(not guests // tables <= filled[table] <= -(-guests // tables) for table in range(tables)):
            return None
        been |= set(enumerate(seated))
        for one, other in combinations(range(guests), 2):
            met[one, other] += seated[one] == seated[other]
    is_whole = len(seats) == rounds and len(been) == guests * rounds
    return sum(times - 1 for times in met.values() if times > 1) if is_whole else None
