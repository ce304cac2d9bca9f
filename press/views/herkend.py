"""Naming who can be recognised on a picture; the form stands on the page of the picture."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from press.models import Beeld, Herkend
from press.rights.recognised import UnknownPersonError, people_key, recognise
from programmes.access import StaffRequest, programme_to_communicate

CHANGED = "Intussen is gewijzigd wie herkenbaar is. Kijk opnieuw na of dit iedereen is."


@require_POST
def herkend_add(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    beeld = _beeld(request, bestuur, programme, pk)
    try:
        recognise(beeld, request.POST.get("wie", ""), request.POST.get("naam", ""))
    except UnknownPersonError as error:
        messages.error(request, str(error))
    return _back(beeld)


@require_POST
def herkend_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Who is left is to be looked at again: otherwise a slip of the finger would free a picture."""
    beeld = _beeld(request, bestuur, programme, pk)
    key = request.POST.get("wie", "")
    if key.isdecimal() and len(key) < 19 and Herkend.objects.filter(beeld=beeld, pk=int(key)).delete()[0]:
        Beeld.objects.filter(pk=beeld.pk).update(people_checked=False)
    return _back(beeld)


@require_POST
def herkend_checked(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`gezien` is who stood on the page: a colleague may have taken somebody away since."""
    beeld = _beeld(request, bestuur, programme, pk)
    is_everybody = request.POST.get("klaar") == "ja"
    with transaction.atomic():
        get_object_or_404(Beeld.objects.select_for_update(), pk=beeld.pk)
        if is_everybody and people_key(beeld.herkend.all()) != request.POST.get("gezien", ""):
            messages.error(request, CHANGED)
        else:
            Beeld.objects.filter(pk=beeld.pk).update(people_checked=is_everybody)
    return _back(beeld)


def _beeld(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Beeld:
    found = programme_to_communicate(request.user, bestuur, programme)
    return get_object_or_404(Beeld.objects.select_related("programme__bestuur"), programme=found, pk=pk)


def _back(beeld: Beeld) -> HttpResponse:
    url = reverse("beeld", args=[beeld.programme.bestuur.slug, beeld.programme.slug, beeld.pk])
    return redirect(f"{url}#herkend")
