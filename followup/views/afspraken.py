"""The agreements of a programme, for the coordinator: the list, one with its history, and what happens with it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.agreements import acts
from followup.agreements.acts import AgreementError
from followup.agreements.following import standing_of
from followup.agreements.listing import Line, agreements_of, lines
from followup.agreements.people import places_of
from followup.forms.afspraken import DoneForm, DropForm, MoveForm, StaffAgreementForm
from followup.models import Afspraak, Nazorglink
from followup.sharing import shared_url
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme

LATE, SOON, LATER, WHENEVER, CLOSED = "Te laat", "Binnen een week", "Later", "Zonder dag", "Afgerond"


def one_of(programme: Programme, pk: int) -> Afspraak:
    rows = Afspraak.objects.select_related("programme__bestuur", "zorgdienst", "follow_up__bestuur")
    return get_object_or_404(rows, programme=programme, pk=pk)


@require_safe
def afspraak_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    shown = lines(agreements_of(found, shared_only=False), today=timezone.localdate())
    feed = Nazorglink.objects.filter(programme=found, kind=Nazorglink.Kind.AFSPRAKEN, revoked_at=None).first()
    url = shared_url(feed) if feed else ""
    return followup_page(
        request,
        "afspraak_list",
        found,
        groups=list(grouped(shown)),
        total=len(shown),
        carried=_carried(found),
        figures=_figures(shown),
        feed=url,
        webcal=webcal(url),
    )


def _carried(programme: Programme) -> list[Programme]:
    """The next editions in which open agreements of this one are followed up."""
    later = Afspraak.objects.filter(state=Afspraak.State.OPEN, carried_from__programme=programme)
    return list(Programme.objects.filter(pk__in=later.values("programme")).order_by("first_day", "pk"))


def webcal(url: str) -> str:
    """The same address, as a calendar program wants it."""
    return f"webcal:{url.partition(':')[2]}" if url else ""


def grouped(shown: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """(name, lines) of the groups that have any."""
    groups: dict[str, list[Line]] = {name: [] for name in (LATE, SOON, LATER, WHENEVER, CLOSED)}
    for line in shown:
        groups[_group(line)].append(line)
    groups[CLOSED].sort(key=lambda line: line.afspraak.done_at or line.afspraak.made_at, reverse=True)
    return ((name, found) for name, found in groups.items() if found)


def _group(line: Line) -> str:
    if not line.afspraak.is_open:
        return CLOSED
    if line.is_late:
        return LATE
    if line.days is None:
        return WHENEVER
    return SOON if line.is_soon else LATER


def _figures(shown: list[Line]) -> dict[str, int]:
    return {
        "late": sum(line.is_late for line in shown),
        "open": sum(line.afspraak.is_open for line in shown),
        "done": sum(line.afspraak.state == Afspraak.State.GEDAAN for line in shown),
    }


@require_safe
def afspraak_view(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    one = one_of(found, pk)
    return followup_page(
        request,
        "afspraak_view",
        found,
        line=Line(one, timezone.localdate()),
        moments=one.momenten.all(),
        place=next((place for place in places_of(found) if place.visit.id == one.visit), None),
        standing=standing_of(one),
        carried=one.carried_to.select_related("programme__bestuur").first(),
    )


@require_http_methods(["GET", "POST"])
def afspraak_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    places = places_of(found)
    one = Afspraak(programme=found, visit=_asked(request, {place.visit.id for place in places}))
    form = StaffAgreementForm(_typed(request), instance=one, places=places, today=timezone.localdate())
    if form.is_valid():
        council, service = form.people
        made = acts.make(form.afspraak, council=council, service=service, by=str(request.user), now=timezone.now())
        messages.success(request, f"'{made}' is genoteerd.")
        return redirect("afspraak-list", bestuur, programme)
    return followup_page(request, "afspraak_form", found, form=form, afspraak=one)


def _asked(request: StaffRequest, known: set[int]) -> int | None:
    """The visit that a link to this page names."""
    return next((key for key in known if str(key) == request.GET.get("bezoek")), None)


def _typed(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def afspraak_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    one = one_of(found, pk)
    form = StaffAgreementForm(_typed(request), instance=one, places=places_of(found), today=timezone.localdate())
    if form.is_valid():
        council, service = form.people
        acts.change(form.instance, council=council, service=service, by=str(request.user), now=timezone.now())
        messages.success(request, f"'{one}' is bewaard.")
        return redirect("afspraak-view", bestuur, programme, pk)
    return followup_page(request, "afspraak_form", found, form=form, afspraak=one)


@require_http_methods(["GET", "POST"])
def afspraak_done(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    def act(one: Afspraak, said: dict[str, Any]) -> str:
        acts.finish(one, note=said["note"], by=str(request.user), now=timezone.now())
        return f"'{one}' is gedaan."

    return _act(request, bestuur, programme, pk, form=DoneForm(_typed(request)), act=act, title="Gedaan")


@require_http_methods(["GET", "POST"])
def afspraak_drop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    def act(one: Afspraak, said: dict[str, Any]) -> str:
        acts.drop(one, note=said["note"], by=str(request.user), now=timezone.now())
        return f"'{one}' hoeft niet meer."

    return _act(request, bestuur, programme, pk, form=DropForm(_typed(request)), act=act, title="Niet meer nodig")


@require_http_methods(["GET", "POST"])
def afspraak_move(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    def act(one: Afspraak, said: dict[str, Any]) -> str:
        acts.move(one, due_on=said["due_on"], reason=said["reason"], by=str(request.user), now=timezone.now())
        return f"'{one}' is verschoven. De herinneringen schuiven mee."

    return _act(request, bestuur, programme, pk, form=MoveForm(_typed(request)), act=act, title="Naar een andere dag")


def _act(
    request: StaffRequest,
    bestuur: str,
    programme: str,
    pk: int,
    *,
    form: Any,
    act: Callable[[Afspraak, dict[str, Any]], str],
    title: str,
) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    one = one_of(found, pk)
    if form.is_valid():
        try:
            messages.success(request, act(one, form.cleaned_data))
            return redirect("afspraak-view", bestuur, programme, pk)
        except AgreementError as error:
            form.add_error(error.field or None, str(error))
    line = Line(one, timezone.localdate())
    return followup_page(request, "afspraak_act", found, form=form, afspraak=one, line=line, act=title)


@require_POST
def afspraak_reopen(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    try:
        one = acts.reopen(one_of(found, pk), by=str(request.user), now=timezone.now())
        messages.success(request, f"'{one}' staat weer open.")
    except AgreementError as error:
        messages.error(request, str(error))
    return redirect("afspraak-view", bestuur, programme, pk)
