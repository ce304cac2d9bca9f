"""Fiches to print: one at once, all of a programme by a worker, bound in one PDF or as a ZIP."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from invitations.fiches.fiche_documents import begun, etag_of, fiche_pdf, file_name, sheet_of
from invitations.fiches.reading import fiche_of
from invitations.hosting.hosts import own_services
from invitations.stories.consent import went_since
from invitations.views.pages import invitations_page
from programmes import jobs
from programmes.access import StaffRequest, programme_for
from programmes.models import Opdracht, PersonalLink, Programme, Zorgdienst
from programmes.views.personal import behind_link


@dataclass(frozen=True)
class Bundle:
    """All fiches of a programme in one file: the kind of its job, and what its page says."""

    kind: str
    page: str
    suffix: str
    title: str
    lead: str
    name: str  # of the file, on a button

    @property
    def content_type(self) -> str:
        return f"application/{self.suffix}"


BOOKLET = Bundle(
    kind="fiches",
    page="fiche-booklet",
    suffix="pdf",
    title="Alle fiches in één PDF",
    lead="Met een inhoudstafel vooraan, doorlopende bladzijden en bladwijzers per dienst.",
    name="de PDF",
)
ZIP = Bundle(
    kind="fiches_zip",
    page="fiche-zip",
    suffix="zip",
    title="Alle fiches als ZIP",
    lead="Een PDF per dienst, met de naam van de dienst als bestandsnaam.",
    name="de ZIP",
)
BUNDLES = {bundle.kind: bundle for bundle in (BOOKLET, ZIP)}


@require_safe
def fiche_as_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    response = _pdf(request, shown, get_object_or_404(shown.diensten, pk=pk))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@behind_link("contactpersoon")
def gastheer_fiche_pdf(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _pdf(request, link.programme, get_object_or_404(own_services(link), pk=pk))


def _pdf(request: HttpRequest, programme: Programme, service: Zorgdienst) -> HttpResponse:
    """Who has it as it is, does not wait for it to be drawn again."""
    sheet = sheet_of(fiche_of(programme, service))
    etag = quote_etag(etag_of(sheet))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(fiche_pdf(sheet), content_type="application/pdf")
        response.headers["Content-Disposition"] = content_disposition_header(False, file_name(sheet)) or "inline"
    response.headers["ETag"] = etag
    return response


@require_http_methods(["GET", "POST"])
def fiche_booklet(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return _bundle(request, programme_for(request.user, bestuur, programme, edit=True), BOOKLET)


@require_http_methods(["GET", "POST"])
def fiche_zip(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return _bundle(request, programme_for(request.user, bestuur, programme, edit=True), ZIP)


def _bundle(request: StaffRequest, programme: Programme, bundle: Bundle) -> HttpResponse:
    """The page asks for itself every second while the work goes on; without JavaScript one asks by a link."""
    if request.method == "POST":
        jobs.start(programme, bundle.kind, by=request.user, now=timezone.now())
        return redirect(bundle.page, programme.bestuur.slug, programme.slug)
    jobs.revive(programme, now=timezone.now())
    job = Opdracht.objects.filter(programme=programme, kind=bundle.kind).select_related("programme").first()
    context: dict[str, Any] = {"bundle": bundle, "job": job, "is_stale": job is not None and _is_stale(job)}
    if cast(HtmxDetails, getattr(request, "htmx", None)):
        context |= {"bestuur": programme.bestuur, "programme": programme}
        return render(request, "invitations/_fiche_bundle.html", context)
    present, absent = begun(programme)
    other = ZIP if bundle is BOOKLET else BOOKLET
    return invitations_page(request, "fiche_bundle", programme, present=present, absent=absent, other=other, **context)


def _is_stale(job: Opdracht) -> bool:
    """It was made, and a story in it may not be shown any more."""
    return bool(job.file) and went_since(job.programme.bestuur_id, job.created_at, today=timezone.localdate())


@require_POST
def fiche_bundle_stop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    job, bundle = _job(request, bestuur, programme, pk)
    jobs.stop(job, now=timezone.now())
    return redirect(bundle.page, bestuur, programme)


@require_safe
def fiche_bundle_file(request: StaffRequest, bestuur: str, programme: str, pk: int) -> FileResponse:
    job, bundle = _job(request, bestuur, programme, pk)
    if not job.file or _is_stale(job):
        raise Http404
    response = FileResponse(job.file.open(), content_type=bundle.content_type)
    name = f"{slugify(job.programme.title)}-fiches.{bundle.suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(bundle is ZIP, name) or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _job(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Opdracht, Bundle]:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    job = get_object_or_404(Opdracht.objects.select_related("programme"), programme=shown, pk=pk)
    return job, BUNDLES.get(job.kind, BOOKLET)
