"""National register numbers (and birth dates): recognised, so that they are refused and never stored or logged."""

import re

from programmes.imports.records import Refusal, Row, Table
from programmes.imports.words import fold

_HEADERS = {
    *("rrn", "rr nr", "rr nummer", "rrnr", "rrnummer"),
    *("insz", "insz nummer", "insz nr", "niss", "nationaal nummer", "bisnummer", "bis nummer", "registre national"),
    *("numero national", "national number", "national register number", "national registration number"),
    *("identificatienummer sociale zekerheid", "identiteitskaartnummer", "nrn", "ssn", "ssin"),
    *("geboortedatum", "geboren", "geboren op", "geboorte", "geboortejaar", "birthdate", "birth date"),
    *("date of birth", "datum geboorte", "dateofbirth"),
}
_WRITTEN = re.compile(r"(?<![\w.+-])\d{2}[ ./]?\d{2}[ ./]?\d{2}[ -]?\d{3}[ .]?\d{2}(?![\w-]|\.\d)")
_SHARE = 0.5  # of the filled-in cells: then it is a column of register numbers


def is_register_number(digits: str) -> bool:
    """Eleven digits: a birth date (months 20 or 40 higher for a bis number), a serial, and 97 minus the rest by 97."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdecimal():
        return False
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if int(digits[2:4]) > 52 or month > 12 or day > 31:
        return False
    check = int(digits[9:])
    return check in {97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97}


def hides_register_number(text: str) -> bool:
    """Somewhere in the text, with or without dots and dashes."""
    return any(is_register_number(re.sub(r"\D", "", found)) for found in _WRITTEN.findall(text))


def _is_number_cell(text: str) -> bool:
    """The whole cell; a spreadsheet program drops the zero at the front of a number (born 2001 to 2009)."""
    digits = re.sub(r"[ .\-/]", "", text)
    return is_register_number(digits) or (len(text) == 10 and text[0] != "0" and is_register_number(f"0{text}"))


def is_forbidden_header(text: str) -> bool:
    return fold(text) in _HEADERS or "rijksregister" in fold(text)


def without_register_numbers(table: Table) -> Table:
    """The table without those columns, and without single cells that hold such a number."""
    gone = [index for index, name in enumerate(table.header) if _must_go(index, name, table.rows)]
    keep = [index for index in range(len(table.header)) if index not in gone]
    rows: list[Row] = []
    refused = list(table.refused)
    header = [table.header[index] for index in keep]
    for number, cells in table.rows:
        kept = [cells[index] if index < len(cells) else "" for index in keep]
        for place, text in enumerate(kept):
            if hides_register_number(text):
                kept[place] = ""
                refused.append(
                    Refusal(number, header[place], "een rijksregisternummer lezen we nooit in", is_whole_row=False)
                )
        rows.append((number, kept))
    names = [
        "kolom met een nummer als kop" if hides_register_number(table.header[i]) else table.header[i] for i in gone
    ]
    return Table(header, rows, refused, [*table.dropped, *names], table.skipped, table.has_header)


def _must_go(index: int, name: str, rows: list[Row]) -> bool:
    if is_forbidden_header(name) or hides_register_number(name):
        return True
    filled = [cells[index] for _, cells in rows if index < len(cells) and cells[index]]
    numbers = sum(map(_is_number_cell, filled))
    return numbers > 0 and numbers >= _SHARE * len(filled)
