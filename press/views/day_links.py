"""The door of the pages of the day: no account, no cookie; the secret in the address is the credential."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from press.day.senders import find_sender
from programmes.views.personal import HEADERS

READS = ("GET", "HEAD")
View = Callable[..., HttpResponse]


def by_sender(*methods: str) -> Callable[[View], View]:
    """Opens a view with the `Sender` of a live link; otherwise says in plain words why not (404 or 410)."""

    def decorate(view: View) -> View:
        @login_not_required
        @csrf_exempt
        @require_http_methods([*(methods or READS)])
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            sender = find_sender(token)
            if sender is None:
                response = render(request, "programmes/link_unknown.html", status=404)
            elif not sender.is_live(timezone.localdate()):
                closed = "press/code_closed.html" if sender.shared else "programmes/link_closed.html"
                response = render(request, closed, {"programme": sender.programme}, status=410)
            else:
                response = view(request, sender, token=token, **kwargs)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate
