"""The paragraphs of a Word document, by the parser of Python itself: no document type, counted while unpacking."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from invitations.akkoorden.blocks import (
    BULLET,
    HEADING,
    ITEM,
    MARKER,
    MAX_CHARACTERS,
    TEXT,
    TOO_LONG,
    AgreementError,
    Block,
    plain,
)

MAX_UNPACKED = 30 * 1024**2
MAX_ELEMENTS = 1_000_000
PACKED = {
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
}  # as Word does; of others Python unpacks a piece whole, however large
_CHUNK = 64 * 1024
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_HEADING = re.compile(r"(?:heading|kop|titel|title|titre|ondertitel|subtitle)\s*(\d?)", re.IGNORECASE)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
SAVE_AGAIN = "Open het in Word of LibreOffice, bewaar het opnieuw als .docx of als PDF, en kies dat bestand."
DAMAGED = f"Dit Word-bestand is beschadigd of onvolledig. {SAVE_AGAIN}"
BOMB = f"Dit Word-bestand is uitgepakt groter dan {MAX_UNPACKED // 1024**2} MB. {SAVE_AGAIN}"
DOCTYPE = f"Dit Word-bestand bevat verwijzingen die er niet in horen. {SAVE_AGAIN}"
Attributes = dict[str, str]


def read_docx(file: BinaryIO, *, most: int = MAX_ELEMENTS) -> list[Block]:
    """Raises AgreementError, also when it has more than so many elements."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
            levels = _levels(archive) if STYLES in archive.namelist() else {}
            reader = _Paragraphs(levels, most)
            _parse(archive, DOCUMENT, reader.start, reader.end, reader.text)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise AgreementError(DAMAGED) from error
    return reader.blocks


def _check(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise AgreementError(f"Dit bestand is beveiligd met een wachtwoord. {SAVE_AGAIN} Zonder wachtwoord.")
    if any(entry.compress_type not in PACKED for entry in archive.infolist()):
        raise AgreementError(DAMAGED)
    if "mimetype" in names:
        raise AgreementError(f"Dit is een OpenDocument-bestand (.odt). {SAVE_AGAIN}")
    if "xl/workbook.xml" in names:
        raise AgreementError("Dit is een rekenblad. Kies het bestuursakkoord als PDF, Word-bestand of tekst.")
    if DOCUMENT not in names:
        raise AgreementError("Dit is een zip-bestand, geen Word-document. Kies het akkoord als PDF, .docx of tekst.")


def _unpacked(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """In pieces, and no more of them than an agreement has, whatever the archive says of its own size."""
    size = 0
    with archive.open(name) as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            if size > MAX_UNPACKED:
                raise AgreementError(BOMB)
            yield piece


def _parse(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, values: start(_local(tag), {_local(k): v for k, v in values.items()})
    parser.EndElementHandler = lambda tag: end(_local(tag))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    for piece in _unpacked(archive, name):
        parser.Parse(piece)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    """'w:p' of Word's own namespaces as 'p'; what is of another (a picture, a formula) keeps its address."""
    return name.removeprefix(_WORD).removeprefix(_STRICT)


def _refuse(*_args: object) -> None:
    raise AgreementError(DOCTYPE)


def _levels(archive: zipfile.ZipFile) -> dict[str, int]:
    """{style: level} of the styles that are headings, by their name: 'Kop1' is called 'heading 1' in every language."""
    found: dict[str, int] = {}
    current = [""]

    def start(tag: str, values: Attributes) -> None:
        if tag == "style":
            current[0] = values.get("styleId", "")
        elif tag == "name" and (match := _HEADING.fullmatch(values.get("val", ""))):
            found[current[0]] = int(match[1] or 0)
        elif tag == "outlineLvl" and values.get("val", "").isdigit() and int(values["val"]) < 9:
            found.setdefault(current[0], int(values["val"]) + 1)

    _parse(archive, STYLES, start, lambda _: None, lambda _: None)
    return found


class _Paragraphs:
    """Collects paragraphs while the document passes by."""

    def __init__(self, levels: dict[str, int], most: int) -> None:
        self.blocks: list[Block] = []
        self.levels, self.most = levels, most  # elements
        self.length = self.elements = 0
        self._open: list[list[str]] = []  # a text box is a paragraph inside a paragraph
        self._style, self._is_item, self._is_text = "", False, False

    def start(self, tag: str, values: Attributes) -> None:
        self.elements += 1  # they take time too, without a letter in them
        if self.elements > self.most:
            raise AgreementError(TOO_LONG)
        if tag == "p":
            self._open.append([])
            self._style, self._is_item = "", False
        elif tag == "pStyle":
            self._style = values.get("val", "")
        elif tag == "numPr":
            self._is_item = True
        elif tag in {"tab", "br", "cr"}:
            self._add(" ")
        elif tag == "noBreakHyphen":
            self._add("-")
        self._is_text = tag == "t"

    def end(self, tag: str) -> None:
        self._is_text = False
        if tag == "p" and self._open:
            self._close(plain("".join(self._open.pop())))

    def text(self, data: str) -> None:
        if self._is_text:
            self._add(data)

    def _add(self, data: str) -> None:
        self.length += len(data)
        if self.length > MAX_CHARACTERS:
            raise AgreementError(TOO_LONG)
        if self._open:
            self._open[-1].append(data)

    def _close(self, text: str) -> None:
        named = _HEADING.fullmatch(self._style)
        level = self.levels.get(self._style, int(named[1] or 0) if named else None)
        marker = MARKER.match(text)
        if not text or self._style.casefold().startswith(("toc", "inhopg")):
            return
        if level is not None:
            self.blocks.append(Block(text, HEADING, level=level))
        elif marker or self._is_item:
            self.blocks.append(Block(BULLET + (text[marker.end() :] if marker else text), ITEM))
        else:
            self.blocks.append(Block(text, TEXT))
