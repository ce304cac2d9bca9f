"""The results of a survey as a workbook and as lines of text: what may be seen on the page, and no more."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from followup.models import Vraag
from followup.surveys.results import Results

HEAD = ("Vraag", "Antwoord", "Aantal", "Aandeel (%)")
WIDTHS = (50, 60, 10, 14)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # an XLSX cannot hold them
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(results: Results) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (0.2 s, only for who downloads it)

    book = Workbook()
    sheet = book.active
    _fill(sheet, "Resultaten", [HEAD, *result_rows(results)])
    _fill(book.create_sheet(), "Open antwoorden", [HEAD[:2], *text_rows(results)])
    if not results.enquete.is_anonymous:
        _fill(book.create_sheet(), "Per persoon", list(_person_rows(results)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def comma_separated(results: Results) -> bytes:
    """With semicolons and a mark that it is UTF-8 for the spreadsheets here; what people wrote counts one each."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([_harmless(value) for value in row] for row in result_rows(results))
    writer.writerows([_harmless(question), _harmless(text), 1, ""] for question, text in text_rows(results))
    return stream.getvalue().encode("utf-8-sig")


def result_rows(results: Results) -> Iterator[tuple[str, str, Any, Any]]:
    for tally in results.tallies:
        if tally.hidden:
            yield tally.vraag.text, tally.hidden, "", ""
        elif tally.vraag.kind != Vraag.Kind.OPEN:
            yield from ((tally.vraag.text, one.label, one.number, one.percent) for one in tally.counts)
            if tally.average is not None:
                yield tally.vraag.text, "gemiddelde op 5", float(tally.average), ""


def text_rows(results: Results) -> Iterator[tuple[str, str]]:
    for tally in results.tallies:
        yield from ((tally.vraag.text, text) for text in tally.texts)


def _person_rows(results: Results) -> Iterator[tuple[Any, ...]]:
    yield ("Naam", *(tally.vraag.text for tally in results.tallies), "Beantwoord op")
    for person in results.people:
        yield (person.name, *person.answers, person.answered_on)


def _harmless(value: Any) -> Any:
    """A spreadsheet would calculate what begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _fill(sheet: Any, title: str, rows: list[tuple[Any, ...]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 (see above)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.title, sheet.freeze_panes = title, "A2"
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value, cell.data_type = _CONTROL.sub("", value), "s"  # text, also when it begins with '='
            else:
                cell.value = value
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5351")
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column - 1] if column <= len(WIDTHS) else 30
