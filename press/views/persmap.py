"""The press kit: its texts, what is in it, its downloads and the links for the press."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from press.forms.persmap import PerslinkForm, PersmapForm
from press.kit.archive import kit_zip
from press.kit.content import PERS, kit_of
from press.kit.pdf import KitError, kit_pdf
from press.models import Deellink, Persmap
from press.rights.handed_out import note_handed_out
from press.rights.usable import blocked_pictures
from press.sharing import revoke_shared, share, shared_url
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme
from programmes.views.pages import pdf_answer


@require_http_methods(["GET", "POST"])
def persmap(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    texts = Persmap.objects.filter(programme=found).first() or Persmap(programme=found)
    form = PersmapForm(request.POST if request.method == "POST" else None, instance=texts)
    if form.is_valid():
        form.save()
        messages.success(request, "De persmap is bewaard.")
        return redirect("persmap", bestuur, programme)
    return _page(request, found, form, PerslinkForm())


def _page(request: StaffRequest, programme: Programme, form: PersmapForm, link_form: PerslinkForm) -> HttpResponse:
    today = timezone.localdate()
    links = Deellink.objects.filter(programme=programme, kind=Deellink.Kind.PERS, revoked_at=None)
    kit = kit_of(programme, on=today)
    return press_page(
        request,
        "persmap",
        programme,
        form=form,
        link_form=link_form,
        kit=kit,
        blocked=blocked_pictures(programme, PERS, on=today),
        is_open=kit.is_open(timezone.now()),
        links=[(link, shared_url(link), link.is_live(today)) for link in links.select_related("programme")],
    )


@require_safe
def persmap_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    try:
        return pdf_of(
            found,
            to=str(request.user),
            now=timezone.now(),
            is_noted="meegeven" in request.GET and request.method == "GET",
        )
    except KitError as error:
        messages.warning(request, str(error))
        return redirect("persmap", bestuur, programme)


@require_safe
def persmap_zip(request: StaffRequest, bestuur: str, programme: str) -> HttpResponseBase:
    found = programme_to_communicate(request.user, bestuur, programme)
    try:
        return zip_of(found, to=str(request.user), now=timezone.now())
    except KitError as error:
        messages.warning(request, str(error))
        return redirect("persmap", bestuur, programme)


def pdf_of(programme: Programme, *, to: str, now: dt.datetime, is_noted: bool) -> HttpResponse:
    """Raises KitError."""
    content, kit = kit_pdf(programme, now=now)
    if is_noted:
        note_handed_out(programme, "persmap", to, beelden=kit.photos, quotes=kit.quotes, verhalen=kit.verhalen, now=now)
    return pdf_answer(content, f"persmap {kit.title}")


def zip_of(programme: Programme, *, to: str, now: dt.datetime) -> StreamingHttpResponse:
    """Raises KitError."""
    pdf, kit = kit_pdf(programme, now=now)
    response = StreamingHttpResponse(kit_zip(programme, kit, pdf, to=to, now=now), content_type="application/zip")
    name = f"persmap-{slugify(kit.title)}.zip"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def perslink_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    form = PerslinkForm(request.POST)
    if not form.is_valid():
        texts = Persmap.objects.filter(programme=found).first() or Persmap(programme=found)
        return _page(request, found, PersmapForm(instance=texts), form)
    share(found, Deellink.Kind.PERS, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "De link staat klaar. Kopieer hem hieronder.")
    return redirect("persmap", bestuur, programme)


@require_POST
def perslink_revoke(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    link = get_object_or_404(Deellink, programme=found, kind=Deellink.Kind.PERS, pk=pk)
    revoke_shared(link, now=timezone.now())
    messages.success(request, f"De link voor {link.label or 'de pers'} werkt niet meer.")
    return redirect("persmap", bestuur, programme)
