"""The page on the day itself, behind a link: readable in one load, and every form works without a script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from press.day.own import own_day, own_week
from press.day.presence import Told
from press.day.senders import Sender, visits_of_sender
from press.day.ticking import RefusedError
from press.forms.dag import GuestForm, TickForm, number_of
from press.views.day_answers import back_to_day, json_refused, json_told, keep, said, wants_json
from press.views.day_links import by_sender

MAY_NOT_TICK = "Alleen wie de bezoekers ontvangt, kan aanwezigheid aantikken."


@by_sender()
def dag(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    return _page(request, sender, token, told=said(request), visit=number_of(request.GET.get("bezoek", "")))


def _page(request: HttpRequest, sender: Sender, token: str, *, status: int = 200, **context: Any) -> HttpResponse:
    day = own_day(sender, now=timezone.now())
    context |= {"programme": sender.programme, "sender": sender, "token": token, "day": day}
    context["is_over"] = timezone.localdate() > sender.programme.last_day
    return render(request, "press/dag.html", {"info": day.info if day else sender.programme} | context, status=status)


@by_sender("GET", "POST")
def dag_aanwezig(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    return _acted(request, sender, token, TickForm(request.POST))


@by_sender("GET", "POST")
def dag_gast(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    return _acted(request, sender, token, GuestForm(request.POST))


def _acted(request: HttpRequest, sender: Sender, token: str, form: TickForm | GuestForm) -> HttpResponse:
    if request.method != "POST":  # a phone that opens an old tab again
        return redirect("dag", token)
    if not sender.may_tick:
        return _refused(request, sender, token, form, MAY_NOT_TICK, status=403)
    try:
        told = _kept(sender, form)
    except RefusedError as error:
        return _refused(request, sender, token, form, str(error))
    if wants_json(request):
        return json_told(told)
    return back_to_day(token, told.message, visit=told.row.visit)


def _kept(sender: Sender, form: TickForm | GuestForm) -> Told:
    week = own_week(sender)
    visits = visits_of_sender(week, sender) if week else []
    return keep(sender.programme, form, week=week, visits=visits, by=sender.name, now=timezone.now())


def _refused(
    request: HttpRequest,
    sender: Sender,
    token: str,
    form: TickForm | GuestForm,
    message: str,
    *,
    status: int = 422,
) -> HttpResponse:
    """A script gets a status that says not to try again; a person gets the page, with what was typed."""
    if wants_json(request):
        return json_refused(message, status=status)
    typed = {name: form.data.get(name, "") for name in ("name", "function")}
    visit = number_of(form.data.get("visit", ""))
    page_status = 200 if status == 422 else status
    return _page(request, sender, token, status=page_status, problem=message, typed=typed, visit=visit)
