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
    """`change` gives the week to plan; what is fixed stays as it is."""

    key: str
    label: str
    change: Callable[[Problem], Problem]


def variants(problem: Problem) -> tuple[Variant, ...]:
    """Those that make sense for this week: leaving out a day only when services receive on it, and on others."""
    days = sorted({window.day for service in problem.services for window in service.windows})
    without = (
        Variant(f"zonder-dag-{day}", f"Zonder {problem.day_name(day)}", partial(without_day, day=day))
        for day in (days if len(days) > 1 else ())
    )
    return (*VARIANTS, *without)


def variant(problem: Problem, key: str) -> Variant | None:
    return next((one for one in variants(problem) if one.key == key), None)


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
    Variant("voormiddagen", "Alleen voormiddagen", partial(only_between, start=MORNING[0], end=MORNING[1])),
    Variant("namiddagen", "Alleen namiddagen", partial(only_between, start=AFTERNOON[0], end=AFTERNOON[1])),
    Variant("buiten", "Liefst iedereen minstens één dienst buiten de eigen bevoegdheid", everybody_outside),
)


def _with_windows(problem: Problem, change: Callable[[Window], Window]) -> Problem:
    """Services and press windows, each with what is left of it."""

    def left(windows: Iterable[Window], minutes: int) -> tuple[Window, ...]:
        return tuple(found for found in map(change, windows) if found.end - found.start >= minutes)

    services: Iterable[Service] = (replace(one, windows=left(one.windows, one.duration)) for one in problem.services)
    return replace(problem, services=tuple(services), press_windows=left(problem.press_windows, 0))
