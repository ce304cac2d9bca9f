"""A tour: its order and hours proposed, looked at, and put on the board as one change."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError
from programmes.forms.werkvormen.rondrit import RondeForm
from programmes.loading import load_week
from programmes.models import Programme, Ronde
from programmes.removals import goes_along
from programmes.times import NonexistentTimeError, clock, day_name
from programmes.views.board_answer import form_page, save
from programmes.week import Visit, Week
from programmes.werkvormen.rondrit.showing import removal, tour_lines, warnings
from programmes.werkvormen.rondrit.standing import as_visits, keep_tour, standing_of, stands
from programmes.werkvormen.rondrit.tours import Tour
from programmes.words import counted

BUTTONS = {"preview", "propose", "up", "down", "drop", "line"}
TWICE = "Deze ronde staat die dag al op het bord. Geef een andere naam als er nog een bij moet."


@require_http_methods(["GET", "POST"])
def ronde_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    initial = {"day": request.GET.get("day"), "start": week.info.day_from + 60}
    form = RondeForm(_posted(request), week=week, initial=initial)
    if form.is_valid() and form.chosen and not BUTTONS & request.POST.keys():
        tour, ronde = form.tour(), form.ronde()
        ronde.programme = found
        with transaction.atomic():
            if not stands(ronde, tour):
                return _made(request, found, week, ronde, tour)
        form.add_error(None, TWICE)
    return form_page(request, found, "ronde_form", target="ronde-formulier", **_editor(week, form))


def _made(request: StaffRequest, found: Programme, week: Week, ronde: Ronde, tour: Tour) -> HttpResponse:
    ronde.save()
    response = save(request, found, week, put=as_visits(ronde, tour), label=_label(ronde.title, tour))
    if not ronde.bezoeken.exists():
        ronde.delete()
    return response


@require_http_methods(["GET", "POST"])
def rondrit_haltes(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The stops of a tour that stands; or a visit that becomes the first stop of one."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = stop_or_404(week, pk)
    form = RondeForm(_posted(request), week=week, standing=standing_of(found, week, visit))
    if form.is_valid() and form.chosen and not BUTTONS & request.POST.keys():
        after = _kept(request, found, week, form)
        if after is not None:
            address = reverse("rondrit", args=[bestuur, programme, after])
            return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    return form_page(request, found, "ronde_form", target="ronde-formulier", visit=visit, **_editor(week, form))


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def stop_or_404(week: Week, pk: int) -> Visit:
    """A visit to a service that takes part: only that can be a stop."""
    visit = week.by_id.get(pk)
    if visit is None or not visit.is_visit or visit.service not in week.services:
        raise Http404
    return visit


def _kept(request: StaffRequest, found: Programme, week: Week, form: RondeForm) -> int | None:
    """The first visit of the tour as it is now; None when it could not be written, and then the form says why."""
    tour, ronde, lost = form.tour(), form.ronde(), _lost(form.removed)
    ronde.programme = found
    try:
        after = keep_tour(
            found,
            week,
            ronde,
            tour,
            seen=form.own,
            remove=form.removed,
            label=_label(ronde.title, tour),
            by=request.user,
            now=timezone.now(),
        )
    except (DraftError, NonexistentTimeError) as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, " ".join(error.messages))
    else:
        text = f", maar dan zonder {', '.join(lost)}" if lost else ""
        undo = f"Met ‘Ongedaan maken’ op het bord draai je dat terug{text}."
        messages.success(request, f"{_label(ronde.title, tour)}. {undo}")
        return next(visit.id for visit in after.visits if visit.ronde == ronde.pk)
    return None


def _lost(removed: Iterable[Visit]) -> tuple[str, ...]:
    """What hangs on these visits and goes with them for good."""
    return goes_along([visit.id for visit in removed]).lost


def _label(title: str, tour: Tour) -> str:
    first, last = tour.legs[0].visit, tour.legs[-1].visit
    many = counted(len(tour.legs), "dienst", "diensten")
    return f"{title}: langs {many} op {day_name(first.day)}, {clock(first.start)}–{clock(last.end % 1440)}"


def _editor(week: Week, form: RondeForm) -> dict[str, Any]:
    """The form, and when it could be computed, each stop with its hours and what does not suit."""
    context: dict[str, Any] = {
        "form": form,
        "slack": week.info.slack,
        "rows": [(row, None) for row in form.shown],
        "removed": [removal(week, visit, _lost([visit])) for visit in form.removed],
    }
    tour = form.planned
    if tour is None:
        return context
    lines = tour_lines(week, tour, gone=form.removed, published=form.standing.published)
    told = warnings(week, tour, back=form.cleaned_data.get("back"), seats=form.cleaned_data.get("seats"))
    return context | {
        "rows": list(zip(form.shown, lines, strict=True)),
        "tour": tour,
        "stops": lines,
        "warnings": list(told),
    }
