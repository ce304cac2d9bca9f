"""Small charts as SVG, made here: bars, or a line for a series of years. The same markup goes on a page and in a PDF.

No script and no style: what has to look otherwise on a page has a class. Every chart has its message as a title, and a
table belongs next to it. Numbers come as they are stored: `points` is [[label, number], ...].
"""

import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from invitations.fiches.figures import in_dutch

Points = Sequence[tuple[str, Decimal]]

WIDTH = 360  # of the drawing, in units; letters are 12 high, a digit is about 6 wide
LETTER = 6.2
INK, SOFT, LINE, BRAND, PAPER = "#1f2b29", "#545c58", "#cfc6b6", "#14594f", "#ffffff"
FONT = "Source Sans Pro, Source Sans 3, sans-serif"
SERIES_FROM = 3  # fewer years are better read as bars
NAMED = 6  # so many points are all named in the title
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
SHORT = ((Decimal(10) ** 9, "mld."), (Decimal(10) ** 6, "mln."))


def chart(title: str, points: Iterable[Sequence[Any]], *, unit: str = "", up_to: int = 0) -> str:
    """Empty when there is nothing to draw; the scale goes to `up_to` at least: a hundred for a part of a whole."""
    known = points_of(points)
    if not known:
        return ""
    height, parts = _line(known, up_to) if is_series(known) else _bars(known, up_to)
    return _svg(WIDTH, height, message(title, known, unit), parts)


def pair(name: str, now: Decimal, before: Decimal, *, unit: str = "") -> str:
    """Two bars, this edition's over the hollow one of the last; a percentage is drawn as a part of a hundred."""
    whole = Decimal(100) if unit == "%" else Decimal(0)
    low, high = min(now, before, Decimal(0)), max(now, before, whole)
    scale = _Scale(low, high, 0.5, 119.5)
    title = f"{name}: {_amount(now, unit)} nu, {_amount(before, unit)} in de vorige editie"
    parts = [
        _bar(scale, now, 0.5, 5, fill=BRAND, css="chart-bar"),
        _bar(scale, before, 7.5, 5, fill=PAPER, css="chart-before"),
    ]
    return _svg(120, 13, title, parts, css="chart pair")


def points_of(points: Iterable[Sequence[Any]]) -> list[tuple[str, Decimal]]:
    """What can be drawn of it, to the millionth."""
    numbers = [(str(label), Decimal(str(number))) for label, number in points if number is not None]
    return [(label, round(number, 6)) for label, number in numbers if number.is_finite()]


def is_series(points: Points) -> bool:
    """Enough years, and they go on."""
    years = years_of(points)
    return len(years) >= SERIES_FROM and years == sorted(years) and years[0] < years[-1]


def years_of(points: Points) -> list[int]:
    """The year in each label ('2024', '1e kwartaal 2024'); none unless all have one."""
    years = [int(match[0]) for label, _ in points if (match := YEAR.search(label))]
    return years if len(years) == len(points) else []


def message(title: str, points: Points, unit: str = "") -> str:
    """What the chart says, for who does not see it: this becomes the alternative text in the PDF."""
    if is_series(points):
        (first, start), (last, end) = points[0], points[-1]
        return f"{title}: {_amount(start, unit)} in {first}, {_amount(end, unit)} in {last}"
    if len(points) <= NAMED:
        return f"{title}: " + ", ".join(f"{label} {_amount(number, unit)}" for label, number in points)
    (low, least), (high, most) = (pick(points, key=lambda point: point[1]) for pick in (min, max))
    return f"{title}: van {_amount(least, unit)} ({low}) tot {_amount(most, unit)} ({high})"


def table_columns(points: Sequence[Any], most: int = 10) -> list[Sequence[Any]]:
    """The rows of the table beside it, in one to three even columns."""
    columns = min(max(math.ceil(len(points) / most), 1), 3)
    rows = math.ceil(len(points) / columns)
    return [points[start : start + rows] for start in range(0, len(points), rows)] if points else []


class _Scale:
    """From a number to a place between two ends of the drawing."""

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float) -> None:
        self.low, self.span = low, (high - low) or Decimal(1)
        self.start, self.length = start, end - start

    def __call__(self, number: Decimal) -> float:
        return round(self.start + float((number - self.low) / self.span) * self.length, 2)


def _bars(points: Points, up_to: int) -> tuple[int, list[str]]:
    """Label, bar, number: a row each."""
    is_dense = len(points) > 12
    labels = [_lines(label, is_dense=is_dense) for label, _ in points]
    pitch = 15 if is_dense else (22, 30, 43)[max(len(lines) for lines in labels) - 1]
    left = 10 + LETTER * max(len(line) for lines in labels for line in lines)
    right = WIDTH - 10 - LETTER * max(len(_dutch(number)) for _, number in points)
    numbers = [number for _, number in points]
    scale = _Scale(min(*numbers, Decimal(0)), max(*numbers, Decimal(up_to)), left, right)
    parts = []
    for row, (lines, number) in enumerate(zip(labels, numbers, strict=True)):
        middle = 4 + pitch * (row + 0.5)
        top = middle + 4 - 6.5 * (len(lines) - 1)
        parts += [_text(line, left - 8, top + 13 * n, anchor="end") for n, line in enumerate(lines)]
        parts.append(_bar(scale, number, middle - pitch * 0.32, pitch * 0.64, fill=BRAND, css="chart-bar"))
        parts.append(_text(_dutch(number), WIDTH - 2, middle + 4, anchor="end", bold=True))
    height = 8 + pitch * len(points)
    zero = scale(Decimal(0))
    return height, [*parts, _stroke(zero, 2, zero, height - 2, color=SOFT, css="chart-axis")]


