"""The quotes of a programme, for the coordinator and the communication service."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from press.forms.quotes import QuoteForm
from press.models import Quote
from press.testimonials.asking import ask, fingerprint, keep_changes, locked, set_aside, take_up
from press.testimonials.listing import quote_groups
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme

FELL = "Wat de persoon goedkeurde of te lezen kreeg, is veranderd: vraag opnieuw om goedkeuring."
NOT_ASKED = "Er is niets gevraagd: intussen gaf de persoon een antwoord, of is de quote opzij gezet."


@require_safe
def quote_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    groups = quote_groups(found, on=timezone.localdate())
    return press_page(request, "quote_list", found, groups=groups, is_empty=not any(one.lines for one in groups))


@require_http_methods(["GET", "POST"])
def quote_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    quote = Quote(programme=found, received_at=timezone.now(), received_from=str(request.user)[:150], key=uuid.uuid4())
    return _edit(request, found, quote)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def quote_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, quote = _quote(request, bestuur, programme, pk)
    return _edit(request, found, locked(quote) if request.method == "POST" else quote)


def _edit(request: StaffRequest, programme: Programme, quote: Quote) -> HttpResponse:
    was = fingerprint(quote)
    form = QuoteForm(request.POST if request.method == "POST" else None, instance=quote, on=timezone.localdate())
    if form.is_valid():
        if keep_changes(form.instance, was=was):
            messages.warning(request, FELL)
        messages.success(request, "De quote is bewaard.")
        return redirect("quote-list", programme.bestuur.slug, programme.slug)
    return press_page(request, "quote_form", programme, form=form, quote=quote)


@require_POST
def quote_ask(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    _, quote = _quote(request, bestuur, programme, pk)
    asked = ask(quote, now=timezone.now())
    if asked is None:
        messages.warning(request, NOT_ASKED)
    elif asked.mailed_to:
        messages.success(request, f"De vraag aan {asked.mailed_to} staat in het postvak UIT.")
    else:
        messages.success(request, "Er is geen e-mailadres: de link staat klaar bij de quote. Bezorg die zelf.")
    return redirect("quote-list", bestuur, programme)


@require_POST
def quote_shelve(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Sets it aside, or takes it up again (`terug`)."""
    _, quote = _quote(request, bestuur, programme, pk)
    if "terug" in request.POST:
        take_up(quote)
    else:
        set_aside(quote)
    return redirect("quote-list", bestuur, programme)


@require_http_methods(["GET", "POST"])
def quote_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, quote = _quote(request, bestuur, programme, pk)
    if request.method == "POST":
        quote.delete()
        messages.success(request, "De quote is verwijderd. Hij verschijnt nergens meer, en de link werkt niet meer.")
        return redirect("quote-list", bestuur, programme)
    return press_page(request, "quote_delete", found, quote=quote)


def _quote(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Programme, Quote]:
    found = programme_to_communicate(request.user, bestuur, programme)
    quotes = Quote.objects.select_related("programme", "mandataris", "contactpersoon", "zorgdienst", "portrait")
    return found, get_object_or_404(quotes, programme=found, pk=pk)
