"""Windows of time as the planner counts them: [key, from, until] in minutes since midnight.

A service has weekly moments (key: weekday 0..6), a guest has availability (key: ISO date).
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

Span = tuple[int, int]


def _check(value: Any, *, key_is_valid: Any, what: str) -> None:
    if not isinstance(value, list):
        raise ValidationError(f"{what}: verwacht een lijst van momenten.")
    for item in value:
        if not (isinstance(item, list) and len(item) == 3 and key_is_valid(item[0])):
            raise ValidationError(f"{what}: '{item}' is geen moment.")
        _, start, end = item
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= 1440):
            raise ValidationError(f"{what}: een moment moet eindigen na het begin.")


def _is_weekday(key: Any) -> bool:
    return isinstance(key, int) and 0 <= key <= 6


def _is_day(key: Any) -> bool:
    try:
        dt.date.fromisoformat(key)
    except (TypeError, ValueError):
        return False
    return True


def validate_moments(value: Any) -> None:
    _check(value, key_is_valid=_is_weekday, what="Momenten")


def validate_availability(value: Any) -> None:
    _check(value, key_is_valid=_is_day, what="Beschikbaarheid")


def covers(windows: list[Span], start: int, end: int) -> bool:
    """Does one window hold the whole of start..end?"""
    return any(a <= start and end <= b for a, b in windows)


def merged(windows: list[Span]) -> list[Span]:
    """Sorted, with touching and overlapping windows joined."""
    result: list[Span] = []
    for start, end in sorted(windows):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
