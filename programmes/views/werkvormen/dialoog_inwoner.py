"""The residents of a trajectory: their names and how to reach them, for coordinators only."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest
from programmes.forms.werkvormen.inwoner import InwonerForm
from programmes.models import Inwoner, Traject
from programmes.races import TooLateError, all_or_too_late
from programmes.views.werkvormen.dialoog import address, keep, show, traject_for
from programmes.werkvormen.inwonersdialoog import trajects
from programmes.werkvormen.inwonersdialoog.naming import lines_in
from programmes.words import listed

WITHDRAWN = "Deze inwoner heeft zich teruggetrokken of is intussen verwijderd."
MOST = 300  # in one trajectory


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def inwoners(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    rows = traject.inwoners.taking_part().prefetch_related("bijeenkomsten")
    withdrawn = traject.inwoners.filter(withdrew_at__isnull=False).count()
    meetings = trajects.residents_meetings(traject)
    return private(show(request, "dialoog_inwoners", traject, rows=rows, withdrawn=withdrawn, meetings=meetings))


@require_http_methods(["GET", "POST"])
def inwoner_new(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    if traject.inwoners.count() >= MOST:
        messages.error(request, f"In één traject passen hoogstens {MOST} inwoners.")
        return redirect(address(traject, "inwoners"))
    return _edit(request, traject, 0)


@require_http_methods(["GET", "POST"])
def inwoner_edit(request: StaffRequest, bestuur: str, programme: str, pk: int, inwoner: int) -> HttpResponse:
    return _edit(request, traject_for(request, bestuur, programme, pk), inwoner)


def _edit(request: StaffRequest, traject: Traject, key: int) -> HttpResponse:
    """Whoever withdrew meanwhile does not come back by a form that was still open."""
    try:
        with all_or_too_late():
            return _edit_locked(request, traject, key)
    except TooLateError as error:
        messages.error(request, str(error))
        return redirect("dialoog-list", traject.programme.bestuur.slug, traject.programme.slug)


def _edit_locked(request: StaffRequest, traject: Traject, key: int) -> HttpResponse:
    is_post = request.method == "POST"
    if is_post and trajects.locked(traject) is None:
        raise TooLateError
    row = traject.inwoners.taking_part().filter(pk=key).first() if key else Inwoner(traject=traject)
    if row is None:
        return _gone(request, traject)
    meetings = trajects.residents_meetings(traject)
    name, reached = row.name, _reached_at(row)
    form = InwonerForm(
        request.POST if is_post else None, instance=row, meetings=meetings, initial=_initial(key, meetings)
    )
    if form.is_valid():
        keep(request, form)
        if reached and _reached_at(row) != reached:
            trajects.forget_messages(row)
        messages.success(request, f"{row} is bewaard.")
        if row.name != name:
            _warn_of_name(request, row)
        return redirect(address(traject, "inwoners"))
    remove_url = address(traject, "inwoner-withdraw", key) if key else ""
    context = {
        "form": form,
        "heading": name or "Nieuwe inwoner",
        "name": "Inwoners",
        "back": address(traject, "inwoners"),
    }
    return private(
        show(request, "dialoog_form", traject, remove_url=remove_url, remove_label="Trekt zich terug", **context)
    )


def _warn_of_name(request: StaffRequest, row: Inwoner) -> None:
    """What was written before somebody took part, was not looked into then."""
    found = trajects.leaving(row)
    if places := [*found.headed, *lines_in(found.named)]:
        others = "In mails, op papier en in het verslag zetten we ‘een inwoner’"
        messages.warning(request, f"De naam van {row} staat al in {listed(places)}. {others}: pas de tekst zelf aan.")
    if found.maybe:
        messages.warning(request, f"Kijk na of de naam van {row} ook staat in {listed(found.maybe)}.")


def _reached_at(row: Inwoner) -> str:
    """Where mail about the trajectory may go; empty when it may not."""
    return row.email if row.may_be_contacted else ""


def _initial(key: int, meetings: Any) -> dict[str, Any]:
    """Somebody new comes to all that are still to be held, unless told."""
    return {} if key else {"bijeenkomsten": [one.pk for one in meetings if not one.is_held]}


def _gone(request: StaffRequest, traject: Traject) -> HttpResponse:
    messages.info(request, WITHDRAWN)
    return redirect(address(traject, "inwoners"))


@require_http_methods(["GET", "POST"])
def inwoner_withdraw(request: StaffRequest, bestuur: str, programme: str, pk: int, inwoner: int) -> HttpResponse:
    """Told first what happens to whom."""
    traject = traject_for(request, bestuur, programme, pk)
    row = traject.inwoners.taking_part().filter(pk=inwoner).first()
    if row is None:
        return _gone(request, traject)
    row.traject = traject
    removes = request.POST.get("woorden", "")
    found = trajects.leaving(row)
    places = trajects.standing(row, found)
    is_chosen = removes in {"weg", "naamloos"} or not found.said
    if request.method == "POST" and is_chosen:
        trajects.withdraw(row, removes=removes != "naamloos", now=timezone.now())
        messages.success(request, "De inwoner is uit het traject. Naam, telefoon, e-mail en noden zijn gewist.")
        if places and (removes != "naamloos" or found.named):
            where = listed(places)
            messages.warning(
                request, f"Wat deze inwoner zei of wat erover gezegd is, staat nog in {where}. Pas het daar aan."
            )
        return redirect(address(traject, "inwoners"))
    problem = "Kies wat er gebeurt met wat deze inwoner zei." if request.method == "POST" else ""
    context = {"row": row, "leaving": found, "places": places, "problem": problem}
    return private(show(request, "dialoog_withdraw", traject, **context))
