"""National register numbers: in whatever form they come, they are never kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.imports.records import Refusal, Table
from programmes.imports.registers import hides_register_number, is_register_number
from tests.programmes.import_files import read, sheet_csv, vmdb_csv, vmdb_row, xlsx


def number(birth: str = "850730", serial: int = 33, *, since_2000: bool = False) -> str:
    digits = f"{birth}{serial:03d}"
    return f"{digits}{97 - int(('2' if since_2000 else '') + digits) % 97:02d}"


GOOD = number()
WRITTEN = f"{GOOD[:2]}.{GOOD[2:4]}.{GOOD[4:6]}-{GOOD[6:9]}.{GOOD[9:]}"


def table_of(*rows: tuple[str, ...]) -> Table:
    table = read(sheet_csv(*rows)).table
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("digits", "is_number"),
    [
        (GOOD, True),
        (number("050102", since_2000=True), True),
        (number("852730"), True),  # a bis number: month 7 + 20
        (number("854730"), True),  # a bis number: month 7 + 40
        (number("000000"), True),  # born on an unknown day
        (f"{GOOD[:-2]}{(int(GOOD[-2:]) % 97) + 1:02d}", False),
        (number("851330"), False),
        (number("850732"), False),
        (GOOD[:-1], False),
        ("8507300332x", False),
        ("", False),
    ],
)
def test_a_register_number_is_known_by_its_check_digits(*, digits: str, is_number: bool) -> None:
    assert is_register_number(digits) == is_number


@pytest.mark.parametrize(
    "header",
    ["rrn", "RRN", "Rijksregisternummer", "rijksregister-nr", "INSZ", "Insz nummer", "NISS", "Geboortedatum", GOOD],
)
def test_a_column_of_register_numbers_is_dropped_by_its_name(header: str) -> None:
    table = table_of(("Voornaam", header), ("Leen", "onbekend"))
    shown = "kolom met een nummer als kop" if header == GOOD else header
    assert (table.header, table.rows, table.dropped) == (["Voornaam"], [(2, ["Leen"])], [shown])


@pytest.mark.parametrize("text", [GOOD, WRITTEN, f"{GOOD[:6]} {GOOD[6:9]} {GOOD[9:]}", WRITTEN.replace(".", "/")])
def test_a_column_of_register_numbers_is_dropped_by_its_values(text: str) -> None:
    table = table_of(("Voornaam", "Code", "Achternaam"), ("Leen", text, "Maes"), ("Karim", "", "Model"))
    assert (table.header, table.dropped) == (["Voornaam", "Achternaam"], ["Code"])
    assert table.rows == [(2, ["Leen", "Maes"]), (3, ["Karim", "Model"])]


def test_a_number_that_lost_its_zero_in_a_workbook_is_recognised() -> None:
    born_in_2005 = number("050102", since_2000=True)
    table = read(xlsx(("Voornaam", "Code"), ("Maxim", int(born_in_2005)))).table
    assert table is not None
    assert (table.header, table.dropped) == (["Voornaam"], ["Code"])


def test_a_file_without_header_is_not_a_way_around() -> None:
    table = table_of(("Leen", "Maes", GOOD), ("Karim", "Model", number(serial=41)))
    assert (table.rows, table.dropped) == ([(1, ["Leen", "Maes"]), (2, ["Karim", "Model"])], ["kolom C"])


def test_a_number_as_the_name_of_a_column_is_not_repeated() -> None:
    table = table_of(("Voornaam", "Achternaam", WRITTEN), ("Leen", "Maes", "x"))
    assert (table.header, table.dropped) == (["Voornaam", "Achternaam"], ["kolom met een nummer als kop"])


def test_one_cell_among_texts_is_emptied_and_named() -> None:
    rows = [("Leen", f"rrn {WRITTEN}, allergisch"), ("Karim", "niets"), ("Zoë", "ook niets")]
    table = table_of(("Voornaam", "Notities"), *rows)
    assert table.rows == [(2, ["Leen", ""]), (3, ["Karim", "niets"]), (4, ["Zoë", "ook niets"])]
    assert table.refused == [Refusal(2, "Notities", "een rijksregisternummer lezen we nooit in", is_whole_row=False)]


@pytest.mark.parametrize(
    "text", ["0478 12 34 56", "+32 478 12 34 56", "051 12 34 56", "8870", "2025-01-02", "0212.175.227"]
)
def test_telephones_and_other_numbers_stay(text: str) -> None:
    table = table_of(("Voornaam", "Telefoon"), *[("Leen", text)] * 3)
    assert (table.header, table.dropped, table.refused) == (["Voornaam", "Telefoon"], [], [])


def test_the_upload_format_of_lmb_loses_its_rrn_column_and_goes_on() -> None:
    header = ("rrn", "firstName", "lastName", "mandateName", "startDateTime", "endDateTime", "fractieName")
    table = table_of(header, (GOOD, "Leen", "Maes", "Schepen", "2025-01-02", "", "Lijst Voorbeeld"))
    assert (table.header, table.dropped) == (list(header[1:]), ["rrn"])


def test_the_mandatendatabank_is_looked_through_as_well() -> None:
    table = read(vmdb_csv(vmdb_row("Leen Maes", rangorde=WRITTEN), vmdb_row("Karim Model", rangorde="Eerste"))).table
    assert table is not None
    assert "rangorde" in table.dropped


@given(st.integers(min_value=0, max_value=99), st.integers(1, 12), st.integers(1, 28), st.integers(1, 997))
def test_every_valid_number_is_seen_in_every_notation(year: int, month: int, day: int, serial: int) -> None:
    for since_2000 in (False, True):
        digits = number(f"{year:02d}{month:02d}{day:02d}", serial, since_2000=since_2000)
        dotted = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"
        assert hides_register_number(digits)
        assert hides_register_number(f"({dotted})")
        assert hides_register_number(f"Nr. {dotted}.")
