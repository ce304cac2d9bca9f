"""How long it takes from one service to another, and where somebody knows better."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from programmes.access import StaffRequest, bestuur_for
from programmes.forms.diensten import ReistijdForm, TravelFilterForm
from programmes.journeys import journeys_from
from programmes.models import Reistijd, Zorgdienst
from programmes.views.pages import bestuur_page


@require_http_methods(["GET", "POST"])
def reistijd_list(request: StaffRequest, bestuur: str) -> HttpResponse:
    """From one service to all others; a correction is added on the same page."""
    authority = bestuur_for(request.user, bestuur, edit=request.method == "POST")
    services = list(Zorgdienst.objects.filter(bestuur=authority, is_active=True))
    chosen = TravelFilterForm(request.GET, services=services)
    corrections = list(Reistijd.objects.filter(bestuur=authority).select_related("van", "naar"))
    form = ReistijdForm(
        request.POST if request.method == "POST" else None, bestuur=authority, initial=chosen.as_initial()
    )
    if form.is_stored():
        correction = form.instance
        messages.success(request, f"{correction} is bewaard.")
        return redirect(f"{request.path}?van={correction.van_id}&vervoer={correction.mode}")
    return bestuur_page(
        request,
        "reistijd_list",
        authority,
        form=form,
        filter=chosen,
        start=chosen.start,
        journeys=journeys_from(chosen.start, services, corrections, mode=chosen.mode) if chosen.start else [],
        corrections=corrections,
    )


@require_POST
def reistijd_delete(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    correction = get_object_or_404(Reistijd.objects.select_related("van", "naar"), bestuur=authority, pk=pk)
    correction.delete()
    messages.success(request, f"De berekende reistijd tussen {correction.van} en {correction.naar} geldt weer.")
    return redirect("reistijd-list", authority.slug)
