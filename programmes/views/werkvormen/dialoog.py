"""A dialogue with residents: its trajectory, theme and scope, and the way to it from a visit of the programme."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.forms.werkvormen.dialoog import ThemaForm, TrajectForm
from programmes.models import Bezoek, Bijeenkomst, Traject
from programmes.races import TooLateError, all_or_too_late
from programmes.views.pages import programme_page
from programmes.werkvormen.inwonersdialoog import trajects
from programmes.werkvormen.inwonersdialoog.guard import breaches


def by(request: StaffRequest) -> str:
    return str(request.user)[:150]


def traject_for(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Traject:
    """For coordinators only."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    traject = get_object_or_404(Traject.objects.select_related("fixed_by"), programme=found, pk=pk)
    traject.programme = found
    return traject


def address(traject: Traject, act: str = "", *more: Any) -> str:
    name = f"dialoog-{act}" if act else "dialoog"
    return reverse(name, args=[traject.programme.bestuur.slug, traject.programme.slug, traject.pk, *more])


def show(request: StaffRequest, template: str, traject: Traject, **context: Any) -> HttpResponse:
    return programme_page(request, f"werkvormen/{template}", traject.programme, traject=traject, **context)


@require_safe
def dialoog_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    taking_part = Count("inwoners", filter=Q(inwoners__withdrew_at__isnull=True), distinct=True)
    held = Count("bijeenkomsten", filter=Q(bijeenkomsten__is_held=True), distinct=True)
    rows = found.trajecten.annotate(residents=taking_part, held=held, meetings=Count("bijeenkomsten", distinct=True))
    return programme_page(request, "werkvormen/dialoog_list", found, rows=rows)


@require_http_methods(["GET", "POST"])
def dialoog_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    data = request.POST if request.method == "POST" else None
    form = TrajectForm(data, instance=Traject(programme=found), initial={"title": trajects.TITLE})
    if form.is_valid():
        title = form.cleaned_data["title"]
        traject = trajects.start(found, title=title, today=timezone.localdate(), by=by(request))
        messages.success(request, "Het traject staat klaar, met vier bijeenkomsten. Pas de dagen en vragen aan.")
        return redirect(address(traject))
    return programme_page(request, "werkvormen/dialoog_new", found, form=form)


@require_http_methods(["GET", "POST"])
def dialoog_visit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The trajectory of this visit; when there is none yet, one begins here."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    bezoek = get_object_or_404(Bezoek.objects.select_related("zorgdienst"), programme=found, pk=pk)
    if traject := trajects.of_visit(bezoek):
        return redirect(address(traject))
    data = request.POST if request.method == "POST" else None
    form = TrajectForm(data, instance=Traject(programme=found), initial={"title": trajects.TITLE})
    if form.is_valid():
        try:
            with all_or_too_late():
                Bezoek.objects.select_for_update(of=("self",)).filter(pk=bezoek.pk).first()
                started = trajects.of_visit(bezoek) or trajects.start(
                    found, title=form.cleaned_data["title"], today=timezone.localdate(), bezoek=bezoek, by=by(request)
                )
            return redirect(address(started))
        except TooLateError as error:
            form.add_error(None, str(error))
    return programme_page(request, "werkvormen/dialoog_new", found, form=form, bezoek=bezoek)


@require_safe
def dialoog(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    rows = trajects.meetings_of(traject)
    found = breaches(trajects.course_of(traject, rows))
    context = {
        "steps": [(row, [one for one in found if one.meeting == row.pk]) for row in rows],
        "loose": [one for one in found if one.meeting is None],
        "residents": traject.inwoners.taking_part().count(),
        "withdrawn": traject.inwoners.filter(withdrew_at__isnull=False).count(),
    }
    return show(request, "dialoog", traject, **context)


@require_http_methods(["GET", "POST"])
def dialoog_thema(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Of two who save at once, one waits and meets what the other stored."""
    traject = traject_for(request, bestuur, programme, pk)
    try:
        with all_or_too_late():
            return _thema(request, traject)
    except TooLateError:
        messages.error(request, "Dit traject is intussen verwijderd.")
        return redirect("dialoog-list", bestuur, programme)


def _thema(request: StaffRequest, traject: Traject) -> HttpResponse:
    is_post = request.method == "POST"
    row = trajects.locked(traject) if is_post else traject
    if row is None:
        raise TooLateError
    row.programme, title = traject.programme, traject.title
    meetings = Bijeenkomst.objects.filter(traject=row).select_related("bezoek")
    course = trajects.course_of(row)
    form = ThemaForm(request.POST if is_post else None, instance=row, course=course, meetings=meetings)
    if form.is_valid():
        keep(request, form)
        messages.success(request, "Thema en afbakening zijn bewaard.")
        return redirect(address(row))
    return show(request, "dialoog_form", row, form=form, heading="Thema en afbakening", name=title, back=address(row))


def keep(request: StaffRequest, form: Any) -> None:
    form.instance.revision += 1
    form.instance.changed_by = by(request)
    form.save()


@require_http_methods(["GET", "POST"])
def dialoog_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    rows = trajects.meetings_of(traject)
    if request.method == "POST":
        trajects.delete(traject)
        messages.success(request, f"‘{traject}’ is verwijderd, met alle gegevens van de inwoners.")
        return redirect("dialoog-list", bestuur, programme)
    harvest = sum(row.harvest for row in rows)  # type: ignore[attr-defined] # counted by meetings_of
    residents = traject.inwoners.taking_part().count()
    return show(request, "dialoog_delete", traject, rows=rows, harvest=harvest, residents=residents)
