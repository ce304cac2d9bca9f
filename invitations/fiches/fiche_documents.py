"""The voorstellingsfiches on paper: one of two pages, all of a programme in one PDF with contents, or as a ZIP."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from invitations.akkoorden.showing import confirmed_for
from invitations.fiches.reading import fiche_of, shown_of
from invitations.models import Fiche
from invitations.stories.telling import told_at
from programmes.booklets import BookletError
from programmes.documents import draw, join_pdf
from programmes.models import Programme, Zorgdienst

if TYPE_CHECKING:
    from weasyprint import Document

Context = dict[str, Any]
Progress = Callable[[int, int], None]

LAYOUT = "2"  # raise it when the same fiche has to look otherwise: files are fetched by their ETag
PAGES = 2
ROOMY = 44  # lines that fit on one page together with the head
NOTHING = "Nog geen enkele dienst heeft iets op haar fiche gezet."


def sheet_of(fiche: Fiche, *, charts: bool = True) -> Context:
    """For templates/documents/fiche.html."""
    service = fiche.zorgdienst
    shown = shown_of(fiche)
    context: Context = {
        "fiche": fiche,
        "shown": shown,
        "service": service,
        "charts": charts,
        "programme": fiche.programme,
        "bestuur": fiche.programme.bestuur,
        "contacts": list(service.contactpersonen.all()) if service.pk else [],
        "raakvlakken": confirmed_for(service, fiche.programme.bestuur),
        "stories": told_at(service, fiche.programme, on=timezone.localdate()),
    }
    return context | {"turns": _lines_on(context) > ROOMY}


def _lines_on(context: Context) -> int:
    """About how many lines it takes: with few, all of it stays on the first page."""
    fiche, shown = context["fiche"], context["shown"]
    texts = [fiche.intro, fiche.to_show, fiche.pride, fiche.bottleneck, fiche.satisfaction]
    texts += [one.text for one in shown.projecten]
    texts += [one.text for one in context["stories"]]
    texts += [f"{one.text} {one.request}" for _, found in shown.uitdagingen for one in found]
    rows = 2 * (len(texts) + len(shown.kern) + len(shown.tevredenheid))
    return rows + sum(len(text) for text in texts) // 90 + 16 * len(shown.tendensen) + 4 * len(context["raakvlakken"])


def fiche_pdf(sheet: Context) -> bytes:
    return join_pdf([_drawn(sheet)])


def _drawn(sheet: Context, *, first_page: int | None = None) -> "Document":
    """On two pages, smaller when need be; what takes a third all the same, as large as that allows."""
    return draw("fiche", sheet, pages=PAGES, spare=1, first_page=first_page)


def etag_of(sheet: Context) -> str:
    """Of all that stands on it."""
    html = render_to_string("documents/fiche.html", sheet)
    return hashlib.sha256(f"{LAYOUT} {html}".encode()).hexdigest()[:32]


def begun(programme: Programme) -> tuple[list[Zorgdienst], list[Zorgdienst]]:
    """The services that take part and began their fiche, and those that did not, by name."""
    services = list(programme.diensten.order_by("name", "pk"))
    known = set(Fiche.objects.filter(programme=programme, percent__gt=0).values_list("zorgdienst", flat=True))
    return [one for one in services if one.pk in known], [one for one in services if one.pk not in known]


def sheets_of(programme: Programme, *, charts: bool = True) -> list[Context]:
    """Of the services that began, by name; raises BookletError when there are none."""
    services, _ = begun(programme)
    if not services:
        raise BookletError(NOTHING)
    return [sheet_of(fiche_of(programme, service), charts=charts) for service in services]


def fiches_booklet(programme: Programme, progress: Progress) -> bytes:
    """The work of a job: contents, and every fiche on pages that are numbered on; raises BookletError without any."""
    return bound(programme, sheets_of(programme), progress)


def bound(programme: Programme, sheets: list[Context], progress: Progress) -> bytes:
    """Each fiche is drawn by itself, so the contents are drawn last, once it is known where each begins."""
    page = len(_contents(programme, [(sheet, 0) for sheet in sheets]).pages) + 1
    drawn: list[Document] = []
    entries = []
    for count, sheet in enumerate(sheets):
        progress(count, len(sheets))
        entries.append((sheet, page))
        drawn.append(_drawn(sheet | {"in_booklet": True}, first_page=page))
        page += len(drawn[-1].pages)
    pdf = join_pdf([_contents(programme, entries), *drawn])
    progress(len(sheets), len(sheets))
    return pdf


def _contents(programme: Programme, entries: list[tuple[Context, int]]) -> "Document":
    return draw("fiche_inhoud", {"programme": programme, "bestuur": programme.bestuur, "entries": entries})


def fiches_zip(programme: Programme, progress: Progress) -> bytes:
    """The work of a job: a PDF per service, named after it; raises BookletError without any."""
    sheets = sheets_of(programme)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:  # a PDF is compressed as it is
        for count, (name, sheet) in enumerate(zip(file_names(sheets), sheets, strict=True)):
            progress(count, len(sheets))
            archive.writestr(name, fiche_pdf(sheet))
    progress(len(sheets), len(sheets))
    return content.getvalue()


def file_name(sheet: Context) -> str:
    return f"fiche-{slugify(sheet['service'].name) or sheet['service'].pk}.pdf"


def file_names(sheets: list[Context]) -> Iterator[str]:
    """No two the same, though 'De Brug' and 'de brug' may both exist."""
    seen: dict[str, int] = {}
    for sheet in sheets:
        name = file_name(sheet)
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else name.replace(".pdf", f"-{sheet['service'].pk}.pdf")
