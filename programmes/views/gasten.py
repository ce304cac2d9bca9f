"""The guest list of a programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.conflicts import Conflict, find_conflicts
from programmes.drafts import DraftError
from programmes.forms.gasten import AddGuestsForm, GastForm, NewGuestForm
from programmes.guests import add_guests, guests_by_segment, remove_guest
from programmes.loading import load_week
from programmes.models import Gast, Mandataris, Programme
from programmes.proposals.settings import PERSON
from programmes.proposals.together import bundles_of
from programmes.views.board_parts import links
from programmes.views.pages import programme_page


@require_safe
def gast_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    groups = guests_by_segment(shown)
    guests = [gast for _, gasten in groups for gast in gasten]
    return programme_page(
        request,
        "gast_list",
        shown,
        groups=groups,
        total=len(guests),
        silent=sum(gast.available is None for gast in guests),
    )


@require_http_methods(["GET", "POST"])
def gast_add(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    everybody = Mandataris.objects.filter(bestuur=shown.bestuur)
    people = everybody.not_ended(shown.first_day).exclude(programmes=shown).with_running_mandates(shown.first_day)
    form = AddGuestsForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        added = add_guests(shown, form.chosen)
        messages.success(
            request, f"{added[0]} staat op de gastenlijst." if len(added) == 1 else f"{len(added)} gasten toegevoegd."
        )
        return redirect("gast-list", shown.bestuur.slug, shown.slug)
    return programme_page(request, "gast_add", shown, form=form, may_edit=True, has_people=everybody.exists())


@require_http_methods(["GET", "POST"])
def gast_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    form = NewGuestForm(request.POST if request.method == "POST" else None, programme=shown)
    if form.is_stored():
        messages.success(request, f"{form.instance} staat op de gastenlijst.")
        return redirect("gast-list", shown.bestuur.slug, shown.slug)
    return programme_page(request, "gast_new", shown, form=form, may_edit=True)


@require_http_methods(["GET", "POST"])
def gast_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    gast = get_object_or_404(Gast.objects.select_related("mandataris", "programme"), programme=shown, pk=pk)
    form = GastForm(request.POST if request.method == "POST" else None, instance=gast)
    known = _wringing(shown, gast)
    if form.is_stored():
        messages.success(request, f"De gegevens van {gast} zijn bewaard.")
        if {conflict.key for conflict in _wringing(shown, gast)} <= {conflict.key for conflict in known}:
            return redirect("gast-list", shown.bestuur.slug, shown.slug)
        url = reverse("conflict-list", args=[shown.bestuur.slug, shown.slug])
        return redirect(f"{url}?{PERSON}={gast.mandataris_id}")
    context = {"form": form, "gast": gast, "wringing": known, **links(shown)}
    return programme_page(request, "gast_form", shown, **context, may_edit=True)


def _wringing(programme: Programme, gast: Gast) -> tuple[Conflict, ...]:
    """What is wrong on the board with where they stand, and a proposal solves."""
    week = load_week(programme)
    bundle = bundles_of(week, find_conflicts(week)).of(PERSON, str(gast.mandataris_id))
    return bundle.conflicts if bundle else ()


@require_http_methods(["GET", "POST"])
def gast_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    gast = get_object_or_404(Gast.objects.select_related("mandataris", "programme__bestuur"), programme=shown, pk=pk)
    if request.method == "POST":
        try:
            remove_guest(gast, by=request.user, now=timezone.now())
        except DraftError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{gast} staat niet meer op de gastenlijst.")
        return redirect("gast-list", shown.bestuur.slug, shown.slug)
    week = load_week(shown)
    visits = [(visit, week.name_of(visit)) for visit in week.visits_of(gast.mandataris_id)]
    companions = [person for person in week.people.values() if person.accompanies == gast.mandataris_id]
    return programme_page(request, "gast_remove", shown, gast=gast, visits=visits, companions=companions, may_edit=True)
