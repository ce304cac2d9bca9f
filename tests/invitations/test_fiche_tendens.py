"""A tendency from a file of a statistics site: what such files look like, and what is wrong with some."""

import datetime as dt
import io
import json
import time
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from invitations.fiches.figure_files import (
    FEWER,
    MAX_BYTES,
    MAX_TEXT,
    Sheet,
    decimal_sign,
    numbers_in,
    points_of,
    read_pasted,
    read_sheet,
    sheet_of,
)
from invitations.forms.tendens import guess
from invitations.models import Fiche
from programmes.imports.containers import SAVE_AS_XLSX
from programmes.imports.records import UploadError
from programmes.models import Programme, User
from programmes.times import BRUSSELS
from tests.invitations.fiches import EDIT, Person, form_in, make_fiche
from tests.invitations.test_figures import EXAMPLES, refusal

STATBEL = """Bevolking van 80 jaar en ouder in Leiedorp
;;
Jaar;Inwoners;Aandeel
2022;1.690;12,5
2023;1.721;12,81
2024;..;
2025;1.768;13

Bron: Statbel, 1/1/2025
(..) niet beschikbaar
"""
NO_TABLE = "We vinden geen twee kolommen naast elkaar: een met namen of jaren en een met getallen."
QUOTE_IT = "Staat er een scheidingsteken in een veld? Zet dat veld tussen aanhalingstekens, of haal de rij weg."
MEND_IT = "Pas dat aan in het bestand, of kies een andere kolom."
ONE_ROW = "Kies één rij, of hou in het bestand minder rijen over."
YEARS = "Gemeente,2015,2020,2024\nMolenbos,210,260,301\nLeiedorp,602,690,768\n"


