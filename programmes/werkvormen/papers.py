"""The timetable of a visit on paper: the agenda on one page, and a pocket card for each visitor."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from programmes.documents import document
from programmes.entries import Entry, make_entry
from programmes.week import DECLINED, Participation, Visit, Week
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.timetable import Line, Timetable

ON_A_PAGE = 4  # cards of A6
ROOM = 76  # mm for the lines on a card
ROOMY, CROWDED = (4.3, 36), (3.7, 42)  # the height of a line of text (mm), and how many letters go in it


@dataclass(frozen=True, slots=True)
class Card:
    """What one visitor has in their pocket; what does not go on one card goes on a next one."""

    name: str
    entry: Entry
    lines: tuple[Line, ...]
    is_last: bool = True

    @property
    def is_crowded(self) -> bool:
        return sum(_height(line, ROOMY) for line in self.lines) > ROOM

    @property
    def until(self) -> int:
        return max((line.end for line in self.lines), default=self.entry.end)

    @property
    def has_own_work(self) -> bool:
        return any(line.is_own_work for line in self.lines)


def _height(line: Line, letters: tuple[float, int]) -> float:
    """About how many mm of a card it takes."""
    high, wide = letters
    words = sum(len(text) + 6 for text in (line.title, line.who, line.place, line.clothing) if text)
    return 2 + high * ceil(words / wide)


def _in_cards(card: Card) -> Iterator[Card]:
    chunks: list[list[Line]] = [[]]
    room = float(ROOM)
    for line in card.lines:
        room -= _height(line, CROWDED)
        if room < 0 and chunks[-1]:
            chunks.append([])
            room = ROOM - _height(line, CROWDED)
        chunks[-1].append(line)
    for number, lines in enumerate(chunks, start=1):
        yield replace(card, lines=tuple(lines), is_last=number == len(chunks))


def cards_of(week: Week, visit: Visit, table: Timetable, *, person: int | None = None) -> list[Card]:
    """Of all who come, or of one; when nobody is known yet, a card without a name."""
    parts = [part for part in visit.people if part.answer != DECLINED and person in {None, part.person}]
    whole = [_card(week, visit, table, part) for part in parts]
    whole = whole or [Card("", make_entry(week, visit), tuple(line for line in table.lines if line.person is None))]
    return [card for one in whole for card in _in_cards(one)]


def _card(week: Week, visit: Visit, table: Timetable, part: Participation) -> Card:
    entry = make_entry(week, visit, part)
    mine = table.of(part.person, start=entry.start, end=entry.end)
    return Card(week.people[part.person].name, entry, mine.lines)


def cards_pdf(week: Week, visit: Visit, table: Timetable, *, today: dt.date, person: int | None = None) -> bytes:
    cards = cards_of(week, visit, table, person=person)
    pages = [cards[first : first + ON_A_PAGE] for first in range(0, len(cards), ON_A_PAGE)]
    return document("werkvorm_kaartjes", {"schedule": week, "pages": pages, "today": today, "visit": visit})


def agenda_pdf(week: Week, visit: Visit, table: Timetable, *, today: dt.date) -> bytes:
    entry, names = make_entry(week, visit), {key: person.name for key, person in week.people.items()}
    rows = [(line, names.get(line.person or 0, "")) for line in table.lines]
    context = {"schedule": week, "entry": entry, "table": table, "rows": rows, "today": today}
    return document("werkvorm_verloop", context | {"kind": format_of(visit.werkvorm)}, pages=1)
