"""The way in: an uploaded file becomes a table with a known layout, or a choice between authorities."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from programmes.imports.areas import Area, select
from programmes.imports.columns import layout_of
from programmes.imports.containers import container_of
from programmes.imports.csvfiles import SEPARATORS, csv_rows, encoding_of, first_lines, sample_rows
from programmes.imports.limits import HEADER_WITHIN, MAX_BYTES, MAX_ROWS, megabytes
from programmes.imports.records import Row, Table, UploadError
from programmes.imports.tables import header_and_rows, score, table_of
from programmes.imports.workbooks import workbook_rows

PEOPLE = "mandatarissen"


@dataclass(frozen=True)
class Upload:
    """`table` is None when the export holds several authorities and it is not clear which one is ours."""

    layout: str  # 'vmdb', 'lmb' or 'sheet'
    table: Table | None
    area: Area | None = None
    choices: list[Area] = field(default_factory=list)


def read_upload(file: BinaryIO, *, size: int, kind: str, name: str, most: int, chosen: str = "") -> Upload:
    """`name`: of our authority; `most`: bytes that an export of all of Flanders may have; `chosen`: key of an Area."""
    file.seek(0)
    if container_of(file.read(4096)) == "xlsx":
        _check_size(size, MAX_BYTES)
        rows = iter(workbook_rows(file, score=partial(score, kind=kind)))
        return _read(rows, kind=kind, name=name, chosen=chosen, is_csv=False, size=size)
    _check_size(size, most if kind == PEOPLE else MAX_BYTES)
    encoding = encoding_of(file)
    separator = separator_of(first_lines(file, encoding), kind)
    with closing(csv_rows(file, encoding, separator)) as lines:
        return _read(lines, kind=kind, name=name, chosen=chosen, is_csv=True, size=size)


def separator_of(text: str, kind: str) -> str:
    """The one that gives a header with most names that we know, and otherwise the most columns."""

    def worth(separator: str) -> tuple[int, int]:
        rows = sample_rows(text, separator, most=HEADER_WITHIN)
        widths = [len(cells) for cells in rows if len(cells) > 1]
        return score(list(enumerate(rows)), kind), max(set(widths), key=widths.count, default=0)

    return max(SEPARATORS, key=worth)


def _read(rows: Iterator[Row], *, kind: str, name: str, chosen: str, is_csv: bool, size: int) -> Upload:
    header, rest = header_and_rows(rows, kind)
    layout = layout_of(header[1]) if header else "sheet"
    if kind != PEOPLE and layout != "sheet":
        raise UploadError(
            "Dit is een bestand met mandatarissen, geen lijst van zorgdiensten. Lees het in bij 'Mandatarissen'."
        )
    if header and layout == "vmdb":
        whole = rest if is_csv else _as_wide_as(len(header[1]), rest)
        selection = select(header[1], whole, name=name, chosen=chosen)
        return Upload(layout, selection.table, selection.area, selection.choices)
    _check_size(size, MAX_BYTES)
    return Upload(layout, table_of(header, rest, is_csv=is_csv))


def _as_wide_as(width: int, rows: Iterator[Row]) -> Iterator[Row]:
    """A workbook does not keep empty cells at the end of a row."""
    return ((number, [*cells, *[""] * (width - len(cells))]) for number, cells in rows)


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise UploadError(
            f"Dit bestand is te groot: {megabytes(size)}, en het mag hoogstens {megabytes(most)} zijn. "
            f"Hou alleen de rijen van je eigen bestuur over (hoogstens {MAX_ROWS // 1000}.000)."
        )
