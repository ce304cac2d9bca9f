"""Tags and filters that every template may use (a builtin library, no {% load %} needed)."""

import datetime as dt
from functools import cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from lucide.templatetags.lucide import lucide as lucide_svg

from programmes.models import Bezoek, Lidmaatschap
from programmes.times import clock, day_name, local

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
    """In which authorities the signed-in person works, and as what: one query per request."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return []
    if not hasattr(request, "_memberships"):
        mine = Lidmaatschap.objects.visible_to(request.user).filter(user=request.user)
        request._memberships = list(mine.select_related("bestuur").order_by("bestuur__name"))  # type: ignore[attr-defined] # noqa: SLF001 (kept on the request, for this request)
    memberships: list[Lidmaatschap] = request._memberships  # type: ignore[attr-defined] # noqa: SLF001
    return memberships


@register.simple_tag
def role_in(memberships: list[Lidmaatschap], bestuur: Any) -> str:
    """'coordinator', 'communicatie', 'lezer' or ''."""
    return next((m.role for m in memberships if m.bestuur_id == getattr(bestuur, "pk", None)), "")


@register.inclusion_tag("programmes/_nav_link.html", takes_context=True)
def nav_link(context: Context, name: str, label: str, *args: str, icon: str = "", also: str = "") -> dict[str, Any]:
    """A link of the navigation; `also` lists the beginnings of URL names that belong to the same place."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:  # a later step of the playbook may not be there
        return {}
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    here = (match.url_name or "") if match else ""
    current = "page" if here == name else "true" if also and here.startswith(tuple(also.split())) else ""
    return {"url": url, "label": label, "icon": icon, "current": current}
