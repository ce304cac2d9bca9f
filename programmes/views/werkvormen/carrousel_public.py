"""Signing up for a carousel by its shared link, and one's own page behind an own link: no account, no cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from programmes.forms.werkvormen.carrousel import InschrijvingForm
from programmes.links import token_of
from programmes.loading import load_week
from programmes.models import Carrousel, Inschrijving, PersonalLink
from programmes.races import TooLateError
from programmes.tokens import hash_of, token_from
from programmes.versions import published_week
from programmes.views.personal import HEADERS, behind_link
from programmes.werkvormen.carrousel.day import Day
from programmes.werkvormen.carrousel.door import SignUpError, closed_because
from programmes.werkvormen.carrousel.explaining import explain
from programmes.werkvormen.carrousel.keeping import locked, sign_up, touch, withdraw

View = Callable[..., HttpResponse]
IN_PROGRAMME = "bezoek__programme__bestuur"
GIVEN = "De plaatsen zijn intussen verdeeld."


def opened(view: View) -> View:
    """By anybody who has the address; never kept or found by others."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except TooLateError:  # its visit was deleted a moment ago
            response = unknown(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return opened


def carrousel_by(token: str) -> Carrousel | None:
    return Carrousel.objects.select_related(IN_PROGRAMME).filter(token_hash=hash_of(token)).first()


def published_day(carrousel: Carrousel) -> Day | None:
    """As it was published; None when it was not."""
    week = published_week(carrousel.bezoek.programme)
    visit = week.by_id.get(carrousel.bezoek_id) if week else None
    return Day(carrousel, visit) if visit else None


def _draft_day(carrousel: Carrousel) -> Day:
    """For what can be done before it is published, and shows nothing of it."""
    visit = load_week(carrousel.bezoek.programme).by_id.get(carrousel.bezoek_id)
    if visit is None:
        raise TooLateError
    return Day(carrousel, visit)


def _closed(carrousel: Carrousel, day: Day | None) -> str:
    if _is_over(day):
        return "Deze dag is voorbij."
    if day and not day.is_carousel:
        return "Deze dag heeft een andere vorm gekregen: je hoeft je niet in te schrijven."
    return closed_because(carrousel, timezone.localdate())


def _is_over(day: Day | None) -> bool:
    return day is not None and timezone.localdate() > day.visit.day


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "programmes/link_unknown.html", status=404)


def _page(request: HttpRequest, template: str, carrousel: Carrousel, day: Day | None, **context: Any) -> HttpResponse:
    programme = carrousel.bezoek.programme
    if timezone.localdate() > programme.links_end_on:
        return render(request, "programmes/link_closed.html", {"programme": programme}, status=410)
    context |= {
        "programme": programme,
        "carrousel": carrousel,
        "day": day,
        "name": carrousel.bezoek.name,
        "closed": _closed(carrousel, day),
        "pdf_url": reverse("inschrijven-programma", args=[token_from(carrousel.nonce)]),
    }
    return render(request, f"programmes/werkvormen/{template}.html", context)


@opened
def inschrijven(request: HttpRequest, token: str) -> HttpResponse:
    carrousel = carrousel_by(token)
    if carrousel is None:
        return unknown(request)
    day = published_day(carrousel)
    form = None
    if day and not _closed(carrousel, day):
        row = Inschrijving(carrousel=carrousel)
        form = InschrijvingForm(request.POST if request.method == "POST" else None, row=row, day=day, is_own=True)
        if request.method == "POST" and form.is_valid():
            try:
                sign_up(day, form.taken(), now=timezone.now(), by_link=True)
                return redirect(reverse("inschrijven", args=[token]) + "?klaar=1")
            except SignUpError as error:
                form.add_error(None, str(error))
    return _page(request, "inschrijven", carrousel, day, form=form, done="klaar" in request.GET)


_OWN = Inschrijving.objects.select_related(f"carrousel__{IN_PROGRAMME}")


def _own(token: str) -> Inschrijving | None:
    return _OWN.filter(token_hash=hash_of(token)).first()


