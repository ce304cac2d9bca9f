"""Letters printed one by one, in one file for the printer: pages are copied as they are, without their tags.

It reads what programmes.documents writes (plain objects, a classic table of contents) and nothing else: so it is many
times as fast as a library that has to understand any PDF, and 500 letters of which three changed are there at once. The
letters themselves keep their tags, for who reads one on a screen.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_LENGTH = re.compile(rb"/Length (\d+)")
_PARENT = re.compile(rb"/Parent \d+ 0 R")
_NOT_PRINTED = re.compile(rb"/(?:StructParents \d+|Tabs /\w+|Annots (?:\d+ 0 R|\[[^\]]*\]))")
_CATALOG, _PAGES = 1, 2  # numbers in the new file


class MergeError(Exception):
    """A file that was not written by us."""


class _File:
    """One PDF: its objects by number, each as (head, stream with its end)."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        begin = content.rfind(b"startxref")
        table = int(content[begin + 9 :].split()[0]) if begin >= 0 else 0
        if content[table : table + 4] != b"xref":
            raise MergeError("Dit is geen brief die we zelf maakten.")
        first_line = content.index(b"\n", table) + 1
        self.rows = content.index(b"\n", first_line) + 1
        self.trailer = content[content.rfind(b"trailer", 0, begin) : begin]

    def object(self, number: int) -> tuple[bytes, bytes]:
        row = self.rows + 20 * number
        start = self.content.index(b" obj\n", int(self.content[row : row + 10])) + 5
        end, stream = self.content.index(b"endobj", start), self.content.find(b"stream\n", start)
        if not 0 <= stream < end:
            return self.content[start:end].rstrip(), b""
        head = self.content[start:stream]
        length = _LENGTH.search(head)
        if length is None:
            raise MergeError("Een stuk van de brief zegt niet hoe lang het is.")
        body = self.content[stream : stream + 7 + int(length[1])]
        return head.rstrip(), body + b"\nendstream"

    def pages(self) -> list[int]:
        catalog, _ = self.object(_number(self.trailer, b"Root"))
        tree, _ = self.object(_number(catalog, b"Pages"))
        kids = tree[tree.index(b"/Kids") :]
        return [int(key) for key in _REFERENCE.findall(kids[: kids.index(b"]")])]


def _number(head: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", head)
    if found is None:
        raise MergeError("Dit is geen brief die we zelf maakten.")
    return int(found[1])


def merged(files: Iterable[bytes]) -> bytes:
    """One PDF with all their pages, in that order; raises MergeError for what programmes.documents did not write."""
    out, offsets, pages = BytesIO(), {}, []
    out.write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
    following = _PAGES + 1
    for content in files:
        one = _File(content)
        numbers = _needed(one, following)
        for old, head, stream in _objects(one, numbers):
            offsets[numbers[old]] = out.tell()
            out.write(b"%d 0 obj\n%b%b\nendobj\n" % (numbers[old], head, b"\n" + stream if stream else b""))
        pages += [numbers[page] for page in one.pages()]
        following += len(numbers)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    for number, head in (
        (_CATALOG, b"<< /Type /Catalog /Lang (nl-BE) /Pages %d 0 R >>" % _PAGES),
        (_PAGES, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids)),
    ):
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, head))
    _end(out, offsets)
    return out.getvalue()


def _page(head: bytes) -> bytes:
    return _NOT_PRINTED.sub(b"", _PARENT.sub(b"", head))


def _needed(one: _File, following: int) -> dict[int, int]:
    """{old number: new number} of what the pages draw with."""
    numbers: dict[int, int] = {}
    pages, waiting = set(one.pages()), one.pages()[::-1]
    while waiting:
        key = waiting.pop()
        if key not in numbers:
            numbers[key] = following + len(numbers)
            head, _ = one.object(key)
            waiting += [int(found) for found in _REFERENCE.findall(_page(head) if key in pages else head)]
    return numbers


def _objects(one: _File, numbers: dict[int, int]) -> Iterator[tuple[int, bytes, bytes]]:
    pages = set(one.pages())
    for key in numbers:
        head, stream = one.object(key)
        if key in pages:
            head = _page(head)
        head = _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head)
        if key in pages:
            head = head.replace(b"<<", b"<< /Parent %d 0 R " % _PAGES, 1)
        yield key, head, stream


def _end(out: BytesIO, offsets: dict[int, int]) -> None:
    begin, size = out.tell(), max(offsets) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out.writelines(b"%010d 00000 n \n" % offsets[number] for number in range(1, size))
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, _CATALOG, begin))
