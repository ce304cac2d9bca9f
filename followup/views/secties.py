"""One section of a report: edited with a script that saves by itself, or without."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from followup.forms.verslag import MATERIAL, NieuweSectieForm, SectieForm
from followup.models import Sectie
from followup.reports.reading import INTERN, draft_content, material_of
from followup.reports.sections import StaleError, add_own, keep_own, move, save_section, take_composed
from followup.views.pages import followup_page
from followup.views.verslag import report_for, staff_door
from programmes.access import StaffRequest, programme_to_communicate
from programmes.times import clock, minutes_of


def _section(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Sectie:
    found = programme_to_communicate(request.user, bestuur, programme)
    rows = Sectie.objects.select_related("verslag")
    one = get_object_or_404(rows, verslag__programme=found, pk=pk)
    one.verslag.programme = found
    return one


@require_POST
def sectie_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    report = report_for(request, bestuur, programme)
    form = NieuweSectieForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["title"][0]))
        return redirect("verslag", bestuur, programme)
    one = add_own(report, title=form.cleaned_data["title"], by=str(request.user), now=timezone.now())
    return redirect("sectie-edit", bestuur, programme, one.pk)


@require_http_methods(["GET", "POST"])
def sectie_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = _section(request, bestuur, programme, pk)
    form = _form(request.POST if request.method == "POST" else None, one)
    if request.method != "POST":
        return _page(request, one, form)
    wants_json = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        return _refused(form) if wants_json else _page(request, one, form)
    try:
        saved = save_section(
            one,
            revision=form.cleaned_data["revision"],
            by=str(request.user),
            now=timezone.now(),
            **form.values(one),
        )
    except StaleError as error:
        return _stale_json(one, error) if wants_json else _stale_page(request, one, error)
    if wants_json:
        return JsonResponse({"revision": saved.revision, "saved": clock(minutes_of(timezone.now()))})
    messages.success(request, f"De sectie ‘{saved.title}’ is bewaard.")
    return redirect("verslag", bestuur, programme)


def _form(data: QueryDict | None, one: Sectie) -> SectieForm:
    """Offers what may be used in the report; what the section has of itself is ticked."""
    on = timezone.localdate()
    material = material_of(one.verslag.programme, INTERN, on=on)
    initial: dict[str, Any] = {"revision": one.revision, "title": one.title, "text": one.text}
    for name in MATERIAL:
        initial[name] = getattr(one, name)
    if one.beelden is None or one.quotes is None:
        content = draft_content(one.verslag, material, on=on)
        row: dict[str, Any] = next((row for row in content["sections"] if row["key"] == one.pk), {})
        initial |= {name: row.get(name, []) for name in MATERIAL if initial[name] is None}
    pictures = sorted(material.pictures.values(), key=lambda beeld: (beeld.visit != one.visit, beeld.pk))
    quotes = sorted(material.quotes.values(), key=lambda quote: (quote.visit != one.visit, quote.pk))
    return SectieForm(data, initial=initial, beelden=pictures, quotes=quotes)


def _page(request: StaffRequest, one: Sectie, form: SectieForm, **context: Any) -> HttpResponse:
    programme = one.verslag.programme
    context |= {"sectie": one, "form": form, "door": staff_door(programme)}
    return followup_page(request, "sectie", programme, **context)


def _refused(form: SectieForm) -> HttpResponse:
    found = [str(message) for rows in form.errors.values() for message in rows]
    return JsonResponse({"message": " ".join(found)}, status=422)


def _stale_json(one: Sectie, error: StaleError) -> HttpResponse:
    """With all that the other one saved: who takes that over, takes the pictures and quotes too."""
    now = error.sectie
    now.verslag = one.verslag
    form = _form(None, now)
    chosen = {name: form.initial[name] for name in MATERIAL}
    said = {"message": str(error), "revision": now.revision, "title": now.title, "text": now.text, "chosen": chosen}
    return JsonResponse(said, status=409)


def _stale_page(request: StaffRequest, one: Sectie, error: StaleError) -> HttpResponse:
    """What was typed stays in the form; saving again puts it in the place of what stands beside it."""
    data = request.POST.copy()
    data["revision"] = str(error.sectie.revision)
    form = _form(data, one)
    form.add_error(None, str(error))
    return _page(request, one, form, latest=error.sectie)


@require_POST
def sectie_move(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = _section(request, bestuur, programme, pk)
    move(one, -1 if request.POST.get("naar") == "boven" else 1)
    return redirect(f"{_home(bestuur, programme)}#sectie-{one.pk}")


@require_POST
def sectie_toggle(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """In the report or out of it; as asked, so that twice is once."""
    one = _section(request, bestuur, programme, pk)
    Sectie.objects.filter(pk=one.pk).update(is_in=request.POST.get("erin") == "ja")
    return redirect(f"{_home(bestuur, programme)}#sectie-{one.pk}")


@require_POST
def sectie_take(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The newest text of the facts in the place of one's own, or not."""
    one = _section(request, bestuur, programme, pk)
    if request.POST.get("keuze") == "mijn":
        keep_own(one)
        messages.success(request, f"‘{one.title}’ blijft zoals je het schreef.")
        return redirect(f"{_home(bestuur, programme)}#sectie-{one.pk}")
    take_composed(one, by=str(request.user), now=timezone.now())
    messages.success(request, f"‘{one.title}’ heeft nu de nieuwste tekst.")
    return redirect(f"{_home(bestuur, programme)}#sectie-{one.pk}")


@require_POST
def sectie_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """Only one's own: the others come back when the report is composed again, so they are put out of it."""
    one = _section(request, bestuur, programme, pk)
    if one.kind == Sectie.Kind.EIGEN:
        one.delete()
        messages.success(request, f"De sectie ‘{one.title}’ is verwijderd.")
    else:
        Sectie.objects.filter(pk=one.pk).update(is_in=False)
        messages.success(request, f"‘{one.title}’ staat niet meer in het verslag.")
    return redirect("verslag", bestuur, programme)


def _home(bestuur: str, programme: str) -> str:
    return reverse("verslag", args=[bestuur, programme])
