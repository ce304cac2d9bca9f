"""What one does with the lines of a timetable, whoever does it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from programmes.forms.werkvormen.onderdeel import SOMEBODY, OnderdeelForm
from programmes.forms.widgets import whole_number
from programmes.models import Onderdeel
from programmes.races import TooLateError, all_or_too_late
from programmes.views.werkvormen.carrousel_desk import agreed, told
from programmes.views.werkvormen.desks import Desk, gone_is_404
from programmes.werkvormen import onderdelen
from programmes.werkvormen.carrousel.day import round_day
from programmes.werkvormen.carrousel.keeping import Hit, OtherwiseError, hits_of
from programmes.werkvormen.timetable import Line

USUAL = 15  # minutes of a new line


def context_of(desk: Desk) -> dict[str, Any]:
    """The timetable with, for each line, where it is changed."""
    table = onderdelen.timetable_of(desk.visit)
    return {"table": table, "rows": [_row(desk, line) for line in table.lines], "add_url": desk.url("add")}


def _row(desk: Desk, line: Line) -> dict[str, Any]:
    urls = {act: desk.url(act, line.id) for act in ("edit", "move", "remove")}
    only_for = "" if line.person is None else desk.names.get(line.person, SOMEBODY)
    return {"line": line, "urls": urls, "only_for": only_for}


def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    count = Onderdeel.objects.filter(bezoek=desk.visit.id).count()
    row = Onderdeel(bezoek_id=desk.visit.id, minutes=USUAL)
    data = request.POST if request.method == "POST" else None
    form = OnderdeelForm(data, row=row, visitors=desk.visitors, seen=count)
    if form.is_valid() and count >= onderdelen.MOST:
        form.add_error(None, f"Een uurschema heeft hoogstens {onderdelen.MOST} onderdelen. Haal er eerst een weg.")
    if form.is_valid() and _is_added(form):
        return back(desk, row)
    return desk.page(request, "onderdeel_form", form=form, action=desk.url("add"), is_new=True)


def _is_added(form: OnderdeelForm) -> bool:
    row = form.taken()
    try:
        with all_or_too_late():
            onderdelen.add(row, seen=whole_number(form.cleaned_data["seen"]))
    except TooLateError as error:
        form.add_error(None, str(error))
        return False
    return True


def edit(request: HttpRequest, desk: Desk, row: Onderdeel) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = OnderdeelForm(data, row=row, visitors=desk.visitors, seen=row.revision)
    if form.is_valid() and form.is_kept():
        return back(desk, row)
    if form.is_gone:
        return gone(request, desk)
    return desk.page(request, "onderdeel_form", form=form, action=desk.url("edit", row.pk), row=row)


def gone(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was typed in a line that is no more: to add, when it has to stay."""
    row = Onderdeel(bezoek_id=desk.visit.id)
    form = OnderdeelForm(request.POST, row=row, visitors=desk.visitors, seen=0)
    return desk.page(request, "onderdeel_form", form=form, action=desk.url("add"), is_new=True, is_gone=True)


def move(desk: Desk, row: Onderdeel, data: Mapping[str, Any]) -> HttpResponse:
    """One place up or down, first or last, or before another."""
    before = whole_number(data.get("before", ""))
    onderdelen.move(desk.visit.id, row.pk, to=data.get("to", ""), before=before)
    return back(desk, row)


def remove(request: HttpRequest, desk: Desk, row: Onderdeel) -> HttpResponse:
    """A round of a carousel: only by staff once people signed up, who see first what it does to whom."""
    line = Onderdeel.objects.filter(pk=row.pk)
    carousel = round_day(desk.visit, [row.pk])
    is_refused = bool(desk.link and carousel and carousel.people)
    keep, hits = request.method == "POST" and not is_refused, list[Hit]()
    try:
        if carousel and not is_refused:
            with gone_is_404():
                hits = hits_of(carousel, line.delete, keep=keep, now=timezone.now(), seen=agreed(request))
        elif keep:
            line.delete()
        if keep:
            return redirect(desk.url("page"))
    except OtherwiseError as error:
        hits = error.hits
    context = {"row": row, "carousel": carousel, "is_refused": is_refused, **told(request, hits)}
    return desk.page(request, "onderdeel_remove", action=desk.url("remove", row.pk), **context)


def back(desk: Desk, row: Onderdeel) -> HttpResponse:
    return redirect(f"{desk.url('page')}#onderdeel-{row.pk}")
