"""From rows of cells to a table with a header, without what may not be stored."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from programmes.imports.columns import known_headers
from programmes.imports.limits import HEADER_WITHIN, MAX_CELL, MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS
from programmes.imports.records import Refusal, Row, Table, UploadError
from programmes.imports.registers import is_forbidden_header, without_register_numbers
from programmes.imports.words import clean
from programmes.words import counted


def score(rows: list[Row], kind: str) -> int:
    return max((known_headers(cells, kind) for _, cells in rows), default=0)


def header_and_rows(rows: Iterator[Row], kind: str) -> tuple[Row | None, Iterator[Row]]:
    """The row with the most names that we know, within the first rows; None when no row has one."""
    top = list(islice(rows, HEADER_WITHIN))
    if not top:
        raise UploadError("In dit bestand staat geen enkele ingevulde rij.")
    best = score(top, kind)
    if best == 0 and not any(map(is_forbidden_header, top[0][1])):
        return None, chain(top, rows)
    index = next(i for i, (_, cells) in enumerate(top) if known_headers(cells, kind) == best)
    number, cells = top[index]
    return (number, cleaned(cells)), chain(top[index + 1 :], rows)


def cleaned(cells: list[str]) -> list[str]:
    return [clean(cell) for cell in cells]


def table_of(header: Row | None, rows: Iterable[Row], *, is_csv: bool) -> Table:
    """All rows under the header, or under 'kolom A', 'kolom B' ... when there is none. Raises UploadError."""
    taken = [(number, cleaned(cells)) for number, cells in islice(rows, MAX_ROWS + 1)]
    if len(taken) > MAX_ROWS:
        raise UploadError(TOO_MANY_ROWS)
    if not taken:
        raise UploadError("Onder de kop staat geen enkele ingevulde rij.")
    names = header[1] if header else []
    widest = max(len(cells) for _, cells in taken)
    width = len(names) if is_csv and header else max(len(names), widest)
    if width > MAX_COLUMNS:
        raise UploadError(
            f"Dit bestand telt meer dan {MAX_COLUMNS} kolommen. Hou alleen de kolommen die je nodig hebt."
        )
    names = [*names, *[""] * (width - len(names))]
    titles = [name[:60] or f"kolom {_letters(index)}" for index, name in enumerate(names)]
    table = Table(titles, [], has_header=header is not None)
    for number, cells in taken:
        _add(table, number, cells)
    return without_register_numbers(table)


def _add(table: Table, number: int, cells: list[str]) -> None:
    width = len(table.header)
    if any(cells[width:]):
        reason = (
            f"deze rij heeft {counted(len(cells), 'veld', 'velden')}, de kop {width}. "
            "Staat er een scheidingsteken in een veld zonder aanhalingstekens?"
        )
        table.refused.append(Refusal(number, "", reason))
        return
    kept = [*cells[:width], *[""] * (width - len(cells))]
    for index, text in enumerate(kept):
        if len(text) > MAX_CELL:
            kept[index] = ""
            reason = f"deze tekst is langer dan {MAX_CELL} tekens"
            table.refused.append(Refusal(number, table.header[index], reason, is_whole_row=False))
    table.rows.append((number, kept))


def _letters(index: int) -> str:
    """0 -> 'A', 26 -> 'AA'"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
