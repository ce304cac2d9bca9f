"""Excel workbooks (.xlsx), read row by row. Values only: a formula gives the value that Excel kept with it."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

from programmes.imports.containers import DAMAGED, check_workbook
from programmes.imports.limits import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS
from programmes.imports.records import Row, UploadError
from programmes.imports.words import clean

MAX_SHEETS = 20
MAX_MERGED = 1_000
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def workbook_rows(file: BinaryIO, *, score: Callable[[list[Row]], int]) -> list[Row]:
    """The rows of the sheet whose first rows score best. Raises UploadError."""
    check_workbook(file)
    import openpyxl  # noqa: PLC0415 (0.2 s, only when somebody reads in a workbook)

    try:
        title, rows = _best_sheet(openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False), score)
        merged = _merged_downwards(file, title)
    except Exception as error:  # a broken workbook raises anything: KeyError, ParseError, OverflowError ...
        raise UploadError(DAMAGED) from error
    if not rows:
        raise UploadError("In deze werkmap staat geen enkele ingevulde rij.")
    if len(rows) > MAX_ROWS + HEADER_WITHIN:
        raise UploadError(TOO_MANY_ROWS)
    return _with_merged(rows, merged)


def _best_sheet(book: Any, score: Callable[[list[Row]], int]) -> tuple[str, list[Row]]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MAX_SHEETS]
    tops = {sheet.title: list(islice(_rows(sheet), HEADER_WITHIN)) for sheet in sheets}
    best = max(sheets, key=lambda sheet: (score(tops[sheet.title]), bool(tops[sheet.title])))
    return best.title, list(islice(_rows(best), MAX_ROWS + HEADER_WITHIN + 1))


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs write a wrong size
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), start=1):
        if texts := _without_empty_end([cell_text(cell) for cell in cells]):
            yield number, texts


def _without_empty_end(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts


def cell_text(value: Any) -> str:
    """A cell as a person would type it: 2025-01-31, 9.30, 12.5, ja."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _time_text(value)
    return "" if value is None else clean(str(value))


def _time_text(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="minutes")
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute)
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}.{minutes % 60:02d}"
    return value.isoformat()


def _merged_downwards(file: BinaryIO, title: str) -> list[tuple[int, int, int]]:
    """(column index, first row, last row) of cells that are merged over several rows."""
    found = islice(_MERGE.finditer(_sheet_xml(file, title)), MAX_MERGED)
    spans = [(_column_index(match[1].decode()), int(match[2]), int(match[4])) for match in found]
    return [(column, top, min(bottom, top + MAX_ROWS)) for column, top, bottom in spans if bottom > top]


def _sheet_xml(file: BinaryIO, title: str) -> bytes:
    """The file of one sheet inside the workbook; openpyxl tells nothing about merged cells when it only reads."""
    with zipfile.ZipFile(file) as archive:
        sheets = ET.fromstring(archive.read("xl/workbook.xml")).iter(_SHEET)  # noqa: S314 (see check_workbook)
        relation = next((sheet.get(_RELATION) for sheet in sheets if sheet.get("name") == title), None)
        targets = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        target = next((item.get("Target", "") for item in targets if item.get("Id") == relation), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return archive.read(path) if path in archive.namelist() else b""


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _with_merged(rows: list[Row], merged: list[tuple[int, int, int]]) -> list[Row]:
    """Each row of a merged cell gets its value: the group that stands once beside five people."""
    by_number = dict(rows)
    for column, top, bottom in merged:
        above = by_number.get(top, [])
        if column >= len(above):
            continue
        for number in range(top + 1, bottom + 1):
            cells = by_number.get(number)
            if cells is None:
                continue
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or above[column]
    return rows
