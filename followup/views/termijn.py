"""How long the personal data of a programme is kept, and the list beforehand of what goes and what stays."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from followup.forms.termijn import TermijnForm
from followup.models import Bewaartermijn
from followup.privacy.counting import parts_of
from followup.privacy.leftovers import leftover_guests, leftover_hosts
from followup.privacy.staying import approved_report, stays
from followup.privacy.table import TABLE
from followup.privacy.terms import TermError, clears_on, earliest, move_term, term_of
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme
from programmes.times import day_and_year


@require_safe
def termijn(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    term = term_of(found)
    beforehand = {} if term.cleared_at else _beforehand(found, now=timezone.now())
    return followup_page(request, "termijn", found, **_standing(term), **beforehand)


def _standing(term: Bewaartermijn) -> dict[str, Any]:
    extensions = [
        {"at": _date(at), "before": _date(before), "after": _date(after), "reason": reason, "by": by}
        for at, before, after, reason, by in term.extensions
    ]
    day = clears_on(term)
    return {
        "term": term,
        "day": day,
        "days_left": (day - timezone.localdate()).days,
        "extensions": extensions,
        "record": sorted(term.record.items()),
    }


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _beforehand(programme: Programme, *, now: dt.datetime) -> dict[str, Any]:
    parts = parts_of(programme, stays(programme))
    return {
        "going": [part for part in parts if part.rows],
        "losing": [part for part in parts if not part.rows and part.going_lines],
        "in_report": [part for part in parts if part.rule.goes and part.staying],
        "guests": leftover_guests(programme, now=now).count(),
        "hosts": leftover_hosts(programme).count(),
        "report": approved_report(programme),
    }


@require_http_methods(["GET", "POST"])
def termijn_move(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    now = timezone.now()
    first = earliest(found, today=timezone.localdate())
    form = TermijnForm(request.POST if request.method == "POST" else None, earliest=first)
    if form.is_valid():
        try:
            term = move_term(found, by=request.user, now=now, **form.cleaned_data)
        except TermError as error:
            form.add_error("ends_on", str(error))
        else:
            messages.success(request, f"De gegevens blijven bewaard tot en met {day_and_year(term.ends_on)}.")
            return redirect("termijn", bestuur, found.slug)
    return followup_page(request, "termijn_move", found, form=form, **_standing(term_of(found)))


@require_safe
def termijn_fields(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The whole table: each field with something of a person, and what the term does with it."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    rules = [(rule, [(rule.label(name), fate) for name, fate in rule.fates()]) for rule in TABLE]
    return followup_page(request, "termijn_fields", found, rules=[(rule, rows) for rule, rows in rules if rows])
