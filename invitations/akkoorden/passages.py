"""Cutting an agreement into passages that one reads in a breath: numbered, with their page and their headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from invitations.akkoorden.blocks import HEADING, ITEM, Block

SHORTEST, LONGEST = 140, 900  # characters
BETWEEN = " › "  # a heading and the one under it
MORE = "[…]"
LONGEST_HEADING = 300  # of the field
_SENTENCE = re.compile(r"(?<=[.!?])['’”\")]*\s+(?=[^\sa-z])")
_ABBREVIATIONS = (
    "o.a.",
    "bv.",
    "bijv.",
    "nr.",
    "art.",
    "ca.",
    "dhr.",
    "mevr.",
    "i.s.m.",
    "m.b.t.",
    "o.m.",
    "p.",
    "St.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    page: int | None = None
    heading: str = ""
    number: int = 0

    def __add__(self, other: "Piece") -> "Piece":
        return replace(self, text=f"{self.text}\n{other.text}")


def passages_of(blocks: Iterable[Block]) -> list[Piece]:
    pieces = [piece for heading, section in _sections(blocks) for piece in _sized(_units(section), heading)]
    return [replace(piece, number=number) for number, piece in enumerate(pieces, start=1)]


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """What stands under each heading, with the headings above it."""
    trail: list[Block] = []
    section: list[Block] = []
    for block in blocks:
        if block.kind != HEADING:
            section.append(block)
            continue
        if section:
            yield _named(trail), section
            section = []
        trail = [*(one for one in trail if one.level < block.level), block]
    if section:
        yield _named(trail), section


def _named(trail: list[Block]) -> str:
    """The last two headings: the title of the whole agreement says nothing of a passage."""
    return BETWEEN.join(block.text for block in trail[-2:])[-LONGEST_HEADING:]


def _units(section: list[Block]) -> Iterator[Piece]:
    """What must not be torn apart: a sentence, and a list with the words that lead to it; each short enough."""
    lead: Block | None = None
    items: list[Block] = []
    for block in section:
        if block.kind == ITEM:
            items.append(block)
            continue
        yield from _list(lead, items)
        lead, items = block, []
    yield from _list(lead, items)


def _list(lead: Block | None, items: list[Block]) -> Iterator[Piece]:
    if not items:
        if lead:
            yield from _split(lead)
        return
    *before, first = list(_split(lead)) if lead else [Piece("", items[0].page)]
    yield from before
    piece, is_filled = first, False
    for item in (part for whole in items for part in _split(whole)):
        if is_filled and len(piece.text) + len(item.text) > LONGEST:
            yield piece
            piece = replace(first, text=f"{first.text} {MORE}".strip(), page=item.page)
        piece = replace(piece, text=f"{piece.text}\n{item.text}".strip())
        is_filled = True
    yield piece


def _split(block: Block) -> Iterator[Piece]:
    """At sentences, and only a sentence that is too long itself between two words."""
    text = ""
    for sentence in _short_sentences(block.text):
        if text and len(text) + len(sentence) > LONGEST:
            yield Piece(text, block.page)
            text = ""
        text = f"{text} {sentence}".strip()
    yield Piece(text, block.page)


def _short_sentences(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        rest = sentence
        while len(rest) > LONGEST:
            cut = rest.rfind(" ", LONGEST // 2, LONGEST)
            cut = cut if cut > 0 else LONGEST
            yield rest[:cut]
            rest = rest[cut:].strip()
        yield rest


def sentences(text: str) -> list[str]:
    """'o.a. Leiedorp' is no end."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and found[-1].endswith(_ABBREVIATIONS):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _sized(units: Iterable[Piece], heading: str) -> list[Piece]:
    """Short ones joined with what follows, and the last one with what went before."""
    pieces: list[Piece] = []
    for unit in units:
        if pieces and _too_short(pieces[-1], unit):
            pieces[-1] += unit
        else:
            pieces.append(replace(unit, heading=heading))
    return pieces


def _too_short(before: Piece, after: Piece) -> bool:
    return min(len(before.text), len(after.text)) < SHORTEST and len(before.text) + len(after.text) <= LONGEST
