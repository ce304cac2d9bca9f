"""Reading in a file in steps: upload, (whose rows,) which column is what, preview, done."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, bestuur_for
from programmes.forms.imports import AreaForm, MappingForm, UploadForm
from programmes.imports.examples import example_workbook
from programmes.imports.records import UploadError
from programmes.inlezingen import (
    choices_of,
    choose_area,
    differences_of,
    group_by_function,
    import_file,
    remembered_area,
    start,
)
from programmes.models import Bestuur, Inlezing
from programmes.views.pages import bestuur_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _check(kind: str) -> None:
    if kind not in Inlezing.Kind.values:
        raise Http404


def _inlezing_for(request: StaffRequest, bestuur: str, pk: int) -> tuple[Bestuur, Inlezing]:
    authority = bestuur_for(request.user, bestuur, edit=True)
    return authority, get_object_or_404(authority.inlezingen.select_related("bestuur"), pk=pk)


def _next_step(inlezing: Inlezing) -> HttpResponse:
    if inlezing.applied_at:
        step = "inlezing-done"
    elif inlezing.file:
        step = "inlezing-area"
    else:
        step = "inlezing-map" if inlezing.layout == "sheet" and not inlezing.options else "inlezing-preview"
    return redirect(step, inlezing.bestuur.slug, inlezing.pk)


@require_http_methods(["GET", "POST"])
def inlezing_new(request: StaffRequest, bestuur: str, kind: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    _check(kind)
    is_posted = request.method == "POST"
    form = UploadForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        kind=kind,
        bestuur=authority,
        area=remembered_area(authority) if is_posted else "",
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        return _next_step(start(authority, form.upload, kind=kind, file=file, by=request.user, now=timezone.now()))
    return bestuur_page(request, "inlezing_new", authority, form=form, kind=kind, may_edit=True)


@require_safe
def inlezing_example(request: StaffRequest, bestuur: str, kind: str) -> HttpResponse:
    bestuur_for(request.user, bestuur, edit=True)
    _check(kind)
    headers = {"Content-Disposition": f'attachment; filename="voorbeeld-{kind}.xlsx"'}
    return HttpResponse(example_workbook(kind), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def inlezing_area(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority, inlezing = _inlezing_for(request, bestuur, pk)
    if not inlezing.file:
        return _next_step(inlezing)
    form = AreaForm(request.POST if request.method == "POST" else None, areas=choices_of(inlezing))
    if form.is_valid():
        try:
            choose_area(inlezing, form.chosen, most=settings.IMPORT_MAX_BYTES)
        except UploadError as error:
            form.add_error(None, str(error))
        else:
            return _next_step(inlezing)
    return bestuur_page(request, "inlezing_area", authority, form=form, inlezing=inlezing, may_edit=True)


@require_http_methods(["GET", "POST"])
def inlezing_map(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority, inlezing = _inlezing_for(request, bestuur, pk)
    if inlezing.layout != "sheet" or inlezing.applied_at:
        return _next_step(inlezing)
    form = MappingForm(request.POST if request.method == "POST" else None, inlezing=inlezing)
    if form.is_valid():
        form.save()
        return redirect("inlezing-preview", authority.slug, inlezing.pk)
    return bestuur_page(request, "inlezing_map", authority, form=form, inlezing=inlezing, may_edit=True)


@require_http_methods(["GET", "POST"])
def inlezing_preview(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority, inlezing = _inlezing_for(request, bestuur, pk)
    if inlezing.applied_at or inlezing.file:
        return _next_step(inlezing)
    now = timezone.now()
    is_outdated = False
    if "groups" in request.POST:
        group_by_function(inlezing, chosen=request.POST["groups"] == "function")
        return redirect("inlezing-preview", authority.slug, inlezing.pk)
    if request.method == "POST":
        if import_file(inlezing, seen=request.POST.get("seen", ""), now=now):
            messages.success(request, "Het bestand is ingelezen.")
            return redirect("inlezing-done", authority.slug, inlezing.pk)
        is_outdated = True
    return bestuur_page(
        request,
        "inlezing_preview",
        authority,
        inlezing=inlezing,
        differences=differences_of(inlezing, now=now),
        is_outdated=is_outdated,
        splits_names=not {"name", "name_reversed"}.isdisjoint(inlezing.mapping) and inlezing.kind == "mandatarissen",
        may_edit=True,
    )


@require_safe
def inlezing_done(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    authority, inlezing = _inlezing_for(request, bestuur, pk)
    if not inlezing.applied_at:
        return _next_step(inlezing)
    return bestuur_page(request, "inlezing_done", authority, inlezing=inlezing, may_edit=True)
