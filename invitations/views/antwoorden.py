"""The answers of a programme, for the coordinator: who said what, who was silent, what waits for a decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.forms.antwoord import AntwoordForm
from invitations.models import Vervanging
from invitations.rsvp import substitutes
from invitations.rsvp.answers import AnswerError, answer, answers_until
from invitations.rsvp.asked import WACHT, asked_of, proposal_of
from invitations.rsvp.overview import guest_rows, waiting_lists
from invitations.rsvp.standing import Standing, groups
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError
from programmes.models import Gast


@require_safe
def antwoord_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    rows = guest_rows(found, now=timezone.now())
    found_groups = groups(found, rows)
    proposals = Vervanging.objects.filter(programme=found, state=Vervanging.State.VOORGESTELD)
    return invitations_page(
        request,
        "antwoord_list",
        found,
        groups=found_groups.values(),
        answered=len(found_groups[Standing.ANSWERED].rows),
        partly=len(found_groups[Standing.PARTLY].rows),
        total=len(rows),
        proposals=proposals.select_related("mandataris").prefetch_related("bezoeken__zorgdienst"),
        waiting=waiting_lists(found),
        until=answers_until(found),
    )


@require_http_methods(["GET", "POST"])
def antwoord_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """What somebody says on the telephone; also after the deadline."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    gast = get_object_or_404(Gast.objects.select_related("mandataris", "programme"), programme=found, pk=pk)
    asked = asked_of(found, gast.mandataris_id)
    guests = found.guests.exclude(pk=gast.mandataris_id)
    proposal = proposal_of(found, gast.mandataris_id)
    data = request.POST if request.method == "POST" else None
    form = AntwoordForm(data, asked=asked, guests=guests, proposal=proposal)
    if asked and form.is_valid() and _keep(request, gast, form):
        return redirect("antwoord-list", bestuur, programme)
    return invitations_page(request, "antwoord_form", found, form=form, gast=gast, asked=asked)


def _keep(request: StaffRequest, gast: Gast, form: AntwoordForm) -> bool:
    try:
        states = answer(
            gast.programme,
            person=gast.mandataris,
            replies=form.replies,
            reason=form.cleaned_data["reason"],
            substitute=form.substitute,
            now=timezone.now(),
            by=request.user,
        )
    except AnswerError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Het antwoord van {gast} is bewaard.")
    full = [one.name for one in form.asked if states[one.id] == WACHT]
    if full:
        messages.warning(request, f"{gast} staat op de wachtlijst: {', '.join(full)} is volzet.")
    return True


@require_POST
def antwoord_accept(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """A substitute comes on the guest list and on the visits."""
    proposal = _proposal(request, bestuur, programme, pk)
    try:
        person = substitutes.accept(proposal, by=request.user, now=timezone.now())
    except (AnswerError, DraftError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{person} staat op het bord in de plaats van {proposal.mandataris}. Publiceer nog.")
    return redirect("antwoord-list", bestuur, programme)


@require_POST
def antwoord_refuse(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    proposal = _proposal(request, bestuur, programme, pk)
    try:
        substitutes.refuse(proposal, now=timezone.now())
    except AnswerError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{proposal.name} komt niet in de plaats van {proposal.mandataris}.")
    return redirect("antwoord-list", bestuur, programme)


def _proposal(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Vervanging:
    found = programme_for(request.user, bestuur, programme, edit=True)
    proposals = Vervanging.objects.select_related("programme__bestuur", "mandataris", "replacement")
    return get_object_or_404(proposals, programme=found, pk=pk)
