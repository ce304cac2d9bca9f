"""A paper of many pages: asked for, drawn by a worker, followed, fetched; kept as long as it shows what is so."""

from dataclasses import dataclass
from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from programmes import jobs
from programmes.access import StaffRequest, programme_for
from programmes.models import Opdracht, Programme
from programmes.papers import Paper
from programmes.views.pages import programme_page


@dataclass
class Desk:
    """A paper and the last job that drew it, for a coordinator."""

    programme: Programme
    kind: str
    paper: Paper

    @cached_property
    def job(self) -> Opdracht | None:
        return Opdracht.objects.filter(programme=self.programme, kind=self.kind).first()

    @property
    def is_made(self) -> bool:
        return self.job is not None and bool(self.job.file)

    @cached_property
    def is_current(self) -> bool:
        return self.job is not None and self.job.shows(self.paper.digest)

    def to(self, name: str) -> HttpResponse:
        return redirect(name, self.programme.bestuur.slug, self.programme.slug, *self.kind.split("/"))


def _desk(request: StaffRequest, bestuur: str, programme: str, paper: str, about: str) -> Desk:
    shown, kind = programme_for(request.user, bestuur, programme, edit=True), f"{paper}/{about}"
    found = jobs.paper_of(shown, kind, now=timezone.now())
    if found is None:
        raise Http404
    return Desk(shown, kind, found)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: StaffRequest, bestuur: str, programme: str, paper: str, about: str) -> HttpResponse:
    """The page asks for itself every second while the work goes on; without JavaScript one asks by a link.

    Who asks for it while the kept one still holds, gets that.
    """
    desk = _desk(request, bestuur, programme, paper, about)
    if request.method == "POST":
        if desk.is_made and desk.is_current:
            return desk.to("paper-file")
        jobs.start(desk.programme, desk.kind, by=request.user, now=timezone.now())
        return desk.to("paper")
    jobs.revive(desk.programme, now=timezone.now())
    context = {"paper": desk.paper, "about": about, "kind": paper, "job": desk.job}
    context["is_stale"] = desk.is_made and not desk.is_current
    if cast(HtmxDetails, getattr(request, "htmx", None)):
        context |= {"bestuur": desk.programme.bestuur, "programme": desk.programme}
        return render(request, "programmes/_paper.html", context)
    return programme_page(request, "paper", desk.programme, **context)


@require_POST
def paper_stop(request: StaffRequest, bestuur: str, programme: str, paper: str, about: str) -> HttpResponse:
    desk = _desk(request, bestuur, programme, paper, about)
    if desk.job:
        jobs.stop(desk.job, now=timezone.now())
    return desk.to("paper")


@require_safe
def paper_file(request: StaffRequest, bestuur: str, programme: str, paper: str, about: str) -> HttpResponseBase:
    """The page when there is none, or when it shows what is no longer so."""
    desk = _desk(request, bestuur, programme, paper, about)
    if desk.job is None or not desk.is_made or not desk.is_current:
        return desk.to("paper")
    response = FileResponse(desk.job.file.open(), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(desk.paper.title)}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
