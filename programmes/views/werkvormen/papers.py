"""What of a format goes on paper: for staff from the draft, for a host and a visitor as it was published."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.access import StaffRequest
from programmes.models import PersonalLink
from programmes.versions import published_week
from programmes.views.pages import pdf_answer
from programmes.views.personal import behind_link
from programmes.views.werkvormen.desks import Desk, host_desk, staff_desk
from programmes.week import Visit, Week
from programmes.werkvormen import papers
from programmes.werkvormen.onderdelen import timetable_of


@require_safe
def werkvorm_agenda(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _paper(staff_desk(request, bestuur, programme, pk), papers.agenda_pdf, "verloop")


@require_safe
def werkvorm_cards(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _paper(staff_desk(request, bestuur, programme, pk), papers.cards_pdf, "zakkaartjes")


@behind_link("contactpersoon")
def gastheer_uurschema_cards(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:  # noqa: ARG001 (every such view has it)
    return _paper(host_desk(link, pk), papers.cards_pdf, "zakkaartjes")


@behind_link("mandataris")
def mijn_kaartje(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:  # noqa: ARG001
    """The pocket card of one visitor."""
    week = published_week(link.programme)
    visit = week.by_id.get(pk) if week else None
    if week is None or visit is None or all(part.person != link.mandataris_id for part in visit.people):
        raise Http404
    table = timetable_of(visit)
    if table.is_empty:
        raise Http404
    pdf = papers.cards_pdf(week, visit, table, today=timezone.localdate(), person=link.mandataris_id)
    return _answer(pdf, week, visit, "zakkaartje")


def _paper(desk: Desk, make: Callable[..., bytes], what: str) -> HttpResponse:
    table = timetable_of(desk.visit)
    if table.is_empty:
        raise Http404
    pdf = make(desk.week, desk.visit, table, today=timezone.localdate())
    return _answer(pdf, desk.week, desk.visit, what)


def _answer(pdf: bytes, week: Week, visit: Visit, what: str) -> HttpResponse:
    return pdf_answer(pdf, f"{week.name_of(visit)} {visit.day.isoformat()} {what}")
