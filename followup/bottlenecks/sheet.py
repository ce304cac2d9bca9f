"""The list as a workbook: one line each, to sort and filter. From data to bytes."""

from collections.abc import Iterable

from followup.bottlenecks.listing import WHOLE_AUTHORITY
from followup.models import Knelpunt
from followup.workbooks import Sheet, workbook
from programmes.times import local

HEADER = (
    *("Zorgdienst", "Soort", "Thema", "Waar gaat het over", "Toelichting", "Uitdaging in de fiche"),
    *("Bestuursakkoord", "Toestand", "Wat het bestuur ermee doet", "Genoteerd op", "Genoteerd door", "Meegenomen uit"),
)
WIDTHS = (26, 11, 16, 36, 60, 32, 26, 24, 48, 14, 22, 26)


def bottleneck_sheet(rows: Iterable[Knelpunt]) -> bytes:
    lines = [HEADER, *map(_line, rows)]
    return workbook([Sheet("Knelpunten en kansen", lines, WIDTHS, has_filter=True)])


def _line(one: Knelpunt) -> tuple[str, ...]:
    made = local(one.made_at)
    return (
        one.zorgdienst.name if one.zorgdienst else WHOLE_AUTHORITY,
        one.get_kind_display(),
        one.get_theme_display(),
        one.title,
        one.text,
        one.uitdaging.title if one.uitdaging else "",
        ", ".join(f"passage {passage.number}" for passage in one.passages.all()),
        one.get_state_display(),
        one.answer,
        f"{made.day}-{made.month}-{made.year}",
        one.made_by,
        str(one.carried_from.programme) if one.carried_from else "",
    )
