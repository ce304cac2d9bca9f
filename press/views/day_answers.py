"""How a form of the day is answered: a page for who pressed a button, a few words of JSON for a script that sends."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from press.day.presence import Tick, Told
from press.day.ticking import RefusedError, find_visit, tick_added, tick_guest
from press.day.unannounced import welcome
from press.forms.dag import GuestForm, TickForm, sentence
from programmes.models import Programme
from programmes.week import Visit, Week

_signer = signing.Signer(salt="dag")  # so that nobody makes our page say what they want


class SeeOther(HttpResponseRedirect):
    status_code = 303


def back_to_day(token: str, message: str, *, visit: int) -> SeeOther:
    """To the page of the day, which says the message at that visit."""
    query = urlencode({"zeg": _signer.sign(message), "bezoek": visit})
    return SeeOther(f"{reverse('dag', args=[token])}?{query}#bezoek-{visit}")


def said(request: HttpRequest) -> str:
    """The message that came along; '' for what we did not sign."""
    try:
        return _signer.unsign(request.GET.get("zeg", ""))
    except signing.BadSignature:
        return ""


def wants_json(request: HttpRequest) -> bool:
    """Only when it says so: a browser that wants a page accepts anything."""
    return "application/json" in request.headers.get("Accept", "")


def json_told(told: Told) -> JsonResponse:
    return JsonResponse({"ok": True, "state": told.state, "message": told.message})


def json_refused(message: str, *, status: int = 422) -> JsonResponse:
    """To send the same again is of no use."""
    return JsonResponse({"ok": False, "message": message}, status=status)


def keep(
    programme: Programme,
    form: TickForm | GuestForm,
    *,
    week: Week | None,
    visits: Iterable[Visit],
    by: str,
    now: dt.datetime,
) -> Told:
    """Does what the form says at one of these visits of the published week; raises RefusedError."""
    if not form.is_valid():
        raise RefusedError(sentence(form))
    if week is None:
        raise RefusedError("Er is nog geen programma gepubliceerd.")
    values = form.cleaned_data
    visit = find_visit(visits, values["visit"])
    is_present = form.is_here if isinstance(form, TickForm) else True
    tick = Tick(is_present, form.moment(programme, now=now), by[:150], values["key"])
    if isinstance(form, GuestForm):
        return welcome(programme, week, visit, tick, name=values["name"], function=values["function"], now=now)
    if values["guest"] is not None:
        return tick_added(programme, visit, tick, guest=values["guest"], now=now)
    return tick_guest(programme, week, visit, tick, person=values["person"] or 0, now=now)
