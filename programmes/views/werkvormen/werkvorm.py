"""The formats: the library, and the page of one visit with its format."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError, store
from programmes.forms.werkvormen.library import LibraryForm
from programmes.loading import load_week
from programmes.models import Onderdeel
from programmes.times import NonexistentTimeError
from programmes.views.pages import programme_page
from programmes.views.werkvormen import lines
from programmes.views.werkvormen.carrousel_desk import agreed, told
from programmes.views.werkvormen.desks import Desk, gone_is_404, staff_desk
from programmes.week import DECLINED, Week
from programmes.werkvormen import onderdelen
from programmes.werkvormen.beside import beside
from programmes.werkvormen.carrousel.day import Day, round_day
from programmes.werkvormen.carrousel.keeping import OtherwiseError, hits_of
from programmes.werkvormen.formats import all_formats, format_of
from programmes.werkvormen.interface import Format, Part
from programmes.werkvormen.left import hidden_by, left_of
from programmes.werkvormen.timetable import Remark, Timetable, fitted, remarks


@require_safe
def werkvorm_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    form = LibraryForm(request.GET, week=week)
    visit = week.by_id.get(form.visit)
    cards = [_card(week, one) for one in all_formats().values() if form.suits(one)]
    context = {"form": form, "cards": cards, "visit": visit, "name": week.name_of(visit) if visit else ""}
    return programme_page(request, "werkvormen/werkvorm_list", found, total=len(all_formats()), **context)


def _card(week: Week, kind: Format) -> dict[str, Any]:
    visits = [(visit, week.name_of(visit)) for visit in week.visits if visit.werkvorm == kind.key]
    return {"kind": kind, "visits": visits}


@require_safe
def werkvorm(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    desk = staff_desk(request, bestuur, programme, pk)
    context = lines.context_of(desk) | {"left": left_of(desk.visit)}
    if desk.kind:
        context["remarks"] = _remarks(desk, desk.kind, context["table"])
        context["tool_url"] = _url(desk, desk.kind.tool)
        prints = [(one.title, _url(desk, one.url)) for one in desk.kind.prints]
        context["prints"] = [one for one in prints if one[1] and context["rows"]]
    return desk.page(request, "werkvorm", **context)


def _remarks(desk: Desk, kind: Format, table: Timetable) -> list[Remark]:
    coming = [part.person for part in desk.visit.people if part.answer != DECLINED]
    tool = beside(desk.visit, table)
    return remarks(kind, table, coming=coming, others=tool.others) + [Remark(text) for text in tool.remarks]


def _url(desk: Desk, name: str) -> str:
    """'' for a format that has none."""
    try:
        return reverse(name, args=[desk.programme.bestuur.slug, desk.programme.slug, desk.visit.id]) if name else ""
    except NoReverseMatch:
        return ""


@require_POST
def werkvorm_choose(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """What another format would put out of sight, is told first: who has read that, sends it along."""
    desk = staff_desk(request, bestuur, programme, pk)
    kind = format_of(request.POST.get("werkvorm", ""))
    if kind is None:
        messages.error(request, "Kies een werkvorm uit de lijst.")
    elif kind.key == desk.visit.werkvorm:
        messages.info(request, f"Dit bezoek is al een {kind.title.lower()}.")
    else:
        hides = hidden_by(desk.visit, replace(desk.visit, werkvorm=kind.key))
        if request.POST.get("hides", "") != hides:
            return desk.page(request, "werkvorm_change", other=kind, hides=hides)
        _choose(request, desk, kind)
    return redirect(desk.url("page"))


def _choose(request: StaffRequest, desk: Desk, kind: Format) -> None:
    after = replace(desk.visit, werkvorm=kind.key)
    label = f"{desk.name}: {kind.title.lower()}"
    try:
        store(desk.programme, desk.week, put=[after], label=label, by=request.user, now=timezone.now())
    except (DraftError, NonexistentTimeError) as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{desk.name} is nu een {kind.title.lower()}. De taken volgen op de takenlijst.")


@require_http_methods(["GET", "POST"])
@gone_is_404()
def werkvorm_fill(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Puts the example in the timetable. What stands there is only replaced by who saw exactly that, and asks so."""
    desk = staff_desk(request, bestuur, programme, pk)
    if desk.kind is None:
        messages.info(request, "Kies eerst een werkvorm: dan is er een voorbeeld.")
        return redirect(f"{reverse('werkvorm-list', args=[bestuur, programme])}?bezoek={pk}")
    table = onderdelen.timetable_of(desk.visit)
    parts = fitted(desk.kind.skeleton, desk.visit.minutes)
    way = "instead" if table.is_empty else request.POST.get("way", "")
    asked = request.method == "POST" and way in {"after", "instead"}
    seen = ("" if table.is_empty else request.POST.get("seen", ""), agreed(request))
    carousel = round_day(desk.visit, [line.id for line in table.lines])
    if asked and _is_filled(desk, carousel, parts, instead=way == "instead", seen=seen):
        return redirect(desk.url("page"))
    lines_go = Onderdeel.objects.filter(bezoek=pk).delete
    hits = hits_of(carousel, lines_go, keep=False, now=timezone.now()) if carousel else []
    context = told(request, hits) | {
        "table": table,
        "seen": onderdelen.stamp(table),
        "parts": parts,
        "meanwhile": asked,
        "carousel": carousel,
    }
    return desk.page(request, "werkvorm_fill", **context)


def _is_filled(
    desk: Desk, carousel: Day | None, parts: Sequence[Part], *, instead: bool, seen: tuple[str, str]
) -> bool:
    """Whoever loses a seat with the rounds of a carousel, hears of it. `seen`: the stamps of timetable and seats."""
    done: list[bool] = []
    lines_seen, seats_seen = seen
    if carousel and instead:

        def change() -> None:
            done.append(onderdelen.fill(desk.visit, parts, instead=True, seen=lines_seen))

        try:
            hits_of(carousel, change, keep=True, now=timezone.now(), seen=seats_seen)
        except OtherwiseError:
            return False
        return done[0]
    return onderdelen.fill(desk.visit, parts, instead=instead, seen=lines_seen)
