"""Delays: what was reported, what it would shift, and the decision of the coordinator."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from press.delays.deciding import Done, carry_out, leave, shift_of
from press.delays.reporting import ReportError, report
from press.delays.showing import Preview, reported, visits_on
from press.forms.vertraging import CHOICE, NewDelayForm, choices_in
from press.models import Vertraging
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_for
from programmes.versions import PublishError, last_version, published_week, week_of


@require_safe
def vertraging_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    rows = list(reported(shown, published_week(shown)))
    return press_page(
        request,
        "vertraging_list",
        shown,
        open=[row for row in rows if row.one.is_open],
        decided=[row for row in rows if not row.one.is_open],
    )


@require_http_methods(["GET", "POST"])
def vertraging_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    week, now = published_week(shown), timezone.now()
    visits = visits_on(week, timezone.localdate(now))
    if week is None or not visits:
        return press_page(request, "vertraging_form", shown, form=None, week=week)
    data = request.POST if request.method == "POST" else None
    initial = {"key": uuid.uuid4(), "visit": request.GET.get("bezoek")}
    form = NewDelayForm(data, week=week, visits=visits, initial=initial)
    if form.is_valid():
        try:
            one = report(
                shown,
                visit=form.visits[form.cleaned_data["visit"]],
                **{name: form.cleaned_data[name] for name in ("minutes", "reason", "key")},
                at=now,
                by=str(request.user)[:150],
                now=now,
            )
        except ReportError as error:
            form.add_error(None, str(error))
        else:
            return redirect("vertraging", bestuur, programme, one.pk)
    return press_page(request, "vertraging_form", shown, form=form, week=week)


def _vertraging_for(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Vertraging:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    rows = Vertraging.objects.select_related("decided_by", "versie")
    one = get_object_or_404(rows, programme=shown, pk=pk)
    one.programme = shown
    return one


@require_safe
def vertraging(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """What would shift, with the choices of the address; of what was decided only the decision."""
    one = _vertraging_for(request, bestuur, programme, pk)
    version = last_version(one.programme)
    week = week_of(version) if version else None
    visit = week.by_id.get(one.visit) if week else None
    shift = shift_of(one, week, choices_in(request.GET)) if one.is_open else None
    preview = Preview(one, version.number, shift) if version and shift else None
    name = week.name_of(visit) if week and visit else "Een bezoek dat niet meer op het programma staat"
    return press_page(
        request, "vertraging", one.programme, vertraging=one, preview=preview, visit=visit, name=name, prefix=CHOICE
    )


@require_POST
def vertraging_publish(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = _vertraging_for(request, bestuur, programme, pk)
    choices = choices_in(request.POST)
    try:
        done = carry_out(
            one,
            based_on=_number(request, "based_on"),
            seen=request.POST.get("seen", ""),
            choices=choices,
            by=request.user,
            now=timezone.now(),
        )
    except PublishError as error:
        messages.error(request, str(error))
        chosen = urlencode({f"{CHOICE}{key}": choice for key, choice in choices.items()})
        return redirect(f"{reverse('vertraging', args=[bestuur, programme, pk])}?{chosen}")
    messages.success(request, _said(done))
    return redirect("vertraging", bestuur, programme, pk)


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1


def _said(done: Done) -> str:
    mails = "1 mail vertrekt" if done.told == 1 else f"{done.told} mails vertrekken"
    text = f"Versie {done.version.number} is gepubliceerd. {mails} nu."
    if done.left:
        text += f" Op het bord stond al iets anders bij {', '.join(done.left)}: daar is niets verschoven."
    return text


@require_POST
def vertraging_leave(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = _vertraging_for(request, bestuur, programme, pk)
    try:
        leave(one, by=request.user, now=timezone.now())
    except PublishError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Er verandert niets aan het programma. Bel wie het moet weten.")
    return redirect("vertraging-list", bestuur, programme)
