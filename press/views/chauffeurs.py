"""Who drives guests around, for the coordinator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from press.forms.chauffeurs import ChauffeurForm
from press.models import Chauffeur
from press.runsheets.drivers import drives
from press.runsheets.sheets import load_sheets
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme


@require_safe
def chauffeur_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    sheets = load_sheets(found, today=timezone.localdate())
    shown = sheets.drives if sheets else drives(found, None)
    context = {"drives": shown, "is_published": sheets is not None, "has_guests": found.gasten.exists()}
    return press_page(request, "chauffeur_list", found, **context)


@require_http_methods(["GET", "POST"])
def chauffeur_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _edit(request, found, Chauffeur(programme=found))


@require_http_methods(["GET", "POST"])
def chauffeur_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _edit(request, found, get_object_or_404(found.chauffeurs.select_related("programme"), pk=pk))


def _edit(request: StaffRequest, programme: Programme, chauffeur: Chauffeur) -> HttpResponse:
    form = ChauffeurForm(request.POST if request.method == "POST" else None, instance=chauffeur)
    if form.is_stored():
        messages.success(request, f"De gegevens van {chauffeur} zijn bewaard.")
        _tell_problems(request, programme, chauffeur)
        return redirect("chauffeur-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "chauffeur_form", programme, form=form, chauffeur=chauffeur)


def _tell_problems(request: StaffRequest, programme: Programme, chauffeur: Chauffeur) -> None:
    sheets = load_sheets(programme, today=timezone.localdate())
    for drive in sheets.drives if sheets else drives(programme, None):
        if drive.chauffeur == chauffeur:
            for sentence in drive.problems:
                messages.warning(request, sentence)


@require_http_methods(["GET", "POST"])
def chauffeur_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    chauffeur = get_object_or_404(found.chauffeurs, pk=pk)
    if request.method == "POST":
        chauffeur.delete()
        messages.success(request, f"{chauffeur} rijdt niet meer mee.")
        return redirect("chauffeur-list", bestuur, programme)
    return press_page(request, "chauffeur_delete", found, chauffeur=chauffeur)
