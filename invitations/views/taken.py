"""The checklist of a programme: everybody sees it, a coordinator changes it, communicatie ticks what is theirs."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.checklist import ticking
from invitations.checklist.generating import sync
from invitations.checklist.tasklines import by_day, by_step, lines_of, place_for_staff
from invitations.checklist.tasks import progress, service_of, tasks_of
from invitations.forms.taken import AssignForm, TaakFilterForm, TaakForm, owner_choices, owner_of
from invitations.models import Taak
from programmes.access import StaffRequest, can_edit, programme_for
from programmes.models import Contactpersoon, Lidmaatschap, Programme

Role = Lidmaatschap.Role


@require_safe
def taak_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    sync([shown])
    tasks = list(tasks_of(shown))
    kept = [task for task in tasks if task.removed_at is None]
    today, role = timezone.localdate(), _role(request, shown)
    services = {service.pk: service for task in kept if (service := service_of(task))}
    form = TaakFilterForm(request.GET, services=sorted(services.values(), key=lambda one: one.name.casefold()))
    place = place_for_staff(shown) if role == Role.COORDINATOR else lambda _: ""
    lines = lines_of([task for task in tasks if form.fits(task)], today=today, place=place)
    return _page(
        request,
        "taak_list",
        shown,
        role=role,
        filter=form,
        groups=by_step(lines) if form.chosen.get("orde") else by_day(lines),
        number=len(lines),
        progress=progress(kept, today),
        removed=len(tasks) - len(kept),
        assign=AssignForm(programme=shown) if role == Role.COORDINATOR else None,
        query=urlencode(form.chosen),
    )


def _role(request: StaffRequest, programme: Programme) -> str:
    member = Lidmaatschap.objects.filter(user=request.user, bestuur=programme.bestuur).first()
    return member.role if member else ""


def _page(request: StaffRequest, name: str, programme: Programme, *, role: str, **context: Any) -> HttpResponse:
    context |= {"role": role, "may_edit": role == Role.COORDINATOR, "bestuur": programme.bestuur}
    return render(request, f"invitations/{name}.html", {"programme": programme, **context})


@require_http_methods(["GET", "POST"])
def taak_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _form(request, found, Taak(programme=found, step=2))


@require_http_methods(["GET", "POST"])
def taak_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _form(request, found, get_object_or_404(tasks_of(found), pk=pk))


def _form(request: StaffRequest, programme: Programme, task: Taak) -> HttpResponse:
    form = TaakForm(request.POST if request.method == "POST" else None, instance=task, programme=programme)
    back = _back(request, programme)
    if form.is_stored():
        messages.success(request, f"Bewaard: {task.title}")
        return redirect(back)
    return _page(request, "taak_form", programme, role=Role.COORDINATOR, form=form, task=task, back=back)


@require_POST
def taak_tick(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    task = _own_task(request, bestuur, programme, pk)
    if ticking.tick(task, by=str(request.user), now=timezone.now()):
        _say(request, f"Afgevinkt: {task.title}. Toch niet? Je vindt de taak bij ‘Gedaan’.")
    return _line_or_redirect(request, task)


@require_POST
def taak_untick(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    task = _own_task(request, bestuur, programme, pk)
    ticking.untick(task)
    _say(request, f"Weer te doen: {task.title}")
    return _line_or_redirect(request, task)


def _own_task(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Taak:
    """Any task for a coordinator, for communicatie those that are theirs; for others there is none."""
    found = programme_for(request.user, bestuur, programme)
    tasks: QuerySet[Taak] = tasks_of(found).kept()
    if not can_edit(request.user, found.bestuur):
        member = Lidmaatschap.objects.filter(user=request.user, bestuur=found.bestuur, role=Role.COMMUNICATIE)
        tasks = tasks.filter(owner=Taak.Owner.COMMUNICATIE) if member.exists() else tasks.none()
    return get_object_or_404(tasks, pk=pk)


def _say(request: StaffRequest, text: str) -> None:
    """With htmx the line itself says it."""
    if not request.htmx:
        messages.success(request, text)


def _line_or_redirect(request: StaffRequest, task: Taak) -> HttpResponse:
    programme, today, role = task.programme, timezone.localdate(), _role(request, task.programme)
    if not request.htmx:
        return redirect(_back(request, programme))
    tasks = list(tasks_of(programme).kept())
    place = place_for_staff(programme) if role == Role.COORDINATOR else lambda _: ""
    [line] = lines_of([one for one in tasks if one.pk == task.pk], today=today, place=place)
    return _page(
        request, "_taak_answer", programme, role=role, line=line, progress=progress(tasks, today), query=_query(request)
    )


@require_POST
def taak_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    task = get_object_or_404(Taak, programme=found, pk=pk)
    ticking.remove(task, now=timezone.now())
    messages.success(request, f"Van de lijst gehaald: {task.title}. Je kan de taak terugzetten.")
    return redirect(_back(request, found))


@require_POST
def taak_restore(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    task = get_object_or_404(Taak, programme=found, pk=pk)
    ticking.restore(task)
    messages.success(request, f"Terug op de lijst: {task.title}")
    return redirect(_back(request, found))


@require_POST
def taak_assign(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The ticked tasks get another owner."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    form = AssignForm(request.POST, programme=found)
    keys = [int(key) for key in request.POST.getlist("pk") if key.isascii() and key.isdecimal() and len(key) < 18]
    own = list(Taak.objects.filter(programme=found, pk__in=keys).values_list("pk", flat=True))
    if not form.is_valid() or not own:
        messages.error(request, "Kies minstens één taak, en aan wie je die geeft.")
        return redirect(_back(request, found))
    owner, key = owner_of(form.cleaned_data["who"])
    number = ticking.assign(own, owner=owner, host=Contactpersoon.objects.get(pk=key) if key else None)
    name = dict(owner_choices(found))[form.cleaned_data["who"]]
    messages.success(request, f"{'1 taak is' if number == 1 else f'{number} taken zijn'} nu voor {name}.")
    return redirect(_back(request, found))


def _query(request: StaffRequest) -> str:
    """What the list showed, to come back to it: only what the filter knows, as an address must not grow."""
    known = {name: request.GET.get(name, "")[:20] for name in TaakFilterForm.base_fields}
    return urlencode({name: value for name, value in known.items() if value})


def _back(request: StaffRequest, programme: Programme) -> str:
    url = reverse("taak-list", args=[programme.bestuur.slug, programme.slug])
    query = _query(request)
    return f"{url}?{query}" if query else url
