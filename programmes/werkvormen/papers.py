"""The timetable of a visit on paper: the agenda on one page, and a pocket card for each visitor."""

import datetime as dt
from dataclasses import dataclass

from programmes.documents import document
from programmes.entries import Entry, make_entry
from programmes.week import DECLINED, Participation, Visit, Week
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.timetable import Line, Timetable

ON_A_PAGE = 4  # cards of A6
CROWDED = 7  # so many lines on a card, and the letters are smaller


@dataclass(frozen=True, slots=True)
class Card:
    """What one visitor has in their pocket."""

    name: str
    entry: Entry
    lines: tuple[Line, ...]

    @property
    def is_crowded(self) -> bool:
        return len(self.lines) > CROWDED or sum(len(line.title) + len(line.text) for line in self.lines) > 420

    @property
    def clothing(self) -> str:
        """Of the visit; what a line asks besides stands there."""
        return self.entry.clothing

    @property
    def has_own_work(self) -> bool:
        return any(line.is_own_work for line in self.lines)


def cards_of(week: Week, visit: Visit, table: Timetable, *, person: int | None = None) -> list[Card]:
    """Of all who come, or of one; when nobody is known yet, a card without a name."""
    parts = [part for part in visit.people if part.answer != DECLINED and person in {None, part.person}]
    if not parts:
        return [Card("", make_entry(week, visit), table.lines)]
    return [_card(week, visit, table, part) for part in parts]


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
