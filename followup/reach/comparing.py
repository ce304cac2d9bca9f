"""The reach of an edition beside those before it: rows for a table, charts, and what changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from followup.reach.balance import Asked, Numbers
from followup.reach.editions import Edition, compared_with, editions_of
from followup.reach.measures import GROUPS, HEADLINES, ROLES, SURVEYS, UP_TO, Group, Measure
from invitations.fiches.charts import chart
from programmes.models import Programme

WIDEST = 5  # editions beside each other on a page


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is the figure with its unit."""

    figure: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one measure says of each edition; `change` since the one before, when there is one."""

    measure: Measure
    cells: tuple[Cell, ...]
    change: str = ""

    @property
    def last(self) -> Cell:
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Drawing:
    title: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class Part:
    group: Group
    rows: tuple[Row, ...]
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """`before` is the edition that changes are told from; None for the first one, and before its days are over."""

    editions: tuple[Edition, ...]
    before: Edition | None
    headlines: tuple[Row, ...]
    parts: tuple[Part, ...]
    note: str = ""  # how sure the figures are

    @property
    def this(self) -> Edition:
        return self.editions[-1]

    @property
    def questions(self) -> list[tuple[str, tuple[Asked, ...]]]:
        """Of the surveys of this edition, by whom they were asked."""
        opinions = ((name, self.this.numbers.opinion_of(role)) for role, name in ROLES.items())
        return [(name, opinion.questions) for name, opinion in opinions if opinion.questions]


def reach_of(programme: Programme, *, on: dt.date) -> Reach:
    """In a fixed number of queries."""
    return compare(editions_of(programme), is_over=programme.last_day < on)


def compare(editions: Sequence[Edition], *, is_over: bool) -> Reach:
    """The oldest first; the last one is what it is about."""
    before = compared_with(editions) if is_over else None
    shown = list(editions[-WIDEST:])
    if before and before not in shown:
        shown[0] = before
    groups = [*GROUPS, *([SURVEYS] if any(one.numbers.opinions for one in shown) else [])]
    return Reach(
        editions=tuple(shown),
        before=before,
        headlines=tuple(_row(measure, shown, before) for measure in HEADLINES),
        parts=tuple(_part(group, shown, before) for group in groups),
        note=_note(editions[-1], is_over=is_over),
    )


def _note(this: Edition, *, is_over: bool) -> str:
    if this.is_kept:
        return "De persoonsgegevens van deze editie zijn opgeruimd. Deze cijfers bleven bewaard."
    if not is_over:
        return "De laatste dag is nog niet voorbij. Deze cijfers tellen mee wat gepland staat."
    if not (count := this.numbers.unticked):
        return ""
    where = "Bij 1 bezoek" if count == 1 else f"Bij {count} bezoeken"
    return f"{where} is niet aangetikt wie er was. Daar telt iedereen mee die op het programma stond."


def _part(group: Group, editions: Sequence[Edition], before: Edition | None) -> Part:
    rows = tuple(_row(measure, editions, before) for measure in group.measures)
    return Part(group, rows, tuple(drawing for drawing in _drawings(group, editions) if drawing.svg))


def _row(measure: Measure, editions: Sequence[Edition], before: Edition | None) -> Row:
    cells = tuple(_cell(measure, one.numbers) for one in editions)
    return Row(measure, cells, measure.change(editions[-1].numbers, before.numbers) if before else "")


def _cell(measure: Measure, numbers: Numbers) -> Cell:
    return Cell(measure.figure(numbers), measure.text(numbers), measure.detail(numbers))


def _drawings(group: Group, editions: Sequence[Edition]) -> Iterator[Drawing]:
    """From edition to edition where that says more; otherwise of this edition."""
    if len(editions) > 1 and group.over_time:
        for measure in group.over_time:
            points = [(one.label, measure.value(one.numbers)) for one in editions]
            yield _drawing(measure.name, points, measure.unit)
        return
    points = [(measure.label, measure.value(editions[-1].numbers)) for measure in group.now]
    yield _drawing(group.now_title, points, group.now[0].unit)


def _drawing(title: str, points: list[tuple[str, float | None]], unit: str) -> Drawing:
    """Empty when there is nothing to see."""
    is_drawn = any(value for _, value in points)
    svg = chart(title, points, unit=unit, up_to=UP_TO.get(unit, 0)) if is_drawn else ""
    return Drawing(f"{title} ({unit})" if unit else title, mark_safe(svg))  # noqa: S308 (charts escapes)
