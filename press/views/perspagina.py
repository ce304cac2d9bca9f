"""The page that the press opens by link. Before the embargo ends it says when, and hands out nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from press.kit.content import PERS, kit_of
from press.kit.pdf import KitError
from press.models import Beeld, Deellink, Persmap
from press.rights.handed_out import note_handed_out
from press.rights.usable import verdict
from press.sharing import find_shared
from press.views.persmap import pdf_of, zip_of
from press.views.picture_files import serve_picture
from programmes.views.personal import HEADERS

View = Callable[..., HttpResponseBase]


def by_press_link(view: View) -> View:
    """Opens a view with the live link; otherwise says in plain words why not (404 or 410)."""

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = find_shared(token)
        response: HttpResponseBase
        if link is None or link.kind != Deellink.Kind.PERS:
            response = render(request, "programmes/link_unknown.html", status=404)
        elif not link.is_live(timezone.localdate()):
            response = render(request, "programmes/link_closed.html", {"programme": link.programme}, status=410)
        else:
            response = view(request, link, token=token, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return opened


@by_press_link
def pers_pagina(request: HttpRequest, link: Deellink, token: str) -> HttpResponse:
    kit = kit_of(link.programme, on=timezone.localdate())
    is_open = kit.is_open(timezone.now())
    problem = "De persmap wordt net vernieuwd. Probeer het over een minuut opnieuw." if "wacht" in request.GET else ""
    context = {"kit": kit, "is_open": is_open, "token": token, "programme": link.programme, "problem": problem}
    return render(request, "press/pers_pagina.html", context)


@by_press_link
def pers_pdf(request: HttpRequest, link: Deellink, token: str) -> HttpResponse:
    if _is_closed(link):
        return redirect("pers-pagina", token)
    try:
        return pdf_of(link.programme, to=_name(link), now=timezone.now(), is_noted=request.method == "GET")
    except KitError:
        return _later(token)


@by_press_link
def pers_zip(request: HttpRequest, link: Deellink, token: str) -> HttpResponseBase:  # noqa: ARG001
    if _is_closed(link):
        return redirect("pers-pagina", token)
    try:
        return zip_of(link.programme, to=_name(link), now=timezone.now())
    except KitError:
        return _later(token)


@by_press_link
def pers_beeld(request: HttpRequest, link: Deellink, token: str, pk: int, size: str) -> HttpResponseBase:  # noqa: ARG001
    """Small ones for the page; in print size to take along, which is noted."""
    beeld = Beeld.objects.select_related("programme").filter(programme=link.programme, pk=pk).first()
    now = timezone.now()
    if beeld is None or _is_closed(link) or not verdict(beeld, PERS, on=timezone.localdate()).ok:
        raise Http404
    is_taken = size == "druk" or "bewaar" in request.GET
    response = serve_picture(beeld, size, download=is_taken, request=request)
    if is_taken and request.method == "GET":  # who asks for the headers only, has nothing
        note_handed_out(link.programme, "beeld", _name(link), beelden=[beeld], now=now)
    return response


def _is_closed(link: Deellink) -> bool:
    until = Persmap.objects.filter(programme=link.programme_id).values_list("embargo_until", flat=True).first()
    return until is not None and timezone.now() < until


def _name(link: Deellink) -> str:
    return link.label or "de pers, per link"


def _later(token: str) -> HttpResponse:
    response = redirect("pers-pagina", token)
    response.headers["Location"] += "?wacht"
    return response
