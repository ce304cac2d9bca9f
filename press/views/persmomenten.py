"""Press moments: when and where the press is received, taken over from the published programme."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from press.forms.pers import PersmomentForm
from press.models import Persmoment
from press.relations.inviting import load_round
from press.relations.moments import contact_of, drift, press_blocks, taken_over, when
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme
from programmes.versions import published_week
from programmes.week import Week


def moment_for(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Persmoment:
    found = programme_to_communicate(request.user, bestuur, programme)
    one = get_object_or_404(Persmoment.objects.prefetch_related("spokespersons"), programme=found, pk=pk)
    one.programme = found
    return one


@require_safe
def persmoment_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    week = published_week(found)
    moments = list(found.persmomenten.prefetch_related("spokespersons"))
    lines = [{"moment": one, "when": when(one), "drift": drift(one, week)} for one in moments]
    blocks = [(visit, week.name_of(visit)) for visit in press_blocks(week, moments)] if week else []
    return press_page(request, "persmoment_list", found, lines=lines, blocks=blocks)


@require_http_methods(["GET", "POST"])
def persmoment_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """`?blok=` takes over a block of the published week."""
    found = programme_to_communicate(request.user, bestuur, programme)
    week = published_week(found)
    initial = contact_of(found) | _block(week, request.GET.get("blok", ""))
    return _edit(request, found, Persmoment(programme=found), week, initial)


@require_http_methods(["GET", "POST"])
def persmoment_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`?neem=over` fills in the day, hours and place that the programme has now; nothing is kept until it is saved."""
    one = moment_for(request, bestuur, programme, pk)
    week = published_week(one.programme)
    now = _block(week, str(one.visit or "")) if request.GET.get("neem") == "over" else {}
    return _edit(request, one.programme, one, week, {key: now[key] for key in ("day", "start", "end", "place") if now})


def _block(week: Week | None, key: str) -> dict[str, Any]:
    visit = next((visit for visit in week.visits if str(visit.id) == key), None) if week else None
    return taken_over(week, visit) if week and visit else {}


def _edit(
    request: StaffRequest, programme: Programme, one: Persmoment, week: Week | None, initial: dict[str, Any]
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PersmomentForm(data, instance=one, initial=initial, blocks=set(week.by_id) if week else set())
    if form.is_stored():
        messages.success(request, f"'{one}' is bewaard.")
        if one.told:
            return redirect("persmoment-invite", programme.bestuur.slug, programme.slug, one.pk)
        return redirect("persmoment-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "persmoment_form", programme, form=form, moment=one)


@require_http_methods(["GET", "POST"])
def persmoment_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = moment_for(request, bestuur, programme, pk)
    if request.method == "POST":
        one.delete()
        messages.success(request, f"'{one}' is verwijderd.")
        return redirect("persmoment-list", bestuur, programme)
    return press_page(request, "persmoment_delete", one.programme, moment=one, invited=load_round(one).invited)
