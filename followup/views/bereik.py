"""What an edition reached, beside the ones before it: as a page, on paper, as a spreadsheet."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from followup.reach.comparing import reach_of
from followup.reach.editions import editions_of
from followup.reach.paper import reach_pdf
from followup.reach.sheets import reach_workbook
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def bereik(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return followup_page(request, "bereik", found, reach=reach_of(found, on=timezone.localdate()))


@require_safe
def bereik_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    content = reach_pdf(reach_of(found, on=timezone.localdate()), now=timezone.now())
    return _file(content, "application/pdf", _name(found, "pdf"), as_attachment=False)


@require_safe
def bereik_xlsx(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    content = reach_workbook(editions_of(found), now=timezone.now())
    return _file(content, XLSX, _name(found, "xlsx"), as_attachment=True)


def _name(programme: Programme, extension: str) -> str:
    return f"bereik-{slugify(programme.title) or programme.slug}.{extension}"


def _file(content: bytes, content_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
