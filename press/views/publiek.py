"""The public page, and its switch."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from press.models import Persmap
from press.testimonials.public import public_page, public_picture, public_programme
from press.views.pages import press_page
from press.views.picture_files import serve_picture
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme

SIZES = ("klein", "web")
ASK_AGAIN = "public, no-cache"  # may be kept, and is asked for each time: what is taken back, is gone at once


@login_not_required
@require_safe
@conditional_page
def publiek(request: HttpRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = _programme(bestuur, programme)
    page = public_page(shown, on=timezone.localdate())
    response = render(request, "press/publiek.html", {"page": page, "programme": shown, "address": _address(shown)})
    response.headers["Cache-Control"] = ASK_AGAIN
    return response


@login_not_required
@require_safe
def publiek_beeld(request: HttpRequest, bestuur: str, programme: str, pk: int, size: str) -> HttpResponseBase:
    """Only what may be on the website now."""
    beeld = public_picture(_programme(bestuur, programme), pk, on=timezone.localdate())
    if beeld is None or size not in SIZES:
        raise Http404
    etag = quote_etag(f"{beeld.key.hex}-{size}")
    known: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    response = known or serve_picture(beeld, size)
    response.headers["ETag"], response.headers["Cache-Control"] = etag, ASK_AGAIN
    return response


@require_http_methods(["GET", "POST"])
def publiek_edit(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    if request.method == "POST":
        is_public = request.POST.get("aan") == "ja"
        Persmap.objects.update_or_create(programme=found, defaults={"is_public": is_public})
        messages.success(request, "De publieke pagina staat aan." if is_public else "De publieke pagina staat uit.")
        return redirect("publiek-edit", bestuur, programme)
    is_public = Persmap.objects.filter(programme=found, is_public=True).exists()
    page = public_page(found, on=timezone.localdate())
    return press_page(request, "publiek_edit", found, page=page, is_public=is_public, address=_address(found))


def _programme(bestuur: str, programme: str) -> Programme:
    shown = public_programme(bestuur, programme)
    if shown is None:
        raise Http404
    return shown


def _address(programme: Programme) -> str:
    site: str = settings.SITE_URL
    return site + reverse("publiek", args=[programme.bestuur.slug, programme.slug])
