"""What the formats with a tool keep and tell beside the timetable: `TOOL`, in the module `tool` of each.

That is all that the pages of a visit, of a visitor and of a host know of such a format.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db.models import QuerySet

from programmes.week import Visit
from programmes.werkvormen.formats import all_formats
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of many visits, and what one of them is called, and more."""

    rows: Callable[[], QuerySet[Any]]
    one: str
    more: str

    def words(self, count: int) -> str:
        return self.one if count == 1 else self.more


@dataclass(frozen=True, slots=True)
class Beside:
    """`others` take part by the tool only; `remarks`: what does not add up there."""

    others: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounds:
    """Who is where in which round. `of`: {visit: {person: rounds}} of those of these visits that have this format."""

    title: str  # above what one person reads
    of: Callable[[list[Visit], Mapping[int, Timetable]], Mapping[int, Mapping[int, tuple[Round, ...]]]]


def _nothing_said(_: Any) -> str:
    return ""


def _nothing_beside(_: int, __: Timetable) -> Beside:
    return Beside()


@dataclass(frozen=True, slots=True)
class Tool:
    """`visit` is the way from a row that is kept to its visit."""

    visit: str
    kept: tuple[Kept, ...]
    others: Kept | None = None  # who comes beside the visitors
    beside: Callable[[int, Timetable], Beside] = _nothing_beside  # by the key of the visit
    rounds: Rounds | None = None
    stays: Callable[[int], str] = _nothing_said  # by the key of the visit: what stays in sight under another format
    meanwhile: Callable[[int], str] = _nothing_said  # and what goes on as it was published, until that of now is


@cache
def all_tools() -> Mapping[str, Tool]:
    """{key of the format: tool}, in the order of the formats."""
    packages = {key: import_module(f"programmes.werkvormen.{key}") for key in all_formats()}
    return {
        key: import_module(f"{package.__name__}.tool").TOOL
        for key, package in packages.items()
        if hasattr(package, "__path__") and find_spec(f"{package.__name__}.tool")
    }


def rounds_of(werkvorm: str) -> Rounds | None:
    tool = all_tools().get(werkvorm)
    return tool.rounds if tool else None
