"""Who can when, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from programmes.planner.problem import Problem
from programmes.planner.reasons.ways import Desk
from programmes.planner.roster import Hindrance, Moment
from programmes.planner.words import half_day, half_of, many, when
from programmes.words import listed

HalfDay = tuple[int, int]
"""(day, place in HALVES)."""
MOST = 6


def half_of_moment(at: Moment) -> HalfDay:
    return at.day, half_of(at.start)


def best_of_halves(counts: Mapping[Moment, int]) -> dict[HalfDay, int]:
    """Per half day the most at one moment."""
    best: dict[HalfDay, int] = {}
    for at in sorted(counts):
        best[half_of_moment(at)] = max(counts[at], best.get(half_of_moment(at), 0))
    return best


def said_halves(problem: Problem, halves: Iterable[HalfDay]) -> str:
    """'maandagvoormiddag, dinsdagnamiddag en nog 3 halve dagen'"""
    return listed((half_day(problem, day, half) for day, half in halves), most=MOST, others="halve dagen")


def who_can(problem: Problem, counts: Mapping[Moment, int]) -> str:
    """'op maandagvoormiddag en dinsdagavond kan niemand, op dinsdagnamiddag kunnen er drie'"""
    by_count: dict[int, list[HalfDay]] = {}
    for half, count in best_of_halves(counts).items():
        by_count.setdefault(count, []).append(half)
    return listed(
        f"op {said_halves(problem, by_count[count])} {_can(count)}" for count in sorted(by_count, reverse=True)
    )


def _can(count: int) -> str:
    return "kan niemand" if count == 0 else f"{'kan' if count == 1 else 'kunnen'} er {many(count)}"


def who_cannot(desk: Desk, at: Moment) -> str:
    """'dan zijn er 23 niet vrij, twee elders of onderweg, en hebben er drie hun dag of week vol'"""
    group = desk.roster.groups.get(at, [])
    found = Counter(desk.roster.hindrance(one.id, at) for one in desk.problem.people if one.id not in group)
    full = found[Hindrance.DAY] + found[Hindrance.WEEK]
    parts = [
        (found[Hindrance.AWAY], "is er één niet vrij", "zijn er {} niet vrij"),
        (found[Hindrance.BUSY], "is er één elders of onderweg", "zijn er {} elders of onderweg"),
        (full, "heeft er één een volle dag of week", "hebben er {} een volle dag of week"),
    ]
    said = [one if count == 1 else more.format(many(count)) for count, one, more in parts if count]
    return f"{when(desk.problem, at)} {listed(said)}" if said else ""
