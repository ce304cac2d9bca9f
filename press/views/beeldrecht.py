"""The register of a programme for pictures: who may be on one, who not, and where somebody was already handed out."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.models import Toestemming
from invitations.stories.consent import withdraw
from press.forms.beeldrecht import BeeldrechtFilterForm, BeeldrechtForm
from press.models import Herkend
from press.rights.handed_out import Handed
from press.rights.people import group_rows, known_people, rows_of
from press.rights.register import Register
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme

Age = Toestemming.Age


@require_safe
def beeldrecht(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    today = timezone.localdate()
    register = Register.of(found.bestuur_id)
    rows = rows_of(known_people(found, register), register, on=today)
    counts = {level: sum(row.standing.level == level for row in rows) for level in ("vraag", "niet", "beperkt", "mag")}
    form = BeeldrechtFilterForm(request.GET)
    return press_page(
        request,
        "beeldrecht",
        found,
        filter=form,
        rows=form.applied_to(rows),
        total=len(rows),
        counts=counts,
        groups=group_rows(found, on=today),
        gone=Handed(found.bestuur_id).gone(register),
        services=found.diensten.all(),
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def beeldrecht_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Of a guest (?gast=), of somebody at a service (?dienst=&naam=), or of a name beside a picture (?herkend=)."""
    found = programme_to_communicate(request.user, bestuur, programme)
    consent, herkend = _whose(request, found)
    if not consent.person:
        messages.error(request, "Vul in van wie je de toestemming noteert.")
        return redirect("beeldrecht", bestuur, programme)
    posted = request.method == "POST"
    form = BeeldrechtForm(
        request.POST if posted else None, request.FILES if posted else None, instance=consent, initial=_known(consent)
    )
    if form.is_valid():
        form.instance.created_at, form.instance.by = timezone.now(), request.user
        form.save()
        messages.success(request, f"Wat {consent.person} zegt, is genoteerd.")
        return _after(found, form.instance, herkend)
    return press_page(request, "beeldrecht_form", found, form=form, consent=consent)


def _whose(request: StaffRequest, programme: Programme) -> tuple[Toestemming, Herkend | None]:
    consent = Toestemming(bestuur=programme.bestuur, programme=programme)
    if "gast" in request.GET:
        consent.mandataris = get_object_or_404(programme.guests, pk=_number(request, "gast"))
        consent.person = consent.mandataris.name[:150]
        return consent, None
    if "herkend" in request.GET:
        rows = Herkend.objects.select_related("beeld__zorgdienst").filter(beeld__programme=programme)
        herkend = get_object_or_404(rows, pk=_number(request, "herkend"))
        consent.person, consent.zorgdienst = herkend.name, herkend.beeld.zorgdienst
        return consent, herkend
    consent.person = " ".join(request.GET.get("naam", "").replace("\x00", "").split())[:150]
    if request.GET.get("dienst"):
        consent.zorgdienst = get_object_or_404(programme.diensten, pk=_number(request, "dienst"))
    return consent, None


def _number(request: StaffRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else 0


def _known(consent: Toestemming) -> dict[str, Any]:
    """What need not be asked again."""
    person = consent.mandataris
    return {"age": "" if person.is_minor else Age.VOLWASSEN, "given_by": person.guardian[:150]} if person else {}


def _after(programme: Programme, consent: Toestemming, herkend: Herkend | None) -> HttpResponse:
    """Back to the picture where the name stood, or else to the register; first to who has to be called, if anybody."""
    args = [programme.bestuur.slug, programme.slug]
    if herkend and not (herkend.mandataris_id or herkend.toestemming_id or herkend.groep_id):
        Herkend.objects.filter(pk=herkend.pk).update(toestemming=consent)
    if consent.refuses and Handed(programme.bestuur_id).of(consent):
        return redirect(f"{reverse('uitgifte-list', args=args)}?wie={consent.pk}")
    if herkend:
        return redirect(f"{reverse('beeld', args=[*args, herkend.beeld_id])}#herkend")
    return redirect("beeldrecht", *args)


@require_http_methods(["GET", "POST"])
def beeldrecht_withdraw(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`pk` is the consent. Shows first, and afterwards again, where this person was already handed out."""
    found = programme_to_communicate(request.user, bestuur, programme)
    consent = get_object_or_404(Toestemming, bestuur=found.bestuur, pk=pk)
    handed = Handed(found.bestuur_id).of(consent)
    if request.method == "POST":
        withdraw(consent, by=str(request.user)[:150], now=timezone.now())
        messages.success(request, f"De toestemming van {consent.person} is ingetrokken. Er is niets meer van te zien.")
        if handed:
            return redirect(f"{reverse('uitgifte-list', args=[bestuur, programme])}?wie={consent.pk}")
        return redirect("beeldrecht", bestuur, programme)
    return press_page(request, "beeldrecht_withdraw", found, consent=consent, handed=handed)


@require_safe
def uitgifte_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """What was handed out of this programme; with ?wie= (a consent) only where that person is in it."""
    found = programme_to_communicate(request.user, bestuur, programme)
    handed = Handed(found.bestuur_id)
    if "wie" in request.GET:
        consent = get_object_or_404(Toestemming, bestuur=found.bestuur, pk=_number(request, "wie"))
        return press_page(request, "uitgifte_list", found, consent=consent, handed=handed.of(consent))
    gone = handed.gone(Register.of(found.bestuur_id))
    return press_page(request, "uitgifte_list", found, handed=handed.all(found), gone=gone)
