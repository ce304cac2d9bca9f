"""Where staff work on a carousel: the day of a visit, with the way in and the page around it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from programmes.access import StaffRequest, programme_for
from programmes.loading import load_week
from programmes.models import Bezoek, Programme
from programmes.races import TooLateError
from programmes.tokens import token_from
from programmes.views.pages import programme_page
from programmes.week import Week
from programmes.werkvormen.carrousel.day import Day, carrousel_of


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
        site: str = settings.SITE_URL
        return site + reverse("inschrijven", args=[token_from(self.day.carrousel.nonce)])

    def back(self, anchor: str = "") -> HttpResponseRedirect:
        return redirect(self.url() + (f"#{anchor}" if anchor else ""))

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context = {"desk": self, "day": self.day, "name": self.name, "home": self.url(), **context}
        return programme_page(request, f"werkvormen/{template}", self.programme, **context)


def carrousel_desk(request: StaffRequest, bestuur: str, programme: str, pk: int) -> CarrouselDesk:
    """For a coordinator; 404 for a visit that is not in the programme."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    visit = week.by_id.get(pk)
    if visit is None:
        raise Http404
    try:
        return CarrouselDesk(found, week, Day(carrousel_of(Bezoek.objects.get(pk=pk)), visit))
    except (Bezoek.DoesNotExist, TooLateError):  # it was deleted a moment ago
        raise Http404 from None
