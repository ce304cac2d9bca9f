"""Tags and filters that every template may use (a builtin library, no {% load %} needed)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from lucide.templatetags.lucide import lucide as lucide_svg

from programmes.access import memberships_of, role_in
from programmes.conflicts import Conflict
from programmes.models import Bezoek, Lidmaatschap, Voorstel
from programmes.proposals.settings import can_solve
from programmes.times import clock, day_and_year, day_name, local
from programmes.voorstellen.words import wanted

register = template.Library()


@register.filter
def uur(value: dt.datetime | int | None) -> str:
    """A moment, or minutes since midnight, as '9.30'."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return clock(value)
    moment = local(value)
    return clock(moment.hour * 60 + moment.minute)


@register.filter
def dag(value: dt.date | dt.datetime | None) -> str:
    """'maandag 24 februari'"""
    if not value:
        return ""
    return day_name(local(value).date() if isinstance(value, dt.datetime) else value)


@register.filter
def dag_jaar(value: dt.date | dt.datetime | None) -> str:
    """'maandag 24 februari', and its year unless that is this year."""
    if not value:
        return ""
    day = local(value).date() if isinstance(value, dt.datetime) else value
    return day_name(day) if day.year == timezone.localdate().year else day_and_year(day)


@register.filter
def in_fours(value: str) -> str:
    """'ABCDEFGH' as 'ABCD EFGH': what somebody has to type over."""
    return " ".join(value[n : n + 4] for n in range(0, len(value), 4))


@register.filter
def hele_uren(text: str) -> str:
    """'9.30–11.00' never breaks at its dash, also on a phone."""
    return text.replace("–", "\u2060–\u2060")


@register.filter
def wat_gevraagd(voorstel: Voorstel) -> str:
    """What was asked of the planner otherwise than usual."""
    return wanted(voorstel.asked)


@register.filter
def can_plan(conflict: Conflict) -> bool:
    """Whether the planner may find a way out of it."""
    return can_solve(conflict)


@register.filter
def planned_number(conflicts: list[Conflict]) -> int:
    """Of how many one proposal may find the way out."""
    return sum(can_solve(conflict) and bool(conflict.visits) for conflict in conflicts)


KIND_ICONS = {
    Bezoek.Kind.BEZOEK: "hand-heart",
    Bezoek.Kind.MAALTIJD: "utensils",
    Bezoek.Kind.PERSMOMENT: "mic-vocal",
    Bezoek.Kind.VERPLAATSING: "footprints",
    Bezoek.Kind.VRIJ: "clock",
}


@register.simple_tag
@cache
def lucide(name: str, *, size: int = 18, css_class: str = "icon") -> str:
    """An icon that screen readers skip; drawn once per process, as a board shows hundreds."""
    return lucide_svg(str(name), size=size, aria_hidden="true", **{"class": str(css_class)})


@register.simple_tag
def kind_icon(kind: str, *, size: int = 16) -> str:
    """The icon of a kind of block; its colour comes from the class `kind-<kind>` around it."""
    return lucide(KIND_ICONS.get(Bezoek.Kind(kind), "clock"), size=size)


@register.simple_tag(takes_context=True)
def my_memberships(context: Context) -> list[Lidmaatschap]:
    request: HttpRequest | None = context.get("request")
    return memberships_of(request) if request else []


register.simple_tag(role_in)


@register.inclusion_tag("programmes/_nav_link.html", takes_context=True)
def nav_link(context: Context, name: str, label: str, *args: str, icon: str = "", also: str = "") -> dict[str, Any]:
    """A link of the navigation; `also`: how URL names of the same place begin ('beeld-' is 'beeld' too)."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:  # a later step of the playbook may not be there
        return {}
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    here = (match.url_name or "") if match else ""
    current = "page" if here == name else "true" if also and f"{here}-".startswith(tuple(also.split())) else ""
    return {"url": url, "label": label, "icon": icon, "current": current}


@register.simple_tag
def field_shape(field: BoundField) -> str:
    """How the form pack draws a field: 'group' of choices, 'parts' of one answer, 'checkbox' or 'single'."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.FileInput):
        return "single"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "parts" if widget.use_fieldset else "single"


@register.simple_tag
def control(field: BoundField) -> str:
    """The control itself, tied to its hint and error (Django leaves that out for file inputs)."""
    described_by = field.aria_describedby
    return field.as_widget(attrs={"aria-describedby": described_by} if described_by else None)


@register.simple_tag
def asks_required(form: BaseForm) -> bool:
    return any(field.field.required for field in form.visible_fields())


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of an error summary; `target` is the id to go to, '' when the whole form is meant."""

    label: str
    message: str
    target: str = ""

    @property
    def lead(self) -> str:
        """The label before the message; one that asks has its own sign."""
        return self.label if self.label.endswith("?") or not self.label else f"{self.label}:"


def _target(field: BoundField) -> str:
    """The id of the first thing one can mend; choices that are missing leave only their group."""
    shape = field_shape(field)
    if shape == "group":
        return field.subwidgets[0].id_for_label if field.subwidgets else f"{field.auto_id}_group"
    if shape == "parts":
        return f"{field.auto_id}_group"
    return field.id_for_label or field.auto_id


def _problems(form: BaseForm) -> Iterator[Problem]:
    yield from (Problem("", str(message)) for message in form.non_field_errors())
    for field in form:
        target = "" if field.is_hidden else _target(field)
        yield from (Problem(str(field.label), str(message), target) for message in field.errors)


@register.inclusion_tag("expeditie/_summary.html")
def error_summary(form: BaseForm | BaseFormSet[Any], *, title: str | None = None) -> dict[str, Any]:
    """All that is wrong with a form or formset, with links; takes the focus. Nothing when nothing is wrong."""
    if not form.is_bound:
        return {}
    if isinstance(form, BaseFormSet):
        problems = [Problem("", str(message)) for message in form.non_form_errors()]
        for number, one in enumerate(form.forms, start=1):
            problems += [
                replace(problem, label=f"Regel {number} {problem.label}".strip()) for problem in _problems(one)
            ]
    else:
        problems = list(_problems(form))
    return {"problems": problems, "title": title, "summary_id": f"{form.prefix or 'form'}-problems"}


@register.inclusion_tag("expeditie/_summary.html")
def errors_together(several: Iterable[BaseForm]) -> dict[str, Any]:
    """Of forms that are sent as one."""
    problems = [problem for form in several if form.is_bound for problem in _problems(form)]
    return {"problems": problems, "summary_id": "form-problems"}
