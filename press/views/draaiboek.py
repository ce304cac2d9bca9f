"""Run sheets: choose a day, print one of them or all."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from press.models import Chauffeur
from press.runsheets.printing import drives_pdf, people_pdf, services_pdf
from press.runsheets.sheets import Sheets, load_sheets
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme
from programmes.times import day_name
from programmes.views.pages import pdf_answer


@require_safe
def draaiboek_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    sheets = load_sheets(found, today=timezone.localdate())
    day = sheets.day_or_nearest(_asked(request) or timezone.localdate()) if sheets else None
    if sheets is None or day is None:
        return press_page(request, "draaiboek_list", found, sheets=sheets)
    return press_page(
        request,
        "draaiboek_list",
        found,
        sheets=sheets,
        day=day,
        on=f"{day:%Y%m%d}",
        days=[(one, day_name(one)) for one in sheets.days],
        services=[(one, _hours(sheets, day, service=one.id)) for one in sheets.services_on(day)],
        people=[(one, _hours(sheets, day, person=one.id)) for one in sheets.people_on(day)],
        drives=[(drive, one) for drive in sheets.drives_on(day) for one in drive.days if one.day == day],
    )


@require_safe
def draaiboek_persoon(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    sheets = _sheets(request, bestuur, programme)
    person = sheets.week.people.get(pk)
    day = _asked(request)
    if person is None or not any(day in (None, visit.day) for visit in sheets.week.visits_of(pk)):
        raise Http404
    return _answer(sheets, people_pdf(sheets, [person], day, now=timezone.now()), person.name, day)


@require_safe
def draaiboek_dienst(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    sheets = _sheets(request, bestuur, programme)
    service = sheets.week.services.get(pk)
    day = _asked(request)
    if service is None or not any(day in (None, visit.day) for visit in sheets.week.visits_at(pk)):
        raise Http404
    return _answer(sheets, services_pdf(sheets, [service], day, now=timezone.now()), service.name, day)


@require_safe
def draaiboek_chauffeur(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    sheets = _sheets(request, bestuur, programme)
    chauffeur = get_object_or_404(Chauffeur, programme=sheets.programme, pk=pk)
    drive = next(drive for drive in sheets.drives if drive.chauffeur == chauffeur)
    day = _asked(request)
    return _answer(sheets, drives_pdf(sheets, [drive], day), f"chauffeur {chauffeur.name}", day)


def _sheets(request: StaffRequest, bestuur: str, programme: str) -> Sheets:
    found: Programme = programme_for(request.user, bestuur, programme, edit=True)
    sheets = load_sheets(found, today=timezone.localdate())
    if sheets is None:
        raise Http404
    return sheets


def _asked(request: StaffRequest) -> dt.date | None:
    """The day in the address; what is no day, counts as not asked."""
    try:
        return dt.date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return None


def _hours(sheets: Sheets, day: dt.date, *, person: int | None = None, service: int | None = None) -> str:
    """'9.30–11.00, 14.00–15.00'"""
    visits = sheets.week.visits_of(person) if person is not None else sheets.week.visits_at(service or 0)
    return ", ".join(visit.hours for visit in visits if visit.day == day)


def _answer(sheets: Sheets, pdf: bytes, what: str, day: dt.date | None) -> HttpResponse:
    """Named after its version, so that what was saved before is recognised as old."""
    return pdf_answer(pdf, f"draaiboek {what} {day or ''} versie {sheets.version.number}")
