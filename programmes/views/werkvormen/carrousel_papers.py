"""A carousel on paper: the whole day (for anybody too), a list per room, a card per person, who needs what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from programmes.access import StaffRequest
from programmes.documents import document
from programmes.models import Programme
from programmes.views.pages import pdf_answer
from programmes.views.werkvormen.carrousel_desk import CarrouselDesk, for_carrousel
from programmes.views.werkvormen.carrousel_public import carrousel_by, opened, published_day, unknown
from programmes.werkvormen.carrousel.day import Day


@for_carrousel()
def carrousel_dag(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:  # noqa: ARG001 (every view has it)
    return _pdf(desk.programme, desk.day, desk.name, "carrousel_dag", "programma")


@for_carrousel()
def carrousel_zalen(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:  # noqa: ARG001 (every view has it)
    lists = [
        {"sessie": sessie, "line": line, "names": _names(desk, sessie.pk, line.id)}
        for line in desk.day.rounds
        for sessie in desk.day.held_in(line)
    ]
    return _pdf(desk.programme, desk.day, desk.name, "carrousel_zalen", "zaallijsten", lists=lists)


def _names(desk: CarrouselDesk, sessie: int, line: int) -> list[Any]:
    return [
        row
        for row in desk.day.people
        if any((seat.sessie_id, seat.ronde_id) == (sessie, line) for seat in row.plaatsen.all())
    ]


@for_carrousel()
def carrousel_kaartjes(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:  # noqa: ARG001 (every view has it)
    """A worker draws them."""
    shown = desk.programme
    return redirect("paper-file", shown.bestuur.slug, shown.slug, "carrousel", desk.day.visit.id)


@for_carrousel()
def carrousel_noden(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:  # noqa: ARG001 (every view has it)
    """For kitchen and reception only, and not among what hangs on a door."""
    rows = [row for row in desk.day.people if row.remarks]
    return _pdf(desk.programme, desk.day, desk.name, "carrousel_noden", "dieet en hulp", rows=rows)


@opened
def inschrijven_programma(request: HttpRequest, token: str) -> HttpResponse:
    """The whole day, as it was published, for whoever has the address; no names of who comes."""
    carrousel = carrousel_by(token)
    day = published_day(carrousel) if carrousel else None
    if carrousel is None or day is None or timezone.localdate() > carrousel.bezoek.programme.links_end_on:
        return unknown(request)
    return _pdf(carrousel.bezoek.programme, day, carrousel.bezoek.name, "carrousel_dag", "programma")


def _pdf(programme: Programme, day: Day, name: str, template: str, what: str, **context: Any) -> HttpResponse:
    context |= {"day": day, "programme": programme, "name": name, "now": timezone.now()}
    return pdf_answer(document(template, context), f"{what} {name}")
