"""The vision workshop behind the link of whoever receives: led in their own hall, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from programmes.links import token_of
from programmes.models import Bezoek, PersonalLink, Visieworkshop, Werkvorm
from programmes.races import TooLateError
from programmes.views.personal import behind_link
from programmes.views.werkvormen import visie
from programmes.views.werkvormen.received import received
from programmes.week import Visit, Week
from programmes.werkvormen.visieworkshop import holding
from programmes.werkvormen.visieworkshop.blocks import SCALE
from programmes.werkvormen.visieworkshop.results import outcome_of


@behind_link("contactpersoon", posts=True)
def gastheer_visie(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """GET shows; POST makes it, opens it, closes it, or chooses what stands on the phones."""
    week, visit, bezoek = _own(link, pk)
    urls, error = _urls(link, pk), ""
    workshop: Visieworkshop | None = getattr(bezoek, "visieworkshop", None)
    if request.method == "POST":
        try:
            error = visie.act_on(holding.workshop_of(bezoek), request.POST)
        except (Visieworkshop.DoesNotExist, TooLateError):  # its visit was deleted a moment ago
            raise Http404 from None
        if not error:
            return visie.after_act(request, urls)
    context = {"visit": visit, "name": week.name_of(visit), "error": error, "workshop": workshop, "urls": urls}
    if workshop:
        context |= visie.lead_context(workshop) | {"outcome": outcome_of(workshop), "scale": SCALE}
    return _show(request, link, "gastheer_visie", **context)


@behind_link("contactpersoon")
def gastheer_visie_scherm(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    workshop = _workshop(link, pk)
    own = {"urls": _urls(link, pk), "bezoek": workshop.bezoek, "base": "personal_base.html"}
    return _show(request, link, "visie_scherm", **visie.screen_context(request, workshop), **own)


@behind_link("contactpersoon")
def gastheer_visie_pdf(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:  # noqa: ARG001
    return visie.report(_workshop(link, pk))


def _own(link: PersonalLink, pk: int) -> tuple[Week, Visit, Bezoek]:
    """As it was published it must be a vision workshop."""
    week, visit, bezoek = received(link, pk, "visieworkshop")
    if visit.werkvorm != Werkvorm.VISIEWORKSHOP:
        raise Http404
    return week, visit, bezoek


def _workshop(link: PersonalLink, pk: int) -> Visieworkshop:
    workshop: Visieworkshop | None = getattr(_own(link, pk)[2], "visieworkshop", None)
    if workshop is None:
        raise Http404
    return workshop


def _urls(link: PersonalLink, pk: int) -> dict[str, str]:
    home, screen, pdf = (
        reverse(name, args=[token_of(link), pk])
        for name in ("gastheer-visie", "gastheer-visie-scherm", "gastheer-visie-pdf")
    )
    return {"home": home, "act": home, "screen": screen, "pdf": pdf, "result": f"{home}#resultaten"}


def _show(request: HttpRequest, link: PersonalLink, template: str, **context: object) -> HttpResponse:
    context |= {"token": token_of(link), "programme": link.programme}
    return render(request, f"programmes/werkvormen/{template}.html", context)
