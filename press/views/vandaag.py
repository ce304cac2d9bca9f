"""Stand-in until the overview of the day is there."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from press.views.pages import press_page
from programmes.access import StaffRequest, programme_for


@require_safe
def vandaag(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return press_page(request, "vandaag", programme_for(request.user, bestuur, programme, edit=True))
