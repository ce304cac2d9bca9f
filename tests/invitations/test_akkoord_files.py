"""An agreement is read by what it is, in whatever program it was written; what cannot be read says why."""

import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from invitations.akkoorden.blocks import MAX_BYTES, TOO_LONG, AgreementError, Block
from invitations.akkoorden.docx import BOMB, DOCTYPE, MAX_UNPACKED, read_docx
from invitations.akkoorden.docx import DAMAGED as DAMAGED_DOCX
from invitations.akkoorden.files import CHOOSE, EMPTY, OLD_WORD, WEB_PAGE, read_agreement
from invitations.akkoorden.layout import blocks_of, with_markers
from invitations.akkoorden.passages import LONGEST, SHORTEST, passages_of, sentences
from invitations.akkoorden.pdf import DAMAGED, PAGES, PASSWORD, PROBLEMS, SCANNED, Line
from invitations.akkoorden.texts import NO_TEXT
from tests.invitations.agreement_files import LONG, blank_pdf, docx, encrypted_pdf, paragraph, pdf, zipped


def read(content: bytes) -> list[tuple[str, str, int | None]]:
    blocks = read_agreement(BytesIO(content), size=len(content)).blocks
    return [(block.kind, block.text, block.page) for block in blocks]


def problem(content: bytes, *, size: int = 0) -> str:
    with pytest.raises(AgreementError) as caught:
        read_agreement(BytesIO(content), size=size or len(content))
    return str(caught.value)


CSS = """
@page { size: A5; margin: 2cm; @top-left { content: 'Akkoord Leiedorp' } @bottom-right { content: counter(page) } }
body { font: 11pt serif; hyphens: auto; text-align: justify }
section { page-break-before: always }
"""
HTML = f"""<title>x</title><h1>Samen zorgen</h1><h2>Elk kind een plaats</h2><p>{LONG * 2}</p>
<p>Wij gaan voor:</p><ul><li>meer plaatsen</li><li>{LONG}</li></ul>
<section><h2>Ouder worden</h2><p>Zo blijft iedereen thuis.</p></section>
<section><h2>Wonen</h2><p>Wij bouwen sociaal-economisch verantwoord.</p></section>"""


def test_a_pdf_is_put_together_again_without_headers_page_numbers_and_hyphens() -> None:
    assert read(pdf(HTML, CSS)) == [
        ("kop", "Samen zorgen", 1),
        ("kop", "Elk kind een plaats", 1),
        ("tekst", LONG * 2, 1),
        ("tekst", "Wij gaan voor:", 1),
        ("punt", "• meer plaatsen", 1),
        ("punt", f"• {LONG}", 1),
        ("kop", "Ouder worden", 2),
        ("tekst", "Zo blijft iedereen thuis.", 2),
        ("kop", "Wonen", 3),
        ("tekst", "Wij bouwen sociaal-economisch verantwoord.", 3),
    ]


