"""The reach as a spreadsheet: a column per edition, and the questions of the surveys beside it."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from followup.reach.editions import Edition
from followup.reach.measures import GROUPS, ROLES, SURVEYS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | None


def reach_workbook(editions: Sequence[Edition], *, now: dt.datetime) -> bytes:
    """The oldest edition first."""
    from openpyxl import Workbook  # noqa: PLC0415 (0.2 s, only for who downloads it)

    book = Workbook()
    book.properties.created = book.properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    book.remove(book.active)
    for title, rows in (("Bereik", _figures(editions)), ("Enquête", _questions(editions))):
        _fill(book.create_sheet(title), list(rows))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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


def _fill(sheet: "Worksheet", rows: list[list[Value]]) -> None:
    """What somebody typed stays text: a title that begins with '=' is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if value and isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, cell in enumerate(sheet[1], start=1):
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5351")
        longest = max(len(str(row[column - 1] or "")) for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, 8), 40) + 2
    sheet.freeze_panes = "D2"
