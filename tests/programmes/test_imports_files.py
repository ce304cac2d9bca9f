"""Every kind of file: what can be read is read the same, what cannot gets a sentence."""

import datetime as dt
import io
import zipfile
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from programmes.imports import limits
from programmes.imports.columns import MANDATENDATABANK
from programmes.imports.records import Refusal, UploadError
from programmes.imports.words import clean, fold
from tests.programmes.import_files import csv_text, read, sheet_csv, vmdb_csv, vmdb_row, xlsx, zipped

HEADER = ("Voornaam", "Achternaam", "E-mail")
LEEN = ("Leen", "Vandevoorde", "leen@voorbeeld.be")
ZOE = ("Zoë", "D'Hondt", "zoe@voorbeeld.be")
ROWS = [(2, list(LEEN)), (3, list(ZOE))]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_the_same_in_every_encoding_and_with_every_separator(separator: str, encoding: str) -> None:
    upload = read(sheet_csv(HEADER, LEEN, ZOE, separator=separator, encoding=encoding))
    assert upload.layout == "sheet"
    assert upload.table is not None
    assert (upload.table.header, upload.table.rows) == (list(HEADER), ROWS)


def test_xlsx_is_read_as_csv() -> None:
    table = read(xlsx(HEADER, LEEN, ZOE)).table
    assert table is not None
    assert (table.header, table.rows) == (list(HEADER), ROWS)


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    table = read(b"sep=;\r\n" + sheet_csv(HEADER, LEEN, encoding="utf-8")).table
    assert table is not None
    assert (table.header, table.rows) == (list(HEADER), [(3, list(LEEN))])


def test_header_need_not_be_first_and_empty_lines_are_left_out() -> None:
    table = read(xlsx(("Lijst van het college", None, None), (), HEADER, LEEN, (), ZOE)).table
    assert table is not None
    assert (table.header, table.rows) == (list(HEADER), [(4, list(LEEN)), (6, list(ZOE))])


def test_a_file_without_header_gets_letters() -> None:
    table = read(sheet_csv(LEEN, ZOE)).table
    assert table is not None
    assert (table.header, table.has_header) == (["kolom A", "kolom B", "kolom C"], False)
    assert table.rows == [(1, list(LEEN)), (2, list(ZOE))]


def test_merged_cells_count_for_every_row_below() -> None:
    rows = [("Groep", "Voornaam"), ("college", "Leen"), (None, "Karim"), ("raad", "Zoë")]
    table = read(xlsx(*rows, merged=["A2:A3"])).table
    assert table is not None
    assert table.rows == [(2, ["college", "Leen"]), (3, ["college", "Karim"]), (4, ["raad", "Zoë"])]


def test_a_merged_title_above_the_header_is_no_column() -> None:
    table = read(xlsx(("Onze mensen", None, None), HEADER, LEEN, merged=["A1:C1"])).table
    assert table is not None
    assert (table.header, table.rows) == (list(HEADER), [(3, list(LEEN))])


def test_the_sheet_that_looks_like_a_list_is_read() -> None:
    table = read(xlsx(("Uitleg",), ("Vul het tweede blad in",), sheets={"Lijst": [HEADER, LEEN]})).table
    assert table is not None
    assert table.rows == [(2, list(LEEN))]


def test_cells_are_what_a_person_would_type() -> None:
    header = ("Voornaam", "Start", "Telefoon", "minderjarig", "Notitie", "Functie")
    row = ("Leen", dt.date(2025, 1, 2), 51000001.0, True, 1.5, dt.time(9, 30))
    table = read(xlsx(header, row)).table
    assert table is not None
    assert table.rows == [(2, ["Leen", "2025-01-02", "51000001", "ja", "1.5", "9.30"])]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+32", "-1", "@SUM(1)", "=1+1|cmd"])
def test_a_formula_in_csv_is_only_text(text: str) -> None:
    table = read(sheet_csv(("Voornaam", "Notities"), ("Leen", text))).table
    assert table is not None
    assert table.rows == [(2, ["Leen", text])]


def test_of_a_formula_in_a_workbook_only_the_kept_value_counts() -> None:
    table = read(xlsx(("Voornaam", "Achternaam"), ("Leen", '=HYPERLINK("http://voorbeeld.be")'))).table
    assert table is not None
    assert table.rows == [(2, ["Leen", ""])]


def test_a_row_with_too_many_fields_is_refused_by_number() -> None:
    table = read(sheet_csv(HEADER, LEEN, (*ZOE, "te veel"))).table
    assert table is not None
    assert table.rows == [(2, list(LEEN))]
    assert table.refused == [
        Refusal(
            3,
            "",
            "deze rij heeft 4 velden, de kop 3. Staat er een scheidingsteken in een veld zonder aanhalingstekens?",
        )
    ]