def test_a_word_document_has_headings_paragraphs_and_lists() -> None:
    content = docx(
        paragraph("Zorg", style="Kop1"),
        paragraph("Ouder worden", style="Kop2"),
        paragraph("We bouwen &amp; we zorgen."),
        paragraph("meer plaatsen", is_item=True),
        paragraph("- meer mensen"),
        paragraph(""),
    )
    agreement = read_agreement(BytesIO(content), size=len(content))
    assert (agreement.page_count, agreement.blocks) == (
        None,
        [
            Block("Zorg", "kop", level=1),
            Block("Ouder worden", "kop", level=2),
            Block("We bouwen & we zorgen."),
            Block("• meer plaatsen", "punt"),
            Block("• meer mensen", "punt"),
        ],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_plain_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    text = "1. Zorg\n\nWe creëren plaatsen voor oude-\nren en gezinnen.\nDat is nodig.\n\n- één\n- twee\n"
    assert read(text.encode(encoding)) == [
        ("kop", "1. Zorg", None),
        ("tekst", "We creëren plaatsen voor ouderen en gezinnen. Dat is nodig.", None),
        ("punt", "• één", None),
        ("punt", "• twee", None),
    ]


def test_a_form_feed_turns_the_page_and_long_lines_are_paragraphs() -> None:
    first, second = "Wij zorgen. " * 20, "Wij bouwen. " * 20
    assert read(f"{first}\n{second}\fDrie.".encode()) == [
        ("tekst", first.strip(), 1),
        ("tekst", second.strip(), 1),
        ("tekst", "Drie.", 2),
    ]


BAD = {
    "an empty file": (b"", EMPTY),
    "only spaces": (b" \r\n ", EMPTY),
    "a web page named pdf": (b"\n<!DOCTYPE html><html>", WEB_PAGE),
    "an image": (b"\x89PNG\r\n\x1a\n....", f"Dit is een afbeelding. {CHOOSE}"),
    "a photo": (b"\xff\xd8\xff\xe0....", f"Dit is een foto. {CHOOSE}"),
    "an old Word file": (b"\xd0\xcf\x11\xe0....", OLD_WORD),
    "rubbish": (b"\x00\x01\x02\x03" * 50, NO_TEXT),
    "a damaged PDF": (b"%PDF-1.7\nkapot", PROBLEMS[DAMAGED]),
    "half a PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 20, PROBLEMS[DAMAGED]),
    "a damaged zip": (b"PK\x03\x04kapot", DAMAGED_DOCX),
    "a zip of photos": (
        zipped("foto.jpg"),
        "Dit is een zip-bestand, geen Word-document. Kies het akkoord als PDF, .docx of tekst.",
    ),
    "a workbook": (
        zipped("xl/workbook.xml"),
        "Dit is een rekenblad. Kies het bestuursakkoord als PDF, Word-bestand of tekst.",
    ),
    "no XML in it": (zipped("word/document.xml", b"kapot"), DAMAGED_DOCX),
    "a document without text": (docx(paragraph("")), f"In dit bestand staat geen tekst. {CHOOSE}"),
}


@pytest.mark.parametrize("content", [pytest.param(row, id=name) for name, row in BAD.items()])
def test_what_cannot_be_read_says_why(content: tuple[bytes, str]) -> None:
    assert problem(content[0]) == content[1]


def test_a_scan_says_what_to_do() -> None:
    assert problem(blank_pdf(3)) == SCANNED


def test_an_encrypted_pdf_says_so() -> None:
    assert problem(encrypted_pdf()) == PROBLEMS[PASSWORD]


def test_five_thousand_pages_are_refused_in_a_moment() -> None:
    content, begin = blank_pdf(5000), time.monotonic()
    assert (problem(content), time.monotonic() - begin < 10) == (PROBLEMS[PAGES], True)


def test_a_large_scan_is_refused_unread() -> None:
    assert problem(b"%PDF", size=MAX_BYTES + 20 * 1024**2) == (
        "Dit bestand is 60 MB groot, en het mag hoogstens 40 MB zijn. Zo groot is meestal een scan: "
        "vraag het Word-bestand of de gewone PDF aan wie het akkoord schreef."
    )


def test_a_bomb_is_refused_while_it_unpacks() -> None:
    body = b"<x>" + b" " * MAX_UNPACKED + b"</x>"
    assert problem(zipped("word/document.xml", body)) == BOMB


def test_more_text_than_an_agreement_has_is_refused() -> None:
    assert (problem(b"zorg " * 500_000), problem(docx(paragraph("zorg " * 500_000)))) == (TOO_LONG, TOO_LONG)


def test_more_elements_than_an_agreement_has_are_refused() -> None:
    with pytest.raises(AgreementError, match=TOO_LONG):
        read_docx(BytesIO(docx("<w:p>" * 2_000)), most=1_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert problem(zipped("word/document.xml", bomb.encode(encoding))) == DOCTYPE


def test_passages_are_numbered_and_know_their_page_and_headings() -> None:
    blocks = [
        Block("Akkoord", "kop", 1, 1),
        Block("Zorg", "kop", 1, 2),
        Block("Ouder worden", "kop", 2, 3),
        Block(LONG * 2, "tekst", 2),
        Block("Kort.", "tekst", 2),
        Block("Wonen", "kop", 3, 2),
        Block("Ook kort.", "tekst", 3),
    ]
    assert [(one.number, one.page, one.heading, one.text) for one in passages_of(blocks)] == [
        (1, 2, "Zorg › Ouder worden", f"{LONG * 2}\nKort."),
        (2, 3, "Akkoord › Wonen", "Ook kort."),
    ]


def test_a_list_stays_with_the_words_that_lead_to_it() -> None:
    items = [Block(f"• {LONG} {n}", "punt", 1) for n in range(12)]
    pieces = passages_of([Block("Daarom gaan we voor:", "tekst", 1), *items])
    assert [piece.text.splitlines()[0] for piece in pieces] == [
        "Daarom gaan we voor:",
        *["Daarom gaan we voor: […]"] * (len(pieces) - 1),
    ]
    assert [line for piece in pieces for line in piece.text.splitlines()[1:]] == [item.text for item in items]


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    text = " ".join([LONG] * 30)
    pieces = passages_of([Block(text)])
    assert " ".join(piece.text for piece in pieces) == text
    assert {piece.text.endswith(".") for piece in pieces} == {True}
    assert {SHORTEST < len(piece.text) <= LONGEST for piece in pieces} == {True}


def test_a_sentence_without_end_is_cut_between_words() -> None:
    pieces = passages_of([Block("zorg " * 400), Block("z" * 2000)])
    assert max(len(piece.text) for piece in pieces) <= LONGEST
    assert "".join("".join(piece.text.split()) for piece in pieces) == "zorg" * 400 + "z" * 2000


def test_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("We werken met o.a. Leiedorp samen. Dat helpt.") == [
        "We werken met o.a. Leiedorp samen.",
        "Dat helpt.",
    ]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_of_a_kind_that_unpacks_all_at_once_is_refused_before_it_is_unpacked(way: int) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    tracemalloc.start()
    assert problem(out.getvalue()) == DAMAGED_DOCX
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_a_page_full_of_bullets_and_dots_takes_no_time() -> None:
    began = time.process_time()
    bullets = [Line(1, "•", 10, float(n), is_bold=False) for n in range(20_000)]
    texts = [Line(1, "zorg", 10, float(n), is_bold=False) for n in range(20_000)]
    assert {line.text for line in with_markers([*bullets, *texts])} == {"• zorg"}
    assert len(list(blocks_of([Line(1, "." * 40_000 + "x", 10, 100, is_bold=False)]))) == 1
    assert time.process_time() - began < 2


def test_a_file_of_nothing_but_short_lines_is_no_agreement() -> None:
    """Each would become a passage, and no page or database bears a hundred thousand of them."""
    assert problem(b"Zorg\n\nwij bouwen.\n\n" * 40_000) == TOO_LONG
