"""One person's data: found over everything, given, corrected, erased."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.forms.gegevens import VerbeterenForm, WissenForm
from followup.models import Verzoek
from followup.privacy.correcting import CorrectError, Right, correct
from followup.privacy.erasing import EraseError, erase, pictures_of
from followup.privacy.exporting import as_json, as_pdf
from followup.privacy.finding import Found, everything_about, surname_alone
from followup.privacy.handed import handed_to
from followup.privacy.subjects import Subject, is_full, kind_of, rule_for, search, subject_of
from followup.privacy.table import rule_of
from programmes.access import StaffRequest, bestuur_for
from programmes.models import Bestuur

LONGEST = 150  # of a name
TYPES = {"json": "application/json", "pdf": "application/pdf"}


def _page(request: StaffRequest, template: str, bestuur: Bestuur, **context: Any) -> HttpResponse:
    return render(request, f"followup/{template}.html", {"bestuur": bestuur, "may_edit": True, **context})


@require_safe
def gegevens(request: StaffRequest, bestuur: str) -> HttpResponse:
    authority = bestuur_for(request.user, bestuur, edit=True)
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    requests = authority.verzoeken.select_related("by")[:50]
    hits = search(authority, text) if text else []
    is_whole = is_full(text) or "@" in text
    return _page(request, "gegevens", authority, text=text, hits=hits, requests=requests, is_whole=is_whole)


@require_POST
def gegevens_name(request: StaffRequest, bestuur: str) -> HttpResponse:
    """Somebody who is on no list, but may be named in a text: the request itself is what they are asked for by."""
    authority = bestuur_for(request.user, bestuur, edit=True)
    name = " ".join(request.POST.get("naam", "").replace("\0", "").split())[:LONGEST]
    if not name:
        messages.error(request, "Vul een naam in.")
        return redirect("gegevens", authority.slug)
    kind = Verzoek.Kind.INZAGE
    asked = Verzoek.objects.create(bestuur=authority, kind=kind, person=name, at=timezone.now(), by=request.user)
    return redirect("gegevens-persoon", authority.slug, kind_of(rule_of("followup.Verzoek")), asked.pk)


def _subject(request: StaffRequest, bestuur: str, kind: str, pk: int) -> Subject:
    authority = bestuur_for(request.user, bestuur, edit=True)
    rule = rule_for(kind)
    row = rule.of_bestuur(authority).filter(pk=pk).first() if rule else None
    if rule is None or row is None:
        raise Http404
    return subject_of(authority, rule, row)


def _about(subject: Subject, found: list[Found]) -> dict[str, Any]:
    owned = {one.rule.model: [row.pk for row in one.own] for one in found}
    pictures = [beeld.pk for beeld in pictures_of(subject, owned)]
    return {
        "subject": subject,
        "found": found,
        "own": sum(len(one.own) for one in found),
        "mentioned": sum(len(one.mentions) for one in found),
        "pictures": len(pictures),
        "handed": handed_to(subject, pictures, owned),
    }


@require_safe
def gegevens_persoon(request: StaffRequest, bestuur: str, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, bestuur, kind, pk)
    context = _about(subject, everything_about(subject))
    return _page(request, "gegevens_persoon", subject.bestuur, kind=kind, pk=pk, **context)


@require_POST
def gegevens_json(request: StaffRequest, bestuur: str, kind: str, pk: int) -> HttpResponse:
    return _export(request, _subject(request, bestuur, kind, pk), "json")


@require_POST
def gegevens_pdf(request: StaffRequest, bestuur: str, kind: str, pk: int) -> HttpResponse:
    return _export(request, _subject(request, bestuur, kind, pk), "pdf")


def _export(request: StaffRequest, subject: Subject, form: str) -> HttpResponse:
    """What is given to somebody, is noted."""
    now, found = timezone.now(), everything_about(subject)
    content = as_json(subject, found, now=now) if form == "json" else as_pdf(subject, found, now=now)
    record = {one.title: len(one.own) + len(one.mentions) for one in found}
    kind = Verzoek.Kind.INZAGE
    Verzoek.objects.create(
        bestuur=subject.bestuur,
        kind=kind,
        person=subject.name,
        reason=f"als {form.upper()}",
        at=now,
        by=request.user,
        record=record,
    )
    name = f"gegevens-{slugify(subject.name) or 'persoon'}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


@require_http_methods(["GET", "POST"])
def gegevens_wis(request: StaffRequest, bestuur: str, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, bestuur, kind, pk)
    form = WissenForm(request.POST if request.method == "POST" else None, name=subject.name)
    if form.is_valid():
        try:
            done = erase(subject, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        except EraseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Gewist. In de lijst hieronder staat het als '{done.person}'.")
            return redirect("gegevens", bestuur)
    context = _about(subject, everything_about(subject)) | {"alone": surname_alone(subject)[:10]}
    return _page(request, "gegevens_wis", subject.bestuur, form=form, kind=kind, pk=pk, **context)


@require_http_methods(["GET", "POST"])
def gegevens_verbeter(request: StaffRequest, bestuur: str, kind: str, pk: int) -> HttpResponse:
    subject = _subject(request, bestuur, kind, pk)
    first, _, last = subject.name.partition(" ")
    initial = {"first_name": first, "last_name": last, "email": next(iter(subject.emails), "")}
    form = VerbeterenForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        right = Right(data["first_name"], data["last_name"], data["email"])
        try:
            correct(subject, right, reason=data["reason"], by=request.user, now=timezone.now())
        except CorrectError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"Verbeterd: overal staat nu {right.name}.")
            return redirect("gegevens-persoon", bestuur, kind, pk)
    return _page(request, "gegevens_verbeter", subject.bestuur, form=form, subject=subject, kind=kind, pk=pk)
