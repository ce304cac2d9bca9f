"""The one door for PDF: a whole HTML document in, bytes out, tagged as PDF/UA-1."""

import atexit
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

FONTS = "expeditie:fonts/"
_FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"), ("Bold", 700, "normal"))
_one_at_a_time = Lock()  # Pango's font map is shared, and two threads would not be faster


class DocumentError(Exception):
    """A document asked for a file that is not part of it."""


def make_pdf(html: str) -> bytes:
    """The HTML must have a lang, a title and headings that skip no level; css/document.css is its only style."""
    from weasyprint import HTML  # noqa: PLC0415 (takes 0.9 s to import)

    with _one_at_a_time:
        styles, fonts, fetcher = _workshop()
        document = HTML(string=html, url_fetcher=fetcher, base_url="expeditie:")
        pdf: bytes = document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def join_pdf(documents: Iterable[str]) -> bytes:
    """Several HTML documents as one PDF, drawn one by one: a single long document takes more than its share of time."""
    from weasyprint import HTML  # noqa: PLC0415 (takes 0.9 s to import)

    drawn = []
    for html in documents:
        with _one_at_a_time:
            styles, fonts, fetcher = _workshop()
            source = HTML(string=html, url_fetcher=fetcher, base_url="expeditie:")
            drawn.append(source.render(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"))
    joined = drawn[0].copy([page for document in drawn for page in document.pages])
    pdf: bytes = joined.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def document(template: str, context: dict[str, Any]) -> bytes:
    return make_pdf(render_to_string(f"documents/{template}.html", context))


@cache
def _workshop() -> "tuple[list[CSS], FontConfiguration, URLFetcher]":
    """Fonts and styles are read once: it saves a third of a page's time, and memory."""
    from PIL import ImageFile  # noqa: PLC0415 (comes with weasyprint)
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint sets it for the whole process: uploads must be whole
    fonts, fetcher = FontConfiguration(), _closed_fetcher()
    faces = CSS(string="".join(_face(*face) for face in _FACES), font_config=fonts, url_fetcher=fetcher)
    path = finders.find("css/document.css")
    return [faces, CSS(filename=path, font_config=fonts, url_fetcher=fetcher)], fonts, fetcher


atexit.register(_workshop.cache_clear)  # the fonts tidy up after themselves while Python can still do so


def _face(name: str, weight: int, style: str) -> str:
    url = f"{FONTS}SourceSansPro-{name}.ttf"
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{url}") format("truetype"); }}'
    )


def _closed_fetcher() -> "URLFetcher":
    """Gives the fonts and nothing else: the usual one would put any file of this machine in a document."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    allowed = {f"{FONTS}SourceSansPro-{name}.ttf": f"SourceSansPro-{name}.ttf" for name, *_ in _FACES}

    class ClosedFetcher(URLFetcher):  # type: ignore[misc] # weasyprint has no types
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 (its signature)
            if url not in allowed:
                raise FatalURLFetchingError(f"Not part of the document: {url}")
            content = (files("font_source_sans_pro") / "files" / allowed[url]).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})

    return ClosedFetcher()
