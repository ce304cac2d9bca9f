"""The people of an authority: politicians, management, guests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, bestuur_for
from programmes.forms.people import MandatarisFilterForm, MandatarisForm
from programmes.models import Mandataris
from programmes.people import uses_of
from programmes.races import delete_unused
from programmes.views.pages import bestuur_page


@require_safe
def mandataris_list(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur)
    today = timezone.localdate()
    everybody = Mandataris.objects.filter(bestuur=authority)
    fracties = list(everybody.exclude(fractie="").order_by("fractie").values_list("fractie", flat=True).distinct())
    form = MandatarisFilterForm(request.GET, fracties=fracties)
    people = form.applied_to(everybody, on=today).with_running_mandates(today).prefetch_related("bevoegdheden")
    return bestuur_page(request, "mandataris_list", authority, filter=form, people=people, total=everybody.count())


@require_http_methods(["GET", "POST"])
def mandataris_new(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = MandatarisForm(request.POST if request.method == "POST" else None, bestuur=authority)
    if form.is_stored():
        messages.success(request, f"{form.instance} staat in de lijst.")
        return redirect("mandataris-list", authority.slug)
    return bestuur_page(request, "mandataris_form", authority, form=form, may_edit=True)


@require_http_methods(["GET", "POST"])
def mandataris_edit(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    mandataris = get_object_or_404(Mandataris, bestuur=authority, pk=pk)
    form = MandatarisForm(request.POST if request.method == "POST" else None, instance=mandataris, bestuur=authority)
    if form.is_stored():
        messages.success(request, f"{mandataris} is bewaard.")
        return redirect("mandataris-list", authority.slug)
    name = str(mandataris) if not form.is_bound else Mandataris.objects.get(pk=pk).name
    running = [mandate for mandate in form.imported if mandate.is_running(timezone.localdate())]
    return bestuur_page(
        request,
        "mandataris_form",
        authority,
        form=form,
        mandataris=mandataris,
        name=name,
        running=running,
        may_edit=True,
    )


@require_http_methods(["GET", "POST"])
def mandataris_delete(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    mandataris = get_object_or_404(Mandataris, bestuur=authority, pk=pk)
    if request.method == "POST" and delete_unused(mandataris, uses=lambda: uses_of(mandataris)):
        messages.success(request, f"{mandataris} is verwijderd.")
        return redirect("mandataris-list", authority.slug)
    uses = uses_of(mandataris)
    return bestuur_page(request, "mandataris_delete", authority, mandataris=mandataris, uses=uses, may_edit=True)
