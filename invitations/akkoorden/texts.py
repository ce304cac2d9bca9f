"""Plain text: blank lines part paragraphs, or each long line is one; a form feed turns a page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

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
from programmes.imports.csvfiles import encoding_of
from programmes.imports.records import UploadError

LONG_LINE = 200  # nobody breaks lines by hand at this length: each is a paragraph
LONGEST_HEADING = 100
NO_TEXT = "Dit is geen tekst, PDF of Word-bestand. Kies het bestuursakkoord als PDF, .docx of tekstbestand."
_NUMBERED = re.compile(r"(?:#+\s+|(?:hoofdstuk|deel)\s+\S+[:.]?\s+|(\d+(?:\.\d+)*)\.?\s+)(?=\S)", re.IGNORECASE)


def read_text(file: BinaryIO) -> tuple[list[Block], int | None]:
    """With how many pages; None when it has none."""
    try:
        encoding = encoding_of(file)
    except UploadError as error:
        raise AgreementError(NO_TEXT) from error
    file.seek(0)
    text = file.read().decode(encoding)
    if len(text) > MAX_CHARACTERS:
        raise AgreementError(TOO_LONG)
    pages = text.removesuffix("\f").split("\f")
    if len(pages) == 1:
        return list(blocks_in(text)), None
    numbered = enumerate(pages, start=1)
    return [replace(block, page=number) for number, page in numbered for block in blocks_in(page)], len(pages)


def blocks_in(text: str) -> Iterator[Block]:
    lines = text.splitlines()
    each_apart = any(len(line) > LONG_LINE for line in lines)
    group: list[str] = []
    for line in [*(line.strip() for line in lines), ""]:
        is_item = MARKER.match(line) is not None
        if group and (not line or is_item or each_apart or _is_numbered_heading(line)):
            yield _block(group)
            group = []
        if line and not group and _is_numbered_heading(line):
            yield _block([line])
        elif line:
            group.append(line)


def _is_numbered_heading(line: str) -> bool:
    return _NUMBERED.match(line) is not None and _is_short(line)


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and not line.endswith((".", ",", ";", ":", "!", "?"))


def _block(lines: list[str]) -> Block:
    text = plain(re.sub(r"(?<=\w)-\n(?=[a-z])", "", "\n".join(lines)))
    if marker := MARKER.match(text):
        return Block(BULLET + text[marker.end() :], ITEM)
    if len(lines) == 1 and _is_short(text) and any(c.isalpha() for c in text):
        number = _NUMBERED.match(text)
        level = (number[1] or "").count(".") if number else 0
        return Block(text.lstrip("# "), HEADING, level=level)
    return Block(text, TEXT)
