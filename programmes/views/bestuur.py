"""An authority: its programmes, its data, its staff."""

import logging
from smtplib import SMTPException

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.access import StaffRequest, bestuur_for
from programmes.forms.bestuur import BestuurForm, MedewerkerForm, RoleForm
from programmes.models import Lidmaatschap
from programmes.overview import next_step, start_steps, with_counts
from programmes.races import TooLateError, all_or_too_late
from programmes.staff import LastCoordinatorError, add_colleague, change_role, remove_colleague, send_welcome
from programmes.views.pages import bestuur_page

logger = logging.getLogger(__name__)


@require_safe
def bestuur(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur)
    today = timezone.localdate()
    programmes = list(with_counts(authority.programmes.all()))
    todo = start_steps(authority)
    return bestuur_page(
        request,
        "bestuur",
        authority,
        current=sorted((p for p in programmes if p.last_day >= today), key=lambda p: p.first_day),
        earlier=[p for p in programmes if p.last_day < today],
        steps=todo,
        next_step=next_step(todo),
        is_started=all(step.is_done for step in todo),
    )


@require_http_methods(["GET", "POST"])
def bestuur_edit(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = BestuurForm(request.POST if request.method == "POST" else None, instance=authority)
    if form.is_stored():
        messages.success(request, "De gegevens van het bestuur zijn bewaard.")
        return redirect(authority)
    stored = bestuur_for(request.user, bestuur, edit=True)
    return bestuur_page(request, "bestuur_form", stored, form=form, may_edit=True)


@require_safe
def medewerker_list(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    members = authority.lidmaatschappen.select_related("user").order_by("role", "user__name", "user__email")
    return bestuur_page(request, "medewerker_list", authority, members=members, may_edit=True)


@require_http_methods(["GET", "POST"])
def medewerker_new(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = MedewerkerForm(request.POST if request.method == "POST" else None, bestuur=authority)
    if form.is_valid():
        try:
            with all_or_too_late():
                member = add_colleague(authority, **form.cleaned_data)
        except TooLateError as error:
            form.add_error(None, str(error))
        else:
            _greet(request, member)
            return redirect("medewerker-list", authority.slug)
    return bestuur_page(request, "medewerker_form", authority, form=form, may_edit=True)


def _greet(request: StaffRequest, member: Lidmaatschap) -> None:
    if member.user.has_usable_password():
        messages.success(request, f"{member.user} kan nu bij {member.bestuur}: dit account bestond al.")
    else:
        _welcome(request, member)


def _welcome(request: StaffRequest, member: Lidmaatschap) -> None:
    try:
        send_welcome(member, by=request.user)
    except (OSError, SMTPException):
        logger.exception("De uitnodiging aan een medewerker vertrok niet")
        messages.error(
            request,
            f"{member.user} is toegevoegd, maar de mail naar {member.user.email} kon niet vertrekken. "
            "Probeer straks 'Stuur de uitnodiging opnieuw'.",
        )
    else:
        messages.success(request, f"{member.user.email} krijgt een mail met een link om een wachtwoord te kiezen.")


@require_http_methods(["GET", "POST"])
def medewerker_edit(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    member = get_object_or_404(Lidmaatschap.objects.select_related("user"), bestuur=authority, pk=pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": member.role})
    if form.is_valid():
        try:
            change_role(member, role=form.cleaned_data["role"])
        except LastCoordinatorError as error:
            form.add_error("role", str(error))
        else:
            messages.success(request, f"{member.user} is nu {member.get_role_display()}.")
            return redirect("bestuur" if member.user == request.user else "medewerker-list", authority.slug)
    return bestuur_page(request, "medewerker_edit", authority, form=form, member=member, may_edit=True)


@require_POST
def medewerker_welcome(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    """Sends the invitation again to who never chose a password."""
    authority = bestuur_for(request.user, bestuur, edit=True)
    member = get_object_or_404(Lidmaatschap.objects.select_related("user"), bestuur=authority, pk=pk)
    if member.user.has_usable_password():
        messages.info(request, f"{member.user} heeft al een wachtwoord.")
    else:
        _welcome(request, member)
    return redirect("medewerker-list", authority.slug)


@require_http_methods(["GET", "POST"])
def medewerker_remove(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    member = get_object_or_404(Lidmaatschap.objects.select_related("user"), bestuur=authority, pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            remove_colleague(member)
        except LastCoordinatorError as error:
            refusal = str(error)
        else:
            messages.success(request, f"{member.user} kan niet meer bij {authority}.")
            return redirect("home") if member.user == request.user else redirect("medewerker-list", authority.slug)
    return bestuur_page(request, "medewerker_remove", authority, member=member, refusal=refusal, may_edit=True)
