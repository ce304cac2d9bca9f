"""'In de pers': what appeared, where and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from press.forms.pers import VerschenenForm
from press.models import Verschenen
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme


@require_safe
def verschenen_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return press_page(request, "verschenen_list", found, articles=found.verschenen.all())


@require_http_methods(["GET", "POST"])
def verschenen_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit(request, found, Verschenen(programme=found))


@require_http_methods(["GET", "POST"])
def verschenen_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit(request, found, get_object_or_404(Verschenen, programme=found, pk=pk))


def _edit(request: StaffRequest, programme: Programme, article: Verschenen) -> HttpResponse:
    form = VerschenenForm(request.POST if request.method == "POST" else None, instance=article)
    if form.is_stored():
        messages.success(request, f"'{article}' staat bij In de pers.")
        return redirect("verschenen-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "verschenen_form", programme, form=form, article=article)


@require_http_methods(["GET", "POST"])
def verschenen_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    article = get_object_or_404(Verschenen, programme=found, pk=pk)
    if request.method == "POST":
        article.delete()
        messages.success(request, f"'{article}' is verwijderd.")
        return redirect("verschenen-list", bestuur, programme)
    return press_page(request, "verschenen_delete", found, article=article)
