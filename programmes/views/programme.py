"""A programme: its home, its dates and defaults, a copy of it, the services that take part."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, bestuur_for, memberships_of, programme_for, role_in
from programmes.copying import copy_programme, left_out, shift_visits
from programmes.drafts import DraftError
from programmes.forms.programme import (
    CopyForm,
    DeleteProgrammeForm,
    ProgrammeDienstenForm,
    ProgrammeForm,
    programme_slug,
)
from programmes.later import BEFORE_DELETION
from programmes.loading import load_week
from programmes.models import Lidmaatschap, Programme, Zorgdienst
from programmes.races import TooLateError, all_or_too_late
from programmes.times import NonexistentTimeError, day_name
from programmes.views.pages import bestuur_page, programme_page
from programmes.workflow import next_of, situation_of, stages


@require_safe
def programme(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    numbers = situation_of(shown)
    found = stages(numbers)
    todo = next_of(found, is_held=numbers.is_held(timezone.localdate()))
    may_edit = role_in(memberships_of(request), shown.bestuur) == Lidmaatschap.Role.COORDINATOR
    return programme_page(request, "programme", shown, may_edit=may_edit, numbers=numbers, stages=found, todo=todo)


@require_http_methods(["GET", "POST"])
def programme_new(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        bestuur=authority,
        initial={"contact_name": request.user.name, "contact_email": request.user.email},
    )
    if form.is_stored():
        created = form.instance
        messages.success(request, f"{created} staat klaar. Stel nu de gastenlijst samen.")
        _warn_of_the_deadline(request, created)
        return redirect(created)
    earlier = authority.programmes.first()
    base = "programmes/bestuur_base.html"
    return bestuur_page(request, "programme_form", authority, form=form, earlier=earlier, base=base, may_edit=True)


@require_http_methods(["GET", "POST"])
def programme_edit(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    edited = programme_for(request.user, bestuur, programme, edit=True)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        instance=edited,
        bestuur=edited.bestuur,
        week=load_week(edited),
    )
    if form.is_valid():
        try:
            _save(form, request)
        except NonexistentTimeError as error:
            form.add_error("first_day", f"De bezoeken kunnen niet zo verschuiven: {error}")
        except (DraftError, TooLateError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De gegevens van het programma zijn bewaard.")
            _warn_of_the_deadline(request, edited)
            return redirect(edited)
    stored = programme_for(request.user, bestuur, programme)
    base = "programmes/programme_base.html"
    return programme_page(request, "programme_form", stored, form=form, base=base, may_edit=True)


def _warn_of_the_deadline(request: StaffRequest, programme: Programme) -> None:
    if programme.answer_by and programme.answer_by < timezone.localdate():
        messages.warning(request, f"Antwoorden kan tot en met {day_name(programme.answer_by)}: die dag is al voorbij.")


def _save(form: ProgrammeForm, request: StaffRequest) -> None:
    with all_or_too_late():
        saved = form.save()
        if form.shift:
            shift_visits(saved, days=form.shift, by=request.user, now=timezone.now())


@require_http_methods(["GET", "POST"])
def programme_copy(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    source = programme_for(request.user, bestuur, programme, edit=True)
    form = CopyForm(request.POST if request.method == "POST" else None, source=source)
    if form.is_valid():
        try:
            copy = _copy(source, form, request)
        except NonexistentTimeError as error:
            form.add_error("first_day", f"De bezoeken kunnen niet zo verschuiven: {error}")
        except (DraftError, TooLateError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{copy} is een kopie van {source}.")
            _warn_of_the_deadline(request, copy)
            return redirect("programme-copied", source.bestuur.slug, copy.slug)
    return programme_page(request, "programme_copy", source, form=form, may_edit=True)


@all_or_too_late()
def _copy(source: Programme, form: CopyForm, request: StaffRequest) -> Programme:
    slug = programme_slug(source.bestuur, form.cleaned_data["title"])
    return copy_programme(source, **form.cleaned_data, slug=slug, by=request.user, now=timezone.now())


@require_safe
def programme_copied(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    copy = programme_for(request.user, bestuur, programme)
    return programme_page(request, "programme_copied", copy, left_out=left_out(copy), numbers=situation_of(copy))


@require_http_methods(["GET", "POST"])
def programme_delete(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    doomed = programme_for(request.user, bestuur, programme, edit=True)
    numbers = situation_of(doomed)
    form = DeleteProgrammeForm(
        request.POST if request.method == "POST" else None, programme=doomed, is_published=numbers.version > 0
    )
    if form.is_valid():
        for clean in BEFORE_DELETION:
            clean(doomed)
        doomed.delete()
        messages.success(request, f"{doomed} is verwijderd.")
        return redirect(doomed.bestuur)
    return programme_page(request, "programme_delete", doomed, form=form, numbers=numbers, may_edit=True)


@require_http_methods(["GET", "POST"])
def programme_diensten(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=request.method == "POST")
    form = None
    if request.method == "POST":
        with transaction.atomic():  # of a visit that is planned meanwhile and a service that goes, one waits
            Programme.objects.select_for_update().get(pk=shown.pk)
            form = _diensten_form(shown, request.POST)
            if form.is_valid():
                shown.diensten.set(form.cleaned_data["services"])
    if form and form.is_valid():
        count = len(form.cleaned_data["services"])
        messages.success(request, "1 dienst doet mee." if count == 1 else f"{count} diensten doen mee.")
        return redirect("programme-diensten", shown.bestuur.slug, shown.slug)
    form = form or _diensten_form(shown)
    return programme_page(request, "programme_diensten", shown, form=form, week=form.week, total=len(form.rows))


def _diensten_form(programme: Programme, data: Any = None) -> ProgrammeDienstenForm:
    services = Zorgdienst.objects.filter(bestuur=programme.bestuur).prefetch_related("contactpersonen")
    return ProgrammeDienstenForm(data, week=load_week(programme), services=list(services))
