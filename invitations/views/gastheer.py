"""The pages of whoever receives visitors, behind their link: who comes, and what they say of their own service."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from invitations.checklist.ticking import tick_of_service
from invitations.forms.gastheer import EigenGegevensForm, GastheerDienstForm
from invitations.hosting.confirming import Standing, confirm, move_along, standing
from invitations.hosting.host_todo import host_todo
from invitations.hosting.hosts import own_services, participations
from invitations.hosting.rollups import rollup_of
from invitations.reminding.reminders import declined, without_declined
from programmes.links import owner_name, token_of
from programmes.models import DeelnemendeDienst, PersonalLink, Zorgdienst
from programmes.upkeep import note_change
from programmes.versions import last_version, published_week, week_of
from programmes.views.personal import behind_link
from programmes.week import Week
from programmes.werkvormen.beside import others_at, received
from programmes.werkvormen.onderdelen import timetables

CHANGES_SHOWN = 3


@behind_link("contactpersoon")
def gastheer(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Who comes, when that is known; and what can be done already."""
    programme, host, today = link.programme, link.contactpersoon_id or 0, timezone.localdate()
    version = last_version(programme)
    published = week_of(version) if version else None
    coming = without_declined(published, declined(programme)) if published else None
    schedule = received(coming, host) if coming else None
    found = rollup_of(coming, programme, today=today, host=host) if coming else None
    needs = {visit.visit: visit.needs for day in found.days for visit in day.visits} if found else {}
    days = [
        (day, [(entry, needs.get(entry.visit.id)) for entry in day.entries])
        for day in (schedule.days if schedule else ())
    ]
    context: dict[str, Any] = {"version": version, "schedule": schedule, "days": days, "today": today}
    context["timetables"] = timetables(entry.visit for entry in schedule.entries) if schedule else {}
    context["info"] = schedule.info if schedule else programme  # once published, only that counts
    if schedule:
        context["host_name"] = schedule.name
    context["todo"] = todo = host_todo(link, week=published, today=today)
    context["standings"] = standings = _standings(link, published)
    context["services"] = [(one, todo.percents.get(one.service.pk, 0)) for one in standings]
    return _page(request, link, "gastheer", **context)


@behind_link("contactpersoon")
def gastheer_dienst_list(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    standings = _standings(link, published_week(link.programme))
    if len(standings) == 1:
        return redirect("gastheer-dienst", token_of(link), standings[0].service.pk)
    return _page(request, link, "gastheer_dienst_list", standings=standings)


@behind_link("contactpersoon", posts=True)
@transaction.atomic
def gastheer_dienst(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    services = own_services(link)
    if request.method == "POST":  # of two colleagues who save at once, one waits and meets what the other stored
        services = services.select_for_update(of=("self",))
    service = get_object_or_404(services, pk=pk)
    deelname = get_object_or_404(DeelnemendeDienst, programme=link.programme_id, zorgdienst=pk)
    deelname.zorgdienst = service
    week = published_week(link.programme)
    shown = standing(deelname, week)
    seen = request.POST.get("seen", shown.seen)
    form, own = forms = _forms(request, link, service)
    if form.is_valid() and own.is_valid():
        _store(link, forms, now=timezone.now())
        if "confirm" in request.POST and (form.unseen or seen != shown.seen):
            return HttpResponseRedirect(f"{request.path}?intussen=1")
        if "confirm" in request.POST:
            confirm(deelname, week, by=owner_name(link), now=timezone.now())
            tick_of_service(deelname.programme_id, pk, "praktisch", by=owner_name(link), now=timezone.now())
            return HttpResponseRedirect(f"{request.path}?bevestigd=1")
        return HttpResponseRedirect(f"{request.path}?bewaard=1")
    return _page(
        request,
        link,
        "gastheer_dienst",
        form=form,
        own=own,
        standing=shown,
        beside=others_at(shown.visits),
        seen=seen,
        meanwhile="intussen" in request.GET,
        changes=service.wijzigingen.all()[:CHANGES_SHOWN],
        others=service.contactpersonen.exclude(pk=link.contactpersoon_id or 0),
        several=own_services(link).count() > 1,
    )


Forms = tuple[GastheerDienstForm, EigenGegevensForm]


def _forms(request: HttpRequest, link: PersonalLink, service: Zorgdienst) -> Forms:
    assert link.contactpersoon is not None  # noqa: S101 (behind_link saw to it)
    data = request.POST if request.method == "POST" else None
    return GastheerDienstForm(data, instance=service), EigenGegevensForm(data, instance=link.contactpersoon)


def _store(link: PersonalLink, forms: Forms, *, now: dt.datetime) -> None:
    form, own = forms
    by, remark = owner_name(link), form.cleaned_data["remark"]
    service = form.save()
    own.save()
    note_change(service, form.changed, by=by, host=link.contactpersoon, remark=remark, now=now)
    move_along(service, form.changed, by=by)


def _standings(link: PersonalLink, week: Week | None) -> list[Standing]:
    return [standing(deelname, week) for deelname in participations(link)]


def _page(request: HttpRequest, link: PersonalLink, template: str, **context: Any) -> HttpResponse:
    context = {"host_name": owner_name(link), "programme": link.programme, "token": token_of(link)} | context
    context |= {"saved": "bewaard" in request.GET, "confirmed": "bevestigd" in request.GET}
    return render(request, f"invitations/{template}.html", context)