def _line(points: Points, up_to: int) -> tuple[int, list[str]]:
    height, bottom, top = 200, 164, 18
    ticks = _ticks([Decimal(up_to), *(number for _, number in points)])
    left = 12 + LETTER * max(len(_short(tick)) for tick in ticks)
    up = _Scale(ticks[0], ticks[-1], bottom, top)
    across = _across(points, left + 8, WIDTH - 24)
    places = [(x, up(number)) for x, (_, number) in zip(across, points, strict=True)]
    parts = []
    for tick in ticks:
        parts.append(_stroke(left, up(tick), WIDTH - 2, up(tick), color=LINE, css="chart-grid"))
        parts.append(_text(_short(tick), left - 6, up(tick) + 4, anchor="end", soft=True))
    path = " ".join(f"{x:g},{y:g}" for x, y in places)
    parts.append(f'<polyline class="chart-line" points="{path}" fill="none" stroke="{BRAND}" stroke-width="2.5"/>')
    marked = places if len(points) <= 12 else [places[0], places[-1]]
    parts += [f'<circle class="chart-dot" cx="{x:g}" cy="{y:g}" r="3.5" fill="{BRAND}"/>' for x, y in marked]
    parts += _end_values(points, places)
    return height, parts + _year_labels(points, across, height - 4)


def _across(points: Points, start: float, end: float) -> list[float]:
    """Years lie as far apart as they are; other labels lie evenly."""
    if all(label.strip().isdecimal() for label, _ in points):  # a footnote, as in 2024², is a digit too
        years = [Decimal(label) for label, _ in points]
        scale = _Scale(years[0], years[-1], start, end)
        return [scale(year) for year in years]
    return [round(start + (end - start) * n / (len(points) - 1), 2) for n in range(len(points))]


def _end_values(points: Points, places: list[tuple[float, float]]) -> list[str]:
    """The first and the last number, beside their dots where the line does not go."""
    (first_x, first_y), (last_x, last_y) = places[0], places[-1]
    first_goes_up, last_comes_down = places[1][1] < first_y, places[-2][1] < last_y
    return [
        _text(_short(points[0][1]), first_x - 4, first_y + (17 if first_goes_up else -8), anchor="start", bold=True),
        _text(
            _short(points[-1][1]),
            min(last_x + 20, WIDTH - 2),
            last_y + (17 if last_comes_down else -8),
            anchor="end",
            bold=True,
        ),
    ]


def _year_labels(points: Points, across: list[float], y: float) -> list[str]:
    """The first, the last and as many between them as there is room for."""
    last = len(points) - 1
    room = LETTER * max(len(label) for label, _ in points) + 10
    chosen, edge = [0], across[last] - room
    for n in range(1, last):
        if across[n] - across[chosen[-1]] >= room and across[n] <= edge:
            chosen.append(n)
    if across[last] - across[0] >= room:
        chosen.append(last)
    return [
        _text(
            points[n][0],
            min(across[n] + 24, WIDTH) if n == last else across[n],
            y,
            anchor="end" if n == last else "middle",
            soft=True,
        )
        for n in chosen
    ]


def _ticks(numbers: list[Decimal]) -> list[Decimal]:
    """Three to six round numbers around them and nought: growth looks no larger than it is."""
    low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    span = (high - low) or abs(high) or Decimal(1)
    rough = span / 4
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * power for factor in STEPS if factor * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    return [step * n for n in range(first, last + 1)]


def _short(number: Decimal) -> str:
    """1250000 -> '1,25 mln.'"""
    for size, word in SHORT:
        if abs(number) >= size:
            return f"{_dutch(round(number / size, 2))} {word}"
    return _dutch(number)


def _dutch(number: Decimal) -> str:
    return in_dutch(number).replace("-", "−")


def _amount(number: Decimal, unit: str) -> str:
    return f"{_dutch(number)} {unit}".strip()


def _lines(label: str, *, is_dense: bool) -> list[str]:
    """What does not fit, stands in the table."""
    width, most = (28, 1) if is_dense else (20, 3)
    return textwrap.wrap(label, width, max_lines=most, placeholder=" …") or [label[:width]]


def _bar(scale: _Scale, number: Decimal, y: float, height: float, *, fill: str, css: str) -> str:
    zero, end = scale(Decimal(0)), scale(number)
    width = max(abs(end - zero), 1) if number else 0
    return (
        f'<rect class="{css}" x="{min(zero, end):g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'fill="{fill}" stroke="{BRAND}" stroke-width="1"/>'
    )


def _stroke(x1: float, y1: float, x2: float, y2: float, *, color: str, css: str) -> str:
    return f'<line class="{css}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{color}" stroke-width="0.75"/>'


def _text(text: str, x: float, y: float, *, anchor: str, bold: bool = False, soft: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    css, fill = ("chart-soft", SOFT) if soft else ("chart-text", INK)
    return f'<text class="{css}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(text)}</text>'


def _svg(width: int, height: float, title: str, parts: Iterable[str], *, css: str = "chart") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" role="img" viewBox="0 0 {width} {height:g}" '
        f'font-family="{FONT}" font-size="12"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )
