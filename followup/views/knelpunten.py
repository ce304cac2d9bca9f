"""Knelpunten en kansen: what the visits brought up, per service and theme, and what the authority does with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from followup.bottlenecks.listing import bottlenecks_of
from followup.bottlenecks.noting import note, services_of
from followup.bottlenecks.sheet import bottleneck_sheet
from followup.bottlenecks.starting import hint_of, offers_of, take_over
from followup.forms.knelpunten import KnelpuntFilterForm, KnelpuntForm, MeldingForm, StartForm
from followup.models import Knelpunt
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for
from programmes.links import token_of
from programmes.models import PersonalLink, Programme
from programmes.times import day_name
from programmes.versions import published_week
from programmes.views.personal import behind_link

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DIGITS = 16  # a longer number is no key


@require_safe
def knelpunt_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    rows = bottlenecks_of(found)
    form = KnelpuntFilterForm(request.GET, rows=rows)
    counts = [(state.label, sum(one.state == state for one in rows)) for state in Knelpunt.State]
    return followup_page(
        request, "knelpunt_list", found, rows=rows, filter=form, counts=counts, offers=offers_of(found)
    )


@require_safe
def knelpunt_xlsx(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    response = HttpResponse(bottleneck_sheet(bottlenecks_of(found)), content_type=XLSX)
    name = f"{slugify(found.title)}-knelpunten-en-kansen.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def knelpunt_start(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    problem = ""
    if request.method == "POST":
        wanted = StartForm(request.POST).wanted
        count = take_over(found, wanted, by=_name(request), now=timezone.now())
        if count:
            taken = "1 knelpunt staat" if count == 1 else f"{count} knelpunten staan"
            messages.success(request, f"{taken} nu op de lijst.")
            return redirect("knelpunt-list", bestuur, programme)
        problem = "Kruis minstens één uitdaging aan. Wat al op de lijst staat, komt er geen tweede keer bij."
    return followup_page(request, "knelpunt_start", found, offers=offers_of(found), problem=problem)


@require_http_methods(["GET", "POST"])
def knelpunt_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    new = Knelpunt(programme=found, made_at=timezone.now(), made_by=_name(request)[:150])
    return _edit(request, new, initial=_initial(request, found))


@require_http_methods(["GET", "POST"])
def knelpunt_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _edit(request, _bottleneck(request, bestuur, programme, pk))


@require_http_methods(["GET", "POST"])
def knelpunt_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = _bottleneck(request, bestuur, programme, pk)
    if request.method == "POST":
        one.delete()
        messages.success(request, f"'{one}' is verwijderd.")
        return redirect("knelpunt-list", bestuur, programme)
    return followup_page(request, "knelpunt_delete", one.programme, one=one)


def _bottleneck(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Knelpunt:
    found = programme_for(request.user, bestuur, programme, edit=True)
    one = get_object_or_404(Knelpunt.objects.select_related("carried_from__programme"), programme=found, pk=pk)
    one.programme = found
    return one


def _edit(request: StaffRequest, one: Knelpunt, **kwargs: Any) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = KnelpuntForm(data, instance=one, visits=_visits(one.programme), **kwargs)
    if form.is_stored():
        messages.success(request, f"'{one}' is bewaard.")
        return redirect("knelpunt-list", one.programme.bestuur.slug, one.programme.slug)
    return followup_page(request, "knelpunt_form", one.programme, form=form, one=one)


def _initial(request: StaffRequest, programme: Programme) -> dict[str, Any]:
    """What a link on another page knows already: the service, the visit, or the words of a fiche."""
    asked = {name: request.GET.get(name, "") for name in ("dienst", "bezoek")}
    numbers = {name: int(key) for name, key in asked.items() if key.isascii() and key.isdigit() and len(key) < DIGITS}
    initial: dict[str, Any] = {"zorgdienst": numbers.get("dienst"), "visit": numbers.get("bezoek")}
    pair = hint_of(programme, request.GET.get("uit", "")) if "uit" in request.GET else None
    if pair:
        hint, service = pair
        initial |= {"zorgdienst": service.pk, "kind": hint.kind, "text": hint.text}
        initial["title"] = hint.title if hint.kind == Knelpunt.Kind.KANS else ""
    return initial


def _visits(programme: Programme) -> dict[int, str]:
    """'De Meersen, dinsdag 25 februari' for each visit as it was held."""
    week = published_week(programme)
    held = [one for one in week.visits if one.is_visit] if week else []
    return {one.id: f"{week.name_of(one)}, {day_name(one.day)}" for one in held} if week else {}


@behind_link("mandataris", "contactpersoon", posts=True)
def nazorg_knelpunt(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Somebody who was there notes what knelt or what is possible."""
    data = request.POST if request.method == "POST" else None
    form = MeldingForm(data, instance=Knelpunt(programme=link.programme), services=services_of(link))
    if form.is_valid():
        note(link, now=timezone.now(), **form.cleaned_data)
        return HttpResponseRedirect(f"{request.path}?bewaard=1")
    context = {"programme": link.programme, "token": token_of(link), "form": form}
    context["is_host"] = link.contactpersoon_id is not None
    context["is_saved"] = "bewaard" in request.GET and not form.is_bound
    return render(request, "followup/nazorg_knelpunt.html", context)


def _name(request: StaffRequest) -> str:
    return str(request.user)
