"""The one door for PDF: templates/documents in, bytes out, tagged as PDF/UA-1."""

import atexit
import gc
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

DENSITIES = ("", "snug", "full", "full tight", "crowded")  # classes in css/document.css, each closer than the last
SHEETS = (
    "document",
    "document-fiche",
    "document-draaiboek",
    "document-persmap",
    "document-verslag",
    "document-bereik",
    "document-enquete",
    "document-afspraken",
    "document-gegevens",
    "document-persoonlijk",
    "document-werkvorm",
    "document-dialoog",
    "document-podium",
    "document-speeddate",
    "document-visie",
)
FONTS = "expeditie:fonts/"
PICTURES = "expeditie:beelden/"
DOTS_PER_INCH = 150  # a picture that is larger where it stands, is made smaller
_FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"), ("Bold", 700, "normal"))
Pictures = Mapping[str, Callable[[], bytes]]  # by address ('expeditie:beelden/12'): reads a JPEG when it is drawn
_one_at_a_time = Lock()  # Pango's font map is shared, and two threads would not be faster


class DocumentError(Exception):
    """A document asked for a file that is not part of it."""


def document(
    template: str, context: dict[str, Any], *, pages: int | None = None, pictures: Pictures | None = None
) -> bytes:
    pdf = join_pdf([draw(template, context, pages=pages, pictures=pictures)])
    if pictures:
        gc.collect()  # what was laid out refers to itself: its pictures would stay in memory, tens of megabytes
    return pdf


def draw(
    template: str,
    context: dict[str, Any],
    *,
    pages: int | None = None,
    spare: int = 0,
    first_page: int | None = None,
    pictures: Pictures | None = None,
) -> "Document":
    """The document laid out, as roomy as it can be on so many pages, or else with so many to spare (when it can).

    A part of a larger one begins at `first_page`. The HTML must have a lang, a title and headings that skip no level;
    SHEETS are its only style, `pictures` the only images it may name.
    """
    laid: dict[int, Document] = {}

    def lay(step: int) -> "Document":
        if step not in laid:
            html = render_to_string(f"documents/{template}.html", context | {"density": DENSITIES[step]})
            laid[step] = _lay_out(html, first_page=first_page, pictures=pictures or {})
        return laid[step]

    drawn = roomiest(lay, pages)
    return drawn if pages is None or len(drawn.pages) <= pages else roomiest(lay, pages + spare)


def roomiest(lay: "Callable[[int], Document]", pages: int | None) -> "Document":
    """On so many pages, else the closest. Most fit roomy; after that, half of the steps that are left are passed by."""
    low, high = 0, len(DENSITIES) - 1
    while low < high:
        step = (low + high) // 2 if low else 0
        if pages is None or len(lay(step).pages) <= pages:
            high = step
        else:
            low = step + 1
    return lay(low)


def join_pdf(documents: "Iterable[Document]") -> bytes:
    """One PDF of documents drawn one by one: a single long document takes more than its share of time."""
    first, *others = documents
    with _one_at_a_time:
        joined = first.copy([page for drawn in (first, *others) for page in drawn.pages])
        pdf: bytes = joined.write_pdf(pdf_variant="pdf/ua-1", dpi=DOTS_PER_INCH)
    return pdf


def _lay_out(html: str, *, first_page: int | None = None, pictures: Pictures) -> "Document":
    from weasyprint import CSS, HTML  # noqa: PLC0415 (takes 0.9 s to import)
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    with _one_at_a_time:
        styles, fonts, fetcher = _workshop()
        fetcher.pictures = pictures
        source = HTML(string=html, url_fetcher=fetcher, base_url="expeditie:")
        if first_page:
            numbering = CSS(string=f"@page :first {{ counter-reset: page {first_page} }}", url_fetcher=fetcher)
            styles = [*styles, numbering]
        try:
            return source.render(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as error:
            raise DocumentError(str(error)) from error


@cache
def _workshop() -> "tuple[list[CSS], FontConfiguration, URLFetcher]":
    """Fonts and styles are read once: it saves a third of a page's time, and memory."""
    from PIL import ImageFile  # noqa: PLC0415 (comes with weasyprint)
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint sets it for the whole process: uploads must be whole
    fonts, (rules, fetcher) = FontConfiguration(), font_faces()
    faces = CSS(string=rules, font_config=fonts, url_fetcher=fetcher)
    paths = [finders.find(f"css/{name}.css") for name in SHEETS]
    sheets = [CSS(filename=path, font_config=fonts, url_fetcher=fetcher) for path in paths]
    return [faces, *sheets], fonts, fetcher


atexit.register(_workshop.cache_clear)  # the fonts tidy up after themselves while Python can still do so


def font_faces() -> "tuple[str, URLFetcher]":
    """The style rules of our fonts, and what fetches those and nothing else."""
    return "".join(_face(*face) for face in _FACES), _closed_fetcher()


def _face(name: str, weight: int, style: str) -> str:
    url = f"{FONTS}SourceSansPro-{name}.ttf"
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{url}") format("truetype"); }}'
    )


def _closed_fetcher() -> "URLFetcher":
    """Gives the fonts and the pictures of the document: the usual one would put any file of this machine in it."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    allowed = {f"{FONTS}SourceSansPro-{name}.ttf": f"SourceSansPro-{name}.ttf" for name, *_ in _FACES}

    class ClosedFetcher(URLFetcher):  # type: ignore[misc] # weasyprint has no types
        pictures: ClassVar[Pictures] = MappingProxyType({})

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 (its signature)
            if read := self.pictures.get(url):
                return URLFetcherResponse(url, read(), {"Content-Type": "image/jpeg"})
            if url not in allowed:
                raise FatalURLFetchingError(f"Not part of the document: {url}")
            content = (files("font_source_sans_pro") / "files" / allowed[url]).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})

    return ClosedFetcher()
