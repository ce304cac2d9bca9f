"""Where staff work on a carousel: the day of a visit, with the way in and the page around it."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from programmes.access import StaffRequest, programme_for
from programmes.loading import load_week
from programmes.models import Bezoek, Carrousel, Programme, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.tokens import token_from
from programmes.views.pages import programme_page
from programmes.week import Visit, Week
from programmes.werkvormen.carrousel.day import Day, carrousel_of
from programmes.werkvormen.carrousel.keeping import Hit, stamp_of

View = Callable[..., HttpResponse]
AGREED = "bevestig"  # sent with the stamp of what was shown


@dataclass(frozen=True)
class CarrouselDesk:
    programme: Programme
    week: Week
    day: Day

    @property
    def name(self) -> str:
        return self.week.name_of(self.day.visit)

    def url(self, act: str = "", **keys: int) -> str:
        name = f"carrousel-{act}" if act else "carrousel"
        where = {"bestuur": self.programme.bestuur.slug, "programme": self.programme.slug, "pk": self.day.visit.id}
        return reverse(name, kwargs=where | keys)

    @property
    def sign_up_url(self) -> str:
        """Only of a carousel that is kept."""
        site: str = settings.SITE_URL
        return site + reverse("inschrijven", args=[token_from(self.day.carrousel.nonce)])

    def back(self, anchor: str = "") -> HttpResponseRedirect:
        return redirect(self.url() + (f"#{anchor}" if anchor else ""))

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context = {"desk": self, "day": self.day, "name": self.name, "home": self.url(), **context}
        return programme_page(request, f"werkvormen/{template}", self.programme, **context)


def for_carrousel(*methods: str, locks: bool = False) -> Callable[[View], View]:
    """Opens a view with its desk, for a coordinator; who was beaten to it by a moment, is told so.

    One that `locks` lets nobody else change the carousel while it answers a POST: of two who save, one waits and
    meets what the other stored.
    """

    def decorate(view: View) -> View:
        @require_http_methods([*(methods or ("GET", "HEAD"))])
        @wraps(view)
        def opened(request: StaffRequest, bestuur: str, programme: str, pk: int, **kwargs: Any) -> HttpResponse:
            is_locked = locks and request.method == "POST"
            try:
                with all_or_too_late() if is_locked else nullcontext():
                    return view(request, _desk(request, bestuur, programme, pk, is_locked=is_locked), **kwargs)
            except TooLateError as error:
                messages.error(request, str(error))
                return redirect("carrousel", bestuur, programme, pk)

        return opened

    return decorate


def _desk(request: StaffRequest, bestuur: str, programme: str, pk: int, *, is_locked: bool) -> CarrouselDesk:
    """404 for a visit that is not in the programme, or that is and has no carousel."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None:
        raise Http404
    return CarrouselDesk(found, week, Day(_carrousel(request, visit, is_locked=is_locked), visit))


def _carrousel(request: HttpRequest, visit: Visit, *, is_locked: bool) -> Carrousel:
    """Who looks writes nothing: a new one is kept with the first thing that is done with it."""
    bezoek = get_object_or_404(Bezoek, pk=visit.id)
    rows = Carrousel.objects.select_for_update() if is_locked else Carrousel.objects.all()
    found = rows.filter(bezoek=bezoek).first()
    if found is None and visit.werkvorm != Werkvorm.CARROUSEL:
        raise Http404
    if found is None and request.method == "POST":
        try:
            return carrousel_of(bezoek)
        except TooLateError:  # it was deleted a moment ago
            raise Http404 from None
    return found or Carrousel(bezoek=bezoek)


def agreed(request: HttpRequest) -> str:
    """The stamp of what somebody saw of a change before they said that it may be so; '' when it hit nobody."""
    return request.POST.get(AGREED, "")


def told(request: HttpRequest, hits: Sequence[Hit]) -> dict[str, Any]:
    """What a change does to whom; `meanwhile`: somebody agreed to something else than what it does now."""
    return {"hits": hits, "stamp": stamp_of(hits), "meanwhile": AGREED in request.POST}
