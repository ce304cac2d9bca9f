"""The results of a survey as a workbook and as lines of text: what may be seen on the page, and no more."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from followup.models import Vraag
from followup.surveys.results import Results
from followup.workbooks import Sheet, workbook

HEAD = ("Vraag", "Antwoord", "Aantal", "Aandeel (%)")
WIDTHS = (50, 60, 10, 14)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def results_workbook(results: Results) -> bytes:
    sheets = [
        Sheet("Resultaten", [HEAD, *result_rows(results)], WIDTHS),
        Sheet("Open antwoorden", [HEAD[:2], *text_rows(results)], WIDTHS),
    ]
    if not results.enquete.is_anonymous:
        sheets.append(Sheet("Per persoon", list(_person_rows(results)), WIDTHS))
    return workbook(sheets)


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
