"""CSV files: which encoding, which separator, and then row by row, however large."""

import codecs
import csv
import io
from collections.abc import Generator
from typing import BinaryIO

from programmes.imports.records import Row, UploadError

SEPARATORS = (";", ",", "\t", "|")
_CHUNK = 1024 * 1024
_NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_NEVER_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
BINARY = "Dit is geen tekst maar een ander soort bestand met de naam CSV. Kies een .xlsx- of .csv-bestand."
UNREADABLE = (
    "De tekens in dit bestand zijn niet te lezen. "
    "Bewaar het in Excel opnieuw als 'CSV UTF-8 (door komma's gescheiden)' of als .xlsx."
)


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, or else cp1252, as Excel writes it. Reads the file once."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked_utf16(file)
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = fits_cp1252 = True
    while chunk := file.read(_CHUNK):
        if len(chunk.translate(None, _NEVER_IN_TEXT)) != len(chunk):
            raise UploadError(BINARY)
        fits_cp1252 = fits_cp1252 and len(chunk.translate(None, _NOT_IN_CP1252)) == len(chunk)
        if is_utf8:
            is_utf8 = _decodes(utf8, chunk)
    if is_utf8 and _decodes(utf8, b"", is_last=True):
        return "utf-8-sig"
    if fits_cp1252:
        return "cp1252"
    raise UploadError(UNREADABLE)


def _checked_utf16(file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-16")()
    while chunk := file.read(_CHUNK):
        if not _decodes(decoder, chunk):
            raise UploadError(UNREADABLE)
    if not _decodes(decoder, b"", is_last=True):
        raise UploadError(UNREADABLE)
    return "utf-16"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_last: bool = False) -> bool:
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True


def first_lines(file: BinaryIO, encoding: str, *, most: int = 64 * 1024) -> str:
    """The start of the text; "\\n" at the end of what was cut off in the middle of a line is not added."""
    file.seek(0)
    return codecs.getincrementaldecoder(encoding)().decode(file.read(most))


def sample_rows(text: str, separator: str, *, most: int) -> list[list[str]]:
    rows = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(cells)
            if len(rows) == most:
                break
    except csv.Error:
        pass
    return rows


def csv_rows(file: BinaryIO, encoding: str, separator: str) -> Generator[Row]:
    """Every row with its number, not cleaned yet; empty rows count, but are left out."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=separator), start=1):
            if any(cell.strip() for cell in cells) and not (number == 1 and _is_excel_hint(cells)):
                yield number, cells
    except csv.Error as error:
        raise UploadError(
            f"Na rij {number} is het bestand niet meer te lezen: waarschijnlijk ontbreekt er een aanhalingsteken."
        ) from error
    except UnicodeDecodeError as error:
        raise UploadError(UNREADABLE) from error
    finally:
        text.detach()


def _is_excel_hint(cells: list[str]) -> bool:
    """'sep=;' on the first line tells Excel how to read the rest."""
    return "".join(cells).strip().lower().startswith("sep=")
