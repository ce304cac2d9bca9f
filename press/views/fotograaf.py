"""The photographer's list: who may not be on a picture that day. Only to read, and to print."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from press.rights.photographer import PhotoList, photo_list
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.documents import document
from programmes.models import Programme
from programmes.views.pages import pdf_answer


@require_safe
def fotograaf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found, photos = _photos(request, bestuur, programme)
    return press_page(request, "fotograaf", found, photos=photos)


@require_safe
def fotograaf_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found, photos = _photos(request, bestuur, programme)
    if not photos.visits:
        raise Http404
    pdf = document("fotograaf", {"programme": found, "photos": photos, "now": timezone.now()})
    return pdf_answer(pdf, f"{found.title} fotograaf {photos.day.isoformat()}")


def _photos(request: StaffRequest, bestuur: str, programme: str) -> tuple[Programme, PhotoList]:
    found = programme_to_communicate(request.user, bestuur, programme)
    return found, photo_list(found, _asked(request), today=timezone.localdate())


def _asked(request: StaffRequest) -> dt.date | None:
    try:
        return parse_date(request.GET.get("dag", ""))
    except ValueError:
        return None
