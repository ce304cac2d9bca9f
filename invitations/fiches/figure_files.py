"""A file from a statistics site: titles, a header, rows, notes at the foot. One series of it becomes a tendency."""

import io
import json
import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import BinaryIO

from invitations.fiches.figures import LONGEST, MOST, NONE, parse_figure
from invitations.fiches.tendensen import LONGEST_LABEL, MOST_POINTS, Point, plain
from programmes.imports.containers import container_of
from programmes.imports.csvfiles import csv_rows, encoding_of, first_lines, sample_rows
from programmes.imports.limits import MAX_COLUMNS
from programmes.imports.records import Row, UploadError
from programmes.imports.tables import cleaned
from programmes.imports.workbooks import workbook_rows

MAX_BYTES, MAX_TEXT, MAX_ROWS = 512 * 1024, 1024 * 1024, 1_000
SEPARATORS = (";", "\t", ",", "|")
FEWER = "Hou alleen de rijen en kolommen over die je wilt tonen en probeer opnieuw."
MISSING = NONE | {"", ":", "nan", "null", "n.a.", "na", "*"}
HUNDREDTH, THOUSANDTH = Decimal("0.01"), Decimal("0.001")
_SOURCE = re.compile(r"bron(?:nen)?\s*[:=]?\s*(.+)", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b")
_LIKE_A_FIGURE = re.compile(r"-?\d[\d., ]*%?|[.:*x-]{1,3}")
YEAR = re.compile(r"(?:19|20)\d\d")
_DECIMALS = {  # a sign that can only stand before decimals
    ",": re.compile(r"\d(?:[\d. ]*),(?:\d{1,2}|\d{4,})(?!\d)|0,\d{3}(?!\d)|\.\d{3},\d"),
    ".": re.compile(r"\d(?:[\d, ]*)\.(?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0\.\d{3}(?!\d)|,\d{3}\.\d"),
}


@dataclass(frozen=True)
class Sheet:
    header: list[str]
    rows: list[Row]
    title: str = ""
    source: str = ""
    day: str = ""
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def column(self, index: int) -> list[tuple[int, str]]:
        """[(row number, cell)]"""
        return [(number, cells[index]) for number, cells in self.rows]


def sheet_of(text: str) -> Sheet:
    """What to_json gave; UploadError for anything else."""
    try:
        found = Sheet(**json.loads(text))
        found = replace(found, rows=[(number, cells) for number, cells in found.rows])
        is_whole = len(text) <= MAX_TEXT and _is_whole(found)
    except (TypeError, ValueError, AttributeError, RecursionError):
        is_whole = False
    if not is_whole:
        raise UploadError("De tabel kwam niet goed terug. Kies het bestand opnieuw.")
    return found


def _is_whole(sheet: Sheet) -> bool:
    """Lists of texts that can be stored; TypeError or ValueError for what is no text, or half a character."""
    lists = [sheet.header, sheet.notes, *(cells for _, cells in sheet.rows)]
    texts = [sheet.title, sheet.source, sheet.day, *(text for several in lists for text in several)]
    "".join(texts).encode()
    width = len(sheet.header)
    return (
        width > 1
        and bool(sheet.rows)
        and all(isinstance(several, list) for several in lists)
        and all(isinstance(number, int) and len(cells) == width for number, cells in sheet.rows)
        and not any("\0" in text for text in texts)
    )


def read_sheet(file: BinaryIO, *, size: int) -> Sheet:
    """A CSV in any of the usual encodings and separators, or an .xlsx. Raises UploadError with a sentence."""
    if size > MAX_BYTES:
        raise UploadError(f"Dit bestand is te groot: het mag hoogstens {MAX_BYTES // 1024} kB zijn. {FEWER}")
    rows = [(number, cleaned(cells)) for number, cells in _rows(file)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if len(rows) > MAX_ROWS:
        raise UploadError(f"Dit bestand telt meer dan {MAX_ROWS} rijen. {FEWER}")
    sheet = _table(rows)
    if len(sheet.to_json()) > MAX_TEXT:
        raise UploadError(f"In dit bestand staat te veel. {FEWER}")
    return sheet


def read_pasted(text: str) -> Sheet:
    content = text.encode()
    return read_sheet(io.BytesIO(content), size=len(content))


def _rows(file: BinaryIO) -> list[Row]:
    file.seek(0)
    if container_of(file.read(4096)) == "xlsx":
        return workbook_rows(file, score=lambda rows: sum(_width(cells) > 1 for _, cells in rows))
    encoding = encoding_of(file)
    with closing(csv_rows(file, encoding, _separator(first_lines(file, encoding)))) as lines:
        return list(lines)


def _separator(text: str) -> str:
    """The one by which most rows fall apart in as many cells."""

    def worth(separator: str) -> tuple[int, int]:
        widths = [len(cells) for cells in sample_rows(text, separator, most=200) if len(cells) > 1]
        usual = max(set(widths), key=widths.count, default=0)
        return widths.count(usual), usual

    return max(SEPARATORS, key=worth)


def _width(cells: list[str]) -> int:
    return max((index for index, cell in enumerate(cells, start=1) if cell), default=0)


def _table(rows: list[Row]) -> Sheet:
    widths = [width for _, cells in rows if (width := _width(cells)) > 1]
    if not widths:
        raise UploadError("We vinden geen twee kolommen naast elkaar: een met namen of jaren en een met getallen.")
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    top = next(index for index, (_, cells) in enumerate(rows) if _width(cells) == usual)
    above, (_, header), below = [cells[0] for _, cells in rows[:top] if cells[0]], rows[top], rows[top + 1 :]
    if _is_data(header):
        below, header = rows[top:], [""] * usual
    if usual > MAX_COLUMNS:
        raise UploadError(f"Dit bestand telt meer dan {MAX_COLUMNS} kolommen. {FEWER}")
    notes = [text for _, cells in below if (text := _note(cells))]
    data = [_fitted(row, usual) for row in below if not _note(row[1])]
    if not data:
        raise UploadError("Onder de kop staat geen enkele rij met getallen.")
    names = [name or f"kolom {number}" for number, name in enumerate(header[:usual], start=1)]
    return Sheet(names, data, above[0][:150] if above else "", *_told([*notes, *above]), notes)


def _is_data(cells: list[str]) -> bool:
    """Not a header: figures from the second cell on, that are not all years."""
    rest = [cell for cell in cells[1:] if cell]
    return all(map(_LIKE_A_FIGURE.fullmatch, rest)) and not all(map(YEAR.fullmatch, rest))


def _note(cells: list[str]) -> str:
    """A row with a text in its first cell only; of a long table the rest of a title."""
    return cells[0] if _width(cells) == 1 else ""


def _fitted(row: Row, width: int) -> Row:
    number, cells = row
    if _width(cells) > width:
        raise UploadError(
            f"Rij {number} heeft {_width(cells)} velden, de kop {width}. Staat er een scheidingsteken in een veld? "
            "Zet dat veld tussen aanhalingstekens, of haal de rij weg."
        )
    return number, [*cells, *[""] * width][:width]


def _told(notes: Iterable[str]) -> tuple[str, str]:
    """(source, day) as the notes say them"""
    source = day = ""
    for note in notes:
        if (match := _SOURCE.match(note)) and not source:
            source = _DAY.sub("", match[1]).strip(" ,;().")[:200]
        if (found := _DAY.search(note)) and not day:
            day = found[0]
    return source, day


def decimal_sign(texts: list[str]) -> str:
    """',' or '.', of a column in which one of them can only be that; '' when nothing shows it."""
    short = [text for text in texts if len(text) <= LONGEST]  # the patterns take long over a long text
    found = [sign for sign, pattern in _DECIMALS.items() if any(pattern.search(text) for text in short)]
    return found[0] if len(found) == 1 else ""


def numbers_in(cells: list[tuple[int, str]]) -> list[Decimal | None]:
    """None for what the site leaves out ('..', '-'). ValueError that names the row, and the mend."""
    sign = decimal_sign([text for _, text in cells])
    return [_number(row, text, sign) for row, text in cells]


def _number(row: int, text: str, sign: str) -> Decimal | None:
    if text.lower() in MISSING:
        return None
    try:
        return _signed(text, sign) if sign else parse_figure(text)
    except ValueError as error:
        raise ValueError(f"Rij {row}: {error} Pas dat aan in het bestand, of kies een andere kolom.") from None


def _signed(text: str, sign: str) -> Decimal:
    thousands = "." if sign == "," else ","
    pattern = rf"(-?[\d {thousands}]+(?:{re.escape(sign)}\d+)?)\s*[%€]?"
    match = re.fullmatch(pattern, text.replace("−", "-")) if len(text) <= LONGEST else None
    if match is None:
        raise ValueError(f"'{text[:40]}' is geen getal.")
    number = Decimal(re.sub(rf"[ {thousands}]", "", match[1]).replace(sign, "."))
    if abs(number) >= MOST:
        raise ValueError(f"'{text[:40]}' is te groot.")
    may_be_thousands = 1 <= abs(number) < 1000  # '1,255': a form would ask what it means
    return number.quantize(HUNDREDTH if may_be_thousands else THOUSANDTH, ROUND_HALF_UP)


def points_of(labels: list[str], cells: list[tuple[int, str]]) -> list[Point]:
    """[[label, number]] without the gaps. ValueError with a sentence."""
    pairs = zip(labels, numbers_in(cells), strict=True)
    points: list[Point] = [
        [" ".join(label.split())[:LONGEST_LABEL], plain(value)] for label, value in pairs if value is not None and label
    ]
    if not points:
        raise ValueError("Hierin staat geen enkel getal. Kies een andere kolom of rij.")
    if len(points) > MOST_POINTS:
        raise ValueError(
            f"Dit zijn {len(points)} getallen, en een grafiek toont er hoogstens {MOST_POINTS}. "
            "Kies één rij, of hou in het bestand minder rijen over."
        )
    return points
