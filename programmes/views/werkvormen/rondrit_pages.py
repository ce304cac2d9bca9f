"""A tour as it stands: stop by stop, who gets on and off where, and the sheet of whoever drives."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.documents import document
from programmes.drafts import DraftError, store
from programmes.forms.werkvormen.rondrit_mensen import STAYS, Passengers
from programmes.loading import load_week
from programmes.models import Gast, Programme
from programmes.times import NonexistentTimeError, day_name
from programmes.versions import last_version
from programmes.views.pages import pdf_answer, programme_page
from programmes.views.werkvormen.rondrit import stop_or_404
from programmes.week import Week
from programmes.werkvormen.rondrit.boarding import boardings
from programmes.werkvormen.rondrit.showing import tour_lines, warnings
from programmes.werkvormen.rondrit.standing import Standing, ride_of, standing_of, tour_of
from programmes.werkvormen.rondrit.tours import coming


@require_safe
def rondrit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = stop_or_404(week, pk)
    standing = standing_of(found, week, visit)
    return programme_page(request, "werkvormen/rondrit", found, may_edit=True, visit=visit, **_shown(week, standing))


def _shown(week: Week, standing: Standing) -> dict[str, Any]:
    ride, tour = ride_of(week, standing), tour_of(week, standing)
    start = boardings(tour.visits)[0]
    seats = standing.ronde.seats if standing.ronde else None
    return {
        "standing": standing,
        "ronde": standing.ronde,
        "day": day_name(ride.day),
        "ride": ride,
        "tour": tour,
        "origin": ride.origin or week.services[standing.stops[0].service or 0],
        "starts_at": tour.legs[0].departs if ride.origin else standing.stops[0].start,
        "start": [week.people[key] for key in start.on],
        "stops": tour_lines(week, tour),
        "warnings": list(warnings(week, tour, back=None, seats=seats)),
        "others": [week.name_of(visit) for visit in standing.others],
        "info": week.info,
    }


@require_http_methods(["GET", "POST"])
def rondrit_mensen(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Too many aboard, or somebody who cannot, is told before it is kept."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = stop_or_404(week, pk)
    standing = standing_of(found, week, visit)
    people = Passengers(week, standing.stops, request.POST if request.method == "POST" else None)
    told: list[str] = []
    if request.method == "POST" and not people.errors:
        after = replace(standing, stops=tuple(people.visits()))
        known = _troubles(week, standing)
        told = [sentence for sentence in _troubles(week, after) if sentence not in known]
        if request.POST.get("anyway", "") == " ".join(told) and _is_stored(request, found, week, after, people):
            return redirect("rondrit", bestuur, programme, pk)
    context = {
        "visit": visit,
        "standing": standing,
        "people": people,
        "told": " ".join(told),
        "sentences": told,
        "gaps": STAYS,
    }
    context["stops"] = [(str(n), week.name_of(stop), stop) for n, stop in enumerate(standing.stops, start=1)]
    return programme_page(request, "werkvormen/rondrit_mensen", found, may_edit=True, **context)


def _troubles(week: Week, standing: Standing) -> list[str]:
    tour = tour_of(week, standing)
    seats = standing.ronde.seats if standing.ronde else None
    return [
        *warnings(week, tour, back=None, seats=seats),
        *(f"{_about(line.name, why)}." for line in tour_lines(week, tour) for why in line.why),
    ]


def _about(name: str, why: str) -> str:
    return why if why.startswith(name) else f"{name}: {why}"


def _is_stored(request: StaffRequest, found: Programme, week: Week, after: Standing, people: Passengers) -> bool:
    title = after.ronde.title if after.ronde else week.name_of(after.stops[0])
    label = f"{title}: wie waar op- en afstapt"
    try:
        store(found, week, label=label, by=request.user, now=timezone.now(), put=after.stops)
    except (DraftError, NonexistentTimeError) as error:
        people.errors.append(str(error))
        return False
    messages.success(request, f"Bewaard: {label}.")
    return True


@require_safe
def rondrit_blad(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The sheet of whoever drives, as PDF; a draft says that it is one."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    standing = standing_of(found, week, stop_or_404(week, pk))
    shown = _shown(week, standing)
    title = standing.ronde.title if standing.ronde else "Rondrit"
    version = last_version(found) if standing.is_published else None
    context = shown | {"title": title, "version": version, "needs": _needs(found, standing)}
    pdf = document("rondrit_blad", context, pages=1)
    return pdf_answer(pdf, f"{title} {standing.stops[0].day}")


def _needs(programme: Programme, standing: Standing) -> list[tuple[str, str]]:
    """(name, what they need to get on and off) of whoever rides along."""
    people = {key for visit in standing.stops for key in coming(visit)}
    rows = Gast.objects.filter(programme=programme, mandataris__in=people).exclude(mobility="")
    return [(str(gast.mandataris), gast.mobility) for gast in rows.select_related("mandataris")]
