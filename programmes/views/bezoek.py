"""One visit: a new one, changed, moved, removed; as a dialog on the board and as a page of its own."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from programmes import changes
from programmes.access import StaffRequest, programme_for
from programmes.conflicts import find_conflicts
from programmes.forms.board import BezoekForm, MoveForm
from programmes.forms.participants import Participants
from programmes.forms.widgets import parse_clock, whole_number
from programmes.loading import load_week
from programmes.models import Bezoek, Contactpersoon, Programme
from programmes.openings import joined, new_visit, without
from programmes.removals import goes_along
from programmes.rondes import others_of, shifted
from programmes.views.board_answer import answer, form_page, refuse, save
from programmes.week import VISIT, Visit, Week
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.left import hidden_by

FORM = "bezoek-formulier"
DISTANCE = re.compile(r"-?[0-9]{1,4}")


@require_http_methods(["GET", "POST"])
def bezoek_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = _asked(week, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and "quick" in request.POST:
        return save(request, found, week, put=[visit])
    return _edit(request, found, week, visit)


@require_http_methods(["GET", "POST"])
def bezoek_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None and request.method == "POST" and changes.last_change_of(found, pk):
        base = changes.remembered(found, request.POST.get("base", "")) or new_visit(week)
        return _edit(request, found, week, replace(base, id=0, revision=1), gone=pk)
    if visit is None:
        raise Http404
    return _edit(request, found, week, visit)


@require_http_methods(["GET", "POST"])
def bezoek_move(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None:
        return _gone(request, found, pk)
    if "follow" in request.POST:
        return save(request, found, week, put=shifted(others_of(week, visit), **_shift(request.POST)))
    form = MoveForm(request.POST if request.method == "POST" else None, week=week, visit=visit)
    if form.is_valid():
        return _move(request, found, week, visit, form)
    if "drop" in request.POST:
        return refuse(request, found, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return form_page(
        request, found, "bezoek_move", target="verplaats-formulier", form=form, visit=visit, name=week.name_of(visit)
    )


def _gone(request: StaffRequest, found: Programme, pk: int) -> HttpResponse:
    """A visit of this programme that somebody removed while another had it before them; any other never existed."""
    if not changes.last_change_of(found, pk):
        raise Http404
    who = changes.who_changed(found, pk, me=request.user)
    return refuse(request, found, f"{who.capitalize()} verwijderde dit bezoek intussen.", stale=pk)


def _move(request: StaffRequest, found: Programme, week: Week, visit: Visit, form: MoveForm) -> HttpResponse:
    """One visit, or its whole tour; when the rest of the tour stays behind, the answer offers to take it along."""
    after, others = form.moved(), others_of(week, visit)
    shift = {"days": (after.day - visit.day).days, "minutes": after.start - visit.start}
    if form.cleaned_data.get("whole_ronde"):
        label = f"{visit.ronde_title or 'Ronde'}: {len(others) + 1} bezoeken verplaatst"
        return save(request, found, week, put=[after, *shifted(others, **shift)], label=label)
    offer = {"pk": visit.id, "count": len(others), **shift} if others and any(shift.values()) else None
    return save(request, found, week, put=[after], ronde=offer)


def _shift(data: QueryDict) -> dict[str, int]:
    """How far the rest of a tour is to follow; nonsense is no distance at all."""
    texts = {name: data.get(name, "") for name in ("days", "minutes")}
    return {name: int(text) if DISTANCE.fullmatch(text) else 0 for name, text in texts.items()}


@require_http_methods(["GET", "POST"])
def bezoek_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None:
        return _gone(request, found, pk)
    if request.method == "POST":
        gone = replace(visit, revision=whole_number(request.POST.get("revision", "")) or visit.revision)
        if "whole_ronde" in request.POST and visit.ronde:
            others = others_of(week, visit)
            label = f"{visit.ronde_title or 'Ronde'}: {len(others) + 1} bezoeken verwijderd"
            return save(request, found, week, remove=[gone, *others], label=label)
        return save(request, found, week, remove=[gone])
    context = {"visit": visit, "week": week, "name": week.name_of(visit), "along": goes_along([visit.id])}
    if visit.ronde:
        context["tour_along"] = goes_along([visit.id, *(other.id for other in others_of(week, visit))])
    return form_page(request, found, "bezoek_delete", target="verwijder-formulier", **context)


def _edit(request: StaffRequest, found: Programme, week: Week, visit: Visit, *, gone: int = 0) -> HttpResponse:
    data = request.POST.copy() if request.method == "POST" else None
    if gone and data is not None and data.get("take") == "theirs":
        return refuse(request, found, "Het bezoek blijft verwijderd.", stale=gone)
    if data is not None and data.get("take") == "theirs":
        text = "Niets gewijzigd: de versie van je collega blijft."
        return answer(request, found, before=week, after=week, changed={visit.id}, text=text, can_undo=False)
    contacts = list(Contactpersoon.objects.filter(bestuur=found.bestuur_id))
    form = BezoekForm(data, week=week, visit=visit, contacts=contacts)
    typed = form.to_visit() if form.is_valid() else visit
    people = Participants(week, typed, data)
    asked: dict[str, Any] = {}
    if data is not None and "refresh" in data:
        initial = _as_typed(data) | (_proposed(week, visit, data) if request.htmx.trigger == "bezoek-dienst" else {})
        form = BezoekForm(None, week=week, visit=visit, contacts=contacts, initial=initial)
    elif data is not None and form.is_valid() and not people.errors:
        typed = replace(typed, people=people.participations)
        asked = _asked_first(request, found, week, typed=typed, stored=visit, data=data, gone=gone)
        if not asked:
            return save(request, found, week, put=[typed])
    return form_page(
        request,
        found,
        "bezoek_form",
        target=FORM,
        form=form,
        people=people,
        visit=visit,
        name=week.name_of(visit),
        **asked,
        conflicts=[c for c in find_conflicts(week) if visit.id in c.visits],
        base=changes.remember(found, visit),
    )


def _asked_first(
    request: StaffRequest, found: Programme, week: Week, *, typed: Visit, stored: Visit, data: QueryDict, gone: int
) -> dict[str, Any]:
    """What has to be looked at before it is kept: what somebody else did, or what another format puts out of sight."""
    meeting = _meeting(request, found, week, typed=typed, stored=stored, data=data, gone=gone)
    if meeting is not None:
        data["revision"] = str(stored.revision)  # what is typed now stands beside what is stored now
        return {"meeting": meeting}
    hides = "" if gone else hidden_by(stored, typed)
    return {"hides": hides} if data.get("hides", "") != hides else {}


def _meeting(
    request: StaffRequest, found: Programme, week: Week, *, typed: Visit, stored: Visit, data: QueryDict, gone: int
) -> dict[str, Any] | None:
    """What somebody else did to this visit since the form was opened; None when nobody did, or mine is to win."""
    if data.get("take") == "mine" or not (gone or typed.revision != stored.revision):
        return None
    base = changes.remembered(found, data.get("base", "")) or stored
    return {
        "who": changes.who_changed(found, gone or stored.id, me=request.user),
        "gone": gone,
        "theirs": [] if gone else changes.visit_changes(week, base, stored),
        "mine": changes.visit_changes(week, base, typed),
    }


@require_http_methods(["GET", "POST"])
def bezoek_people(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Who comes along: ticked in a form, or dropped on the card (`add`, `remove`, and maybe another hour)."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None:
        return _gone(request, found, pk)
    data = request.POST if request.method == "POST" else None
    mine = replace(visit, revision=whole_number(request.POST.get("revision", "")) or visit.revision)
    if data is not None and "drop" in data:
        return _drop_person(request, found, week, mine, data)
    people = Participants(week, visit, data)
    if data is not None and not people.errors:
        return save(request, found, week, put=[replace(mine, people=people.participations)])
    context = {"visit": visit, "name": week.name_of(visit), "people": people, "conflicts": []}
    return form_page(request, found, "bezoek_people", target="deelnemers-formulier", **context)


def _drop_person(request: StaffRequest, found: Programme, week: Week, visit: Visit, data: QueryDict) -> HttpResponse:
    after = without(visit, whole_number(data.get("remove", "")))
    if added := whole_number(data.get("add", "")):
        after = joined(after, added)
    if host := whole_number(data.get("host", "")):
        known = {contact.id: contact for service in week.services.values() for contact in service.contacts}
        after = replace(after, host=known.get(host, after.host))
    if "day" in data:
        form = MoveForm(data, week=week, visit=after)
        if not form.is_valid():
            return refuse(request, found, " ".join(str(text) for texts in form.errors.values() for text in texts))
        after = form.moved()
    return save(request, found, week, put=[after])


def _as_typed(data: QueryDict) -> dict[str, Any]:
    return {name: data.get(name) for name in BezoekForm.base_fields} | {"day": data.get("day")}


def _proposed(week: Week, visit: Visit, data: QueryDict) -> dict[str, Any]:
    """What follows from another service or kind: who receives, and for a new visit also when, unless that was typed."""
    service, day = whole_number(data.get("service", "")), _day(week, data.get("day", ""))
    kind = data.get("kind", VISIT)
    proposal = new_visit(week, kind=kind, service=service or None, day=day)
    follows: dict[str, Any] = {"host": proposal.host.id if proposal.host else None}
    if not visit.id and not data.get("typed_when"):
        follows |= {"start": proposal.start, "end": proposal.end, "day": proposal.day.isoformat()}
    return follows


def _asked(week: Week, params: QueryDict) -> Visit:
    """A new visit as the address asks for it; what is not understood is passed over."""
    service, person = (params.get(name, "") for name in ("service", "person"))
    kind = params.get("kind", VISIT)
    visit = new_visit(
        week,
        kind=kind if kind in Bezoek.Kind.values else VISIT,
        service=whole_number(service) or None,
        day=_day(week, params.get("day", "")),
        start=_clock(params.get("start", "")),
        people=[whole_number(person)],
    )
    held = format_of(params.get("werkvorm", ""))
    return replace(visit, werkvorm=held.key, end=visit.start + held.minutes[1]) if held else visit


def _day(week: Week, text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day in week.info.days else None


def _clock(text: str) -> int | None:
    try:
        return parse_clock(text)
    except ValueError:
        return None
