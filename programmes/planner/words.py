"""How the planner says days, hours and names."""

from collections.abc import Sequence

from programmes.planner.problem import Problem
from programmes.planner.roster import Moment
from programmes.times import DAY_NAMES, clock
from programmes.words import counted, listed

HALVES = (("voormiddag", 0, 720), ("namiddag", 720, 1020), ("avond", 1020, 2880))
COUNTS = ("niemand", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def names(problem: Problem, people: Sequence[int], *, most: int = 6) -> str:
    """'An, Bart en nog 5 anderen'"""
    return listed(map(problem.name_of_person, people), most=most, others="anderen")


def counted_people(number: int) -> str:
    return counted(number, "persoon", "mensen")


def many(number: int) -> str:
    """Of people: 'niemand', 'één', 'drie', '14'."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def hour(minutes: int) -> str:
    return clock(minutes % 1440)


def hour_from(problem: Problem, minutes: int) -> str:
    """The first hour from then on that somebody would plan: '10.10' is '10.15'."""
    return hour(-(-minutes // problem.step) * problem.step)


def when(problem: Problem, at: Moment) -> str:
    """'op dinsdag om 10.00'"""
    return f"op {problem.day_name(at.day)} om {hour(at.start)}"


def where_and_when(problem: Problem, at: Moment) -> str:
    """'De Linde, dinsdag om 10.00'"""
    return f"{problem.name_of(at.service)}, {problem.day_name(at.day)} om {hour(at.start)}"


def half_of(start: int) -> int:
    """The place in HALVES of a visit that begins then; the last one for what begins later still."""
    return next((place for place, (_, _, high) in enumerate(HALVES) if start < high), len(HALVES) - 1)


def half_day(problem: Problem, day: int, half: int) -> str:
    """'dinsdagvoormiddag', 'dinsdagavond 4 maart', 'dag 2 in de namiddag'"""
    name, part = problem.day_name(day), HALVES[half][0]
    first, _, rest = name.partition(" ")
    return f"{first}{part} {rest}".rstrip() if first in DAY_NAMES else f"{name} in de {part}"
