"""The hours of a line-up: who begins when, whether it fits in the visit, and who could be shorter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programmes.times import clock

LEAST = 3  # minutes: nobody is asked to tell a story in less


@dataclass(frozen=True, slots=True)
class Turn:
    id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A turn with its hours, in minutes since midnight; between two of them people change places."""

    id: int
    start: int
    end: int

    @property
    def hours(self) -> str:
        """'9.35–9.40'"""
        return f"{clock(self.start % 1440)}–{clock(self.end % 1440)}"


@dataclass(frozen=True, slots=True)
class Times:
    """How long the welcome, each change and the closing take."""

    opening: int
    changeover: int
    closing: int


@dataclass(frozen=True, slots=True)
class Running:
    """A line-up by the clock; `ends` is after the closing, `until` when the visit ends."""

    slots: tuple[Slot, ...]
    start: int
    ends: int
    until: int

    @property
    def minutes(self) -> int:
        return self.ends - self.start

    @property
    def available(self) -> int:
        return self.until - self.start

    @property
    def talked_until(self) -> int:
        return self.slots[-1].end if self.slots else self.start

    @property
    def spare(self) -> int:
        return max(-self.over, 0)

    @property
    def over(self) -> int:
        """Minutes too many; below zero: minutes to spare."""
        return self.ends - self.until


def running(turns: Sequence[Turn], times: Times, *, start: int, until: int) -> Running:
    slots: list[Slot] = []
    at = start + times.opening
    for number, turn in enumerate(turns):
        at += times.changeover if number else 0
        slots.append(Slot(turn.id, at, at + turn.minutes))
        at += turn.minutes
    return Running(tuple(slots), start, at + times.closing, until)


def shorter(turns: Sequence[Turn], over: int) -> tuple[Turn, ...]:
    """The turns that change, so that `over` minutes are won: each minute from whoever is longest, the last one first.

    Nothing when it cannot be won without somebody going below LEAST.
    """
    minutes = [turn.minutes for turn in turns]
    for _ in range(over):
        longest = max(range(len(minutes)), key=lambda n: (minutes[n], n), default=None)
        if longest is None or minutes[longest] <= LEAST:
            return ()
        minutes[longest] -= 1
    changed = zip(turns, minutes, strict=True)
    return tuple(replace(turn, minutes=left) for turn, left in changed if left != turn.minutes)
