"""The two doors to the stage of a visit: that of the coordinator, and that of the host behind their link."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from programmes.access import StaffRequest, programme_for
from programmes.links import owner_name, token_of
from programmes.models import Bezoek, PersonalLink, Podium, Programme, Werkvorm
from programmes.times import clock, minutes_of
from programmes.views.personal import behind_link
from programmes.views.werkvormen.received import received
from programmes.week import Visit, Week
from programmes.werkvormen.vrij_podium.lineup import Stage, podium_of, stage_of


@dataclass(frozen=True)
class Desk:
    """Whoever works on the stage, and the visit as they may know it: a host knows its published hours only."""

    programme: Programme
    bezoek: Bezoek
    day: dt.date
    start: int  # minutes since midnight
    until: int
    name: str
    place: str
    by: str
    prefix: str  # of the names of its URLs
    args: tuple[Any, ...]
    base: str  # template
    context: dict[str, Any] = field(default_factory=dict)

    def url(self, act: str = "", *more: Any) -> str:
        return reverse(f"{self.prefix}-{act}" if act else self.prefix, args=[*self.args, *more])

    @property
    def home(self) -> str:
        return self.url()

    @property
    def bezoek_url(self) -> str:
        """Where the visit can be made longer; empty for who may not."""
        return self.bezoek.get_absolute_url() if self.prefix == "podium" else ""

    @property
    def hours(self) -> str:
        return f"{clock(self.start)}–{clock(self.until % 1440)}"

    def stage(self, podium: Podium | None = None) -> Stage:
        return stage_of(podium or podium_of(self.bezoek), start=self.start, until=self.until)

    def back(self, said: str, anchor: str = "") -> HttpResponse:
        """To the line-up, which says what was done."""
        query, fragment = f"?zeg={said}" if said else "", f"#{anchor}" if anchor else ""
        return HttpResponseRedirect(f"{self.url()}{query}{fragment}")

    def show(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context = {"desk": self, "programme": self.programme, "bestuur": self.programme.bestuur} | context
        context |= self.context | {"base": f"programmes/werkvormen/{self.base}"}
        return render(request, f"programmes/werkvormen/{template}.html", context)


Act = Callable[..., HttpResponse]


def for_staff(act: Act, *methods: str) -> Callable[..., HttpResponseBase]:
    @require_http_methods([*(methods or ("GET", "HEAD"))])
    @wraps(act)
    def opened(request: StaffRequest, bestuur: str, programme: str, pk: int, **kwargs: Any) -> HttpResponse:
        found = programme_for(request.user, bestuur, programme, edit=True)
        bezoek = get_object_or_404(
            Bezoek.objects.select_related("zorgdienst", "programme__bestuur"), programme=found, pk=pk
        )
        return act(request, _desk_of_staff(request, found, bezoek), **kwargs)

    return opened


def _desk_of_staff(request: StaffRequest, programme: Programme, bezoek: Bezoek) -> Desk:
    start = minutes_of(bezoek.starts_at)
    return Desk(
        programme=programme,
        bezoek=bezoek,
        day=bezoek.day,
        start=start,
        until=start + bezoek.minutes,
        name=bezoek.name,
        place=bezoek.place or (bezoek.zorgdienst.address if bezoek.zorgdienst else ""),
        by=str(request.user),
        prefix="podium",
        args=(programme.bestuur.slug, programme.slug, bezoek.pk),
        base="podium_staff_base.html",
    )


def for_host(act: Act, *, posts: bool = False) -> Callable[..., HttpResponseBase]:
    """Of a visit that this host receives, and that was published as a vrij podium or has one."""

    @behind_link("contactpersoon", posts=posts)
    @wraps(act)
    def opened(request: HttpRequest, link: PersonalLink, pk: int, **kwargs: Any) -> HttpResponse:
        week, visit, bezoek = received(link, pk, "podium")
        if visit.werkvorm != Werkvorm.VRIJ_PODIUM and not hasattr(bezoek, "podium"):
            raise Http404
        return act(request, _desk_of_host(link, bezoek, week, visit), **kwargs)

    return opened


def _desk_of_host(link: PersonalLink, bezoek: Bezoek, week: Week, visit: Visit) -> Desk:
    service = week.service_of(visit)
    return Desk(
        programme=link.programme,
        bezoek=bezoek,
        day=visit.day,
        start=visit.start,
        until=visit.end,
        name=week.name_of(visit),
        place=visit.place or (service.address if service else ""),
        by=owner_name(link),
        prefix="gastheer-podium",
        args=(token_of(link), bezoek.pk),
        base="podium_host_base.html",
        context={"token": token_of(link)},
    )
