"""What a reader makes of a file: paragraphs, lines of lists and headings, in order."""

import re
import unicodedata
from dataclasses import dataclass

TEXT, ITEM, HEADING = "tekst", "punt", "kop"
BULLET = "• "
MAX_BYTES = 40 * 1024**2
MAX_PAGES = 1_000
MAX_CHARACTERS = 2_000_000  # ten times the longest agreement that we saw
MAX_BLOCKS = 20_000
TOO_LONG = (
    "Dit bestand bevat meer tekst dan een bestuursakkoord ooit telt. Bewaar alleen het akkoord zelf in een bestand en "
    "kies dat."
)
MARKER = re.compile(r"\s*(?:[•●▪■◦○‣·➢➤✓✔\uf000-\uf0ff]\s*|[-–—*]\s+|[oO]\s(?=[a-z])|\(?[a-z]\)\s+|\d{1,2}\)\s+)")


class AgreementError(Exception):
    """The file cannot be read as an agreement; the message is for the screen."""


@dataclass(frozen=True, slots=True)
class Block:
    """`level` of a heading: the lower, the more it holds; `page` is None when the file has no pages."""

    text: str
    kind: str = TEXT
    page: int | None = None
    level: float = 0


def plain(text: str) -> str:
    """On one line, composed, without control characters and marks that turn the direction of writing."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c if c.isprintable() or c.isspace() else "" for c in text)
    return " ".join(text.split())
