"""The stories of a programme and the register of consent, for the coordinator."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.verhaal import ToestemmingForm, VerhaalForm
from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import state_of, withdraw
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.documents import document
from programmes.models import Programme


@require_safe
def verhaal_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    stories = _stories(found)
    services = [(one, [row for row in stories if row[0].zorgdienst_id == one.pk]) for one in found.diensten.all()]
    without = [one for one, own in services if not own]
    return invitations_page(request, "verhaal_list", found, services=services, without=without)


def _stories(programme: Programme) -> list[tuple[Verhaal, str]]:
    """Each with the state of its consent; empty: none is noted."""
    today = timezone.localdate()
    rows = Verhaal.objects.filter(programme=programme).select_related("zorgdienst", "toestemming", "bezoek")
    return [(story, state_of(story.toestemming, today) if story.toestemming else "") for story in rows]


@require_http_methods(["GET", "POST"])
def verhaal_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _edit(request, found, Verhaal())


@require_http_methods(["GET", "POST"])
@transaction.atomic
def verhaal_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    return _edit(request, found, get_object_or_404(locked_when_sent(request, found.verhalen.all()), pk=pk))


def locked_when_sent(request: HttpRequest, stories: QuerySet[Verhaal]) -> QuerySet[Verhaal]:
    """Of two who save at once, one waits and meets what the other stored."""
    return stories.select_for_update(of=("self",)) if request.method == "POST" else stories


def _edit(request: StaffRequest, programme: Programme, story: Verhaal) -> HttpResponse:
    form = VerhaalForm(request.POST if request.method == "POST" else None, instance=story, programme=programme)
    if form.is_valid():
        keep_story(form, by=str(request.user)[:150], now=timezone.now())
        messages.success(request, "Het verhaal is bewaard.")
        if form.instance.toestemming_id is None:
            return redirect("verhaal-consent", programme.bestuur.slug, programme.slug, form.instance.pk)
        return redirect("verhaal-list", programme.bestuur.slug, programme.slug)
    return invitations_page(request, "verhaal_form", programme, form=form, story=story)


def keep_story(form: VerhaalForm, *, by: str, now: dt.datetime) -> None:
    """A consent is somebody's own: told by somebody else, the story asks for one again."""
    form.instance.changed_at, form.instance.changed_by = now, by
    if form.names_another:
        form.instance.toestemming = None
    form.save()


@require_http_methods(["GET", "POST"])
def verhaal_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    story = get_object_or_404(Verhaal.objects.select_related("zorgdienst"), programme=found, pk=pk)
    if request.method == "POST":
        story.delete()
        messages.success(request, "Het verhaal is verwijderd. Een toestemming die er was, blijft in het register.")
        return redirect("verhaal-list", bestuur, programme)
    return invitations_page(request, "verhaal_delete", found, story=story)


@require_http_methods(["GET", "POST"])
def verhaal_consent(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Notes the consent for a story; a new one takes the place of what was withdrawn or has ended."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    story = get_object_or_404(Verhaal.objects.select_related("zorgdienst"), programme=found, pk=pk)
    form = consent_form(request.POST, request.FILES, story) if request.method == "POST" else consent_form(story=story)
    if form.is_valid():
        form.instance.by = request.user
        keep_consent(form, story, now=timezone.now())
        messages.success(request, f"De toestemming van {form.instance.person} is genoteerd.")
        return redirect("verhaal-list", bestuur, programme)
    return invitations_page(request, "toestemming_form", found, form=form, story=story, back="verhaal-list")


def consent_form(data: object = None, files: object = None, story: Verhaal | None = None) -> ToestemmingForm:
    person = {"person": story.name, "purposes": [Toestemming.Purpose.VERHAAL]} if story else {}
    return ToestemmingForm(data, files, initial=person)


def keep_consent(form: ToestemmingForm, story: Verhaal, *, now: dt.datetime) -> None:
    consent = form.instance
    consent.bestuur, consent.programme = story.programme.bestuur, story.programme
    consent.zorgdienst, consent.created_at = story.zorgdienst, now
    form.save()
    Verhaal.objects.filter(pk=story.pk).update(toestemming=consent)  # a story that went meanwhile stays away


@require_safe
def toestemming_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The whole register of the authority: a consent may serve more than one edition."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    today = timezone.localdate()
    rows = Toestemming.objects.filter(bestuur=found.bestuur).select_related("zorgdienst")
    consents = [(one, state_of(one, today)) for one in rows]
    return invitations_page(request, "toestemming_list", found, consents=consents)


@require_http_methods(["GET", "POST"])
def toestemming_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    posted = request.method == "POST"
    form = ToestemmingForm(request.POST if posted else None, request.FILES if posted else None, programme=found)
    if form.is_valid():
        consent = form.instance
        consent.bestuur, consent.programme = found.bestuur, found
        consent.created_at, consent.by = timezone.now(), request.user
        form.save()
        messages.success(request, f"De toestemming van {consent.person} is genoteerd.")
        return redirect("toestemming-list", bestuur, programme)
    return invitations_page(request, "toestemming_form", found, form=form, back="toestemming-list")


@require_http_methods(["GET", "POST"])
def toestemming_withdraw(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, consent = _consent(request, bestuur, programme, pk)
    if request.method == "POST":
        withdraw(consent, by=str(request.user)[:150], now=timezone.now())
        messages.success(request, f"De toestemming van {consent.person} is ingetrokken. Er is niets meer van te zien.")
        return redirect("toestemming-list", bestuur, programme)
    return invitations_page(request, "toestemming_withdraw", found, consent=consent)


@require_safe
def toestemming_proof(request: StaffRequest, bestuur: str, programme: str, pk: int) -> FileResponse:
    _, consent = _consent(request, bestuur, programme, pk)
    if not consent.proof_file.name or not consent.proof_file.storage.exists(consent.proof_file.name):
        raise Http404
    response = FileResponse(consent.proof_file.open("rb"), as_attachment=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def toestemming_sheet(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """An empty form to sign on paper."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    return sheet(found)


def sheet(programme: Programme) -> HttpResponse:
    context = {"programme": programme, "purposes": Toestemming.Purpose.labels, "channels": Toestemming.Channel.labels}
    response = HttpResponse(document("toestemming", context, pages=1), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="toestemming.pdf"'
    return response


def _consent(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Programme, Toestemming]:
    found = programme_for(request.user, bestuur, programme, edit=True)
    rows = Toestemming.objects.filter(bestuur=found.bestuur).select_related("zorgdienst")
    return found, get_object_or_404(rows, pk=pk)
