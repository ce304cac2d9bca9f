"""The page on the phones of a vision workshop: behind the link that everybody in the room has, without a name."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from programmes.forms.werkvormen.visie import InschattingForm, blocks_asked
from programmes.models import Bezoek, Visieworkshop, Werkvorm
from programmes.versions import published_week
from programmes.views.personal import HEADERS
from programmes.werkvormen.visieworkshop.blocks import BLOCKS, OF_KEY
from programmes.werkvormen.visieworkshop.holding import AnswerError, answer, find_workshop


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def visie_antwoord(request: HttpRequest, token: str) -> HttpResponse:
    """No cookie, no session. The form comes back filled in after sending, so that it can be sent again."""
    workshop = find_workshop(token)
    if workshop is None or not _is_held(workshop.bezoek):
        response = render(request, "programmes/link_unknown.html", status=404)
    elif timezone.localdate() > workshop.bezoek.programme.links_end_on:
        response = render(request, "programmes/link_closed.html", {"programme": workshop.bezoek.programme}, status=410)
    elif request.method == "POST":
        try:
            response = _answer(request, workshop)
        except Visieworkshop.DoesNotExist:  # its visit was deleted a moment ago
            response = render(request, "programmes/link_unknown.html", status=404)
    else:
        response = _page(request, workshop, InschattingForm(blocks=blocks_asked(workshop.asked)))
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _is_held(bezoek: Bezoek) -> bool:
    """Staff may lead it as soon as the draft says so; a host until another format is published."""
    if bezoek.werkvorm == Werkvorm.VISIEWORKSHOP:
        return True
    week = published_week(bezoek.programme)
    visit = week.by_id.get(bezoek.pk) if week else None
    return visit is not None and visit.werkvorm == Werkvorm.VISIEWORKSHOP


def _answer(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    """For the blocks that stood on this form, whatever stands on the screen meanwhile."""
    stood = request.POST.get("asked", "")
    form = InschattingForm(request.POST, blocks=blocks_asked(stood))
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            answer(workshop, form.sheet)
            context["is_saved"] = True
        except AnswerError as error:
            context["problem"] = str(error)
    return _page(request, workshop, form, asked=stood if stood in OF_KEY else "", **context)


def _page(request: HttpRequest, workshop: Visieworkshop, form: InschattingForm, **context: Any) -> HttpResponse:
    programme = workshop.bezoek.programme
    context = {"asked": workshop.asked} | context
    context |= {"workshop": workshop, "programme": programme, "form": form, "total": len(BLOCKS)}
    context["has_moved"] = context["asked"] != workshop.asked
    if context["asked"] in OF_KEY:
        context["place"] = [block.key for block in BLOCKS].index(context["asked"]) + 1
    return render(request, "programmes/werkvormen/visie_telefoon.html", context)
