"""A tendency for a fiche, from a file of a statistics site."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from invitations.fiches.figure_files import sheet_of
from invitations.fiches.reading import locked, mark_changed
from invitations.forms.tendens import ReeksForm, TabelForm
from invitations.models import Tendens
from invitations.views.fiches import Place, host_place, staff_place
from programmes.access import StaffRequest
from programmes.imports.records import UploadError
from programmes.models import PersonalLink
from programmes.views.personal import behind_link

SHOWN_ROWS = 8


@require_http_methods(["GET", "POST"])
def fiche_tendens(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _tendens(request, staff_place(request, bestuur, programme, pk))


@behind_link("contactpersoon", posts=True)
def gastheer_fiche_tendens(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _tendens(request, host_place(link, pk))


def _tendens(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method != "POST":
        return _page(request, place, TabelForm())
    if "sheet_json" in request.POST:
        return _series(request, place)
    form = TabelForm(request.POST, request.FILES)
    return _page(
        request, place, ReeksForm(sheet=form.sheet, home=place.programme.bestuur.name) if form.is_valid() else form
    )


def _series(request: HttpRequest, place: Place) -> HttpResponse:
    try:
        sheet = sheet_of(request.POST["sheet_json"])
    except UploadError as error:
        again = TabelForm({})
        again.errors.clear()
        again.add_error("file", str(error))
        return _page(request, place, again)
    form = ReeksForm(request.POST, sheet=sheet, home=place.programme.bestuur.name)
    if not form.is_valid():
        return _page(request, place, form)
    kept = ("title", "unit", "source", "measured_on", "answer")
    fields: dict[str, Any] = {name: form.cleaned_data[name] for name in kept}
    with locked(place.programme, place.zorgdienst) as fiche:
        Tendens.objects.create(fiche=fiche, points=form.points, position=fiche.tendensen.count(), **fields)
        mark_changed(fiche, by=place.by, now=timezone.now())
    return HttpResponseRedirect(f"{place.edit_url}?deel=tendensen&bewaard=1")


def _page(request: HttpRequest, place: Place, form: TabelForm | ReeksForm) -> HttpResponse:
    sheet = form.sheet if isinstance(form, ReeksForm) else None
    return place.page(
        request, "fiche_tendens", form=form, sheet=sheet, shown_rows=sheet.rows[:SHOWN_ROWS] if sheet else []
    )
