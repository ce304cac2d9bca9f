"""The results of a survey to take along, and the poster with the link for staff."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from followup.models import Enquete
from followup.surveys.poster import poster
from followup.surveys.results import Results, results_of
from followup.surveys.sheets import comma_separated, results_workbook
from followup.views.enquete_invullen import pdf_response
from followup.views.enquetes import survey_for
from programmes.access import StaffRequest, programme_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def enquete_xlsx(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    enquete = survey_for(request, bestuur, programme, pk)
    return _download(request, enquete, results_workbook, "xlsx", XLSX)


@require_safe
def enquete_csv(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    enquete = survey_for(request, bestuur, programme, pk)
    return _download(request, enquete, comma_separated, "csv", "text/csv; charset=utf-8")


def _download(
    request: StaffRequest, enquete: Enquete, make: Callable[[Results], bytes], extension: str, content_type: str
) -> HttpResponse:
    """Or, when nobody may see them, back to the page that says why."""
    programme, results = enquete.programme, results_of(enquete, on=timezone.localdate())
    if results.hidden:
        messages.warning(request, results.hidden)
        return redirect("enquete-results", programme.bestuur.slug, programme.slug, enquete.pk)
    response = HttpResponse(make(results), content_type=content_type)
    name = f"{slugify(f'enquete {enquete.get_role_display()} {programme.title}')}.{extension}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_safe
def enquete_poster(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    pdf = poster(found)
    if pdf is None:
        messages.warning(request, "Er is nog geen link voor de medewerkers. Maak die eerst.")
        return redirect("enquete-list", bestuur, programme)
    return pdf_response(pdf, found)
