"""Which lines of a proposal stand ticked, and stay so at another level. Pure."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from programmes.voorstellen.showing import Part


class Tick(NamedTuple):
    """A part, and how many of its changes that still fit are chosen; `value` sends only those, when they are a few."""

    part: Part
    chosen: int
    of: int
    value: str = ""

    @property
    def is_whole(self) -> bool:
        return 0 < self.of == self.chosen


def ticks_of(parts: Iterable[Part], chosen: Collection[str]) -> list[Tick]:
    return [_tick(part, chosen) for part in parts]


def _tick(part: Part, chosen: Collection[str]) -> Tick:
    keys = [change.key for change in part.changes if change.fits]
    mine = [key for key in keys if key in chosen]
    return Tick(part, len(mine), len(keys), " ".join(mine) if 0 < len(mine) < len(keys) else "")
