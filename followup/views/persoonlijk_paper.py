"""All personal versions to print, made by a worker: one PDF, or a ZIP with one each."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from followup.personal.papers import is_stale
from followup.views.pages import followup_page
from programmes import jobs
from programmes.access import StaffRequest, programme_for
from programmes.models import Opdracht, Programme


@dataclass(frozen=True)
class Bundle:
    """The kind of its job, and what its page says."""

    kind: str
    page: str
    suffix: str
    title: str
    lead: str
    name: str  # of the file, on a button


BOOKLET = Bundle(
    kind="persoonlijk",
    page="persoonlijk-print",
    suffix="pdf",
    title="Alle verslagen in één PDF",
    lead="Om af te drukken: eerst wie op bezoek was, dan wie ontving, telkens op naam.",
    name="de PDF",
)
ZIP = Bundle(
    kind="persoonlijk_zip",
    page="persoonlijk-zip",
    suffix="zip",
    title="Alle verslagen als ZIP",
    lead="Een PDF per persoon, met de naam als bestandsnaam.",
    name="de ZIP",
)
BUNDLES = {bundle.kind: bundle for bundle in (BOOKLET, ZIP)}


@require_http_methods(["GET", "POST"])
def persoonlijk_print(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return _bundle(request, programme_for(request.user, bestuur, programme, edit=True), BOOKLET)


@require_http_methods(["GET", "POST"])
def persoonlijk_zip(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return _bundle(request, programme_for(request.user, bestuur, programme, edit=True), ZIP)


def _bundle(request: StaffRequest, programme: Programme, bundle: Bundle) -> HttpResponse:
    """The page asks for itself every second while the work goes on; without JavaScript one asks by a link."""
    now = timezone.now()
    if request.method == "POST":
        jobs.start(programme, bundle.kind, by=request.user, now=now)
        return redirect(bundle.page, programme.bestuur.slug, programme.slug)
    jobs.revive(programme, now=now)
    job = Opdracht.objects.filter(programme=programme, kind=bundle.kind).select_related("programme").first()
    stale = job is not None and bool(job.file) and is_stale(job, now=now)
    context: dict[str, Any] = {"bundle": bundle, "job": job, "is_stale": stale}
    if cast(HtmxDetails, getattr(request, "htmx", None)):
        context |= {"bestuur": programme.bestuur, "programme": programme}
        return render(request, "followup/_persoonlijk_bundle.html", context)
    other = ZIP if bundle is BOOKLET else BOOKLET
    return followup_page(request, "persoonlijk_bundle", programme, other=other, **context)


@require_POST
def persoonlijk_bundle_stop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    job, bundle = _job(request, bestuur, programme, pk)
    jobs.stop(job, now=timezone.now())
    return redirect(bundle.page, bestuur, programme)


@require_safe
def persoonlijk_bundle_file(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponseBase:
    job, bundle = _job(request, bestuur, programme, pk)
    if not job.file:
        raise Http404
    if is_stale(job, now=timezone.now()):  # the page says why
        return redirect(bundle.page, bestuur, programme)
    response = FileResponse(job.file.open(), content_type=f"application/{bundle.suffix}")
    name = f"{slugify(job.programme.title)}-persoonlijke-verslagen.{bundle.suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(bundle is ZIP, name) or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _job(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Opdracht, Bundle]:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    jobs_of_it = Opdracht.objects.filter(programme=shown, kind__in=BUNDLES)
    job = get_object_or_404(jobs_of_it.select_related("programme"), pk=pk)
    return job, BUNDLES[job.kind]
