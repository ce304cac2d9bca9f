"""What of a dialogue goes on paper. Only the call list and the list of names hold names, and they say so."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes import documents
from programmes.access import StaffRequest
from programmes.models import Bijeenkomst, Groep, Traject
from programmes.views.pages import pdf_answer
from programmes.views.werkvormen.dialoog import show, traject_for
from programmes.werkvormen.inwonersdialoog import harvest, trajects
from programmes.werkvormen.inwonersdialoog.naming import nameless
from programmes.werkvormen.inwonersdialoog.runsheet import Step, steps_of


@require_safe
def voorbereiding(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    return show(request, "dialoog_voorbereiding", traject, **_prepared(traject))


@require_safe
def voorbereiding_pdf(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    return _pdf(traject, "dialoog_voorbereiding", "voorbereiding", **_prepared(traject))


def _prepared(traject: Traject) -> dict[str, Any]:
    rows = trajects.meetings_of(traject)
    joint = next((one for one in rows if trajects.meeting(one).is_joint), None)
    before = [one for one in rows if one != joint]
    joint = nameless(joint, trajects.resident_names(traject)) if joint else None
    return {"joint": joint, "before": before, "subjects": harvest.subjects_of(harvest.lines_of(traject))}


@require_safe
def draaiboek(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    traject, row = _meeting(request, bestuur, programme, pk, bijeenkomst)
    steps: list[Step] = steps_of(row.question_lines, row.length)
    groups = [(Groep(one).label, list(harvest.PLURALS.values())[:3]) for one in harvest.GROUPS if one in row.groups]
    return _pdf(traject, "dialoog_draaiboek", f"draaiboek {row.title}", row=row, steps=steps, sheets=groups)


@require_safe
def namen(request: StaffRequest, bestuur: str, programme: str, pk: int, bijeenkomst: int) -> HttpResponse:
    """For whoever facilitates this meeting: who comes and what they need, not how to reach them."""
    traject, row = _meeting(request, bestuur, programme, pk, bijeenkomst)
    return _pdf(traject, "dialoog_namen", f"namen {row.title}", row=row, people=row.inwoners.taking_part())


@require_safe
def bellijst(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """For the coordinator only: of who may be contacted."""
    traject = traject_for(request, bestuur, programme, pk)
    people = traject.inwoners.taking_part().filter(may_be_contacted=True).prefetch_related("bijeenkomsten__bezoek")
    unasked = traject.inwoners.taking_part().filter(may_be_contacted=False).count()
    return _pdf(traject, "dialoog_bellijst", "bellijst", people=people, unasked=unasked)


def _meeting(request: StaffRequest, bestuur: str, programme: str, pk: int, key: int) -> tuple[Traject, Bijeenkomst]:
    """As paper may tell of it."""
    traject = traject_for(request, bestuur, programme, pk)
    row = traject.bijeenkomsten.select_related("bezoek").filter(pk=key).first()
    if row is None:
        raise Http404
    return traject, nameless(row, trajects.resident_names(traject))


def _pdf(traject: Traject, template: str, what: str, **context: Any) -> HttpResponse:
    traject = nameless(traject, trajects.resident_names(traject))
    context |= {"traject": traject, "programme": traject.programme, "now": timezone.now()}
    return pdf_answer(documents.document(template, context), f"{what} {traject.title}")
