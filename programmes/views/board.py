"""The week board: the page, what can go where, undo, and the trail of changes."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from programmes import boards
from programmes.access import StaffRequest, programme_for
from programmes.agenda import Agenda
from programmes.boards import Look
from programmes.changes import changes_since
from programmes.conflicts import find_conflicts
from programmes.drafts import DraftError, last_change, undo
from programmes.forms.widgets import whole_number
from programmes.loading import load_week
from programmes.models import Wijziging
from programmes.openings import new_visit, possible_starts, visits_for
from programmes.views.board_answer import answer, news, refuse
from programmes.views.board_parts import links, page_parts
from programmes.views.pages import programme_page
from programmes.week import Visit, Week

ON_A_PAGE = 50


@require_safe
def board(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)  # a draft is not for readers
    now = timezone.now()
    week = load_week(found)
    look = boards.read_look(week, request.GET.dict(), today=timezone.localdate())
    context = page_parts(found, week, look, find_conflicts(week))
    context |= {
        "faces": boards.FACES,
        "last": last_change(found, by=request.user),
        "since": quote(now.isoformat()),
        "has_services": bool(week.services),
        "is_blank": not week.visits,
    }
    return programme_page(request, "board", found, **_neighbours(week, look), **context)


def _neighbours(week: Week, look: Look) -> dict[str, Any]:
    """The days to choose from, and a day in the week before and in the week after."""
    days = boards.days_of(week)
    shown = boards.week_of(days, look.day)
    return {
        "day_tabs": shown,
        "last_day": look.days[-1],
        "prev_day": max((day for day in days if day < shown[0]), default=None),
        "next_day": min((day for day in days if day > shown[-1]), default=None),
        "outside": {day for day in shown if not week.info.first_day <= day <= week.info.last_day},
    }


@require_safe
def board_possible(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """For whoever drags: where a visit (`visit`), a new one at a service (`service`) or a person (`person`) can go."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    agenda = Agenda(week)
    asked = {name: whole_number(request.GET.get(name, "")) for name in ("person", "visit", "service")}
    if asked["person"] in week.people:
        return JsonResponse({"visits": dict(visits_for(agenda, asked["person"]))})
    visit = week.by_id.get(asked["visit"])
    if visit is None and asked["service"] in week.services:
        visit = new_visit(week, service=asked["service"])
    look = boards.read_look(week, request.GET.dict(), today=timezone.localdate())
    return JsonResponse({"days": _days(agenda, visit, look) if visit else {}})


def _days(agenda: Agenda, visit: Visit, look: Look) -> dict[str, Any]:
    first, last = min(agenda.week.info.day_from, visit.start), max(agenda.week.info.day_until, visit.end)
    days = boards.week_of(boards.days_of(agenda.week), look.day)
    return {day.isoformat(): possible_starts(agenda, visit, day, first, last) for day in days}


@require_safe
def board_news(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Asked every now and then by a board that is open; nothing new is no content."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    since = parse_moment(request.GET.get("sinds", ""))
    by_others = changes_since(found, since, but_by=request.user) if since else []
    return news(request, found, by_others) if by_others else HttpResponse(status=204)


def parse_moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
        return moment.astimezone(dt.UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):  # OverflowError: the first or the last hours that a calendar knows
        return None


@require_POST
def undo_last(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    before = load_week(found)
    try:
        change = undo(found, by=request.user, now=timezone.now())
    except DraftError as error:
        return refuse(request, found, str(error))
    after = load_week(found)
    text = f"Ongedaan gemaakt: {change.label}"
    return answer(
        request,
        found,
        before=before,
        after=after,
        changed={int(key) for key in change.after},
        text=text,
        can_undo=False,
    )


@require_safe
def wijziging_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    rows = Wijziging.objects.filter(programme=found).select_related("by").defer("before", "after")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("pagina"))
    return programme_page(request, "wijziging_list", found, page=page, **links(found))
