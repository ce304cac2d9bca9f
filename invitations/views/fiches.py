"""The voorstellingsfiches: for the coordinator all of them, for a host those of their own services."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.akkoorden.showing import confirmed_for
from invitations.checklist.ticking import tick_of_service
from invitations.fiches.completeness import SECTIONS, completeness
from invitations.fiches.reading import earlier_fiche, earlier_of, fiche_of, locked, mark_changed, rows_of, shown_of
from invitations.forms.fiche import SectionForm, section_form
from invitations.hosting.hosts import own_services
from invitations.models import Fiche
from invitations.stories.telling import told_at
from programmes.access import StaffRequest, programme_for
from programmes.links import owner_name, token_of
from programmes.models import PersonalLink, Programme, Zorgdienst
from programmes.views.personal import behind_link

WHOLE = 100  # percent


@dataclass(frozen=True)
class Place:
    """Where a fiche is worked on: by the coordinator, or behind the link of a host (`token`)."""

    programme: Programme
    zorgdienst: Zorgdienst
    by: str
    token: str = ""

    def _url(self, name: str) -> str:
        if self.token:
            return reverse(f"gastheer-{name}", args=[self.token, self.zorgdienst.pk])
        return reverse(name, args=[self.programme.bestuur.slug, self.programme.slug, self.zorgdienst.pk])

    @property
    def view_url(self) -> str:
        return self._url("fiche")

    @property
    def edit_url(self) -> str:
        return self._url("fiche-edit")

    @property
    def tendens_url(self) -> str:
        return self._url("fiche-tendens")

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context |= {"place": self, "programme": self.programme, "bestuur": self.programme.bestuur}
        context |= {"zorgdienst": self.zorgdienst, "token": self.token, "may_edit": True}
        context["base"] = "invitations/gastheer_fiche_base.html" if self.token else "invitations/fiche_base.html"
        return render(request, f"invitations/{template}.html", context)


def staff_place(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Place:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    return Place(shown, get_object_or_404(shown.diensten, pk=pk), str(request.user))


def host_place(link: PersonalLink, pk: int) -> Place:
    return Place(link.programme, get_object_or_404(own_services(link), pk=pk), owner_name(link), token_of(link))


@require_safe
def fiche_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    rows = rows_of(shown, list(shown.diensten.order_by("name", "pk")))
    context = {"bestuur": shown.bestuur, "programme": shown, "may_edit": True, "rows": rows}
    context["average"] = sum(row.completeness.percent for row in rows) // len(rows) if rows else 0
    return render(request, "invitations/fiche_list.html", context)


@require_safe
def fiche(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _show(request, staff_place(request, bestuur, programme, pk))


@require_http_methods(["GET", "POST"])
def fiche_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _edit(request, staff_place(request, bestuur, programme, pk))


@behind_link("contactpersoon")
def gastheer_fiche_list(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """With one service straight on to its fiche."""
    services = list(own_services(link).order_by("name", "pk"))
    if len(services) == 1:
        return redirect("gastheer-fiche", token_of(link), services[0].pk)
    context = {"programme": link.programme, "token": token_of(link), "rows": rows_of(link.programme, services)}
    return render(request, "invitations/gastheer_fiche_list.html", context)


@behind_link("contactpersoon")
def gastheer_fiche(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _show(request, host_place(link, pk))


@behind_link("contactpersoon", posts=True)
def gastheer_fiche_edit(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _edit(request, host_place(link, pk))


def _show(request: HttpRequest, place: Place) -> HttpResponse:
    programme, service = place.programme, place.zorgdienst
    opened = fiche_of(programme, service)
    context = {"fiche": opened, "done": completeness(opened), "shown": shown_of(opened)}
    context["raakvlakken"] = confirmed_for(service, programme.bestuur)
    context["stories"] = told_at(service, programme, on=timezone.localdate())
    return place.page(request, "fiche", **context)


def _edit(request: HttpRequest, place: Place) -> HttpResponse:
    key = request.GET.get("deel", "")
    key = key if key in SECTIONS else next(iter(SECTIONS))
    if request.method != "POST":
        opened = fiche_of(place.programme, place.zorgdienst)
        return _edit_page(request, place, opened, section_form(key, opened))
    with locked(place.programme, place.zorgdienst) as stored:
        before = Fiche(changed_by=stored.changed_by, changed_at=stored.changed_at)
        section = section_form(key, stored, request.POST)
        is_saved = section.is_valid()
        if is_saved:
            section.save()
            if section.is_changed or stored.is_of_last_time:
                _mark(stored, place)
    if is_saved and not section.clashes and not section.notes:
        return HttpResponseRedirect(f"{place.edit_url}?deel={key}&bewaard=1")
    now = fiche_of(place.programme, place.zorgdienst)
    return _edit_page(request, place, now, section.again(now) if is_saved else section, other=before)


def _mark(fiche: Fiche, place: Place) -> None:
    """Whoever makes it whole has done what the checklist asks about it."""
    now, was = timezone.now(), fiche.percent
    mark_changed(fiche, by=place.by, now=now)
    if was < WHOLE <= fiche.percent:
        tick_of_service(place.programme.pk, place.zorgdienst.pk, "fiche", "uitdagingen", by=place.by, now=now)


def _edit_page(
    request: HttpRequest, place: Place, fiche: Fiche, section: SectionForm, *, other: Fiche | None = None
) -> HttpResponse:
    keys = list(SECTIONS)
    done = completeness(fiche)
    lacking = {wish.section for wish in done.missing}
    earlier = earlier_fiche(fiche) if section.key in {"cijfers", "tevredenheid"} else None
    return place.page(
        request,
        "fiche_edit",
        fiche=fiche,
        section=section,
        earlier=earlier,
        rows=section.rows_beside(earlier_of(earlier)),
        other=other,
        done=done,
        tabs=[(key, title, key not in lacking) for key, title in SECTIONS.items()],
        following=next(iter(list(SECTIONS.items())[keys.index(section.key) + 1 :]), None),
        is_saved="bewaard" in request.GET and request.method != "POST",
    )
