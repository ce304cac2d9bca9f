"""How the board answers a change: to htmx with the parts that are touched, to others with a redirect."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import (
    HttpResponseClientRedirect,
    HttpResponseClientRefresh,
    reswap,
    retarget,
    trigger_client_event,
)

from programmes import boards, changes
from programmes.access import StaffRequest
from programmes.boards import Look
from programmes.drafts import DraftError, StaleError, last_change, store
from programmes.loading import load_week
from programmes.models import Programme, Wijziging
from programmes.times import NonexistentTimeError
from programmes.views.board_parts import board_url, links, part_context, touched_parts
from programmes.views.pages import programme_page
from programmes.week import Visit, Week


def look_of(request: StaffRequest, programme: Programme, week: Week) -> Look | None:
    """The board from which a request of htmx comes; None when it comes from another page."""
    current = urlsplit(request.htmx.current_url or "") if request.htmx else None
    if current is None or current.path != board_url(programme):
        return None
    is_narrow = request.headers.get("X-Board-Narrow") == "1"
    params = dict(parse_qsl(current.query))
    return boards.read_look(week, params, today=timezone.localdate(), is_narrow=is_narrow)


def save(
    request: StaffRequest,
    programme: Programme,
    week: Week,
    *,
    put: Iterable[Visit] = (),
    remove: Iterable[Visit] = (),
    label: str = "",
    **extra: Any,
) -> HttpResponse:
    """Writes the visits as one change, and answers; a stale or impossible one is refused with a sentence.

    `extra` is for the message on the board: what else can be done now.
    """
    put, remove = list(put), list(remove)
    label = label or _label(week, put, remove)
    try:
        after = store(programme, week, label=label, by=request.user, now=timezone.now(), put=put, remove=remove)
    except StaleError as error:
        return refuse(request, programme, _stale_text(request, programme, error), stale=error.mine.id)
    except (DraftError, NonexistentTimeError) as error:
        return refuse(request, programme, str(error))
    except ValidationError as error:
        return refuse(request, programme, " ".join(error.messages))
    new = after.by_id.keys() - week.by_id.keys()
    changed = {visit.id for visit in [*put, *remove] if visit.id} | new
    return answer(request, programme, before=week, after=after, changed=changed, text=label, **extra)


def _label(week: Week, put: list[Visit], remove: list[Visit]) -> str:
    states = [(week.by_id.get(visit.id), visit) for visit in put]
    texts = [changes.describe(week, before, after) for before, after in states]
    texts += [changes.describe(week, visit, None) for visit in remove]
    return " · ".join(texts)


def _stale_text(request: StaffRequest, programme: Programme, error: StaleError) -> str:
    who = changes.who_changed(programme, error.mine.id, me=request.user)
    what = "verwijderde" if error.theirs is None else "wijzigde"
    return f"Niet bewaard: {who} {what} dit bezoek intussen. Kijk even na hoe het er nu staat."


def answer(
    request: StaffRequest,
    programme: Programme,
    *,
    before: Week,
    after: Week,
    changed: set[int],
    text: str,
    can_undo: bool = True,
    **extra: Any,
) -> HttpResponse:
    """`changed` are the ids of the visits that were written; whatever hangs on them is drawn anew."""
    look = look_of(request, programme, after)
    if look is None:
        messages.success(request, text)
        return elsewhere(request, programme, after, changed)
    context = touched_parts(programme, look, before=before, after=after, changed=changed)
    last = {"label": text} if can_undo else last_change(programme, by=request.user)
    context |= extra | {"text": text, "level": "ok", "last": last, "has_last": True, "can_undo": can_undo}
    response = render(request, "programmes/_board_parts.html", context)
    return trigger_client_event(response, "board:changed", {"visits": sorted(changed)}, after="settle")


def news(request: StaffRequest, programme: Programme, found: list[Wijziging]) -> HttpResponse:
    """What others changed, drawn where it stands now."""
    now = timezone.now()
    week = load_week(programme)
    look = look_of(request, programme, week)
    if look is None:
        return HttpResponse(status=204)
    keys = {int(key) for change in found for key in change.after}
    first = found[0]
    text = f"{first.by or 'Iemand'}: {first.label}" + (" (ongedaan gemaakt)" if first.undone_at else "")
    context = touched_parts(programme, look, before=week, after=week, changed=keys)
    context |= {"text": text, "level": "info", "since": quote(now.isoformat()), "new_people": True}
    response = render(request, "programmes/_board_parts.html", context | {"new_services": True})
    detail = {"visits": sorted(keys & week.by_id.keys()), "gone": sorted(keys - week.by_id.keys())}
    return trigger_client_event(response, "board:news", detail, after="settle")


def elsewhere(request: StaffRequest, programme: Programme, week: Week, changed: Iterable[int] = ()) -> HttpResponse:
    """Back to the conflicts when that is where one was, otherwise to the board, where the change is to be seen."""
    visit = next((week.by_id[key] for key in changed if key in week.by_id), None)
    look = boards.read_look(week, {"dag": visit.day.isoformat()}, today=visit.day) if visit else None
    url = board_url(programme, look)
    if not request.htmx:
        return redirect(url)
    conflicts = reverse("conflict-list", args=[programme.bestuur.slug, programme.slug])
    is_there = urlsplit(request.htmx.current_url or "").path == conflicts
    return HttpResponseClientRefresh() if is_there else HttpResponseClientRedirect(url)


def refuse(request: StaffRequest, programme: Programme, text: str, *, stale: int = 0) -> HttpResponse:
    """Nothing was written: say why; the stale card is drawn as it is now."""
    if not request.htmx:
        messages.error(request, text)
        return redirect(board_url(programme))
    week = load_week(programme)
    look = look_of(request, programme, week)
    if look is None:
        messages.error(request, text)
        return elsewhere(request, programme, week)
    context = part_context(programme)
    if stale:
        context = touched_parts(programme, look, before=week, after=week, changed={stale})
    response = render(request, "programmes/_board_parts.html", context | {"text": text, "level": "stop"})
    return trigger_client_event(
        response, "board:refused", {"visits": [stale] if stale else [], "gone": stale not in week.by_id}, after="settle"
    )


def form_page(
    request: StaffRequest, programme: Programme, template: str, *, target: str, **context: Any
) -> HttpResponse:
    """A form as a page; when htmx posted it, only the form itself, in place of the one with id `target`."""
    if request.htmx and request.method == "POST":
        response = render(request, f"programmes/_{template}.html", part_context(programme) | context)
        return response if "refresh" in request.POST else reswap(retarget(response, f"#{target}"), "outerHTML")
    return programme_page(request, template, programme, may_edit=True, **links(programme) | context)
