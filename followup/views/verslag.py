"""The report as it is being written: the page of the editors."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.forms.verslag import GoedkeuringForm, NieuweSectieForm, VersieForm, VerslagForm
from followup.models import Verslag
from followup.reports.reading import INTERN, draft_content, material_of, read
from followup.reports.sections import Composed, compose
from followup.reports.sending import readers
from followup.reports.versions import published
from followup.views.pages import followup_page
from press.models import Beeld
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme
from programmes.versions import last_version

CHANGED = "Iemand anders bewaarde de voorkant intussen. Lees wat er nu staat en bewaar dan opnieuw."


def report_for(request: StaffRequest, bestuur: str, programme: str) -> Verslag:
    """The report with its programme, or 404."""
    found = programme_to_communicate(request.user, bestuur, programme)
    verslag = get_object_or_404(Verslag, programme=found)
    verslag.programme = found
    return verslag


@require_safe
def verslag(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    report = Verslag.objects.filter(programme=found).first()
    if report is None or not report.secties.exists():
        is_over = found.last_day < timezone.localdate()
        is_published = last_version(found) is not None
        return followup_page(request, "verslag_leeg", found, is_published=is_published, is_over=is_over)
    report.programme = found
    return _page(request, report)


def _page(request: StaffRequest, report: Verslag) -> HttpResponse:
    on = timezone.localdate()
    material = material_of(report.programme, INTERN, on=on)
    sections = list(report.secties.all())
    rows = {row["key"]: row for row in draft_content(report, material, on=on)["sections"]}
    versions = list(report.versies.select_related("by").defer("content"))
    context: dict[str, Any] = {
        "is_over": report.programme.last_day < on,
        "report": report,
        "sections": [(one, rows.get(one.pk)) for one in sections],
        "versions": versions,
        "published": published(report),
        "version_form": VersieForm(),
        "approval_form": GoedkeuringForm(),
        "section_form": NieuweSectieForm(),
        "readers": len(readers(report.programme)),
    }
    return followup_page(request, "verslag", report.programme, **context)


@require_POST
def verslag_compose(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    messages.success(request, composed_text(compose(found, now=timezone.now())))
    return redirect("verslag", bestuur, programme)


def composed_text(done: Composed) -> str:
    """'3 secties zijn nieuw, 1 sectie is vernieuwd.' and what stayed as somebody wrote it."""
    parts = [(done.new, "nieuw"), (done.renewed, "vernieuwd"), (done.gone, "weggevallen")]
    said = [f"{count} {'sectie is' if count == 1 else 'secties zijn'} {word}" for count, word in parts if count]
    text = f"{', '.join(said)}." if said else "Het verslag is al bij: er was niets te vernieuwen."
    if done.kept == 1:
        text += " Een sectie die je zelf bewerkte, bleef zoals ze was."
    elif done.kept:
        text += f" {done.kept} secties die je zelf bewerkte, bleven zoals ze waren."
    return text


@require_http_methods(["GET", "POST"])
def verslag_edit(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    report = report_for(request, bestuur, programme)
    pictures = material_of(report.programme, INTERN, on=timezone.localdate()).pictures.values()
    photos = [one for one in pictures if one.kind == Beeld.Kind.FOTO]
    form = VerslagForm(request.POST if request.method == "POST" else None, instance=report, photos=photos)
    if form.is_valid():
        if _stored(form, report):
            messages.success(request, "De voorkant is bewaard.")
            return redirect("verslag", bestuur, programme)
        latest = Verslag.objects.get(pk=report.pk)
        data = request.POST.copy()
        data["revision"] = str(latest.revision)
        form = VerslagForm(data, instance=report, photos=photos)
        form.add_error(None, CHANGED)
        return followup_page(request, "verslag_form", report.programme, form=form, latest=latest)
    return followup_page(request, "verslag_form", report.programme, form=form)


def _stored(form: VerslagForm, report: Verslag) -> bool:
    """Not when somebody saved it since it was opened."""
    values = {name: form.cleaned_data[name] for name in ("title", "lead", "cover", "is_public")}
    same = Verslag.objects.filter(pk=report.pk, revision=form.cleaned_data["revision"])
    return bool(same.update(**values, revision=F("revision") + 1))


@require_safe
def verslag_voorbeeld(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The draft as readers would see it."""
    report = report_for(request, bestuur, programme)
    on = timezone.localdate()
    material = material_of(report.programme, INTERN, on=on)
    reading = read(draft_content(report, material, on=on), material)
    return followup_page(
        request, "verslag_voorbeeld", report.programme, reading=reading, door=staff_door(report.programme)
    )


def staff_door(programme: Programme) -> tuple[str, tuple[str, ...]]:
    """Where the pictures of a report come from on pages of the staff."""
    return ("beeld-bestand", (programme.bestuur.slug, programme.slug))
