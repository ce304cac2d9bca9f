"""Where somebody works on a visit's timetable: staff in the draft, or whoever receives, behind their link."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from programmes.access import StaffRequest, programme_for
from programmes.links import token_of
from programmes.loading import load_week
from programmes.models import PersonalLink, Programme
from programmes.races import TooLateError
from programmes.schedules import receives
from programmes.versions import published_week
from programmes.views.pages import programme_page
from programmes.week import Visit, Week
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.interface import Format

_STAFF = {"page": "werkvorm", "add": "werkvorm-add"}
_HOST = {"page": "gastheer-uurschema", "add": "gastheer-uurschema-add"}


@dataclass(frozen=True)
class Desk:
    """`week` is the draft for staff, and what was published for a host."""

    programme: Programme
    week: Week
    visit: Visit
    link: PersonalLink | None = None

    @property
    def name(self) -> str:
        return self.week.name_of(self.visit)

    @property
    def kind(self) -> Format | None:
        return format_of(self.visit.werkvorm)

    @property
    def visitors(self) -> list[tuple[int, str]]:
        return [(part.person, self.week.people[part.person].name) for part in self.visit.people]

    @property
    def names(self) -> dict[int, str]:
        return dict(self.visitors)

    def url(self, act: str, pk: int = 0) -> str:
        """Of the page or of adding to it; else of what one does with a line."""
        names = _HOST if self.link else _STAFF
        prefix = "gastheer-onderdeel" if self.link else "onderdeel"
        key = self.visit.id if act in names else pk
        name = names.get(act, f"{prefix}-{act}")
        if self.link:
            return reverse(name, args=[token_of(self.link), key])
        return reverse(name, args=[self.programme.bestuur.slug, self.programme.slug, key])

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context |= {
            "desk": self,
            "visit": self.visit,
            "name": self.name,
            "kind": self.kind,
            "page_url": self.url("page"),
        }
        if self.link is None:
            context["base"] = "programmes/programme_base.html"
            return programme_page(request, f"werkvormen/{template}", self.programme, **context)
        context |= {"base": "personal_base.html", "token": token_of(self.link)}
        return render(request, f"programmes/werkvormen/{template}.html", {"programme": self.programme, **context})


@contextmanager
def gone_is_404() -> Iterator[None]:
    """The visit was deleted a moment ago, and its carousel with it."""
    try:
        yield
    except TooLateError:
        raise Http404 from None


def staff_desk(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Desk:
    """For a coordinator; 404 for a visit that is not in the programme."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _desk(found, load_week(found), pk)


def host_desk(link: PersonalLink, pk: int) -> Desk:
    """Only for a published visit that they receive, or that is at a service of theirs."""
    week = published_week(link.programme)
    desk = _desk(link.programme, week, pk, link) if week else None
    if desk is None or not receives(desk.week, desk.visit, link.contactpersoon_id or 0):
        raise Http404
    return desk


def _desk(programme: Programme, week: Week, pk: int, link: PersonalLink | None = None) -> Desk:
    visit = week.by_id.get(pk)
    if visit is None:
        raise Http404
    return Desk(programme, week, visit, link)
