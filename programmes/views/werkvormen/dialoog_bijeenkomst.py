"""The meetings of a trajectory, and what the groups bring up in them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest
from programmes.forms.werkvormen.dialoog import BijeenkomstForm
from programmes.forms.werkvormen.inwoner import OogstForm, RegelForm
from programmes.models import Bijeenkomst, Groep, Oogst, Traject, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.views.werkvormen.dialoog import address, by, keep, show, traject_for
from programmes.werkvormen.inwonersdialoog import harvest, trajects
from programmes.werkvormen.inwonersdialoog.guard import Course, breaches, refused

Act = Callable[[StaffRequest, Traject, int], HttpResponse]
AWAY = "Dit is intussen verwijderd."


@require_safe
def bijeenkomst(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    rows = trajects.meetings_of(traject)
    row = next((one for one in rows if one.pk == bijeenkomst), None)
    if row is None:
        return _away(request, traject)
    found = [one for one in breaches(trajects.course_of(traject, rows)) if one.meeting == row.pk]
    context = {"row": row, "breaches": found, "groups": _by_group(row)}
    return show(request, "dialoog_bijeenkomst", traject, **context)


def _by_group(row: Bijeenkomst) -> list[tuple[str, str, list[tuple[str, list[Oogst]]]]]:
    """(group, its name, [(kind, lines)]) of the groups that sit here, and of those that said something."""
    lines = list(row.oogst.all())
    groups = [one for one in harvest.GROUPS if one in row.groups or any(line.group == one for line in lines)]
    return [(one, Groep(one).label, _by_kind([line for line in lines if line.group == one])) for one in groups]


def _by_kind(lines: list[Oogst]) -> list[tuple[str, list[Oogst]]]:
    found = [(name, [line for line in lines if line.kind == kind]) for kind, name in harvest.PLURALS.items()]
    return [(name, rows) for name, rows in found if rows]


def _away(request: StaffRequest, traject: Traject) -> HttpResponse:
    messages.info(request, AWAY)
    return redirect(address(traject))


@require_http_methods(["GET", "POST"])
def bijeenkomst_new(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return _together(request, traject_for(request, bestuur, programme, pk), _edit_locked, 0)


@require_http_methods(["GET", "POST"])
def bijeenkomst_edit(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    return _together(request, traject_for(request, bestuur, programme, pk), _edit_locked, bijeenkomst)


def _together(request: StaffRequest, traject: Traject, act: Act, key: int) -> HttpResponse:
    """The rules are held against what is stored now: whoever else changes the trajectory, waits."""
    try:
        with all_or_too_late():
            if request.method == "POST":
                _wait_for(traject)
            return act(request, traject, key)
    except TooLateError as error:
        messages.error(request, str(error))
        return redirect("dialoog-list", traject.programme.bestuur.slug, traject.programme.slug)


def _wait_for(traject: Traject) -> None:
    if trajects.locked(traject) is None:
        raise TooLateError


def _edit_locked(request: StaffRequest, traject: Traject, key: int) -> HttpResponse:
    is_post = request.method == "POST"
    rows = trajects.meetings_of(traject)
    row = next((one for one in rows if one.pk == key), None)
    if row is None and key and not is_post:
        return _away(request, traject)
    name = row.title if row else ""
    course = trajects.course_of(traject, rows)
    row = row or Bijeenkomst(traject=traject, number=trajects.next_number(traject))
    visits = traject.programme.bezoeken.select_related("zorgdienst").filter(werkvorm=Werkvorm.INWONERSDIALOOG)
    if row.bezoek_id:
        visits |= traject.programme.bezoeken.select_related("zorgdienst").filter(pk=row.bezoek_id)
    form = BijeenkomstForm(request.POST if is_post else None, instance=row, course=course, visits=visits)
    if form.is_valid():
        keep(request, form)
        messages.success(request, f"‘{row}’ is bewaard.")
        return redirect(address(traject, "bijeenkomst", row.pk))
    back = address(traject, "bijeenkomst", row.pk) if row.pk else address(traject)
    heading = "Bijeenkomst wijzigen" if row.pk else "Nieuwe bijeenkomst"
    remove_url = address(traject, "bijeenkomst-delete", row.pk) if row.pk else ""
    return show(
        request, "dialoog_form", traject, form=form, heading=heading, name=name, back=back, remove_url=remove_url
    )


@require_http_methods(["GET", "POST"])
def bijeenkomst_delete(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    """What hangs on it is told first; a rule that would break is a reason to keep it."""
    return _together(request, traject_for(request, bestuur, programme, pk), _delete_locked, bijeenkomst)


def _delete_locked(request: StaffRequest, traject: Traject, bijeenkomst: int) -> HttpResponse:
    rows = trajects.meetings_of(traject)
    row = next((one for one in rows if one.pk == bijeenkomst), None)
    if row is None:
        return _away(request, traject)
    course = trajects.course_of(traject, rows)
    after = Course(tuple(one for one in course.meetings if one.key != row.pk), course.fixed_by)
    against = refused(course, after)
    if request.method == "POST" and not against:
        row.delete()
        messages.success(request, f"‘{row}’ is verwijderd.")
        return redirect(address(traject))
    told = [one for one in breaches(after) if one.cause not in {old.cause for old in breaches(course)}]
    told = [one for one in told if one not in against]
    return show(request, "dialoog_bijeenkomst_delete", traject, row=row, against=against, told=told)


@require_http_methods(["GET", "POST"])
def oogst(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    """Quick: a column per kind, a line per thing said, and on to the next group."""
    traject = traject_for(request, bestuur, programme, pk)
    row = traject.bijeenkomsten.filter(pk=bijeenkomst).first()
    if row is None:
        return _away(request, traject)
    groups = [one for one in harvest.GROUPS if one in row.groups]
    asked = request.GET.get("groep", "")
    initial = {"group": asked if asked in groups else groups[0] if groups else ""}
    data = request.POST if request.method == "POST" else None
    names = trajects.resident_names(traject)
    form = OogstForm(data, initial=initial, groups=groups, names=names)
    if form.is_valid() and (count := _note(request, row, form)) is not None:
        noted = {0: "Dit stond er al.", 1: "1 regel is genoteerd."}.get(count, f"{count} regels zijn genoteerd.")
        messages.success(request, noted)
        again = "verder" in request.POST
        return redirect(
            f"{request.path}?groep={form.cleaned_data['group']}" if again else address(traject, "bijeenkomst", row.pk)
        )
    return show(request, "dialoog_oogst", traject, row=row, form=form)


def _note(request: StaffRequest, row: Bijeenkomst, form: OogstForm) -> int | None:
    said: dict[str, Any] = form.cleaned_data
    try:
        with all_or_too_late():
            return harvest.note(row, said["group"], form.typed, theme=said["theme"], by=by(request))
    except (TooLateError, Bijeenkomst.DoesNotExist):
        form.add_error(None, "Deze bijeenkomst is intussen verwijderd. Kopieer wat je typte en voeg ze opnieuw toe.")
        return None


@require_http_methods(["GET", "POST"])
def regel(request: StaffRequest, bestuur: str, programme: str, pk: int, regel: int) -> HttpResponse:
    return _together(request, traject_for(request, bestuur, programme, pk), _line_locked, regel)


def _line_locked(request: StaffRequest, traject: Traject, regel: int) -> HttpResponse:
    row = Oogst.objects.filter(bijeenkomst__traject=traject, pk=regel).select_related("bijeenkomst").first()
    if row is None:
        return _away(request, traject)
    row.bijeenkomst.traject = traject
    back = address(traject, "bijeenkomst", row.bijeenkomst_id)
    form = RegelForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        keep(request, form)
        messages.success(request, "De regel is bewaard.")
        return redirect(back)
    context = {"form": form, "heading": "Uit de oogst", "name": row.bijeenkomst.title, "back": back}
    return show(request, "dialoog_form", traject, remove_now=address(traject, "regel-delete", row.pk), **context)


@require_http_methods(["POST"])
def regel_delete(request: StaffRequest, bestuur: str, programme: str, pk: int, regel: int) -> HttpResponse:
    return _together(request, traject_for(request, bestuur, programme, pk), _line_deleted, regel)


def _line_deleted(request: StaffRequest, traject: Traject, regel: int) -> HttpResponse:
    row = Oogst.objects.filter(bijeenkomst__traject=traject, pk=regel).first()
    if row is None:
        return _away(request, traject)
    row.delete()
    messages.success(request, "De regel is verwijderd.")
    return redirect(address(traject, "bijeenkomst", row.bijeenkomst_id))
