"""Charts of a fiche, in a page or a document."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from invitations.fiches import charts
from invitations.fiches.reading import Line
from invitations.models import Tendens

register = template.Library()


@register.filter
def grafiek(tendens: Tendens) -> SafeString:
    """Its points drawn; empty when it has none."""
    return mark_safe(charts.chart(tendens.title, tendens.points, unit=tendens.unit))  # noqa: S308 (charts escapes)


@register.filter
def paar(line: Line) -> SafeString:
    """A figure above that of the last edition; empty unless both are numbers in the same unit."""
    now, before = line.cijfer.value, line.earlier.value if line.earlier else None
    if line.verschil is None or now is None or before is None:
        return SafeString()
    return mark_safe(charts.pair(line.cijfer.name, now, before, unit=line.cijfer.unit))  # noqa: S308 (charts escapes)


@register.filter
def wat(points: Sequence[Any]) -> str:
    """What the labels are, over the first column of a table."""
    return "Wanneer" if charts.years_of(charts.points_of(points)) else "Wat"


@register.filter
def kolommen(points: Sequence[Any]) -> list[Sequence[Any]]:
    return charts.table_columns(points)
