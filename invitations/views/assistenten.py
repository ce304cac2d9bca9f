"""Who answers for several guests: a secretary, with one link for all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.assistent import AssistentForm
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.links import link_assistant, link_url
from programmes.models import Assistent, Programme


@require_safe
def assistent_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    links = {link.assistent_id: link for link in found.links.filter(assistent__isnull=False, revoked_at__isnull=True)}
    assistants = found.assistenten.prefetch_related("mandatarissen")
    rows = [(one, link, link_url(link) if link else "") for one in assistants for link in [links.get(one.pk)]]
    return invitations_page(request, "assistent_list", found, rows=rows, has_guests=found.gasten.exists())


@require_http_methods(["GET", "POST"])
def assistent_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    form = AssistentForm(request.POST if request.method == "POST" else None, instance=Assistent(programme=found))
    if form.is_valid():
        link_assistant(form.save(), now=timezone.now())
        messages.success(request, f"{form.instance} heeft een link. Bezorg die zelf: er vertrekt geen bericht.")
        return redirect("assistent-list", bestuur, programme)
    return invitations_page(request, "assistent_form", found, form=form)


@require_http_methods(["GET", "POST"])
def assistent_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, assistent = _assistent(request, bestuur, programme, pk)
    form = AssistentForm(request.POST if request.method == "POST" else None, instance=assistent)
    if form.is_valid():
        form.save()
        messages.success(request, f"De gegevens van {assistent} zijn bewaard.")
        return redirect("assistent-list", bestuur, programme)
    return invitations_page(request, "assistent_form", found, form=form, assistent=assistent)


@require_http_methods(["GET", "POST"])
def assistent_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, assistent = _assistent(request, bestuur, programme, pk)
    if request.method == "POST":
        assistent.delete()
        messages.success(request, f"{assistent} antwoordt voor niemand meer, en de link werkt niet meer.")
        return redirect("assistent-list", bestuur, programme)
    return invitations_page(request, "assistent_remove", found, assistent=assistent)


def _assistent(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Programme, Assistent]:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return found, get_object_or_404(Assistent.objects.select_related("programme"), programme=found, pk=pk)
