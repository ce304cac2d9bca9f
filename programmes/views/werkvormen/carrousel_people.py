"""Whoever signed up for a carousel: added by staff, what they got and why, moved without a clash, withdrawn."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from programmes.access import StaffRequest
from programmes.forms.werkvormen.carrousel import GastenForm, InschrijvingForm
from programmes.models import Inschrijving, Mandataris
from programmes.views.werkvormen.carrousel_desk import CarrouselDesk, agreed, for_carrousel, told
from programmes.week import DECLINED
from programmes.werkvormen.carrousel.changing import Move, moves
from programmes.werkvormen.carrousel.explaining import explain
from programmes.werkvormen.carrousel.keeping import (
    Hit,
    OtherwiseError,
    by_hand,
    keep_seats,
    sign_up,
    stamp_of,
    touch,
    withdraw,
)
from programmes.werkvormen.carrousel.waiting import waiting
from programmes.words import listed


@for_carrousel("GET", "POST")
def carrousel_add(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    form = _form(request, desk, Inschrijving(carrousel=desk.day.carrousel))
    if request.method == "POST" and form.is_valid():
        if sign_up(desk.day, form.taken(), now=timezone.now()):
            return desk.back("mensen")
        form.add_error("email", "Met dit e-mailadres is er al een inschrijving. Zoek ze in de lijst en wijzig ze daar.")
    return desk.page(request, "carrousel_form", form=form, title="Iemand inschrijven")


@for_carrousel("GET", "POST")
def carrousel_guests(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    """The guests of the visit by tick; each gets a mail with an own link, to choose."""
    guests = _not_in(desk)
    form = GastenForm(request.POST if request.method == "POST" else None, guests=guests)
    if request.method == "POST" and form.is_valid():
        for guest in form.cleaned_data["mensen"]:
            sign_up(desk.day, Inschrijving(name=str(guest), email=guest.email, mandataris=guest), now=timezone.now())
        return desk.back("mensen")
    return desk.page(request, "carrousel_guests", form=form, guests=guests)


def _not_in(desk: CarrouselDesk) -> QuerySet[Mandataris]:
    """Who comes to the visit and did not sign up, also not by themselves: by address, or by name for who has none."""
    known = {row.mandataris_id for row in desk.day.people}
    coming = [part.person for part in desk.day.visit.people if part.answer != DECLINED and part.person not in known]
    emails = {row.email.lower() for row in desk.day.people if row.email}
    names = {row.name for row in desk.day.people}
    rows = [row for row in Mandataris.objects.filter(pk__in=coming) if row.email.lower() not in emails]
    return Mandataris.objects.filter(pk__in=[row.pk for row in rows if str(row) not in names])


@for_carrousel("GET", "POST", locks=True)
def carrousel_person(request: StaffRequest, desk: CarrouselDesk, inschrijving: int) -> HttpResponse:
    """What they chose, what they got and why, and where they can move to."""
    person = _person(desk, inschrijving)
    row = desk.day.people[person]
    form = _form(request, desk, get_object_or_404(Inschrijving, pk=row.pk))
    if request.method == "POST" and form.is_valid():
        form.taken()
        if form.is_stored():
            touch(row)
            return desk.back("mensen")
    return desk.page(request, "carrousel_person", form=form, row=row, **_seats(desk, person))


def _seats(desk: CarrouselDesk, person: int) -> dict[str, Any]:
    day = desk.day
    if day.carrousel.allocated_at is None:
        return {}
    problem, bundles = day.problem, day.bundles
    options = [
        {
            "ronde": day.rounds[move.number],
            "sessie": day.sessies[move.session],
            "instead": None if move.origin is None else day.sessies[move.origin],
            "is_wish": move.session in problem.people[person].wishes,
        }
        for move in moves(problem, bundles, person)
    ]
    lacking = [
        session for session in problem.people[person].wishes if all(session != one for one, _ in bundles[person])
    ]
    lines = [(day.sessies[session], waiting(problem, bundles, session).index(person) + 1) for session in lacking]
    return {
        "seats": day.lines_for(bundles[person]),
        "reasons": explain(problem, bundles)[person].reasons,
        "options": options,
        "waiting": lines,
    }


@for_carrousel("POST")
def carrousel_move(request: StaffRequest, desk: CarrouselDesk, inschrijving: int) -> HttpResponse:
    """Who moves up to the seat that they leave, is told before it is kept."""
    person = _person(desk, inschrijving)
    day, wanted = desk.day, (request.POST.get("ronde", ""), request.POST.get("sessie", ""))
    move = next((one for one in moves(day.problem, day.bundles, person) if _keys(desk, one) == wanted), None)
    if move is None:
        messages.error(
            request, "Dat kan niet (meer): de sessie is vol, of past niet bij de andere. Kijk opnieuw wat kan."
        )
        return desk.back("mensen")
    bundles, hits = by_hand(day, person, move)
    session, line = day.sessies[move.session], day.rounds[move.number]
    if agreed(request) != stamp_of(hits):
        where = {"row": day.people[person], "session": session, "line": line}
        return desk.page(request, "carrousel_move", **where, **told(request, hits))
    keep_seats(day, bundles, now=timezone.now(), placed={day.people[person].pk})
    said = f"{day.people[person]} zit in {line.title.lower()} nu in {session}."
    messages.success(request, f"{said}{_moved_up(hits)}")
    return desk.back("mensen")


def _keys(desk: CarrouselDesk, move: Move) -> tuple[str, str]:
    return str(desk.day.rounds[move.number].id), str(desk.day.sessies[move.session].pk)


@for_carrousel("GET", "POST")
def carrousel_withdraw(request: StaffRequest, desk: CarrouselDesk, inschrijving: int) -> HttpResponse:
    person = _person(desk, inschrijving)
    row, keep = desk.day.people[person], request.method == "POST"
    try:
        hits = withdraw(row, desk.day, now=timezone.now(), keep=keep, seen=agreed(request))
    except OtherwiseError as error:
        hits, keep = error.hits, False
    if keep:
        messages.success(request, f"{row} is uitgeschreven.{_moved_up(hits)}")
        return desk.back("mensen")
    seats = desk.day.told(desk.day.bundles[person])
    return desk.page(request, "carrousel_withdraw", row=row, seats=seats, **told(request, hits))


def _moved_up(hits: list[Hit]) -> str:
    """' An, Bo en Cas schuiven door van de wachtlijst.'"""
    names = listed(hit.row.name for hit in hits)
    return f" {names} {'schuift' if len(hits) == 1 else 'schuiven'} door van de wachtlijst." if hits else ""


def _person(desk: CarrouselDesk, key: int) -> int:
    found = desk.day.number_of(key)
    if found is None:
        raise Http404
    return found


def _form(request: StaffRequest, desk: CarrouselDesk, row: Inschrijving) -> InschrijvingForm:
    data = request.POST if request.method == "POST" else None
    return InschrijvingForm(data, row=row, day=desk.day, is_own=False)
