"""From the lines of a PDF to paragraphs, lists and headings: what was one text before it was set in lines and pages."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from invitations.akkoorden.blocks import BULLET, HEADING, ITEM, MARKER, TEXT, Block, plain
from invitations.akkoorden.pdf import Line

EDGE = 2  # lines at the top and at the bottom that may be a header or a footer
LARGER = 1.08  # letters of a heading against those of the text
LONGEST_HEADING = 140
HYPHENS = "\u2010\u00ad\u0002\ufffe-"
_DOTS = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$")  # a line of the table of contents
_ALONE = re.compile(rf"(?:{MARKER.pattern}|\d{{1,2}}\.)\s*")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:;]['’”\")]*$")


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    lines = [line for line in without_edges(with_markers(lines)) if not _DOTS.search(line.text[-LONGEST_HEADING:])]
    if not lines:
        return
    body = body_size(lines)
    leading = _leading(lines, body)
    known = Counter(word for line in lines for word in line.text.split())
    for group in _groups(lines, body=body, leading=leading):
        first = group[0]
        text = plain(_joined([line.text for line in group], known))
        if is_heading(first, body):
            yield Block(text, HEADING, first.page, -first.size - 0.01 * first.is_bold)
        elif marker := MARKER.match(text):
            yield Block(BULLET + text[marker.end() :], ITEM, first.page)
        elif text:
            yield Block(text, TEXT, first.page)


def with_markers(lines: Iterable[Line]) -> list[Line]:
    """Some programs draw the bullets of a page after its text: each goes back in front of the line at its height."""
    kept: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        texts = [line for line in page if not _ALONE.fullmatch(line.text)]
        heights = sorted((line.top, n) for n, line in enumerate(texts))
        marked = {_beside(line, heights) for line in page if _ALONE.fullmatch(line.text)}
        kept += [line._replace(text=BULLET + line.text) if n in marked else line for n, line in enumerate(texts)]
    return kept


def _beside(marker: Line, heights: Sequence[tuple[float, int]]) -> int:
    """Which line stands at the height of the marker, of all (height, line) in order; -1 when none does."""
    at = bisect_left(heights, (marker.top, 0))
    near = heights[max(at - 1, 0) : at + 1]
    distance, nearest = min(((abs(top - marker.top), n) for top, n in near), default=(marker.size, -1))
    return nearest if distance < marker.size / 2 else -1


def without_edges(lines: Iterable[Line]) -> list[Line]:
    """Without headers and footers: what stands at the edge of several pages, but for its numbers, is no text."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    edges = Counter(key for page in pages for key in {_edge_key(line) for line in _edge(page)})
    often = max(2, len(pages) // 5)
    kept = []
    for page in pages:
        gone = {line for line in _edge(page) if edges[_edge_key(line)] > often or _edge_key(line) == "#"}
        kept += [line for line in page if line not in gone]
    return kept


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.top)
    return [*by_height[:EDGE], *by_height[-EDGE:]]


def _edge_key(line: Line) -> str:
    return _DIGITS.sub("#", plain(line.text)).strip("-–—| ").casefold()


def body_size(lines: Iterable[Line]) -> float:
    """The height of the letters that most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: Sequence[Line], body: float) -> float:
    """From line to line within a paragraph."""
    gaps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and a.top > b.top]
    near = [gap for gap in gaps if gap < 2 * body]
    return median(near) if near else 1.3 * body


def is_heading(line: Line, body: float) -> bool:
    text = line.text.strip()
    if len(text) > LONGEST_HEADING or not any(c.isalpha() for c in text) or text.endswith((",", ";")):
        return False
    return line.size > LARGER * body or (line.is_bold and not text.endswith((".", ":")) and not MARKER.match(text))


def _groups(lines: Sequence[Line], *, body: float, leading: float) -> Iterator[list[Line]]:
    """The lines that were one paragraph, one heading or one line of a list."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, body=body, leading=leading):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: list[Line], line: Line, *, body: float, leading: float) -> bool:
    before = group[-1]
    if is_heading(line, body) or is_heading(before, body):
        same = is_heading(line, body) and is_heading(before, body) and line.page == before.page
        return same and line.size == before.size and 0 < before.top - line.top < 1.5 * line.size
    if MARKER.match(line.text):
        return False
    if line.page != before.page:
        return not _ENDS.search(before.text.rstrip()) and not line.text.lstrip()[:1].isupper()
    return before.top - line.top < 1.35 * leading


def _joined(texts: Sequence[str], known: Counter[str]) -> str:
    """One text; a word that was broken at the end of a line is whole again."""
    whole = texts[0].rstrip()
    for text in texts[1:]:
        following = text.strip()
        if not whole.endswith(tuple(HYPHENS)) or not following[:1].islower():
            whole += f" {following}"
        elif following.split(maxsplit=1)[0] in {"en", "of"} or _keeps_hyphen(whole, following, known):
            whole += f" {following}" if following.split(maxsplit=1)[0] in {"en", "of"} else following
        else:
            whole = whole[:-1] + following
    return whole


def _keeps_hyphen(whole: str, following: str, known: Counter[str]) -> bool:
    """'sociaal-economisch' is written so elsewhere in the text."""
    return whole.endswith("-") and f"{whole.rsplit(maxsplit=1)[-1]}{following.split(maxsplit=1)[0]}" in known
