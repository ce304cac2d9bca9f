"""The reach as a spreadsheet: a column per edition, and the questions of the surveys beside it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from followup.reach.editions import Edition
from followup.reach.measures import GROUPS, ROLES, SURVEYS
from followup.workbooks import Sheet, Value, workbook


def reach_workbook(editions: Sequence[Edition], *, now: dt.datetime) -> bytes:
    """The oldest edition first."""
    found = (("Bereik", list(_figures(editions))), ("Enquête", list(_questions(editions))))
    return workbook((Sheet(title, rows, _widths(rows), freeze="D2") for title, rows in found), now=now)


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    """As wide as the longest cell, within measure."""
    longest = (max(len(str(cell or "")) for cell in column) for column in zip(*rows, strict=True))
    return [min(max(length, 8), 40) + 2 for length in longest]


def _figures(editions: Sequence[Edition]) -> Iterator[list[Value]]:
    """A figure and what it is made of, of each edition."""
    titles = [str(one.programme) for one in editions]
    yield ["Onderdeel", "Cijfer", "Eenheid", *(cell for title in titles for cell in (title, "Waarvan"))]
    periods = [f"{one.programme.first_day:%d/%m/%Y} – {one.programme.last_day:%d/%m/%Y}" for one in editions]
    yield ["", "Wanneer", "", *(cell for period in periods for cell in (period, ""))]
    for group in (*GROUPS, SURVEYS):
        for measure in group.measures:
            cells = ((measure.value(one.numbers), measure.detail(one.numbers)) for one in editions)
            yield [group.title, measure.name, measure.unit, *(cell for pair in cells for cell in pair)]


def _questions(editions: Sequence[Edition]) -> Iterator[list[Value]]:
    yield ["Editie", "Wie", "Vraag", "Gemiddeld cijfer op 5", "Antwoorden"]
    for one in editions:
        for role, name in ROLES.items():
            opinion = one.numbers.opinion_of(role)
            for asked in opinion.questions:
                yield [str(one.programme), name, asked.text, asked.average, opinion.answers]
