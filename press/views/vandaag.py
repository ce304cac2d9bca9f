"""The day itself for a coordinator: one page that follows the clock, with presence to tick and guests to add."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from press.day.overview import overview
from press.day.presence import Told
from press.day.ticking import RefusedError
from press.forms.dag import GuestForm, TickForm, number_of
from press.views.day_answers import keep
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme
from programmes.versions import published_week


@require_safe
def vandaag(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """With `deel` only what follows the clock: what somebody is typing beside it stays."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    if "deel" in request.GET:
        return _live(request, shown)
    typed = {"visit": number_of(request.GET.get("bezoek", "")), "name": "", "function": ""}
    return _page(request, shown, typed=typed)


@require_POST
def vandaag_aanwezig(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    try:
        told = _kept(request, shown, TickForm(request.POST))
    except RefusedError as error:
        if request.htmx:
            return _live(request, shown, problem=str(error))
        messages.error(request, str(error))
        return redirect(_url(shown, _wanted(request)))
    if request.htmx:
        return _live(request, shown, told=told.message)
    return _back(request, shown, told)


@require_POST
def vandaag_gast(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    try:
        return _back(request, shown, _kept(request, shown, GuestForm(request.POST)))
    except RefusedError as error:
        typed: dict[str, object] = {name: request.POST.get(name, "") for name in ("name", "function")}
        typed["visit"] = number_of(request.POST.get("visit", ""))
        return _page(request, shown, typed=typed, problem=str(error))


def _kept(request: StaffRequest, programme: Programme, form: TickForm | GuestForm) -> Told:
    week = published_week(programme)
    visits = week.visits if week else ()
    return keep(programme, form, week=week, visits=visits, by=str(request.user), now=timezone.now())


def _back(request: StaffRequest, programme: Programme, told: Told) -> HttpResponse:
    messages.success(request, told.message)
    return redirect(f"{_url(programme, _wanted(request))}#bezoek-{told.row.visit}")


def _page(request: StaffRequest, programme: Programme, **context: Any) -> HttpResponse:
    return press_page(request, "vandaag", programme, **_shown(request, programme), **context)


def _live(request: StaffRequest, programme: Programme, **context: Any) -> HttpResponse:
    context |= {"bestuur": programme.bestuur, "programme": programme, **_shown(request, programme)}
    return render(request, "press/_vandaag_live.html", context)


def _shown(request: StaffRequest, programme: Programme) -> dict[str, Any]:
    now = timezone.now()
    return {"day": overview(programme, wanted=_wanted(request), now=now), "now": now}


def _wanted(request: StaffRequest) -> dt.date | None:
    """The day that was asked for, on the page and in what it posts; what cannot be read, was not asked."""
    try:
        return dt.date.fromisoformat(request.POST.get("dag") or request.GET.get("dag", ""))
    except ValueError:
        return None


def _url(programme: Programme, day: dt.date | None) -> str:
    url = reverse("vandaag", args=[programme.bestuur.slug, programme.slug])
    return f"{url}?{urlencode({'dag': day.isoformat()})}" if day else url
