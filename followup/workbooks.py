"""A workbook to take along: what somebody typed stays text, also when it begins as a formula; days stay days."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | float | dt.date | None
MOST = 32_000  # characters that a cell holds
USUAL_WIDTH = 30  # of a column that `widths` does not reach


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first row is the head; `freeze` is the first cell that moves when one scrolls."""

    title: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    freeze: str = "A2"
    has_filter: bool = False


def workbook(sheets: Iterable[Sheet], *, now: dt.datetime | None = None) -> bytes:
    """`now` says when it was made; without it, the hour of the machine does."""
    from openpyxl import Workbook  # noqa: PLC0415 (0.2 s to import, only for who downloads one)

    book = Workbook()
    if now:
        book.properties.created = book.properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            _write(cell, value)
    for column, cell in enumerate(page[1]):
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5351")
        width = sheet.widths[column] if column < len(sheet.widths) else USUAL_WIDTH
        page.column_dimensions[get_column_letter(column + 1)].width = width
    page.freeze_panes = sheet.freeze
    if sheet.has_filter:
        page.auto_filter.ref = page.dimensions


def _write(cell: "Cell", value: Value) -> None:
    """Without the characters that a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value.replace("\r\n", "\n"))[:MOST]
        cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
    else:
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "dd/mm/yyyy"
