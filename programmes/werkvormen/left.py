"""What the tool of another format keeps of a visit: it stays, out of sight, until the visit has that format again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from programmes.models import Bezoek, Werkvorm
from programmes.week import Visit
from programmes.werkvormen.tools import Tool, all_tools
from programmes.words import listed


@dataclass(frozen=True, slots=True)
class Left:
    """Of one format: '5 tafels en 12 gasten', and what becomes of that in a sentence or two."""

    werkvorm: str
    words: str
    sentence: str

    @property
    def title(self) -> str:
        return str(Werkvorm(self.werkvorm).label)


def left_of(visit: Visit) -> list[Left]:
    """Of all formats but its own, in one query; a few more when a dialogue or a carousel is among them."""
    others = [(key, tool) for key, tool in all_tools().items() if key != visit.werkvorm]
    counts = [_count(kept.rows(), tool.visit) for _, tool in others for kept in tool.kept]
    numbers = iter(Bezoek.objects.filter(pk=visit.id).values_list(*counts).first() or [0] * len(counts))
    found = [(key, tool, [(next(numbers), kept) for kept in tool.kept]) for key, tool in others]
    words = [
        (key, tool, listed(f"{number} {kept.words(number)}" for number, kept in rows if number))
        for key, tool, rows in found
    ]
    return [Left(key, what, _sentence(visit.id, key, tool, what)) for key, tool, what in words if what]


def _sentence(visit: int, werkvorm: str, tool: Tool, words: str) -> str:
    if stays := tool.stays(visit):
        return stays
    kept = f"Van de werkvorm {Werkvorm(werkvorm).label} blijft bewaard wat er al was ({words}),"
    out_of_sight = "maar je ziet het niet meer bij dit bezoek. Kies je weer die werkvorm, dan staat het er terug."
    return f"{kept} {out_of_sight} {tool.meanwhile(visit)}".strip()


def hidden_by(before: Visit, after: Visit) -> str:
    """What goes out of sight when a visit gets another format, in a sentence; '' when that is nothing."""
    if not before.id or before.werkvorm not in all_tools() or before.werkvorm == after.werkvorm:
        return ""
    return next((left.sentence for left in left_of(after) if left.werkvorm == before.werkvorm), "")


def _count(rows: QuerySet[Any], path: str) -> Coalesce:
    of_visit = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Coalesce(
        Subquery(of_visit.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), Value(0)
    )
