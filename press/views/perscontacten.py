"""The press list of an authority, shown in a programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from press.forms.pers import PasteForm, PerscontactForm
from press.models import Perscontact
from press.relations.contacts import keep_new
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme


@require_safe
def perscontact_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return press_page(request, "perscontact_list", found, contacts=found.bestuur.perscontacten.all())


@require_http_methods(["GET", "POST"])
def perscontact_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit(request, found, Perscontact(bestuur=found.bestuur))


@require_http_methods(["GET", "POST"])
def perscontact_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit(request, found, get_object_or_404(Perscontact, bestuur=found.bestuur, pk=pk))


def _edit(request: StaffRequest, programme: Programme, contact: Perscontact) -> HttpResponse:
    form = PerscontactForm(request.POST if request.method == "POST" else None, instance=contact)
    if form.is_stored():
        messages.success(request, f"{contact} staat op de perslijst.")
        return redirect("perscontact-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "perscontact_form", programme, form=form, contact=contact)


@require_http_methods(["GET", "POST"])
def perscontact_paste(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """All lines, or none: as long as one is wrong, everything stays in the field."""
    found = programme_to_communicate(request.user, bestuur, programme)
    form = PasteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        contacts = form.pasted.contacts
        new = keep_new(found.bestuur, contacts)
        known = len(contacts) - new
        added = f"{new} {'journalist' if new == 1 else 'journalisten'} toegevoegd."
        messages.success(request, f"{added} {known} stond{'' if known == 1 else 'en'} er al." if known else added)
        return redirect("perscontact-list", bestuur, programme)
    return press_page(request, "perscontact_paste", found, form=form)


@require_http_methods(["GET", "POST"])
def perscontact_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    contact = get_object_or_404(Perscontact, bestuur=found.bestuur, pk=pk)
    if request.method == "POST":
        contact.delete()
        messages.success(request, f"{contact} is van de perslijst gehaald.")
        return redirect("perscontact-list", bestuur, programme)
    return press_page(request, "perscontact_delete", found, contact=contact)
