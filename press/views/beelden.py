"""The picture desk, for the coordinator and the communication service."""

import uuid
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from press.forms.beeld import BeeldenForm, BeeldForm
from press.models import Beeld, Upload
from press.pictures.crops import forget
from press.pictures.desk import decide, desk_of, missing_of, places_of
from press.pictures.receiving import RefusedError, receive
from press.views.pages import press_page
from press.views.picture_files import serve_picture
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme
from programmes.versions import published_week

DECISIONS = {"goedkeuren": Beeld.State.GOEDGEKEURD, "afkeuren": Beeld.State.AFGEKEURD, "terug": Beeld.State.NIEUW}


@require_safe
def beeld_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    asked, state = request.GET.get("bezoek", ""), request.GET.get("toon", "")
    visit = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    desk = desk_of(found, state=state, visit=visit, on=timezone.localdate())
    return press_page(request, "beeld_list", found, desk=desk, state=state, visit=visit)


@require_POST
def beeld_decide(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Several at once: `beeld` holds their keys, `besluit` one of DECISIONS."""
    found = programme_to_communicate(request.user, bestuur, programme)
    state = DECISIONS.get(request.POST.get("besluit", ""))
    keys = [int(key) for key in request.POST.getlist("beeld") if key.isdecimal() and len(key) < 19]
    if not keys or state is None:
        messages.warning(request, "Duid eerst een of meer beelden aan.")
    else:
        count = decide(found, keys, state=state)
        messages.success(request, f"{count} {'beeld' if count == 1 else 'beelden'}: {Beeld.State(state).label}.")
    return redirect("beeld-list", bestuur, programme)


@require_http_methods(["GET", "POST"])
def beeld_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    places = places_of(published_week(found))
    asked = {"visit": request.GET.get("bezoek", "")}
    is_sent = request.method == "POST"
    form = BeeldenForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=asked, places=places
    )
    if form.is_valid():
        refused = _receive_all(request, found, form)
        if not refused:
            return redirect("beeld-list", bestuur, programme)
        for sentence in refused:
            form.add_error("beelden", sentence)
    return press_page(request, "beeld_new", found, form=form)


def _receive_all(request: StaffRequest, programme: Programme, form: BeeldenForm) -> list[str]:
    """What is good is kept; returns a sentence for each that is not."""
    refused, kept = [], 0
    for file in form.cleaned_data["beelden"]:
        try:
            beeld = _receive(programme, file, visit=form.cleaned_data["visit"], by=str(request.user))
        except RefusedError as error:
            refused.append(str(error))
            continue
        kept += 1
        if form.cleaned_data["credit"] and not beeld.credit:
            Beeld.objects.filter(pk=beeld.pk).update(credit=form.cleaned_data["credit"])
    if kept:
        messages.success(request, f"{kept} {'bestand' if kept == 1 else 'bestanden'} ontvangen.")
    return refused


def _receive(programme: Programme, file: "UploadedFile[bytes]", *, visit: int | None, by: str) -> Beeld:
    now = timezone.now()
    folder = Path(settings.MEDIA_ROOT, "binnenkomend")
    folder.mkdir(parents=True, exist_ok=True)
    upload = Upload(programme=programme, key=uuid.uuid4(), filename=(file.name or "")[:200], visit=visit)
    upload.size, upload.meta = file.size or 0, {"name": by}
    with NamedTemporaryFile(dir=folder, delete=False) as target:
        for chunk in file.chunks():
            target.write(chunk)
    path = Path(target.name)
    try:
        return receive(upload, path, now=now)
    finally:
        path.unlink(missing_ok=True)


@require_http_methods(["GET", "POST"])
def beeld(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, row = _beeld(request, bestuur, programme, pk)
    form = BeeldForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        form.save()
        messages.success(request, "Bewaard.")
        return redirect("beeld", bestuur, programme, pk)
    return press_page(request, "beeld", found, form=form, beeld=row, missing=missing_of(row))


@require_http_methods(["GET", "POST"])
def beeld_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, row = _beeld(request, bestuur, programme, pk)
    if request.method == "POST":
        row.delete()
        forget(row)
        messages.success(request, "Het beeld is verwijderd, met al zijn bestanden.")
        return redirect("beeld-list", bestuur, programme)
    return press_page(request, "beeld_delete", found, beeld=row)


@require_safe
def beeld_bestand(request: StaffRequest, bestuur: str, programme: str, pk: int, size: str) -> FileResponse:
    _, row = _beeld(request, bestuur, programme, pk)
    return serve_picture(row, size, download="bewaar" in request.GET, request=request)


def _beeld(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Programme, Beeld]:
    found = programme_to_communicate(request.user, bestuur, programme)
    return found, get_object_or_404(Beeld.objects.select_related("zorgdienst", "programme"), programme=found, pk=pk)
