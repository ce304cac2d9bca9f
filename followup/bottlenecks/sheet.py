"""The list as a workbook: one line each, to sort and filter. From data to bytes."""

import io
from collections.abc import Iterable

from followup.bottlenecks.listing import WHOLE_AUTHORITY
from followup.models import Knelpunt
from programmes.times import local

HEADER = (
    *("Zorgdienst", "Soort", "Thema", "Waar gaat het over", "Toelichting", "Uitdaging in de fiche"),
    *("Bestuursakkoord", "Toestand", "Wat het bestuur ermee doet", "Genoteerd op", "Genoteerd door", "Meegenomen uit"),
)
MOST = 32_000  # characters that a cell holds
WIDTHS = (26, 11, 16, 36, 60, 32, 26, 24, 48, 14, 22, 26)


def bottleneck_sheet(rows: Iterable[Knelpunt]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (0.2 s, only for who downloads it)
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = "Knelpunten en kansen"
    for number, line in enumerate([HEADER, *map(_line, rows)], start=1):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(number, column)
            cell.value = _text(text)
            cell.data_type = "s"  # what begins with '=' is what somebody typed, not a formula
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(WIDTHS, start=1):
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5351")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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


def _text(value: str) -> str:
    """Without the characters that a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    text: str = ILLEGAL_CHARACTERS_RE.sub("", value.replace("\r\n", "\n"))
    return text[:MOST]
