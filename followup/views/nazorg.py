"""The report of one participant, behind their own link: on the screen, on paper, and the thanks that a host writes."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify

from followup.forms.persoonlijk import BedankingForm, keep_thanks
from followup.models import Bedanking
from followup.personal.own import own_picture, own_version, report_url, staff_survey_is_open, survey_is_open
from followup.personal.papers import etag_of, note_version, version_pdf
from followup.personal.texts import HOST_THANKS
from followup.personal.versions import Personal
from invitations.hosting.hosts import own_services
from press.views.picture_files import serve_picture
from programmes.forms.widgets import whole_number
from programmes.links import owner_name, token_of
from programmes.models import PersonalLink, Zorgdienst
from programmes.views.personal import behind_link

SIZES = {"klein", "web"}


@behind_link("mandataris", "contactpersoon")
def nazorg(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    today = timezone.localdate()
    return _page(
        request,
        link,
        "nazorg",
        version=own_version(link, on=today),
        report=report_url(link.programme, on=today),
        survey=survey_is_open(link, on=today),
        staff_survey=staff_survey_is_open(link, on=today),
    )


@behind_link("mandataris", "contactpersoon")
def nazorg_pdf(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Who has it as it is, does not wait for it to be drawn again."""
    version = own_version(link, on=timezone.localdate())
    if version is None or not version.visits:
        return _page(request, link, "nazorg", version=version)
    etag = quote_etag(etag_of(version))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = pdf_response(version)
        if request.method == "GET":
            note_version(link.programme, version, to=owner_name(link), now=timezone.now())
    response.headers["ETag"] = etag
    return response


def pdf_response(version: Personal) -> HttpResponse:
    response = HttpResponse(version_pdf(version), content_type="application/pdf")
    name = f"{slugify(f'{version.info.title} {version.name}')}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


@behind_link("mandataris", "contactpersoon")
def nazorg_beeld(request: HttpRequest, link: PersonalLink, pk: int, size: str) -> HttpResponseBase:
    beeld = own_picture(link, pk, on=timezone.localdate()) if size in SIZES else None
    if beeld is None:
        raise Http404
    return serve_picture(beeld, size, request=request)


@behind_link("contactpersoon", posts=True)
@transaction.atomic
def nazorg_bedanking(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """A form for each of their services; only the one that was sent is stored."""
    services = own_services(link).order_by("name", "pk")
    sent = whole_number(request.POST.get("dienst", "")) if request.method == "POST" else None
    if sent is not None:  # of two colleagues who save at once, one waits and meets what the other stored
        services = services.select_for_update(of=("self",))
    shown: list[tuple[Zorgdienst, BedankingForm]] = []
    for service in services:
        form = _form(request if service.pk == sent else None, link, service)
        if service.pk == sent and form.is_valid():
            keep_thanks(form, now=timezone.now())
            if not form.clashes:
                return HttpResponseRedirect(f"{request.path}?bewaard=1")
            form = _again(form, link, service)
        shown.append((service, form))
    if sent is not None and sent not in {service.pk for service, _ in shown}:
        raise Http404
    return _page(request, link, "nazorg_bedanking", shown=shown, usual=HOST_THANKS)


def _form(request: HttpRequest | None, link: PersonalLink, service: Zorgdienst) -> BedankingForm:
    kept = Bedanking.objects.filter(programme=link.programme_id, zorgdienst=service).first()
    written = kept or Bedanking(programme=link.programme, zorgdienst=service, by=owner_name(link)[:150])
    return BedankingForm(request.POST if request else None, instance=written, prefix=f"dienst-{service.pk}")


def _again(old: BedankingForm, link: PersonalLink, service: Zorgdienst) -> BedankingForm:
    """What is stored now, with what was typed where somebody else changed the same."""
    form = _form(None, link, service)
    form.show_again(old)
    return form


def _page(request: HttpRequest, link: PersonalLink, template: str, **context: Any) -> HttpResponse:
    context |= {"programme": link.programme, "token": token_of(link), "is_host": link.contactpersoon_id is not None}
    context["is_over"] = timezone.localdate() > link.programme.last_day
    context |= {"owner": owner_name(link), "saved": "bewaard" in request.GET and request.method != "POST"}
    return render(request, f"followup/{template}.html", context)
