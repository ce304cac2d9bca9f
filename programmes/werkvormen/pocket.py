"""A pocket card of one visitor: how close together it is printed, and what goes on a next one.

What does not fit on paper would be cut off: all is measured a little too large.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import wrap

from programmes.entries import Entry
from programmes.werkvormen.timetable import Line

HIGH = 148.4  # mm
AROUND = 9 + 7.5 + 2 + 4  # mm: above the name, between the parts of the head, under the last line, below
LEGEND = 8.5  # mm, of two lines
NAME_LETTERS, NAME_HIGH = 28, 6


@dataclass(frozen=True, slots=True)
class Step:
    """By class in css/document-werkvorm.css: mm of a line of text, and its letters beside the hour and across."""

    name: str
    line: float
    beside: int
    across: int


STEPS = (Step("", 4.3, 36, 50), Step("full", 4, 39, 54), Step("crowded", 3.7, 42, 58))
CLOSEST = STEPS[-1]


@dataclass(frozen=True, slots=True)
class Card:
    """What does not go on one card goes on a next one."""

    name: str
    entry: Entry
    lines: tuple[Line, ...]
    is_last: bool = True

    @property
    def density(self) -> str:
        """The roomiest step in which it is on the card."""
        fits = (step.name for step in STEPS if sum(_height(line, step) for line in self.lines) <= self.room(step))
        return next(fits, CLOSEST.name)

    def room(self, step: Step) -> float:
        """How many mm are left for the lines."""
        head = sum(_rows(text, step.across) for text in _head(self.entry)) + 2  # with the hours, and how it ends
        left = HIGH - AROUND - NAME_HIGH * _rows(self.name, NAME_LETTERS) - step.line * head
        return left - LEGEND if self.has_own_work else left

    @property
    def until(self) -> int:
        return max((line.end for line in self.lines), default=self.entry.end)

    @property
    def has_own_work(self) -> bool:
        return any(line.is_own_work for line in self.lines)


def in_cards(card: Card) -> Iterator[Card]:
    """All of its lines, on as many cards as that takes."""
    chunks: list[list[Line]] = [[]]
    whole = room = card.room(CLOSEST)
    for line in card.lines:
        room -= _height(line, CLOSEST)
        if room < 0 and chunks[-1]:
            chunks.append([])
            room = whole - _height(line, CLOSEST)
        chunks[-1].append(line)
    for number, lines in enumerate(chunks, start=1):
        yield replace(card, lines=tuple(lines), is_last=number == len(chunks))


def _head(entry: Entry) -> list[str]:
    host = f"Ontvangst {entry.host.name}, {entry.host.phone}" if entry.host else ""
    facts = (
        f"{label} {text}" for label, text in (("Afspreken", entry.meeting_point), ("Kledij", entry.clothing)) if text
    )
    return [text for text in (entry.name, entry.where, host, *facts) if text]


def _height(line: Line, step: Step) -> float:
    """Of the title with who, where and in what clothes, as it stands there."""
    words = [
        line.title,
        f"met {line.who}," if line.who else "",
        line.place,
        f"({line.clothing})" if line.clothing else "",
    ]
    return 2 + step.line * _rows(" ".join(filter(None, words)), step.beside)


def _rows(text: str, letters: int) -> int:
    return max(len(wrap(text, letters)), 1)
