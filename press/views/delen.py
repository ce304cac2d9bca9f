"""Somebody on the spot sends photos, films and quotes: page and answers."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from press.day.senders import Sender
from press.forms.dag import sentence
from press.forms.delen import SentQuoteForm
from press.testimonials.taking import take_quote
from press.uploads.sent import own_pictures, picture_of, visits_to_share
from press.views.day_answers import SeeOther, json_refused, wants_json
from press.views.day_links import by_sender
from press.views.picture_files import serve_picture

_signer = signing.Signer(salt="dag-delen")  # so that nobody makes our page say what they want


@by_sender()
def dag_delen(request: HttpRequest, sender: Sender, *, token: str) -> HttpResponse:
    try:
        told = _signer.unsign(request.GET.get("zeg", ""))
    except signing.BadSignature:
        told = ""
    return sharing_page(request, sender, token, told=told)


def sharing_page(request: HttpRequest, sender: Sender, token: str, **context: Any) -> HttpResponse:
    """`pictures` or `quote`: a form that was refused, with what was typed."""
    typed = context.get("pictures") or context.get("quote")
    asked = typed.data.get("visit", "") if typed else request.GET.get("bezoek", "")
    context |= {
        "programme": sender.programme,
        "sender": sender,
        "token": token,
        "key": uuid4(),
        "visits": visits_to_share(sender, asked=asked, now=timezone.now()),
        "sent": own_pictures(sender),
        "problem": sentence(typed) if typed else "",
    }
    return render(request, "press/dag_delen.html", context)


def back_to_sharing(token: str, told: str, *, visit: int | None) -> HttpResponse:
    query = urlencode({"zeg": _signer.sign(told)} | ({"bezoek": visit} if visit else {}))
    return SeeOther(f"{reverse('dag-delen', args=[token])}?{query}")


@by_sender("POST")
def dag_quote(request: HttpRequest, sender: Sender, *, token: str) -> HttpResponse:
    """To a script a few words of JSON; 422 says that to send the same again is of no use."""
    is_script = wants_json(request)
    form = SentQuoteForm(request.POST, is_named=bool(sender.name))
    if not form.is_valid():
        if is_script:
            return json_refused(sentence(form))
        return sharing_page(request, sender, token, quote=form)
    quote, is_new = take_quote(sender, form.said, key=form.cleaned_data["key"], now=timezone.now())
    told = f"De quote van {quote.name} is ontvangen. Dank je wel."
    if is_script:
        return JsonResponse({"ok": True, "state": "nieuw" if is_new else "bekend", "message": told})
    return back_to_sharing(token, told, visit=form.cleaned_data["visit"])


@by_sender()
def dag_beeld(request: HttpRequest, sender: Sender, *, token: str, key: UUID) -> HttpResponse:  # noqa: ARG001 (as every such view)
    """A small picture of what one sent; 404 as long as it is not drawn."""
    beeld = picture_of(sender, key)
    if beeld is None:
        raise Http404
    return serve_picture(beeld, "klein")  # type: ignore[return-value] # a file is an answer too
