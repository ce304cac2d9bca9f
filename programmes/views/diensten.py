"""The care services of an authority and who receives visitors there."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, bestuur_for
from programmes.forms.diensten import ContactpersoonForm, ZorgdienstFilterForm, ZorgdienstForm
from programmes.models import Contactpersoon, Zorgdienst
from programmes.races import delete_unused
from programmes.soorten import by_group
from programmes.views.pages import bestuur_page

CHANGES_SHOWN = 5


@require_safe
def zorgdienst_list(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur)
    everything = Zorgdienst.objects.filter(bestuur=authority)
    form = ZorgdienstFilterForm(request.GET)
    services = list(form.applied_to(everything).prefetch_related("contactpersonen"))
    return bestuur_page(
        request,
        "zorgdienst_list",
        authority,
        filter=form,
        groups=by_group(services),
        count=len(services),
        total=everything.count(),
    )


@require_http_methods(["GET", "POST"])
def zorgdienst_new(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = ZorgdienstForm(request.POST if request.method == "POST" else None, bestuur=authority)
    took_usual = form.take_usual() if "usual" in request.POST else None
    if form.is_stored():
        messages.success(request, f"{form.instance} is bewaard.")
        return redirect("zorgdienst-list", authority.slug)
    return bestuur_page(request, "zorgdienst_form", authority, form=form, took_usual=took_usual, may_edit=True)


@require_http_methods(["GET", "POST"])
def zorgdienst_edit(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    service = get_object_or_404(Zorgdienst, bestuur=authority, pk=pk)
    name = service.name
    data = request.POST if request.method == "POST" else None
    form = ZorgdienstForm(data, instance=service, bestuur=authority, by=str(request.user))
    took_usual = form.take_usual() if "usual" in request.POST else None
    if form.is_stored():
        messages.success(request, f"{service} is bewaard.")
        return redirect("zorgdienst-list", authority.slug)
    return bestuur_page(
        request,
        "zorgdienst_form",
        authority,
        form=form,
        zorgdienst=service,
        name=name,
        changes=service.wijzigingen.all()[:CHANGES_SHOWN],
        took_usual=took_usual,
        may_edit=True,
    )


@require_http_methods(["GET", "POST"])
def zorgdienst_delete(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    service = get_object_or_404(Zorgdienst, bestuur=authority, pk=pk)
    uses = authority.programmes.filter(Q(diensten=service) | Q(bezoeken__zorgdienst=service)).distinct()
    if request.method == "POST" and delete_unused(service, uses=uses.all):
        messages.success(request, f"{service} is verwijderd.")
        return redirect("zorgdienst-list", authority.slug)
    return bestuur_page(request, "zorgdienst_delete", authority, zorgdienst=service, uses=uses, may_edit=True)


@require_safe
def contactpersoon_list(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur)
    contacts = Contactpersoon.objects.filter(bestuur=authority).prefetch_related("zorgdiensten")
    return bestuur_page(request, "contactpersoon_list", authority, contacts=contacts)


@require_http_methods(["GET", "POST"])
def contactpersoon_new(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    form = ContactpersoonForm(request.POST if request.method == "POST" else None, bestuur=authority)
    if form.is_stored():
        messages.success(request, f"{form.instance} is bewaard.")
        return redirect("contactpersoon-list", authority.slug)
    return bestuur_page(request, "contactpersoon_form", authority, form=form, may_edit=True)


@require_http_methods(["GET", "POST"])
def contactpersoon_edit(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    contact = get_object_or_404(Contactpersoon, bestuur=authority, pk=pk)
    name = contact.name
    form = ContactpersoonForm(request.POST if request.method == "POST" else None, instance=contact, bestuur=authority)
    if form.is_stored():
        messages.success(request, f"{contact} is bewaard.")
        return redirect("contactpersoon-list", authority.slug)
    return bestuur_page(request, "contactpersoon_form", authority, form=form, contact=contact, name=name, may_edit=True)


@require_http_methods(["GET", "POST"])
def contactpersoon_delete(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    contacts = Contactpersoon.objects.filter(bestuur=authority).annotate(visit_count=Count("bezoeken"))
    contact = get_object_or_404(contacts.prefetch_related("zorgdiensten"), pk=pk)
    if request.method == "POST":
        contact.delete()
        messages.success(request, f"{contact} is verwijderd.")
        return redirect("contactpersoon-list", authority.slug)
    return bestuur_page(request, "contactpersoon_delete", authority, contact=contact, may_edit=True)
