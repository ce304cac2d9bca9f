"""What if it were otherwise: the same week under another rule."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from programmes.planner.problem import Problem, Service, Window

MORNING = (0, 750)
AFTERNOON = (720, 1080)
OUTSIDE = 6_000
"""As much as somebody without a visit."""


class Variant(NamedTuple):
    """`change` gives the week to plan; what is fixed stays as it is.

    `moving` is the label when visits only move, as in a repair: '' of what makes no sense then.
    """

    key: str
    label: str
    change: Callable[[Problem], Problem]
    moving: str = ""


def variants(problem: Problem, *, is_repair: bool = False) -> tuple[Variant, ...]:
    """Those that make sense for this week: leaving out a day only when services receive on it, and on others."""
    days = sorted({window.day for service in problem.services for window in service.windows})
    found = (*VARIANTS, *(_without(problem, day) for day in (days if len(days) > 1 else ())))
    if is_repair:
        return tuple(one._replace(label=one.moving) for one in found if one.moving and days)
    return found


def _without(problem: Problem, day: int) -> Variant:
    name = problem.day_name(day)
    change = partial(without_day, day=day)
    return Variant(f"zonder-dag-{day}", f"Zonder {name}", change, f"Verplaats niets naar {name}")


def variant(problem: Problem, key: str, *, is_repair: bool = False) -> Variant | None:
    return next((one for one in variants(problem, is_repair=is_repair) if one.key == key), None)


def only_between(problem: Problem, *, start: int, end: int) -> Problem:
    """Visits begin and end between these minutes of a day."""
    return _with_windows(
        problem,
        lambda window: window._replace(start=max(start, window.start), end=min(end, window.end)),
    )


def without_day(problem: Problem, *, day: int) -> Problem:
    return _with_windows(problem, lambda window: window._replace(end=0 if window.day == day else window.end))


def everybody_outside(problem: Problem) -> Problem:
    return replace(problem, weights=replace(problem.weights, outside=max(OUTSIDE, problem.weights.outside)))


VARIANTS = (
    Variant(
        "voormiddagen",
        "Alleen voormiddagen",
        partial(only_between, start=MORNING[0], end=MORNING[1]),
        "Verplaats alleen naar voormiddagen",
    ),
    Variant(
        "namiddagen",
        "Alleen namiddagen",
        partial(only_between, start=AFTERNOON[0], end=AFTERNOON[1]),
        "Verplaats alleen naar namiddagen",
    ),
    Variant("buiten", "Liefst iedereen minstens één dienst buiten de eigen bevoegdheid", everybody_outside),
)


def _with_windows(problem: Problem, change: Callable[[Window], Window]) -> Problem:
    """Services and press windows, each with what is left of it."""

    def left(windows: Iterable[Window], minutes: int) -> tuple[Window, ...]:
        return tuple(found for found in map(change, windows) if found.end - found.start >= minutes)

    services: Iterable[Service] = (replace(one, windows=left(one.windows, one.duration)) for one in problem.services)
    return replace(problem, services=tuple(services), press_windows=left(problem.press_windows, 0))
