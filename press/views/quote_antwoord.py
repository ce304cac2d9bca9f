"""Whoever said something reads it as it will appear, and says whether it may. GET shows, POST acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from invitations.models import Toestemming
from press.forms.quotes import QuoteAnswerForm
from press.models import Deellink, Quote
from press.rights.usable import verdict
from press.sharing import find_shared
from press.testimonials.asking import approve, is_set_aside, locked, refuse
from press.views.picture_files import serve_picture
from programmes.views.personal import HEADERS

View = Callable[..., HttpResponseBase]


def by_speaker(*methods: str) -> Callable[[View], View]:
    """Opens a view with the quote of a live link; otherwise says in plain words why not (404 or 410)."""

    def decorate(view: View) -> View:
        @login_not_required
        @csrf_exempt
        @require_http_methods([*methods])
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponseBase:
            response: HttpResponseBase
            link = find_shared(token)
            if link is None or link.kind != Deellink.Kind.QUOTE or link.quote is None:
                response = render(request, "programmes/link_unknown.html", status=404)
            elif not link.is_live(timezone.localdate()):
                response = render(request, "programmes/link_closed.html", {"programme": link.programme}, status=410)
            else:
                response = view(request, link.quote, token=token)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


@by_speaker("GET", "HEAD", "POST")
def quote_antwoord(request: HttpRequest, quote: Quote, *, token: str) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, quote, token)
    return _page(request, quote, token, form=QuoteAnswerForm(instance=quote))


@transaction.atomic
def _answer(request: HttpRequest, quote: Quote, token: str) -> HttpResponse:
    quote, now = locked(quote), timezone.now()
    if is_set_aside(quote):
        return redirect("quote-antwoord", token)
    if request.POST.get("act") == "nee":
        if quote.state != Quote.State.GEWEIGERD:
            refuse(quote, now=now)
        return redirect("quote-antwoord", token)
    form = QuoteAnswerForm(request.POST, instance=quote)
    if form.is_valid():
        approve(form.instance, form.cleaned_data["channels"], now=now)
        return redirect("quote-antwoord", token)
    return _page(request, locked(quote), token, form=form)


def _page(request: HttpRequest, quote: Quote, token: str, *, form: QuoteAnswerForm) -> HttpResponse:
    channels = [channel.label for channel in Toestemming.Channel if channel in quote.channels]
    context: dict[str, Any] = {
        "quote": quote,
        "programme": quote.programme,
        "token": token,
        "form": form,
        "channels": channels,
        "has_portrait": _portrait_may_be_seen(quote),
        "is_set_aside": is_set_aside(quote),
        "is_approved": quote.state == Quote.State.GOEDGEKEURD,
        "is_refused": quote.state == Quote.State.GEWEIGERD,
    }
    return render(request, "press/quote_antwoord.html", context)


@by_speaker("GET", "HEAD")
def quote_portret(request: HttpRequest, quote: Quote, *, token: str) -> HttpResponseBase:  # noqa: ARG001 (as every such view)
    """The portrait as it will appear, as long as it may."""
    if quote.portrait is None or not _portrait_may_be_seen(quote):
        raise Http404
    return serve_picture(quote.portrait, "klein")


def _portrait_may_be_seen(quote: Quote) -> bool:
    portrait = quote.portrait
    return portrait is not None and verdict(portrait, Toestemming.Channel.SITE, on=timezone.localdate()).ok
