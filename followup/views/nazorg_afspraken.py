"""What was agreed, behind the link of a guest or a host: read, noted, done and moved by either side."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from followup.agreements import acts
from followup.agreements.acts import AgreementError
from followup.agreements.card import is_mine, own_agreements
from followup.agreements.listing import Line, lines, with_moves
from followup.agreements.people import Place, places_behind
from followup.forms.afspraken import DoneForm, LinkAgreementForm, MoveForm
from followup.models import Afspraak
from programmes.links import owner_name, token_of
from programmes.models import PersonalLink
from programmes.views.personal import behind_link

SAID = {
    "genoteerd": "Genoteerd. Iedereen van deze afspraak kan ze hier lezen.",
    "gedaan": "Bewaard: dit is gedaan. Knap!",
    "verschoven": "Bewaard. De herinneringen schuiven mee.",
    "open": "Deze afspraak staat weer open.",
}
both = behind_link("mandataris", "contactpersoon", posts=True)


@behind_link("mandataris", "contactpersoon")
def nazorg_afspraken(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    shown = with_moves(lines(own_agreements(link), today=timezone.localdate()))
    running = [line for line in shown if line.afspraak.is_open]
    closed = [line for line in shown if not line.afspraak.is_open]
    return _page(
        request,
        link,
        "nazorg_afspraken",
        mine=[line for line in running if is_mine(line, link)],
        others=[line for line in running if not is_mine(line, link)],
        closed=closed,
        places=places_behind(link),
        said=SAID.get(request.GET.get("bewaard", ""), ""),
    )


@both
def nazorg_afspraak_new(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    place = _place(request, places_behind(link))
    if place is None:
        return redirect("nazorg-afspraken", token_of(link))
    own = link.contactpersoon or link.mandataris
    assert own is not None  # noqa: S101 (behind_link lets nobody else in)
    one = Afspraak(programme=link.programme, visit=place.visit.id, zorgdienst_id=_service(link, place))
    form = LinkAgreementForm(_typed(request), instance=one, place=place, own=own, today=timezone.localdate())
    if form.is_valid():
        council, service = form.people
        acts.make(form.afspraak, council=council, service=service, by=owner_name(link), now=timezone.now())
        return _back(link, "genoteerd")
    return _page(request, link, "nazorg_afspraak_new", form=form, place=place)


def _service(link: PersonalLink, place: Place) -> int | None:
    """As long as it is there: the week is what was published then."""
    services = link.programme.bestuur.zorgdiensten.filter(pk=place.visit.service or 0)
    return services.values_list("pk", flat=True).first()


def _place(request: HttpRequest, places: list[Place]) -> Place | None:
    """The visit that is named in the address; the only one when there is one."""
    asked = request.GET.get("bezoek")
    named = next((place for place in places if str(place.visit.id) == asked), None)
    return places[0] if named is None and len(places) == 1 else named


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@both
def nazorg_afspraak_done(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    def act(one: Afspraak, said: dict[str, Any]) -> None:
        acts.finish(one, note=said["note"], by=owner_name(link), now=timezone.now())

    return _act(request, link, pk, form=DoneForm(_typed(request)), act=act, said="gedaan")


@both
def nazorg_afspraak_move(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    def act(one: Afspraak, said: dict[str, Any]) -> None:
        acts.move(one, due_on=said["due_on"], reason=said["reason"], by=owner_name(link), now=timezone.now())

    return _act(request, link, pk, form=MoveForm(_typed(request)), act=act, said="verschoven")


def _act(
    request: HttpRequest,
    link: PersonalLink,
    pk: int,
    *,
    form: Any,
    act: Callable[[Afspraak, dict[str, Any]], None],
    said: str,
) -> HttpResponse:
    one = _own(link, pk)
    if form.is_valid():
        try:
            act(one, form.cleaned_data)
            return _back(link, said)
        except AgreementError as error:
            form.add_error(error.field or None, str(error))
    return _page(request, link, "nazorg_afspraak_act", form=form, line=Line(one, timezone.localdate()), act=said)


@both
def nazorg_afspraak_reopen(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """Ticked too soon. Who finds it open already, has what they wanted."""
    one = _own(link, pk)
    if request.method != "POST":
        return redirect("nazorg-afspraken", token_of(link))
    with suppress(AgreementError):
        acts.reopen(one, by=owner_name(link), now=timezone.now())
    return _back(link, "open")


def _own(link: PersonalLink, pk: int) -> Afspraak:
    found = next((one for one in own_agreements(link) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _back(link: PersonalLink, said: str) -> HttpResponse:
    return redirect(f"{reverse('nazorg-afspraken', args=[token_of(link)])}?bewaard={said}")


def _page(request: HttpRequest, link: PersonalLink, template: str, **context: Any) -> HttpResponse:
    context |= {"programme": link.programme, "token": token_of(link), "is_host": link.contactpersoon_id is not None}
    return render(request, f"followup/{template}.html", context)
