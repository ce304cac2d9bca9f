"""How the staff pages of this step are answered, and the door of what is behind a shared link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from followup.models import Nazorglink
from followup.sharing import find_shared
from programmes.models import Programme
from programmes.views.personal import HEADERS

View = Callable[..., HttpResponseBase]
STOOD_THERE = {
    Nazorglink.Kind.VERSLAG: "Het verslag",
    Nazorglink.Kind.AFSPRAKEN: "De agenda met afspraken",
    Nazorglink.Kind.ENQUETE: "De enquête",
}


def followup_page(
    request: HttpRequest, template: str, programme: Programme, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = {"bestuur": programme.bestuur, "programme": programme, "may_edit": True} | context
    return render(request, f"followup/{template}.html", context, status=status)


def by_shared_link(kind: Nazorglink.Kind, *methods: str) -> Callable[[View], View]:
    """Opens a view with the live Nazorglink of that kind; otherwise says in plain words why not (404 or 410)."""

    def decorate(view: View) -> View:
        @login_not_required
        @csrf_exempt
        @require_http_methods([*(methods or ("GET", "HEAD"))])
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            link = find_shared(token, kind)
            response: HttpResponseBase
            if link is None:
                response = render(request, "programmes/link_unknown.html", status=404)
            elif not link.is_live(timezone.localdate()):
                context = {"programme": link.programme, "what": STOOD_THERE[kind]}
                response = render(request, "programmes/link_closed.html", context, status=410)
            else:
                response = view(request, link, token=token, **kwargs)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate
