"""The vision workshop of a visit, for whoever leads it: GET shows, POST acts."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from programmes import documents
from programmes.access import StaffRequest, programme_for
from programmes.forms.widgets import whole_number
from programmes.models import Bezoek, Visieworkshop
from programmes.races import TooLateError
from programmes.views.pages import pdf_answer
from programmes.werkvormen.visieworkshop import holding
from programmes.werkvormen.visieworkshop.blocks import BLOCKS, OF_KEY, SCALE, STEPS
from programmes.werkvormen.visieworkshop.results import outcome_of, why_hidden

View = Callable[..., HttpResponse]
STAYS_CLOSED = (
    "De resultaten zijn al getoond: opnieuw openen kan niet. Uit het verschil zou blijken wat iemand later antwoordde."
)


def visit_for(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Bezoek:
    found = programme_for(request.user, bestuur, programme, edit=True)
    visits = Bezoek.objects.select_related("programme__bestuur", "zorgdienst", "host", "visieworkshop")
    return get_object_or_404(visits, programme=found, pk=pk)


def for_workshop(*methods: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Opens a view with the workshop of the visit; when it is not made yet, its first page says so."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @require_http_methods([*(methods or ("GET", "HEAD"))])
        @wraps(view)
        def opened(request: StaffRequest, bestuur: str, programme: str, pk: int, **kwargs: Any) -> HttpResponseBase:
            bezoek = visit_for(request, bestuur, programme, pk)
            workshop: Visieworkshop | None = getattr(bezoek, "visieworkshop", None)
            if workshop is None:
                return redirect("visie", bestuur, programme, pk)
            workshop.bezoek = bezoek
            try:
                return view(request, workshop, **kwargs)
            except Visieworkshop.DoesNotExist:  # its visit was deleted a moment ago
                raise Http404 from None

        return opened

    return decorate


def workshop_page(request: HttpRequest, template: str, bezoek: Bezoek, **context: Any) -> HttpResponse:
    programme = bezoek.programme
    context = {"bezoek": bezoek, "programme": programme, "bestuur": programme.bestuur, "may_edit": True} | context
    return render(request, f"programmes/werkvormen/{template}.html", context)


def back_to(name: str, workshop: Visieworkshop) -> HttpResponse:
    programme = workshop.bezoek.programme
    return redirect(name, programme.bestuur.slug, programme.slug, workshop.bezoek_id)


def urls_of(workshop: Visieworkshop) -> dict[str, str]:
    """Where whoever leads it from the office goes; a host has their own."""
    programme = workshop.bezoek.programme
    args = [programme.bestuur.slug, programme.slug, workshop.bezoek_id]
    names = {"home": "visie", "act": "visie-act", "screen": "visie-scherm", "result": "visie-resultaat"}
    return {key: reverse(name, args=args) for key, name in names.items()}


@require_http_methods(["GET", "HEAD"])
def visie(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    bezoek = visit_for(request, bestuur, programme, pk)
    workshop: Visieworkshop | None = getattr(bezoek, "visieworkshop", None)
    context: dict[str, Any] = {}
    if workshop:
        workshop.bezoek = bezoek
        last_text, agreed = holding.last_text(workshop), workshop.voornemens.count()
        context = lead_context(workshop) | {"urls": urls_of(workshop), "last_text": last_text, "agreed": agreed}
    return workshop_page(request, "visie", bezoek, workshop=workshop, **context)


def lead_context(workshop: Visieworkshop) -> dict[str, Any]:
    live = _live(workshop)
    steps = {"steps": STEPS, "minutes": sum(step.minutes for step in STEPS)}
    return live | steps | {"hidden": why_hidden(workshop, live["heads"])}


def _live(workshop: Visieworkshop) -> dict[str, Any]:
    """What changes while people answer: only how many, never what."""
    url, counts = holding.url_of(workshop), holding.counts_of(workshop)
    return {
        "url": url,
        "address": url.split("://", 1)[1],
        "code": code_of(url),
        "heads": holding.heads_of(counts),
        "arrived": counts.get(workshop.asked, 0) if workshop.asked else holding.heads_of(counts),
        "counts": [(block, counts.get(block.key, 0)) for block in BLOCKS],
        "asked": OF_KEY.get(workshop.asked),
        "may_open": holding.may_open(workshop, counts),
    }


def code_of(url: str) -> str:
    """The QR code as inline SVG, with a title for who cannot see it."""
    import segno  # noqa: PLC0415 (only these two pages need it)

    svg: str = segno.make(url, error="m", micro=False).svg_inline(
        title="Code die de vragen opent", border=0, omitsize=True
    )
    return svg


@require_POST
def visie_act(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    bezoek = visit_for(request, bestuur, programme, pk)
    try:
        workshop = holding.workshop_of(bezoek)
        error = act_on(workshop, request.POST)
        if request.POST.get("act") == "link":
            holding.renew_link(workshop)
            messages.success(request, "Er is een nieuwe link en een nieuwe code. De oude werken niet meer.")
    except (Visieworkshop.DoesNotExist, TooLateError):  # its visit was deleted a moment ago
        raise Http404 from None
    if error:
        messages.error(request, error)
    elif request.POST.get("act") == "sluit":
        messages.success(request, "De zelfinschatting is gesloten. Bekijk samen de resultaten.")
    return after_act(request, urls_of(workshop))


def act_on(workshop: Visieworkshop, data: QueryDict) -> str:
    """Opens it, closes it, or chooses what stands on the phones; gives why it cannot."""
    act = data.get("act", "")
    if act == "open" and not holding.open_up(workshop):
        return STAYS_CLOSED
    if act == "sluit":
        holding.close(workshop)
    elif act == "vraag":
        holding.ask(workshop, data.get("block", ""))
    return ""


def after_act(request: HttpRequest, urls: Mapping[str, str]) -> HttpResponse:
    if request.POST.get("terug") == "scherm":
        return redirect(f"{urls['screen']}?stap={whole_number(request.POST.get('stap', '')) or 1}")
    return redirect(urls["home"])


@for_workshop()
def visie_scherm(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    context = screen_context(request, workshop) | {"urls": urls_of(workshop), "base": "base.html"}
    return workshop_page(request, "visie_scherm", workshop.bezoek, **context)


def screen_context(request: HttpRequest, workshop: Visieworkshop) -> dict[str, Any]:
    """One step at a time, large, for the wall."""
    number = min(max(whole_number(request.GET.get("stap", "")) or 1, 1), len(STEPS))
    step = STEPS[number - 1]
    context: dict[str, Any] = {"workshop": workshop, "step": step, "number": number, "steps": STEPS, "scale": SCALE}
    if step.kind == "code":
        context |= _live(workshop)
    elif step.kind == "result":
        context["outcome"] = outcome_of(workshop)
    return context


@for_workshop()
def visie_resultaat(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    return workshop_page(request, "visie_resultaat", workshop.bezoek, outcome=outcome_of(workshop), scale=SCALE)


@for_workshop()
def visie_pdf(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:  # noqa: ARG001 (every view has it)
    return report(workshop)


def report(workshop: Visieworkshop) -> HttpResponse:
    bezoek = workshop.bezoek
    context = {
        "outcome": outcome_of(workshop),
        "bezoek": bezoek,
        "programme": bezoek.programme,
        "scale": SCALE,
        "now": timezone.now(),
    }
    return pdf_answer(documents.document("visie", context), f"visieworkshop {bezoek.name}")


def by_of(request: HttpRequest) -> str:
    return str(cast(StaffRequest, request).user)[:150]
