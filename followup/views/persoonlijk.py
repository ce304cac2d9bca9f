"""The personal versions, for the coordinator: what stands on top, when they leave, how each one reads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.forms.persoonlijk import PersoonlijkForm
from followup.personal.facts import load_facts
from followup.personal.sending import Addressee, addressees, leaves_at, send_test, send_versions, verslag_of
from followup.personal.versions import GUEST, HOST, Personal
from followup.views.nazorg import pdf_response
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme

PAGES = {GUEST: "persoonlijk-gast", HOST: "persoonlijk-gastheer"}


@require_http_methods(["GET", "POST"])
def persoonlijk(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    verslag = verslag_of(found, now=timezone.now())
    form = PersoonlijkForm(request.POST if request.method == "POST" else None, instance=verslag)
    if form.is_valid():
        form.save()
        is_sent = verslag.personal_sent_at is not None
        messages.success(
            request, "Bewaard." if is_sent else "Bewaard. Wanneer ze vertrekken, zie je ook op de tijdlijn."
        )
        return redirect("persoonlijk", bestuur, programme)
    stored = verslag_of(found, now=timezone.now())
    return followup_page(
        request,
        "persoonlijk",
        found,
        form=form,
        verslag=stored,
        leaves_at=leaves_at(stored),
        is_over=leaves_at(stored) <= timezone.now(),
        **_lists(_everybody(found)),
    )


def _everybody(programme: Programme) -> list[Addressee]:
    facts = load_facts(programme, on=timezone.localdate())
    return addressees(facts) if facts else []


def _lists(everybody: list[Addressee]) -> dict[str, Any]:
    return {
        "groups": [
            ("Wie op bezoek was", [one for one in everybody if not one.version.is_host]),
            ("Wie bezoek ontving", [one for one in everybody if one.version.is_host]),
        ],
        "everybody": everybody,
        "waiting": [one for one in everybody if one.is_waiting],
        "apart": [one for one in everybody if not one.recipient.email],
    }


@require_http_methods(["GET", "POST"])
def persoonlijk_send(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """To whoever did not get it yet."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    if request.method == "POST":
        count = send_versions(found, now=timezone.now())
        said = "1 verslag staat" if count == 1 else f"{count} verslagen staan"
        messages.success(request, f"{said} klaar in de berichten." if count else "Iedereen had het al.")
        return redirect("persoonlijk", bestuur, programme)
    everybody = _everybody(found)
    return followup_page(request, "persoonlijk_send", found, **_lists(everybody))


@require_safe
def persoonlijk_gast(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _version_page(request, programme_for(request.user, bestuur, programme, edit=True), GUEST, pk)


@require_safe
def persoonlijk_gastheer(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _version_page(request, programme_for(request.user, bestuur, programme, edit=True), HOST, pk)


def _version_page(request: StaffRequest, programme: Programme, kind: str, pk: int) -> HttpResponse:
    one = _one(programme, kind, pk)
    return followup_page(request, "persoonlijk_version", programme, one=one, version=one.version)


@require_safe
def persoonlijk_gast_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _pdf(_one(programme_for(request.user, bestuur, programme, edit=True), GUEST, pk).version)


@require_safe
def persoonlijk_gastheer_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _pdf(_one(programme_for(request.user, bestuur, programme, edit=True), HOST, pk).version)


def _pdf(version: Personal) -> HttpResponse:
    response = pdf_response(version)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def persoonlijk_gast_test(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _test(request, programme_for(request.user, bestuur, programme, edit=True), GUEST, pk)


@require_POST
def persoonlijk_gastheer_test(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _test(request, programme_for(request.user, bestuur, programme, edit=True), HOST, pk)


def _test(request: StaffRequest, programme: Programme, kind: str, pk: int) -> HttpResponse:
    one = _one(programme, kind, pk)
    url = reverse(PAGES[kind], args=[programme.bestuur.slug, programme.slug, pk])
    send_test(programme, one, to=request.user, url=url, now=timezone.now())
    messages.success(request, f"De proef vertrekt naar {request.user.email}. {one.version.name} krijgt niets.")
    return redirect(url)


def _one(programme: Programme, kind: str, pk: int) -> Addressee:
    found = (one for one in _everybody(programme) if (one.version.kind, one.version.key) == (kind, pk))
    if one := next(found, None):
        return one
    raise Http404
