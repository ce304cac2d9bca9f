"""The radar chart as SVG, made here: the mean of the group, the middle half as a band, an earlier session dashed.

No script and no style: what has to look otherwise on a page has a class. A table belongs next to it. An axis of which
too few people answered is drawn without a point, and the lines break there.
"""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from programmes.werkvormen.visieworkshop.scores import Line

WIDTH, HEIGHT, RADIUS, MOST = 460, 340, 134, 5
CENTER_X, CENTER_Y = WIDTH / 2, HEIGHT / 2
FEWEST_AXES = 3
INK, SOFT, GRID, BRAND, ACCENT = "#1f2b29", "#545c58", "#cfc6b6", "#14594f", "#9c3f1d"
FONT = "Source Sans Pro, Source Sans 3, sans-serif"
Value = Decimal | None


def radar(lines: Sequence[Line]) -> str:
    """Empty when there is nothing that may be shown."""
    means = [line.now.mean for line in lines]
    if sum(mean is not None for mean in means) < FEWEST_AXES:
        return ""
    before = [line.before.mean if line.before else None for line in lines]
    parts = [
        *_grid(lines),
        _band([line.now.low for line in lines], [line.now.high for line in lines]),
        _path(before, f'class="radar-before" stroke="{ACCENT}" stroke-width="2" stroke-dasharray="6 4"'),
        _path(means, f'class="radar-now" stroke="{BRAND}" stroke-width="2.5"'),
        *_dots(before, means),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="radar" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FONT}" font-size="12"><title>{escape(message(lines))}</title>{"".join(parts)}</svg>'
    )


def message(lines: Sequence[Line]) -> str:
    said = "; ".join(f"{line.block.title} {line.now.shown or 'te weinig antwoorden'}" for line in lines)
    return f"Gemiddelde van de groep, van 1 tot 5: {said}"


def _place(axis: int, axes: int, value: float) -> tuple[float, float]:
    """The middle of the chart is nought, so that 1 ('nog niet') is a ring too."""
    angle = 2 * math.pi * axis / axes - math.pi / 2
    reach = RADIUS * value / MOST
    return round(CENTER_X + reach * math.cos(angle), 1), round(CENTER_Y + reach * math.sin(angle), 1)


def _grid(lines: Sequence[Line]) -> Iterator[str]:
    axes = len(lines)
    for ring in range(1, MOST + 1):
        points = " ".join(f"{x:g},{y:g}" for x, y in (_place(axis, axes, ring) for axis in range(axes)))
        yield f'<polygon class="radar-grid" points="{points}" fill="none" stroke="{GRID}" stroke-width="0.75"/>'
    for axis, line in enumerate(lines):
        x, y = _place(axis, axes, MOST)
        yield (
            f'<line class="radar-grid" x1="{CENTER_X:g}" y1="{CENTER_Y:g}" x2="{x:g}" y2="{y:g}" '
            f'stroke="{GRID}" stroke-width="0.75"/>'
        )
        yield _label(line.block.short + ("" if line.now.mean is not None else " (–)"), *_place(axis, axes, 5.55))
    for ring in range(1, MOST + 1):
        x, y = _place(0, axes, ring)
        yield f'<text class="radar-soft" x="{x + 4:g}" y="{y + 10:g}" font-size="9" fill="{SOFT}">{ring}</text>'


def _label(text: str, x: float, y: float) -> str:
    side = x - CENTER_X
    anchor = "middle" if abs(side) < 12 else ("start" if side > 0 else "end")
    return (
        f'<text class="radar-text" x="{x:g}" y="{y + 4:g}" text-anchor="{anchor}" fill="{INK}" font-weight="600">'
        f"{escape(text)}</text>"
    )


def _band(low: Sequence[Value], high: Sequence[Value]) -> str:
    """The middle half of the answers, between two rings; only when every axis has one."""
    if any(one is None for one in (*low, *high)):
        return ""
    rings = (f"M{_points(high)}Z", f"M{_points(low)}Z")
    return f'<path class="radar-band" d="{"".join(rings)}" fill="{BRAND}" fill-opacity="0.16" fill-rule="evenodd"/>'


def _points(values: Sequence[Value]) -> str:
    places = (_place(axis, len(values), float(value or 0)) for axis, value in enumerate(values))
    return "L".join(f"{x:g} {y:g}" for x, y in places)


def _path(values: Sequence[Value], look: str) -> str:
    """Round, from each axis to the next when both have a value."""
    axes, steps = len(values), []
    for axis, value in enumerate(values):
        following = values[(axis + 1) % axes]
        if value is not None and following is not None:
            (x1, y1), (x2, y2) = _place(axis, axes, float(value)), _place((axis + 1) % axes, axes, float(following))
            steps.append(f"M{x1:g} {y1:g}L{x2:g} {y2:g}")
    return f'<path d="{"".join(steps)}" fill="none" stroke-linecap="round" {look}/>' if steps else ""


def _dots(before: Sequence[Value], now: Sequence[Value]) -> Iterator[str]:
    for axis, value in enumerate(before):
        if value is not None:
            x, y = _place(axis, len(before), float(value))
            yield (
                f'<rect class="radar-before-dot" x="{x - 3:g}" y="{y - 3:g}" width="6" height="6" fill="#ffffff" '
                f'stroke="{ACCENT}" stroke-width="1.5"/>'
            )
    for axis, value in enumerate(now):
        if value is not None:
            x, y = _place(axis, len(now), float(value))
            yield f'<circle class="radar-dot" cx="{x:g}" cy="{y:g}" r="4" fill="{BRAND}"/>'
