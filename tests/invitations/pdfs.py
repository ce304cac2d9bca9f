"""A PDF read back: its words, its outline and what its tags say."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

LEVELS = {"/H1": 1, "/H2": 2, "/H3": 3, "/H4": 4}


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def words(pdf: PdfReader, page: int = 0) -> str:
    return " ".join(pdf.pages[page].extract_text().split())


def tags(pdf: PdfReader) -> list[tuple[str, Any]]:
    """(kind, element) of the whole structure, in reading order."""
    root: Any = pdf.trailer["/Root"]
    return list(_below(root["/StructTreeRoot"]["/K"]))


def _below(kids: Any) -> Iterator[tuple[str, Any]]:
    kids = kids.get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        found: Any = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield found["/S"], found
            yield from _below(found.get("/K", []))


def figures(pdf: PdfReader) -> list[str]:
    """What each picture says to who does not see it; '' when it says nothing."""
    return [element.get("/Alt", "") for kind, element in tags(pdf) if kind == "/Figure"]


def levels(pdf: PdfReader) -> list[int]:
    """Of the headings, in order."""
    return [LEVELS[kind] for kind, _ in tags(pdf) if kind in LEVELS]


def skips(pdf: PdfReader) -> bool:
    """Whether a heading lies more than one level below the one before."""
    found = [0, *levels(pdf)]
    return any(level > before + 1 for before, level in pairwise(found))


def outline(pdf: PdfReader) -> list[tuple[str, int]]:
    """(bookmark, page number) of the first level."""
    return [
        (str(one.title), (pdf.get_destination_page_number(one) or 0) + 1)
        for one in pdf.outline
        if isinstance(one, Destination)
    ]


def assert_tagged(pdf: PdfReader) -> None:
    """PDF/UA-1 as far as a machine sees it: marked, a language, a title that shows, each picture and heading."""
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert "" not in figures(pdf)
    assert not skips(pdf)
    assert len(root["/StructTreeRoot"]["/ParentTree"]["/Nums"]) >= 2 * len(pdf.pages)
