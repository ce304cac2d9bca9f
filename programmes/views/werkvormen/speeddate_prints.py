"""The papers of a speed date: the sheet of all tables, a card for each guest, a card for each table."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from programmes import documents
from programmes.forms.widgets import whole_number
from programmes.models import Bezoek
from programmes.times import local
from programmes.views.pages import pdf_answer
from programmes.views.werkvormen.speeddate import to
from programmes.werkvormen.speeddate.cards import size_for
from programmes.werkvormen.speeddate.desk import Desk, Line, desk_of

NO_CARD = "Voor deze gast is er geen kaartje (meer). Kijk hieronder wie er in de indeling staat."


def blad(request: HttpRequest, bezoek: Bezoek) -> HttpResponse:  # noqa: ARG001 (every view of a visit has it)
    desk = desk_of(bezoek)
    if desk is None or not desk.is_seated:
        return to(bezoek)
    return _pdf(bezoek, "speeddate_blad", "speeddate", desk=desk, pages=1, at_tables=desk.at_tables())


def kaartjes(request: HttpRequest, bezoek: Bezoek) -> HttpResponse:
    """Of who is there, or of these guests only (`?gast=3&gast=8`); the rounds that were held are left out."""
    desk = desk_of(bezoek)
    if desk is None or not desk.is_seated:
        return to(bezoek)
    lines = desk.seated_lines()
    cards = [_card(desk, line) for line in lines]
    size = size_for([(card["name"], [str(tafel or "") for _, _, tafel in card["rounds"]]) for card in cards])
    if "gast" in request.GET:  # as large as the others: they lie beside them
        asked = {whole_number(key) for key in request.GET.getlist("gast")}
        cards = [card for card, line in zip(cards, lines, strict=True) if line.gast.pk in asked]
        if not cards:
            messages.error(request, NO_CARD)
            return to(bezoek)
    sheets = [cards[first : first + size.on_a_page] for first in range(0, len(cards), size.on_a_page)]
    return _pdf(bezoek, "speeddate_kaartjes", "kaartjes", desk=desk, sheets=sheets, size=size.css)


def _card(desk: Desk, line: Line) -> dict[str, Any]:
    rounds = list(zip(range(1, len(line.tafels) + 1), desk.hours, line.tafels, strict=False))
    return {"name": line.gast.name, "rounds": rounds[desk.held :]}


def tafels(request: HttpRequest, bezoek: Bezoek) -> HttpResponse:  # noqa: ARG001
    desk = desk_of(bezoek)
    if desk is None:
        return to(bezoek)
    return _pdf(bezoek, "speeddate_tafelkaarten", "tafelkaarten", desk=desk)


def _pdf(bezoek: Bezoek, template: str, what: str, *, pages: int | None = None, **context: Any) -> HttpResponse:
    context |= {"bezoek": bezoek, "day": local(bezoek.starts_at).date(), "now": timezone.now()}
    context["programme"] = bezoek.programme
    return pdf_answer(documents.document(template, context, pages=pages), f"{what} {bezoek.name}")
