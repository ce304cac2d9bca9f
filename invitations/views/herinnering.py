"""What happens by itself: the rules, the timeline, and the call list of who stayed silent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.herinnering import CallForm, RulesForm
from invitations.inviting.invited import reached_people
from invitations.models import Belnota
from invitations.reminding.chasing import call_list
from invitations.reminding.rules import were_stored
from invitations.reminding.timeline import timeline
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Gast


@require_http_methods(["GET", "POST"])
def herinnering_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    form = RulesForm(shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save()
        messages.success(request, "De herinneringen zijn bewaard.")
        return redirect("herinnering-list", bestuur, programme)
    is_on = were_stored([one.instance for one in form.forms]) or bool(reached_people(shown))
    return invitations_page(request, "herinnering_list", shown, rules=form, is_on=is_on)


@require_safe
def tijdlijn(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    return invitations_page(request, "tijdlijn", shown, timeline=timeline(shown, now=timezone.now()))


@require_safe
def belronde(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    today = timezone.localdate()
    is_over = shown.answer_by is not None and today > shown.answer_by
    return invitations_page(request, "belronde", shown, calls=call_list(shown), today=today, is_over=is_over)


@require_http_methods(["GET", "POST"])
def belronde_note(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """What came of a call to this guest."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    gast = get_object_or_404(Gast.objects.select_related("mandataris"), programme=shown, pk=pk)
    note = Belnota(programme=shown, mandataris=gast.mandataris, by=request.user)
    form = CallForm(request.POST if request.method == "POST" else None, instance=note, today=timezone.localdate())
    if form.is_valid():
        form.save()
        messages.success(request, f"Genoteerd: je belde {gast.mandataris.name}.")
        return redirect("belronde", bestuur, programme)
    return invitations_page(request, "belronde_note", shown, form=form, gast=gast)
