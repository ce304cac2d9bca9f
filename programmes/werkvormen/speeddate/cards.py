"""How large the card of a guest must be, so that the table of every round stands on it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

HEADING = 6.2  # mm: a line of the name
RULE = 4.8  # mm: what divides the name from the rounds


@dataclass(frozen=True, slots=True)
class Size:
    """As static/css/document-speeddate.css draws it; lengths in mm, and letters that surely stand on one line."""

    css: str
    on_a_page: int
    height: float  # of what is written
    line: float  # a round
    in_name: int
    in_table: int

    def holds(self, name: str, tables: Sequence[str]) -> bool:
        lines = sum(_lines(table, self.in_table) for table in tables)
        return _lines(name, self.in_name) * HEADING + RULE + lines * self.line <= self.height


SIZES = (
    Size("", on_a_page=8, height=60, line=6.2, in_name=24, in_table=16),
    Size("many", on_a_page=8, height=60, line=3.9, in_name=24, in_table=20),
    Size("many tall", on_a_page=4, height=126, line=3.9, in_name=24, in_table=20),
    Size("many tall wide", on_a_page=2, height=126, line=3.9, in_name=54, in_table=60),
)


def size_for(cards: Collection[tuple[str, Sequence[str]]]) -> Size:
    """The smallest that holds each of these cards: a name, and the table of every round."""
    return next((size for size in SIZES if all(size.holds(*card) for card in cards)), SIZES[-1])


def _lines(text: str, letters: int) -> int:
    return max(1, ceil(len(text) / letters))
