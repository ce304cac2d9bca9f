"""The way in: what a file is by its content, never by its name, and what it says."""

from dataclasses import dataclass, field
from typing import BinaryIO

from invitations.akkoorden.blocks import MAX_BLOCKS, MAX_BYTES, TOO_LONG, AgreementError, Block
from invitations.akkoorden.docx import read_docx
from invitations.akkoorden.layout import blocks_of
from invitations.akkoorden.pdf import read_pdf
from invitations.akkoorden.texts import read_text
from programmes.imports.limits import megabytes

CHOOSE = "Kies het bestuursakkoord als PDF, Word-bestand (.docx) of tekst."
OTHERS = (  # (first bytes, what it is)
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een afbeelding"),
    (b"II*\x00", "een afbeelding"),
    (b"MM\x00*", "een afbeelding"),
    (b"RIFF", "een afbeelding of geluid"),
    (b"\x1f\x8b", "een gecomprimeerd bestand"),
    (b"Rar!", "een gecomprimeerd bestand"),
    (b"7z\xbc\xaf", "een gecomprimeerd bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"{\\rtf", "een RTF-document; bewaar het in Word als .docx"),
)
OLD_WORD = (
    "Dit is een oud Word-bestand (.doc) of een bestand met een wachtwoord. "
    "Open het in Word, bewaar het als .docx zonder wachtwoord, en kies dat bestand."
)
WEB_PAGE = f"Dit is een webpagina, ook al heet het bestand anders. Open ze en bewaar ze als PDF. {CHOOSE}"
EMPTY = f"Dit bestand is leeg. {CHOOSE}"
TOO_LARGE = (
    "Dit bestand is {size} groot, en het mag hoogstens {most} zijn. Zo groot is meestal een scan: "
    "vraag het Word-bestand of de gewone PDF aan wie het akkoord schreef."
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`page_count` is None when the file has no pages."""

    blocks: list[Block] = field(default_factory=list)
    page_count: int | None = None


def read_agreement(file: BinaryIO, *, size: int) -> Agreement:
    """Raises AgreementError with what is wrong and how to mend it."""
    if size > MAX_BYTES:
        raise AgreementError(TOO_LARGE.format(size=megabytes(size), most=megabytes(MAX_BYTES)))
    file.seek(0)
    agreement = _read(file, file.read(4096))
    if not any(block.text for block in agreement.blocks):
        raise AgreementError(f"In dit bestand staat geen tekst. {CHOOSE}")
    if len(agreement.blocks) > MAX_BLOCKS:
        raise AgreementError(TOO_LONG)
    return agreement


def _read(file: BinaryIO, head: bytes) -> Agreement:
    if not head.strip():
        raise AgreementError(EMPTY)
    if b"%PDF-" in head[:1024]:
        pages, lines = read_pdf(file)
        return Agreement(list(blocks_of(lines)), pages)
    if head.startswith(b"PK"):
        return Agreement(read_docx(file))
    _refuse_others(head)
    return Agreement(*read_text(file))


def _refuse_others(head: bytes) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise AgreementError(OLD_WORD)
    for start, what in OTHERS:
        if head.startswith(start):
            raise AgreementError(f"Dit is {what}. {CHOOSE}")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        raise AgreementError(WEB_PAGE)
