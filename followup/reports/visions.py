"""What the vision workshops of a programme came to: the vision as it was last written, and where the group stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from programmes.models import Programme, Visietekst, Visieworkshop
from programmes.werkvormen.visieworkshop.results import why_hidden
from programmes.werkvormen.visieworkshop.scores import Line, least_of, lines_of


@dataclass(frozen=True, slots=True)
class Vision:
    """Of one workshop; `heads` is 0 when too few people answered to tell anything."""

    name: str
    text: str
    number: int
    heads: int
    least: Sequence[Line]


def visions_of(programme: Programme) -> tuple[Vision, ...]:
    """Those with a text, in the order of the programme, in a fixed number of queries."""
    found = Visieworkshop.objects.filter(bezoek__programme=programme, teksten__isnull=False).distinct()
    rows = found.select_related("bezoek__zorgdienst").prefetch_related("teksten", "inschattingen")
    return tuple(_vision(one) for one in rows.order_by("bezoek__starts_at", "pk"))


def _vision(workshop: Visieworkshop) -> Vision:
    last: Visietekst = workshop.teksten.all()[0]
    values: dict[str, list[int]] = defaultdict(list)
    for one in workshop.inschattingen.all():
        values[one.block].append(one.value)
    heads = max((len(found) for found in values.values()), default=0)
    if why_hidden(workshop, heads):
        return Vision(workshop.bezoek.name, last.text, last.number, 0, ())
    return Vision(workshop.bezoek.name, last.text, last.number, heads, least_of(lines_of(values)))


def visions_text(visions: Iterable[Vision]) -> SafeString:
    parts = ((one.name, mark_safe(linebreaks(one.text, autoescape=True)), _standing(one)) for one in visions)  # noqa: S308 (linebreaks escapes)
    return format_html_join("", "<h3>{}</h3>{}{}", parts)


def _standing(one: Vision) -> SafeString:
    """'Negen mensen schatten in waar ze staan. Het laagst scoorden detectie (2,1) en beleid (2,4).'"""
    said = [f"Dit is versie {one.number} van de visie."]
    if one.heads:
        said.append(f"{one.heads} mensen schatten anoniem in waar de buurt staat.")
    if one.least:
        rows = [f"{line.block.title.lower()} ({line.now.shown} op 5)" for line in one.least]
        said.append(f"Het laagst scoorden {', '.join(rows)}.")
    return format_html("<p>{}</p>", " ".join(said))