def bytes_of(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def read(content: bytes) -> Sheet:
    return read_sheet(io.BytesIO(content), size=len(content))


def column(sheet: Sheet, label: int, value: int) -> list[Any]:
    return points_of([text for _, text in sheet.column(label)], sheet.column(value))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_titles_above_and_notes_at_the_foot_are_set_apart(encoding: str, separator: str) -> None:
    sheet = read(STATBEL.replace(";", separator).replace("niet", "niét").encode(encoding))
    assert sheet.header == ["Jaar", "Inwoners", "Aandeel"]
    assert [number for number, _ in sheet.rows] == [4, 5, 6, 7]
    assert (sheet.title, sheet.source, sheet.day) == (
        "Bevolking van 80 jaar en ouder in Leiedorp",
        "Statbel",
        "1/1/2025",
    )
    assert sheet.notes == ["Bron: Statbel, 1/1/2025", "(..) niét beschikbaar"]
    assert column(sheet, 0, 1) == [["2022", 1690], ["2023", 1721], ["2025", 1768]]
    assert column(sheet, 0, 2) == [["2022", 12.5], ["2023", 12.81], ["2025", 13]]


@pytest.mark.parametrize(
    ("texts", "sign", "numbers"),
    [
        (["1.250", "980"], "", [1250, 980]),
        (["12,5", "12.345"], ",", [12.5, 12345]),
        (["12.5", "12.345", "1,012.5"], ".", [12.5, 12.35, 1012.5]),
        (["12.5 %", "-3.25"], ".", [12.5, -3.25]),
        (["0.125", "0.25"], ".", [0.125, 0.25]),
        (["1.234,56789"], ",", [1234.568]),
        (["1 250,5", "1 300"], ",", [1250.5, 1300]),
    ],
)
def test_a_column_shows_what_its_points_and_commas_mean(texts: list[str], sign: str, numbers: list[float]) -> None:
    assert decimal_sign(texts) == sign
    labels = [str(number) for number, _ in enumerate(texts)]
    assert [number for _, number in points_of(labels, list(enumerate(texts)))] == numbers


def test_years_beside_each_other_are_a_row() -> None:
    sheet = read(YEARS.encode())
    assert (guess(sheet, "Leiedorp"), guess(sheet, "Elders")) == ("rij-3", "rij-2")
    assert guess(read(STATBEL.encode()), "Leiedorp") == "kolom-2"


def test_a_table_without_a_header_gets_one() -> None:
    assert read(b"2022;15\n2023;17\n").header == ["kolom 1", "kolom 2"]
    assert read(b"Gemeente;80-84;85+\nLeiedorp;15;17\n").header == ["Gemeente", "80-84", "85+"]
    assert read(b";2022;2023\nLeiedorp;15;17\n").header == ["kolom 1", "2022", "2023"]


def test_a_workbook_is_read_too() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["Inwoners"], ["Jaar", "Aantal"], [2023, 1721.5], [2024, 1768]):
        book.active.append(row)
    book.save(file)
    sheet = read(file.getvalue())
    assert (sheet.title, column(sheet, 0, 1)) == ("Inwoners", [["2023", 1721.5], ["2024", 1768]])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"zomaar een tekst\nzonder kolommen", NO_TABLE),
        (b"Jaar;Aantal\n", "Onder de kop staat geen enkele rij met getallen."),
        (
            b"Jaar;Aantal\n2022;5\n2023;6;7\n2024;8\n",
            "Rij 3 heeft 3 velden, de kop 2. " + QUOTE_IT,
        ),
        (
            b"Jaar;Aantal\n" + b"2022;5\n" * 1001,
            f"Dit bestand telt meer dan 1000 rijen. {FEWER}",
        ),
        (
            b"a;b\n" + b"x" * MAX_BYTES,
            f"Dit bestand is te groot: het mag hoogstens 512 kB zijn. {FEWER}",
        ),
        (b"%PDF-1.7", "Dit is geen rekenblad maar een PDF. Kies een .xlsx- of .csv-bestand."),
        (
            b"<!doctype html><table>",
            f"Dit is een webpagina of XML, geen rekenblad. {SAVE_AS_XLSX}",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(UploadError) as problem:
        read(content)
    assert str(problem.value) == sentence


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (
            ["5", "veel"],
            f"Rij 1: 'veel' is geen getal. {EXAMPLES} {MEND_IT}",
        ),
        (["12,5", "1x"], f"Rij 1: '1x' is geen getal. {MEND_IT}"),
        (["..", "-"], "Hierin staat geen enkel getal. Kies een andere kolom of rij."),
        (
            ["5"] * 41,
            f"Dit zijn 41 getallen, en een grafiek toont er hoogstens 40. {ONE_ROW}",
        ),
    ],
)
def test_a_column_that_cannot_be_drawn_says_why(texts: list[str], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        points_of(["x"] * len(texts), list(enumerate(texts)))
    assert str(problem.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "3", "[]", "null", "[" * 5000),
        '{"header": 3, "rows": []}',
        '{"header": ["a", "b"], "rows": []}',
        '{"header": ["a", "b"], "rows": [1]}',
        '{"header": ["a", "b"], "rows": [[1, ["c", 2]]]}',
        '{"header": ["a", "b"], "rows": [[1, ["c"]]]}',
        '{"header": ["a", "b"], "rows": [[1, ["c", "d"]]], "notes": 5}',
        '{"header": {"a": 1, "b": 2, "c": 3}, "rows": [[1, ["c", "d", "e"]]]}',
        '{"header": ["a", "b"], "rows": [[1, {"c": 1, "d": 2}]]}',
        '{"header": ["a", "b"], "rows": [[1, ["half \\ud800", "d"]]]}',
        '{"header": ["a", "b"], "rows": [[1, ["nul \\u0000", "d"]]]}',
        json.dumps({"header": ["a", "b"], "rows": [[1, ["c", "1" * MAX_TEXT]]]}),
    ],
)
def test_a_table_that_was_tampered_with_is_asked_again(text: str) -> None:
    with pytest.raises(UploadError, match=r"Kies het bestand opnieuw\."):
        sheet_of(text)


@given(st.text(alphabet="ab1290.,;\t|\"'\n -%–é", max_size=200))
def test_any_table_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        sheet = read_pasted(text)
    except UploadError:
        return
    assert sheet_of(sheet.to_json()) == sheet
    guess(sheet, "Leiedorp")
    for index in range(1, len(sheet.header)):
        sentence = refusal(column, sheet, label=0, value=index)
        assert sentence[-1:] in {"", "."}
        json.dumps([] if sentence else column(sheet, 0, index), allow_nan=False)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS), tick=False) as clock:
        yield clock


@pytest.fixture
def fiche(programme: Programme) -> Fiche:
    return make_fiche(programme)


@pytest.fixture
def page(fiche: Fiche, coordinator: User, client: Client) -> Person:
    client.force_login(coordinator)
    return Person(client, f"/leiedorp/2025/fiches/{fiche.zorgdienst_id}/tendens/")