def test_a_column_without_a_name_in_a_workbook_can_be_chosen() -> None:
    table = read(xlsx(("Voornaam",), ("Leen", "los"))).table
    assert table is not None
    assert (table.header, table.rows) == (["Voornaam", "kolom B"], [(2, ["Leen", "los"])])


def test_too_long_a_cell_is_refused_and_the_rest_stays() -> None:
    table = read(sheet_csv(("Voornaam", "Notities"), ("Leen", "a" * 2001))).table
    assert table is not None
    assert table.rows == [(2, ["Leen", ""])]
    assert table.refused == [Refusal(2, "Notities", "deze tekst is langer dan 2000 tekens", is_whole_row=False)]


def refusal_of(content: bytes, **options: object) -> str:
    with pytest.raises(UploadError) as caught:
        read(content, **options)  # type: ignore[arg-type]
    return str(caught.value)


OTHER = "Kies een .xlsx- of .csv-bestand."
AS_UTF8 = "Bewaar het in Excel opnieuw als 'CSV UTF-8 (door komma's gescheiden)' of als .xlsx."
AGAIN = "Open het in Excel of LibreOffice en bewaar het als Excel-werkmap (.xlsx) of als CSV."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b" \r\n ", "Dit bestand is leeg."),
        (b"\xef\xbb\xbf;;;\r\n;;\r\n", "In dit bestand staat geen enkele ingevulde rij."),
        (b"Voornaam;Achternaam\r\n", "Onder de kop staat geen enkele ingevulde rij."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            f"Dit is een oud Excel-bestand (.xls) of een werkmap met een wachtwoord. {AGAIN} Zonder wachtwoord.",
        ),
        (b"%PDF-1.7 ...", "Dit is geen rekenblad maar een PDF. Kies een .xlsx- of .csv-bestand."),
        (
            b"\x89PNG\r\n\x1a\n" + b"\0" * 9,
            "Dit is geen rekenblad maar een afbeelding. Kies een .xlsx- of .csv-bestand.",
        ),
        (b"MZ\x90\0", "Dit is geen rekenblad maar een programma. Kies een .xlsx- of .csv-bestand."),
        (
            b"@prefix mandaat: <http://data.vlaanderen.be/ns/mandaat#> .",
            f"Dit is geen rekenblad maar de Turtle-versie van de export; neem de CSV-versie. {OTHER}",
        ),
        (
            b'{"data": [{"voornaam": "An"}]}',
            f"Dit is geen rekenblad maar een JSON-bestand; neem de CSV-versie. {OTHER}",
        ),
        (
            b'\xef\xbb\xbf[\n {"voornaam": "An"}]',
            f"Dit is geen rekenblad maar een JSON-bestand; neem de CSV-versie. {OTHER}",
        ),
        (b"<html><table></table></html>", f"Dit is een webpagina of XML, geen rekenblad. {AGAIN}"),
        (
            b"Voornaam;Naam\r\n\x00\x01\x02binair",
            "Dit is geen tekst maar een ander soort bestand met de naam CSV. Kies een .xlsx- of .csv-bestand.",
        ),
        (
            b"Voornaam;Naam\r\nLe\x81n;\xffoe",
            f"De tekens in dit bestand zijn niet te lezen. {AS_UTF8}",
        ),
        (b"PK\x03\x04 afgebroken", f"Dit bestand is beschadigd of onvolledig. {AGAIN}"),
        (zipped(a=b"iets"), f"Dit is een zip-bestand, maar geen Excel-werkmap. {AGAIN}"),
        (zipped(**{"xl/workbook.bin": b""}), f"Dit is een binaire Excel-werkmap (.xlsb). {AGAIN}"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            f"Dit is een OpenDocument-bestand (.ods of .odt). {AGAIN}",
        ),
        (
            zipped(**{"word/document.xml": b""}),
            "Dit is een Word-document. Zet de lijst in een rekenblad en bewaar dat als .xlsx of CSV.",
        ),
        (zipped(**{"xl/workbook.xml": b"geen xml"}), f"Dit bestand is beschadigd of onvolledig. {AGAIN}"),
        (
            zipped(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "aaa">]><x/>'}),
            f"Dit bestand bevat verwijzingen die niet in een rekenblad horen. {AGAIN}",
        ),
        (
            zipped(**{"xl/workbook.xml": b" " * (256 * 1024 - 4) + b"<!DOCTYPE x><x/>"}),
            f"Dit bestand bevat verwijzingen die niet in een rekenblad horen. {AGAIN}",
        ),
        (xlsx(), "In deze werkmap staat geen enkele ingevulde rij."),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal_of(content) == sentence


TOO_LARGE_UNPACKED = (
    "Dit bestand is uitgepakt groter dan 50 MB. Een rekenblad mag hoogstens 5.000 rijen tellen: "
    "hou alleen de rijen over die je nodig hebt."
)
TOO_MANY_BYTES = limits.MAX_UNPACKED + 1024**2


