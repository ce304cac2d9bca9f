"""A carousel on paper: the whole day, a list per room, a card per person."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from programmes.access import StaffRequest
from programmes.documents import document
from programmes.views.werkvormen.carrousel_desk import CarrouselDesk, carrousel_desk
from programmes.werkvormen.papers import ON_A_PAGE


@require_safe
def carrousel_dag(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    desk = carrousel_desk(request, bestuur, programme, pk)
    lines = [(line, desk.day.held_in(line)) for line in desk.day.table.lines]
    return _pdf(desk, "carrousel_dag", "programma", lines=lines)


@require_safe
def carrousel_zalen(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    desk = carrousel_desk(request, bestuur, programme, pk)
    lists = [
        {"sessie": sessie, "line": line, "names": _names(desk, sessie.pk, line.id)}
        for line in desk.day.rounds
        for sessie in desk.day.held_in(line)
    ]
    return _pdf(desk, "carrousel_zalen", "zaallijsten", lists=lists)


def _names(desk: CarrouselDesk, sessie: int, line: int) -> list[Any]:
    return [
        row
        for row in desk.day.people
        if any((seat.sessie_id, seat.ronde_id) == (sessie, line) for seat in row.plaatsen.all())
    ]


@require_safe
def carrousel_kaartjes(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    desk = carrousel_desk(request, bestuur, programme, pk)
    day = desk.day
    cards = [(row, day.lines_for(bundle)) for row, bundle in zip(day.people, day.bundles, strict=True)]
    pages = [cards[first : first + ON_A_PAGE] for first in range(0, len(cards), ON_A_PAGE)]
    return _pdf(desk, "carrousel_kaartjes", "kaartjes", pages=pages)


def _pdf(desk: CarrouselDesk, template: str, what: str, **context: Any) -> HttpResponse:
    context |= {"desk": desk, "day": desk.day, "programme": desk.programme, "name": desk.name, "now": timezone.now()}
    response = HttpResponse(document(template, context), content_type="application/pdf")
    name = f"{slugify(f'{what} {desk.name}')}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response
