"""Tours of twelve stops with windows, invented: whether each is proven the best, and in how many seconds."""

from collections.abc import Iterator
from random import Random
from time import process_time

from programmes.bench import Result, peak_mib
from programmes.werkvormen.rondrit.problem import START, Problem, Service, faults, score_of

STOPS = 12
SEEDS = range(3)
SECONDS = 1.0
AREA_MINUTES = 40  # from one side to the other
LEAVE, BACK = 8 * 60, 18 * 60
WINDOWS = {"windows": (90, 120, 150, 240), "open": ()}
"""Name and lengths."""


def run_tour() -> Iterator[Result]:
    from programmes.werkvormen.rondrit.solve import plan_tour  # noqa: PLC0415 (NumPy is slow to import)

    for name, lengths in WINDOWS.items():
        for seed in SEEDS:
            problem = invented(seed, lengths)
            begin = process_time()
            plan = plan_tour(problem, seconds=SECONDS)
            seconds = process_time() - begin
            wrong = faults(problem, plan.stops)
            yield Result(
                bench="werkvormen",
                case=f"tour {name} {seed}",
                size=STOPS,
                seconds=round(seconds, 4),
                queries=None,
                peak_mib=peak_mib(),
                ratio=None,
                of=None,
                limit="proven errors=0",
                ok=plan.is_optimal and not wrong and score_of(problem, plan.stops) == plan.score,
                more={"score": plan.score, "bound": plan.bound, "proven": plan.is_optimal, "errors": len(wrong)},
            )


def invented(seed: int, lengths: tuple[int, ...]) -> Problem:
    """Places scattered over a square; the travel differs per direction by traffic, so no triangle rule."""
    chance = Random(seed)  # noqa: S311 (no secret)
    points = [(chance.uniform(0, AREA_MINUTES), chance.uniform(0, AREA_MINUTES)) for _ in range(STOPS + 1)]
    travel = tuple(
        tuple(0 if a is b else 4 + chance.randint(0, 3) + int(abs(a[0] - b[0]) + abs(a[1] - b[1])) for b in points)
        for a in points
    )
    services = [Service(START, ((0, 1440),), 0, 0)]
    for key in range(1, STOPS + 1):
        begins = [chance.randrange(LEAVE - 60, BACK - 60, 15) for _ in range(chance.randint(1, 2))]
        windows = tuple((begin, begin + chance.choice(lengths)) for begin in begins if lengths)
        services.append(Service(key, windows or ((LEAVE, BACK),), chance.choice((30, 45, 60)), chance.randint(1, 3)))
    return Problem(tuple(services), travel, LEAVE, BACK)
