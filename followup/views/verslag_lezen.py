"""The published report for its readers: by link, or for everybody when the authority put it on its public page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from followup.models import Nazorglink, Verslagversie
from followup.reports.pdf import ReportError
from followup.reports.reading import INTERN, SITE, Reading, material_of, read
from followup.views.pages import by_shared_link
from followup.views.verslagversies import pdf_response
from press.models import Beeld
from press.rights.usable import verdict
from press.views.picture_files import serve_picture
from programmes.models import Programme

SIZES = ("klein", "web")
ASK_AGAIN = "public, no-cache"  # may be kept, and is asked for each time: what is taken back, is gone at once


def published_of(programme: Programme) -> Verslagversie | None:
    """With its report and programme."""
    rows = Verslagversie.objects.filter(verslag__programme=programme, published_at__isnull=False)
    version = rows.select_related("verslag").order_by("-number").first()
    if version:
        version.verslag.programme = programme
    return version


@by_shared_link(Nazorglink.Kind.VERSLAG)
def verslag_lezen(request: HttpRequest, link: Nazorglink, token: str) -> HttpResponse:
    version = published_of(link.programme)
    if version is None:
        return render(request, "followup/verslag_nog_niet.html", {"programme": link.programme}, status=404)
    context = {
        "reading": _reading(version, INTERN),
        "programme": link.programme,
        "door": ("verslag-lezen-beeld", (token,)),
        "pdf": reverse("verslag-lezen-pdf", args=[token]),
        "busy": "wacht" in request.GET,
    }
    return render(request, "followup/verslag_lezen.html", context)


def _reading(version: Verslagversie, channel: str) -> Reading:
    return read(version.content, material_of(version.verslag.programme, channel, on=timezone.localdate()))


@by_shared_link(Nazorglink.Kind.VERSLAG)
def verslag_lezen_pdf(request: HttpRequest, link: Nazorglink, token: str) -> HttpResponse:
    version = published_of(link.programme)
    if version is None:
        return redirect("verslag-lezen", token)
    try:
        return pdf_response(version, INTERN, to="lezers, per link", is_noted=request.method == "GET")
    except ReportError:
        return redirect(f"{reverse('verslag-lezen', args=[token])}?wacht=1")


@by_shared_link(Nazorglink.Kind.VERSLAG)
def verslag_lezen_beeld(request: HttpRequest, link: Nazorglink, token: str, pk: int, size: str) -> HttpResponseBase:  # noqa: ARG001
    return _picture(request, link.programme, pk, size, INTERN)


def _picture(request: HttpRequest, programme: Programme, pk: int, size: str, channel: str) -> HttpResponseBase:
    """Only one of the published report, that may be shown now."""
    version = published_of(programme)
    keys = {key for row in version.content["sections"] for key in row["beelden"]} if version else set()
    cover = version.content["cover"] if version else None
    beeld = Beeld.objects.select_related("programme").filter(programme=programme, pk=pk).first()
    if beeld is None or size not in SIZES or pk not in keys | {cover}:
        raise Http404
    if not verdict(beeld, channel, on=timezone.localdate()).ok:
        raise Http404
    return serve_picture(beeld, size, request=request)


def _public(bestuur: str, programme: str) -> Verslagversie:
    """Raises Http404 as long as the authority did not switch it on."""
    found = Programme.objects.select_related("bestuur").filter(bestuur__slug=bestuur, slug=programme).first()
    version = published_of(found) if found else None
    if version is None or not version.verslag.is_public:
        raise Http404
    return version


@login_not_required
@require_safe
def verslag_publiek(request: HttpRequest, bestuur: str, programme: str) -> HttpResponse:
    version = _public(bestuur, programme)
    found, args = version.verslag.programme, (bestuur, programme)
    context = {
        "reading": _reading(version, SITE),
        "programme": found,
        "door": ("verslag-publiek-beeld", args),
        "pdf": reverse("verslag-publiek-pdf", args=args),
        "address": settings.SITE_URL + reverse("verslag-publiek", args=args),
        "is_public": True,
        "busy": "wacht" in request.GET,
    }
    response = render(request, "followup/verslag_lezen.html", context)
    response.headers["Cache-Control"] = ASK_AGAIN
    return response


@login_not_required
@require_safe
def verslag_publiek_pdf(request: HttpRequest, bestuur: str, programme: str) -> HttpResponse:
    version = _public(bestuur, programme)
    try:
        return pdf_response(version, SITE, to="iedereen, op de website", is_noted=request.method == "GET")
    except ReportError:
        return redirect(f"{reverse('verslag-publiek', args=[bestuur, programme])}?wacht=1")


@login_not_required
@require_safe
def verslag_publiek_beeld(request: HttpRequest, bestuur: str, programme: str, pk: int, size: str) -> HttpResponseBase:
    return _picture(request, _public(bestuur, programme).verslag.programme, pk, size, SITE)