@opened
def inschrijving(request: HttpRequest, token: str) -> HttpResponse:
    """One's own programme; until it closes and the seats are given, one changes one's choices here."""
    row = _own(token)
    if row is None:
        return unknown(request)
    if request.method != "POST":
        return _own_page(request, row, token)
    with locked(row.carrousel):
        return _own_page(request, get_object_or_404(_OWN, pk=row.pk), token)


def _own_page(request: HttpRequest, row: Inschrijving, token: str) -> HttpResponse:
    carrousel, day, form = row.carrousel, published_day(row.carrousel), None
    late = _too_late(row, day)
    if day and not late:
        data = request.POST if request.method == "POST" else None
        form = InschrijvingForm(data, row=_OWN.get(pk=row.pk), day=day, is_own=True)
        if request.method == "POST" and form.is_valid():
            form.taken()
            if form.is_stored():
                touch(row)
                return redirect(reverse("inschrijving", args=[token]) + "?klaar=1")
    context = {"row": row, "form": form, "token": token, "is_over": _is_over(day), "done": "klaar" in request.GET}
    context["late"] = late if request.method == "POST" else ""
    return _page(request, "inschrijving", carrousel, day, **context, **_own_seats(day, row))


def _too_late(row: Inschrijving, day: Day | None) -> str:
    """Why one can change nothing any more; '' when one can."""
    if row.withdrawn_at or day is None:
        return "Deze inschrijving kun je niet wijzigen."
    return _closed(row.carrousel, day) or (GIVEN if row.carrousel.allocated_at else "")


def _own_seats(day: Day | None, row: Inschrijving) -> dict[str, Any]:
    if day is None or not day.is_carousel or day.carrousel.allocated_at is None or row.withdrawn_at:
        return {}
    person = day.number_of(row.pk)
    if person is None:
        return {}
    bundle = day.bundles[person]
    reasons = explain(day.problem, day.bundles)[person].reasons
    return {"seats": day.lines_for(bundle), "reasons": reasons, "waits": not bundle}


@opened
def uitschrijven(request: HttpRequest, token: str) -> HttpResponse:
    row = _own(token)
    if row is None:
        return unknown(request)
    day = published_day(row.carrousel)
    if _is_over(day) or request.method == "POST":
        if not _is_over(day):
            withdraw(row, day or _draft_day(row.carrousel), now=timezone.now())
        return redirect(reverse("inschrijving", args=[token]))
    return _page(request, "uitschrijven", row.carrousel, day, row=row, token=token)


@behind_link("mandataris", posts=True)
def mijn_inschrijven(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """POST signs a visitor up, by their own programme; then they choose on their own page of the carousel."""
    carrousel = Carrousel.objects.select_related(IN_PROGRAMME).filter(bezoek=pk, bezoek__programme=link.programme)
    day = next((published_day(one) for one in carrousel), None)
    visitor = link.mandataris
    if visitor is None or day is None or all(part.person != visitor.pk for part in day.visit.people):
        raise Http404
    own = day.carrousel.inschrijvingen.active().filter(mandataris=visitor)
    if request.method == "POST" and not _closed(day.carrousel, day) and not own.exists():
        row = Inschrijving(name=str(visitor), email=visitor.email, mandataris=visitor)
        try:
            sign_up(day, row, now=timezone.now(), by_link=True)
        except (SignUpError, TooLateError) as error:
            return render(request, "programmes/werkvormen/mijn_inschrijven.html", _refused(link, day, str(error)))
    found = own.first()
    return redirect(own_url(found) if found else reverse("mijn", args=[token_of(link)]))


def _refused(link: PersonalLink, day: Day, why: str) -> dict[str, Any]:
    return {
        "programme": link.programme,
        "day": day,
        "name": day.carrousel.bezoek.name,
        "why": why,
        "token": token_of(link),
    }


def own_url(row: Inschrijving) -> str:
    """The path of somebody's own page."""
    return reverse("inschrijving", args=[token_from(row.nonce)])
