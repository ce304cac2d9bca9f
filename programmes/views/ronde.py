"""A tour made in one go: its hours computed, looked at, and put on the board as one change."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from programmes.access import StaffRequest, programme_for
from programmes.agenda import Agenda
from programmes.forms.ronde import RondeForm
from programmes.loading import load_week
from programmes.models import Ronde
from programmes.openings import why_not
from programmes.rondes import Leg, as_new
from programmes.times import day_name
from programmes.views.board_answer import form_page, save
from programmes.week import Week, order


@require_http_methods(["GET", "POST"])
def ronde_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    initial = {"day": request.GET.get("day"), "start": week.info.day_from + 60}
    form = RondeForm(request.POST if request.method == "POST" else None, week=week, initial=initial)
    legs = form.legs() if form.is_valid() else []
    if legs and "preview" not in request.POST:
        with transaction.atomic():
            ronde = Ronde.objects.create(programme=found, title=form.cleaned_data["title"])
            response = save(request, found, week, put=as_new(legs, ronde.pk, ronde.title), label=_label(ronde, legs))
            if not ronde.bezoeken.exists():
                ronde.delete()
        return response
    stops = _preview(week, legs)
    return form_page(
        request, found, "ronde_form", target="ronde-formulier", form=form, stops=stops, slack=week.info.slack
    )


def _label(ronde: Ronde, legs: list[Leg]) -> str:
    first, last = legs[0].visit, legs[-1].visit
    hours = replace(first, end=last.end).hours
    many = "1 dienst" if len(legs) == 1 else f"{len(legs)} diensten"
    return f"{ronde.title}: langs {many} op {day_name(first.day)}, {hours}"


def _preview(week: Week, legs: list[Leg]) -> list[dict[str, Any]]:
    """Each stop with its hours, the journey to it, and why it does not suit."""
    visits = [leg.visit for leg in legs]
    agenda = Agenda(replace(week, visits=tuple(sorted([*week.visits, *visits], key=order))))
    return [
        {"visit": leg.visit, "name": week.name_of(leg.visit), "journey": leg.journey, "why": why_not(agenda, leg.visit)}
        for leg in legs
    ]
