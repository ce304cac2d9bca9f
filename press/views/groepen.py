"""Groups that are often on a picture together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from press.forms.beeldrecht import GroepForm
from press.models import Groep
from press.rights.people import group_rows
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme


@require_safe
def groep_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return press_page(request, "groep_list", found, groups=group_rows(found, on=timezone.localdate()))


@require_http_methods(["GET", "POST"])
def groep_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    return _edit(request, programme_to_communicate(request.user, bestuur, programme), Groep())


@require_http_methods(["GET", "POST"])
def groep_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit(request, found, get_object_or_404(Groep, programme=found, pk=pk))


def _edit(request: StaffRequest, programme: Programme, groep: Groep) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = GroepForm(data, instance=groep, programme=programme)
    if form.is_valid():
        form.save()
        messages.success(request, f"{form.instance} is bewaard.")
        return redirect("groep-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "groep_form", programme, form=form, groep=groep)


@require_http_methods(["GET", "POST"])
def groep_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Beside a picture its name stays, without a consent: that picture is not used any more."""
    found = programme_to_communicate(request.user, bestuur, programme)
    groep = get_object_or_404(Groep, programme=found, pk=pk)
    if request.method == "POST":
        groep.delete()
        messages.success(request, f"{groep} is verwijderd. De toestemmingen blijven in het register.")
        return redirect("groep-list", bestuur, programme)
    return press_page(request, "groep_delete", found, groep=groep, pictures=groep.herkend.count())
