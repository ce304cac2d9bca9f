"""The booklet of all personal programmes: asked for, made by a worker, followed, stopped, fetched."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from programmes import jobs
from programmes.access import StaffRequest, can_edit, programme_for
from programmes.models import Opdracht
from programmes.versions import last_version
from programmes.views.pages import programme_page


@require_http_methods(["GET", "POST"])
def booklet(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The page asks for itself every second while the work goes on; without JavaScript one asks by a link."""
    shown = programme_for(request.user, bestuur, programme, edit=request.method == "POST")
    if request.method == "POST":
        jobs.start(shown, Opdracht.Kind.SCHEDULES, by=request.user, now=timezone.now())
        return redirect("booklet", bestuur, programme)
    jobs.revive(shown, now=timezone.now())
    job = Opdracht.objects.filter(programme=shown, kind=Opdracht.Kind.SCHEDULES).first()
    context = {"job": job, "version": last_version(shown), "may_edit": can_edit(request.user, shown.bestuur)}
    if cast(HtmxDetails, getattr(request, "htmx", None)):
        return render(request, "programmes/_booklet.html", {"bestuur": shown.bestuur, "programme": shown, **context})
    return programme_page(request, "booklet", shown, **context)


@require_POST
def booklet_stop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    jobs.stop(get_object_or_404(Opdracht, programme=shown, pk=pk), now=timezone.now())
    return redirect("booklet", bestuur, programme)


@require_safe
def booklet_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> FileResponse:
    shown = programme_for(request.user, bestuur, programme)
    job = get_object_or_404(Opdracht, programme=shown, pk=pk)
    if not job.file:
        raise Http404
    response = FileResponse(job.file.open(), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(shown.title)}-iedereen.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
