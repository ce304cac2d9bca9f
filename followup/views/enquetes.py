"""The surveys of a programme, for its coordinators: what is asked, of whom, until when, and what came of it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.forms.enquete import AntwoordForm, EnqueteForm
from followup.models import Antwoordblad, Enquete, Nazorglink
from followup.sharing import revoke_shared, share
from followup.surveys.answering import locked
from followup.surveys.asking import AskError, ask, asking
from followup.surveys.listing import surveys_of
from followup.surveys.results import Results, results_of
from followup.surveys.starting import start
from followup.views.pages import followup_page
from invitations.inviting.letters import qr_code
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme


def survey_for(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Enquete:
    """The survey with its programme and authority, or 404."""
    surveys = Enquete.objects.editable_by(request.user).select_related("programme__bestuur")
    return get_object_or_404(surveys, programme__bestuur__slug=bestuur, programme__slug=programme, pk=pk)


@require_safe
def enquete_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    listed = surveys_of(found, on=timezone.localdate())
    code = qr_code(listed.url, "Code die de enquête voor medewerkers opent", scale=5) if listed.url else ""
    return followup_page(request, "enquete_list", found, listed=listed, code=code)


@require_POST
def enquete_start(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    if start(found, now=timezone.now(), today=timezone.localdate()):
        messages.success(request, "De enquêtes staan klaar, met voor elke groep drie vragen. Lees ze even na.")
    return redirect("enquete-list", bestuur, programme)


@require_http_methods(["GET", "POST"])
def enquete_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    enquete = survey_for(request, bestuur, programme, pk)
    with transaction.atomic():
        enquete = locked(enquete) if request.method == "POST" else enquete
        form = _edit_form(request, enquete)
        if form.is_stored():
            messages.success(request, "De enquête is bewaard.")
            return redirect("enquete-list", bestuur, programme)
    return followup_page(request, "enquete_edit", enquete.programme, form=form, enquete=enquete)


def _edit_form(request: HttpRequest, enquete: Enquete) -> EnqueteForm:
    has_answers = Antwoordblad.objects.filter(enquete=enquete).exists()
    is_frozen = has_answers and enquete.is_anonymous and enquete.is_over(timezone.localdate())
    data = request.POST if request.method == "POST" else None
    return EnqueteForm(data, instance=enquete, is_locked=has_answers, is_frozen=is_frozen)


@require_safe
def enquete_preview(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """As people see it; sending it does nothing, because there is nothing to send it with."""
    enquete = survey_for(request, bestuur, programme, pk)
    return followup_page(
        request, "enquete_preview", enquete.programme, enquete=enquete, form=AntwoordForm(enquete=enquete)
    )


@require_http_methods(["GET", "POST"])
def enquete_ask(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """GET names exactly who gets what; POST does that, or says why not."""
    enquete, now, problem = survey_for(request, bestuur, programme, pk), timezone.now(), ""
    if request.method == "POST":
        try:
            count = ask(enquete, seen=request.POST.get("seen", ""), now=now)
        except AskError as error:
            problem = str(error)
        else:
            mails = "1 mail staat" if count == 1 else f"{count} mails staan"
            messages.success(request, f"{mails} klaar en vertrekken zo meteen. Je vindt ze bij Berichten.")
            return redirect("enquete-list", bestuur, programme)
    shown = asking(enquete, now=now)
    return followup_page(
        request, "enquete_ask", enquete.programme, enquete=enquete, asking=shown, problem=problem or shown.problem
    )


@require_POST
def enquete_link(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """A new link for staff, or none any more; whichever they had, works no more."""
    found, now = programme_for(request.user, bestuur, programme, edit=True), timezone.now()
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=found.pk)
        for link in Nazorglink.objects.filter(programme=found, kind=Nazorglink.Kind.ENQUETE, revoked_at=None):
            revoke_shared(link, now=now)
        if request.POST.get("act") == "nieuw":
            share(found, Nazorglink.Kind.ENQUETE, now=now, label="medewerkers van de diensten")
            messages.success(request, "Er is een nieuwe link. De oude werkt niet meer: hang de nieuwe affiche op.")
        else:
            messages.success(request, "De link is ingetrokken: wie hem heeft, kan niet meer antwoorden.")
    return redirect("enquete-list", bestuur, programme)


@require_safe
def enquete_results(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    enquete = survey_for(request, bestuur, programme, pk)
    results: Results = results_of(enquete, on=timezone.localdate())
    context: dict[str, Any] = {"enquete": enquete, "results": results}
    return followup_page(request, "enquete_results", enquete.programme, **context)
