"""Work clothing for the coordinator: sizes per service, on the screen and on paper."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from invitations.hosting.clothing import clothing
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.documents import document
from programmes.versions import last_version
from programmes.views.pages import pdf_answer


@require_safe
def kledij(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    return invitations_page(request, "kledij", shown, clothing=clothing(shown, today=timezone.localdate()))


@require_safe
def kledij_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    found = clothing(shown, today=timezone.localdate())
    if not found.services:
        raise Http404
    pdf = document("kledij", {"clothing": found, "schedule": found, "version": last_version(shown)})
    return pdf_answer(pdf, f"{shown.title} werkkledij")