def upload(page: Person, content: bytes) -> dict[str, str]:
    response = page.client.post(page.url, {"file": SimpleUploadedFile("cijfers.csv", content)})
    assert response.status_code == 200
    page.text = response.text
    page.data = form_in(page.text)
    return page.data


def test_a_file_becomes_a_tendency(fiche: Fiche, page: Person) -> None:
    data = upload(page, STATBEL.encode("cp1252"))
    shown = [data[name] for name in ("title", "label", "series", "source", "measured_on")]
    assert shown == ["Bevolking van 80 jaar en ouder in Leiedorp", "0", "kolom-2", "Statbel", "1/1/2025"]
    assert "4 rijen" in page.text
    response = page.send(series="kolom-1", unit="inwoners", answer="Meer nachtzorg.")
    assert response.headers["Location"].endswith("/invullen/?deel=tendensen&bewaard=1")
    tendens = fiche.tendensen.get()
    assert (tendens.title, tendens.unit, tendens.source, tendens.measured_on, tendens.answer) == (
        *("Bevolking van 80 jaar en ouder in Leiedorp", "inwoners", "Statbel"),
        *(dt.date(2025, 1, 1), "Meer nachtzorg."),
    )
    assert tendens.points == [["2022", 1690], ["2023", 1721], ["2025", 1768]]


def test_a_pasted_table_becomes_a_tendency(fiche: Fiche, page: Person) -> None:
    page.send(pasted=YEARS)
    assert page.data["series"] == "rij-3"
    page.send(title="Tachtigplussers")
    assert fiche.tendensen.get().points == [["2015", 602], ["2020", 690], ["2024", 768]]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"series": "kolom-0"}, "Kies voor de getallen een andere kolom dan voor de namen."),
        ({"title": ""}, "Dit veld is verplicht."),
        ({"series": "rij-99"}, "Selecteer een geldige keuze. rij-99 is geen beschikbare keuze."),
        ({"measured_on": "ooit"}, "&#x27;ooit&#x27; is geen dag."),
        ({"sheet_json": "x"}, "De tabel kwam niet goed terug. Kies het bestand opnieuw."),
    ],
)
def test_a_choice_that_cannot_be_is_said_with_all_that_was_typed(
    fiche: Fiche, page: Person, typed: dict[str, str], sentence: str
) -> None:
    upload(page, STATBEL.encode())
    page.send(**{"answer": "Meer nachtzorg."} | typed)
    assert f"Fout: {sentence}" in page.text
    if "sheet_json" not in typed:
        assert page.data["answer"] == "Meer nachtzorg."
        assert page.data["sheet_json"] == read(STATBEL.encode()).to_json()
    assert fiche.tendensen.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Kies een bestand, of plak een tabel."), ({"pasted": "geen tabel"}, "Fout: We vinden geen twee kolommen")],
)
def test_without_a_table_the_page_asks_for_one(page: Person, typed: dict[str, str], sentence: str) -> None:
    page.send(**typed)
    assert sentence in page.text
    assert page.data.get("pasted", "") == typed.get("pasted", "")


def test_an_empty_file_and_a_broken_one_are_refused(page: Person) -> None:
    for content, sentence in ((b"", "Dit bestand is leeg."), (b"PK\x03\x04", "Dit bestand is beschadigd")):
        upload(page, content)
        assert f"Fout: {sentence}" in page.text


@pytest.mark.parametrize("text", ["1" * 40_000, "1" + " " * 40_000 + "x"])
def test_a_cell_as_long_as_a_book_is_no_figure_and_takes_no_time(text: str) -> None:
    began = time.process_time()
    assert decimal_sign([text]) == ""
    with pytest.raises(ValueError, match="is geen getal"):
        numbers_in([(1, text), (2, "1,55")])
    assert time.process_time() - began < 1


def test_figures_with_three_decimals_can_be_saved_again(fiche: Fiche, page: Person) -> None:
    upload(page, b"Jaar;Geboorten per vrouw\n2023;1,5553\n2024;0,1255\n")
    page.send(title="Geboorten")
    kept = [["2023", 1.56], ["2024", 0.126]]
    assert fiche.tendensen.get().points == kept
    form = Person(page.client, EDIT.format(fiche.zorgdienst_id, "tendensen"))
    assert form.send(**{f"{form.row(title='Geboorten')}-answer": "Meer plaatsen."}).status_code == 302
    assert (fiche.tendensen.get().points, fiche.tendensen.get().answer) == (kept, "Meer plaatsen.")
