"""Consent for pictures, for the coordinator and the communication service."""

import datetime as dt
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.models import Toestemming
from invitations.stories.consent import withdraw
from press.forms.rechten import BeeldrechtForm, GroepForm
from press.models import Beeld, Groep, Herkend, Uitgifte
from press.rights.handed_out import handed_out_of
from press.rights.photographer import photographer_day
from press.rights.recognising import leave_out, recognise
from press.rights.register import register_of
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.documents import document
from programmes.models import Programme

M = TypeVar("M", bound=Model)


@require_safe
def beeldrecht(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    state = request.GET.get("toon", "")
    register = register_of(found, on=timezone.localdate())
    return press_page(request, "beeldrecht", found, register=register.only(state), counts=register.counts, state=state)


@require_http_methods(["GET", "POST"])
def beeldrecht_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """For a guest (`?gast=`), for a name on a picture (`?herkend=`), or for somebody else."""
    found = programme_to_communicate(request.user, bestuur, programme)
    guest = _one(found.guests.all(), request.GET.get("gast"))
    named = _one(Herkend.objects.filter(beeld__programme=found), request.GET.get("herkend"))
    person = guest.name if guest else named.name if named else ""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BeeldrechtForm(*posted, initial={"person": person})
    if form.is_valid():
        consent = form.instance
        consent.bestuur, consent.programme, consent.mandataris = found.bestuur, found, guest
        consent.created_at, consent.by = timezone.now(), request.user
        if named and named.beeld.zorgdienst_id:
            consent.zorgdienst_id = named.beeld.zorgdienst_id
        form.save()
        messages.success(request, f"Genoteerd voor {consent.person}.")
        if named:
            Herkend.objects.filter(pk=named.pk).update(toestemming=consent)
            return redirect("beeld", bestuur, programme, named.beeld_id)
        return redirect("beeldrecht", bestuur, programme)
    return press_page(request, "beeldrecht_new", found, form=form, person=person)


def _one(rows: QuerySet[M], key: str | None) -> M | None:
    return get_object_or_404(rows, pk=int(key)) if key and key.isdecimal() and len(key) < 19 else None


@require_http_methods(["GET", "POST"])
def beeldrecht_withdraw(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Says at once where it went already, so that somebody can call."""
    found = programme_to_communicate(request.user, bestuur, programme)
    consent = get_object_or_404(Toestemming, bestuur=found.bestuur, pk=pk)
    if request.method == "POST":
        withdraw(consent, by=str(request.user)[:150], now=timezone.now())
        messages.success(request, f"De toestemming van {consent.person} is ingetrokken. Er is niets meer van te zien.")
        return redirect("uitgifte-van", bestuur, programme, pk)
    return press_page(request, "beeldrecht_withdraw", found, consent=consent, handed=handed_out_of(consent))


@require_safe
def uitgifte_van(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    consent = get_object_or_404(Toestemming, bestuur=found.bestuur, pk=pk)
    return press_page(request, "uitgifte_van", found, consent=consent, handed=handed_out_of(consent))


@require_safe
def uitgifte_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return press_page(request, "uitgifte_list", found, uitgiften=Uitgifte.objects.filter(programme=found))


@require_POST
def herkend_add(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    beeld = _beeld(request, bestuur, programme, pk)
    if not recognise(beeld, request.POST.dict()):
        messages.warning(request, "Kies iemand uit de lijst, of vul een naam in.")
    return redirect("beeld", bestuur, programme, pk)


@require_POST
def herkend_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`wie` is the key of the row."""
    beeld = _beeld(request, bestuur, programme, pk)
    key = request.POST.get("wie", "")
    if key.isdecimal() and len(key) < 19:
        leave_out(beeld, int(key))
    return redirect("beeld", bestuur, programme, pk)


@require_POST
def herkend_checked(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Somebody looked: who can be recognised stands there, or nobody can."""
    beeld = _beeld(request, bestuur, programme, pk)
    Beeld.objects.filter(pk=beeld.pk).update(people_checked="ja" in request.POST)
    return redirect("beeld", bestuur, programme, pk)


def _beeld(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Beeld:
    found = programme_to_communicate(request.user, bestuur, programme)
    return get_object_or_404(Beeld.objects.select_related("programme"), programme=found, pk=pk)


@require_http_methods(["GET", "POST"])
def groep_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit_groep(request, found, Groep(programme=found))


@require_http_methods(["GET", "POST"])
def groep_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    return _edit_groep(request, found, get_object_or_404(Groep, programme=found, pk=pk))


def _edit_groep(request: StaffRequest, programme: Programme, groep: Groep) -> HttpResponse:
    form = GroepForm(request.POST if request.method == "POST" else None, instance=groep)
    if form.is_valid():
        form.save()
        messages.success(request, f"De groep {groep} is bewaard.")
        return redirect("beeldrecht", programme.bestuur.slug, programme.slug)
    return press_page(request, "groep_form", programme, form=form, groep=groep)


@require_http_methods(["GET", "POST"])
def groep_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """On pictures of it nobody is named any more, so somebody has to look at those again."""
    found = programme_to_communicate(request.user, bestuur, programme)
    groep = get_object_or_404(Groep, programme=found, pk=pk)
    if request.method == "POST":
        Beeld.objects.filter(herkend__groep=groep).update(people_checked=False)
        groep.delete()
        messages.success(request, "De groep is verwijderd. Kijk na wie op de beelden ervan staat.")
        return redirect("beeldrecht", bestuur, programme)
    return press_page(request, "groep_delete", found, groep=groep)


@require_safe
def fotograaf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    day = photographer_day(found, _day(request), today=timezone.localdate())
    return press_page(request, "fotograaf", found, day=day)


@require_safe
def fotograaf_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    day = photographer_day(found, _day(request), today=timezone.localdate())
    if day is None:
        return redirect("fotograaf", bestuur, programme)
    response = HttpResponse(document("fotograaf", {"programme": found, "day": day}), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="fotograaf-{day.day.isoformat()}.pdf"'
    return response


def _day(request: StaffRequest) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return None