@cache
def bomb() -> bytes:
    """More comes out of it than may be in a workbook."""
    return zipped(**{"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * TOO_MANY_BYTES})


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert len(bomb()) < 100_000
    assert refusal_of(bomb()) == TOO_LARGE_UNPACKED


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    size = TOO_MANY_BYTES.to_bytes(4, "little")
    assert bomb().count(size) == 2  # beside the entry and in the list of contents
    lying = bomb().replace(size, (5).to_bytes(4, "little"))
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert [entry.file_size for entry in archive.infolist()] == [0, 5]
    assert refusal_of(lying) == TOO_LARGE_UNPACKED


def test_200_000_rows_are_refused_with_the_limit() -> None:
    line = b"Leen;Vandevoorde;leen@voorbeeld.be\r\n"
    assert refusal_of(b"Voornaam;Achternaam;E-mail\r\n" + line * 200_000, most=10 * 1024**2) == (
        "Dit bestand telt meer dan 5.000 rijen. Zoveel kunnen er niet tegelijk: "
        "hou alleen de rijen van je eigen bestuur over en probeer opnieuw."
    )


def test_a_workbook_with_too_many_rows_is_not_cut_off() -> None:
    """Rows of ours might stand in the part that nobody reads, however few they are."""
    ours = [vmdb_row("An Peeters")[name] for name in MANDATENDATABANK]
    others = [("elders",)] * (limits.MAX_ROWS + limits.HEADER_WITHIN)
    assert refusal_of(xlsx(MANDATENDATABANK, ours, *others)) == limits.TOO_MANY_ROWS


def test_too_large_a_spreadsheet_is_refused() -> None:
    assert refusal_of(sheet_csv(HEADER, LEEN), size=11 * 1024**2, most=300 * 1024**2) == (
        "Dit bestand is te groot: 11 MB, en het mag hoogstens 10 MB zijn. "
        "Hou alleen de rijen van je eigen bestuur over (hoogstens 5.000)."
    )


def test_the_export_of_all_of_flanders_may_be_larger_up_to_the_setting() -> None:
    content = vmdb_csv(vmdb_row("An Peeters"))
    assert read(content, size=299 * 1024**2, most=300 * 1024**2).layout == "vmdb"
    assert refusal_of(content, size=301 * 1024**2, most=300 * 1024**2) == (
        "Dit bestand is te groot: 301 MB, en het mag hoogstens 300 MB zijn. "
        "Hou alleen de rijen van je eigen bestuur over (hoogstens 5.000)."
    )


def test_too_many_columns_are_refused() -> None:
    assert refusal_of(sheet_csv(["Voornaam"] * 61, ["Leen"] * 61)) == (
        "Dit bestand telt meer dan 60 kolommen. Hou alleen de kolommen die je nodig hebt."
    )


def test_a_quote_that_is_never_closed_is_named_by_row() -> None:
    content = b'Voornaam;Notities\r\nLeen;goed\r\nKarim;"nooit dicht ' + b"x" * 140_000
    assert refusal_of(content) == (
        "Na rij 2 is het bestand niet meer te lezen: waarschijnlijk ontbreekt er een aanhalingsteken."
    )


def test_people_are_not_services() -> None:
    assert refusal_of(vmdb_csv(vmdb_row("An Peeters")), kind="zorgdiensten") == (
        "Dit is een bestand met mandatarissen, geen lijst van zorgdiensten. Lees het in bij 'Mandatarissen'."
    )


NAMES = st.text(alphabet=st.sampled_from("abcdefgz ABCZéëïöüçÉß€'-.,;\"|\n"), min_size=1, max_size=20).map(clean)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(NAMES, NAMES).filter(any), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_whatever_is_written_is_read_back(rows: list[tuple[str, str]], encoding: str) -> None:
    content = csv_text([("Voornaam", "Achternaam"), *rows], ";").encode(encoding)
    table = read(content).table
    assert table is not None
    assert [cells for _, cells in table.rows] == [list(row) for row in rows]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(content: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"Voornaam;Naam\r\n", b"\xff\xfe", b"\xfe\xff"):
        with suppress(UploadError):
            assert read(head + content).table is not None


WORKBOOK = xlsx(HEADER, LEEN, ZOE, merged=["A3:A4"])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_gives_a_table_or_a_sentence(place: int, damage: bytes) -> None:
    content = WORKBOOK[:place] + damage + WORKBOOK[place + len(damage) :]
    with suppress(UploadError):
        assert read(content).table is not None


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>/c=r\"'ABXZ019 tsvniljlOrow", max_size=80))
def test_a_strange_sheet_gives_a_table_or_a_sentence(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(
        b"</row>", f"{text}</row>".encode(), 1
    )
    with suppress(UploadError):
        assert read(zipped(**files)).table is not None


@given(st.text(max_size=60))
@example("0\x0c\x1b 0")
@example("e\u200b\u0301")
def test_cleaning_and_folding_are_stable(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
