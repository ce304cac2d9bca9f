"""The lines of a timetable, for a coordinator and for whoever receives: each on their own pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from programmes.access import StaffRequest, programme_for
from programmes.forms.widgets import whole_number
from programmes.models import Onderdeel, PersonalLink, Programme
from programmes.views.personal import behind_link
from programmes.views.werkvormen import lines
from programmes.views.werkvormen.desks import Desk, host_desk, staff_desk


@require_http_methods(["GET", "POST"])
def werkvorm_add(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return lines.add(request, staff_desk(request, bestuur, programme, pk))


@require_http_methods(["GET", "POST"])
def onderdeel_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _with_line(request, found, pk, lambda visit: staff_desk(request, bestuur, programme, visit))


@require_POST
def onderdeel_move(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    row = _line(programme_for(request.user, bestuur, programme, edit=True), pk)
    return lines.move(staff_desk(request, bestuur, programme, row.bezoek_id), row, request.POST)


@require_http_methods(["GET", "POST"])
def onderdeel_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    row = _line(programme_for(request.user, bestuur, programme, edit=True), pk)
    return lines.remove(request, staff_desk(request, bestuur, programme, row.bezoek_id), row)


@behind_link("contactpersoon")
def gastheer_uurschema(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    desk = host_desk(link, pk)
    return desk.page(request, "gastheer_uurschema", **lines.context_of(desk))


@behind_link("contactpersoon", posts=True)
def gastheer_uurschema_add(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return lines.add(request, host_desk(link, pk))


@behind_link("contactpersoon", posts=True)
def gastheer_onderdeel_edit(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _with_line(request, link.programme, pk, lambda visit: host_desk(link, visit))


@behind_link("contactpersoon", posts=True)
def gastheer_onderdeel_move(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    row = _line(link.programme, pk)
    desk = host_desk(link, row.bezoek_id)
    return lines.move(desk, row, request.POST) if request.method == "POST" else lines.back(desk, row)


@behind_link("contactpersoon", posts=True)
def gastheer_onderdeel_remove(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    row = _line(link.programme, pk)
    return lines.remove(request, host_desk(link, row.bezoek_id), row)


def _line(programme: Programme, pk: int) -> Onderdeel:
    return get_object_or_404(Onderdeel, pk=pk, bezoek__programme=programme)


def _with_line(request: HttpRequest, programme: Programme, pk: int, desk_of: Callable[[int], Desk]) -> HttpResponse:
    """Who typed in a line that somebody else removed meanwhile, keeps what they typed: as a line to add."""
    row = Onderdeel.objects.filter(pk=pk, bezoek__programme=programme).first()
    visit = whole_number(request.POST.get("visit", ""))
    if row is None and visit:
        return lines.gone(request, desk_of(visit))
    row = row or _line(programme, pk)
    return lines.edit(request, desk_of(row.bezoek_id), row)
