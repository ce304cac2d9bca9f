"""Invitations on paper: the call list, and all letters in one file, printed by a worker."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from invitations.inviting.audiences import NAMES
from invitations.inviting.calls import calls
from invitations.inviting.invitees import invitees
from invitations.inviting.letters import on_paper
from invitations.views.pages import invitations_page
from invitations.views.uitnodiging_pages import invitation_for_edit
from programmes import jobs
from programmes.access import StaffRequest, programme_for
from programmes.documents import document
from programmes.models import Opdracht
from programmes.views.pages import pdf_answer

KIND = "brieven"


@require_safe
def uitnodiging_calls(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    return invitations_page(
        request,
        "uitnodiging_calls",
        uitnodiging.programme,
        uitnodiging=uitnodiging,
        audience=NAMES[uitnodiging.segment],
        calls=calls(invitees(uitnodiging), now=timezone.now()),
    )


@require_safe
def uitnodiging_calls_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    shown = uitnodiging.programme
    context = {
        "programme": shown,
        "audience": NAMES[uitnodiging.segment],
        "calls": calls(invitees(uitnodiging), now=timezone.now()),
    }
    return pdf_answer(document("bellijst", context), "per telefoon")


@require_http_methods(["GET", "POST"])
def uitnodiging_letters(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The page asks for itself every second while the work goes on; without JavaScript one asks by a link."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    if request.method == "POST":
        jobs.start(shown, KIND, by=request.user, now=timezone.now())
        return redirect("uitnodiging-letters", bestuur, programme)
    jobs.revive(shown, now=timezone.now())
    job = Opdracht.objects.filter(programme=shown, kind=KIND).first()
    if cast(HtmxDetails, getattr(request, "htmx", None)):
        return render(
            request, "invitations/_letters_job.html", {"bestuur": shown.bestuur, "programme": shown, "job": job}
        )
    return invitations_page(request, "uitnodiging_letters", shown, job=job, letters=on_paper(shown))


@require_POST
def uitnodiging_letters_stop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    jobs.stop(get_object_or_404(Opdracht, programme=shown, pk=pk), now=timezone.now())
    return redirect("uitnodiging-letters", bestuur, programme)


@require_safe
def uitnodiging_letters_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> FileResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    job = get_object_or_404(Opdracht, programme=shown, pk=pk)
    if not job.file:
        raise Http404
    response = FileResponse(job.file.open(), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(shown.title)}-brieven.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
