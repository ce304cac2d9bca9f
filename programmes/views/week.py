"""The published week, for all staff: as a page and on paper."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from programmes import documents
from programmes.access import StaffRequest, programme_for
from programmes.differences import difference
from programmes.loading import load_week
from programmes.schedules import week_schedule
from programmes.versions import last_version, week_of
from programmes.views.pages import programme_page


@require_safe
def week(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    version = last_version(shown)
    if version is None:
        return programme_page(request, "week", shown)
    published = week_of(version)
    is_changed = not difference(published, load_week(shown).for_publication()).is_empty
    return programme_page(
        request, "week", shown, version=version, schedule=week_schedule(published), is_changed=is_changed
    )


@require_safe
def week_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    version = last_version(shown)
    if version is None:
        raise Http404
    pdf = documents.document("week", {"schedule": week_schedule(week_of(version)), "version": version})
    name = f"{slugify(shown.title)}-versie-{version.number}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-cache"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
