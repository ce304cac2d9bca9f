"""The rules that somebody can make looser, one at a time, each with the words for it.

Only those that a form knows: not how many visits a service may have, or how many aldermen the press moment asks.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from programmes.planner.problem import Problem, Window
from programmes.planner.roster import Hindrance, Moment
from programmes.planner.words import counted_people, half_day, half_of

HOURS = ((480, 720), (780, 1020), (1080, 1260))
"""Of a morning, an afternoon and an evening."""


@dataclass(frozen=True, slots=True)
class Lever:
    """`text` fits behind 'als'; `change` gives the week with the looser rule; `leaves`: who leaves which visit."""

    text: str
    change: Callable[[Problem], Problem]
    leaves: tuple[tuple[int, Moment], ...] = ()


def more_places(problem: Problem, service: int, places: int) -> Lever:
    text = f"{problem.name_of(service)} {counted_people(places)} tegelijk ontvangt"
    return Lever(text, lambda p: _with_service(p, service, max=places))


def smaller_group(problem: Problem, service: int, size: int) -> Lever:
    text = f"{problem.name_of(service)} al een groep van {counted_people(size)} ontvangt"
    return Lever(text, lambda p: _with_service(p, service, min=size))


def open_too(problem: Problem, at: Moment) -> Lever:
    window = _half_day_around(problem, at)
    text = f"{problem.name_of(at.service)} ook op {half_day(problem, at.day, half_of(at.start))} ontvangt"
    windows = (*problem.services[at.service].windows, window)
    return Lever(text, lambda p: _with_service(p, at.service, windows=windows))


def looser(problem: Problem, person: int, at: Moment, what: Hindrance) -> Lever:
    """For what keeps a person away: AWAY, DAY or WEEK (ValueError for another)."""
    who, name = problem.people[person], problem.name_of_person(person)
    if what is Hindrance.AWAY:
        available = (*who.available, _half_day_around(problem, at))
        text = f"{name} ook op {half_day(problem, at.day, half_of(at.start))} kan"
        return Lever(text, lambda p: _with_person(p, person, available=available))
    if what is Hindrance.DAY:
        text = f"{name} op één dag {who.day_max + 1} keer mag gaan"
        return Lever(text, lambda p: _with_person(p, person, day_max=who.day_max + 1))
    if what is Hindrance.WEEK:
        text = f"{name} {who.week_max + 1} keer in de week mag gaan"
        return Lever(text, lambda p: _with_person(p, person, week_max=who.week_max + 1))
    raise ValueError(what)


def instead_of(problem: Problem, person: int, other: Moment) -> Lever:
    text = f"{problem.name_of_person(person)} dan niet naar {problem.name_of(other.service)} gaat"
    return Lever(text, lambda p: p, ((person, other),))


def _half_day_around(problem: Problem, at: Moment) -> Window:
    """The half day in which a visit begins, and as far beyond it as the visit lasts."""
    low, high = HOURS[half_of(at.start)]
    return Window(at.day, min(low, at.start), max(high, at.start + problem.services[at.service].duration))


def _with_service(problem: Problem, service: int, **changes: Any) -> Problem:
    services = (replace(one, **changes) if one.id == service else one for one in problem.services)
    return replace(problem, services=tuple(services))


def _with_person(problem: Problem, person: int, **changes: Any) -> Problem:
    people = (replace(one, **changes) if one.id == person else one for one in problem.people)
    return replace(problem, people=tuple(people))
