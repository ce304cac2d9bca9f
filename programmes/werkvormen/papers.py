"""The timetable of a visit on paper: the agenda on one page, and a pocket card for each visitor."""

import datetime as dt

from programmes.documents import document
from programmes.entries import make_entry
from programmes.week import DECLINED, Participation, Visit, Week
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.pocket import Card, in_cards
from programmes.werkvormen.timetable import Timetable

ON_A_PAGE = 4  # cards of A6


def cards_of(week: Week, visit: Visit, table: Timetable, *, person: int | None = None) -> list[Card]:
    """Of all who come, or of one; when nobody is known yet, a card without a name."""
    parts = [part for part in visit.people if part.answer != DECLINED and person in {None, part.person}]
    whole = [_card(week, visit, table, part) for part in parts]
    whole = whole or [Card("", make_entry(week, visit), tuple(line for line in table.lines if line.person is None))]
    return [card for one in whole for card in in_cards(one)]


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
