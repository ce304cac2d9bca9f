"""The stage of a visit: its line-up, who tells what, and the clock; each for staff and for the host."""

import datetime as dt
import math
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from programmes import documents
from programmes.forms.werkvormen.podium import PodiumForm, VertellerForm
from programmes.forms.widgets import whole_number
from programmes.models import Podium, Verteller, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.times import moment
from programmes.views.pages import pdf_answer
from programmes.views.werkvormen.podium_desk import Desk
from programmes.werkvormen.vrij_podium import lineup

ON_A_PAGE = 6  # vertellers, at a size that is read at arm's length
SAID = {
    "bewaard": "Bewaard.",
    "weggehaald": "Weggehaald uit de volgorde.",
    "ingekort": "De verhalen zijn ingekort zoals voorgesteld. Laat het de vertellers weten.",
    "anders": "De volgorde is intussen gewijzigd. Kijk het voorstel opnieuw na.",
    "weg": "Deze verteller is intussen weggehaald.",
    "vol": str(lineup.FullError()),
}


def page(request: HttpRequest, desk: Desk) -> HttpResponse:
    stage = desk.stage()
    context = {
        "stage": stage,
        "lines": [(row, slot, _urls(desk, row)) for row, slot in stage.lines],
        "out": [(row, _urls(desk, row)) for row in stage.out],
        "remarks": [(text, desk.url("edit", row.pk)) for row, text in lineup.remarks_on(stage)],
        "said": SAID.get(request.GET.get("zeg", ""), ""),
        "other_format": desk.bezoek.werkvorm != Werkvorm.VRIJ_PODIUM,
        "urls": {act: desk.url(act) for act in ("add", "settings", "fit", "clock", "blad", "affiche")},
    }
    return desk.show(request, "podium", **context)


def _urls(desk: Desk, row: Verteller) -> dict[str, str]:
    return {act: desk.url(act, row.pk) for act in ("edit", "move", "remove")}


def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Of two who save at once, one waits and meets what the other stored."""
    try:
        with all_or_too_late():
            podium = lineup.locked_podium(desk.bezoek)
            form = PodiumForm(request.POST if request.method == "POST" else None, instance=podium)
            if form.is_valid():
                lineup.keep_times(desk.bezoek, {name: form.cleaned_data[name] for name in form.stored})
                return desk.back("bewaard")
    except TooLateError as error:
        form.add_error(None, str(error))
    return desk.show(request, "podium_settings", form=form)


def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Of two who add at once, one waits and meets what the other stored."""
    if request.method != "POST" and lineup.is_full(lineup.podium_of(desk.bezoek)):
        return desk.back("vol")
    with transaction.atomic():
        return _edit(request, desk, Verteller(podium=lineup.locked_podium(desk.bezoek)))


def edit(request: HttpRequest, desk: Desk, verteller: int) -> HttpResponse:
    """Of two who save at once, one waits and meets what the other stored; what was taken away meanwhile comes back."""
    try:
        with all_or_too_late():
            return _edit_locked(request, desk, verteller)
    except TooLateError:
        return desk.back("weg")


def _edit_locked(request: HttpRequest, desk: Desk, verteller: int) -> HttpResponse:
    podium = lineup.locked_podium(desk.bezoek)
    row = lineup.locked(podium, verteller)
    if row is None and request.method != "POST":
        return desk.back("weg")
    return _edit(request, desk, row or Verteller(podium=podium), key=verteller)


def _edit(request: HttpRequest, desk: Desk, row: Verteller, *, key: int = 0) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    name = row.name
    form = VertellerForm(data, instance=row)
    if form.is_valid():
        try:
            with all_or_too_late():
                lineup.keep(row, by=desk.by)
            return desk.back("bewaard", f"verteller-{row.pk}")
        except (TooLateError, lineup.FullError) as error:
            form.add_error(None, str(error))
    remove_url = desk.url("remove", key) if key else ""
    return desk.show(request, "podium_verteller", form=form, name=name, remove_url=remove_url)


def move(request: HttpRequest, desk: Desk, verteller: int) -> HttpResponse:
    if request.method != "POST":
        return desk.back("")
    before = whole_number(request.POST.get("before", ""))
    row = lineup.move(lineup.podium_of(desk.bezoek), verteller, to=request.POST.get("to", ""), before=before)
    return desk.back("" if row else "weg", f"verteller-{row.pk}" if row else "")


def remove(request: HttpRequest, desk: Desk, verteller: int) -> HttpResponse:
    row = lineup.locked(lineup.podium_of(desk.bezoek), verteller)
    if row is None:
        return desk.back("weg")
    if request.method == "POST":
        row.delete()
        return desk.back("weggehaald")
    return desk.show(request, "podium_remove", row=row, edit_url=desk.url("edit", row.pk))


def fit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Shortens as the page proposed: what was shown comes along as `minuten-<key>`."""
    if request.method != "POST":
        return desk.back("")
    agreed = {
        whole_number(name.removeprefix("minuten-")): whole_number(str(value))
        for name, value in request.POST.items()
        if name.startswith("minuten-")
    }
    podium = lineup.podium_of(desk.bezoek)
    is_done = lineup.make_fit(podium, agreed, start=desk.start, until=desk.until, by=desk.by)
    return desk.back("ingekort" if is_done else "anders")


def clock(request: HttpRequest, desk: Desk) -> HttpResponse:
    stage = desk.stage()
    return desk.show(request, "podium_clock", stage=stage, data=clock_data(desk, stage), lines=stage.lines)


def clock_data(desk: Desk, stage: lineup.Stage) -> dict[str, Any]:
    """What static/js/podium-clock.js runs by: moments in milliseconds, the rest in minutes."""
    podium: Podium = stage.podium
    return {
        "key": f"podium-{desk.bezoek.pk}",
        "start": _milliseconds(desk.day, desk.start),
        "until": _milliseconds(desk.day, desk.until),
        "opening": podium.opening_minutes,
        "changeover": podium.changeover_minutes,
        "closing": podium.closing_minutes,
        "turns": [
            {
                "id": row.pk,
                "name": row.name,
                "topic": row.topic,
                "minutes": row.minutes,
                "introduction": row.introduction,
                "needs": row.setting_up,
                "is_nameless": row.consent == Verteller.Consent.JA and row.named_as == Verteller.NamedAs.GEEN,
            }
            for row in stage.rows
        ],
    }


def _milliseconds(day: dt.date, minutes: int) -> int:
    return round(moment(day, minutes).timestamp() * 1000)


def blad(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001 (every act has it)
    stage = desk.stage()
    pages = max(math.ceil(len(stage.rows) / ON_A_PAGE), 1)
    return _pdf(desk, "podium_blad", "podiumblad", pages=pages, stage=stage, lines=stage.lines)


def affiche(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001 (every act has it)
    return _pdf(desk, "podium_affiche", "affiche", pages=1, lines=lineup.public_lines(desk.stage()))


def _pdf(desk: Desk, template: str, what: str, *, pages: int, **context: Any) -> HttpResponse:
    context |= {"desk": desk, "programme": desk.programme, "now": timezone.now()}
    return pdf_answer(documents.document(template, context, pages=pages), f"{what} {desk.name}")
