"""What the board shows of a visit, and of what is still to be done: texts and counts, made once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.conflicts import Conflict
from programmes.models import Werkvorm
from programmes.times import day_name
from programmes.week import DECLINED, Service, Visit, Week

NAMES_ON_CARD = 2
WORK_FORMS = dict(Werkvorm.choices)


@dataclass(slots=True)
class Card:
    """One visit as it is shown, in whichever row; `html` is filled by who paints it, once.

    Numbers and dates are text here: a template that has to write numbers the Dutch way, hundreds of times, is slow.
    """

    visit: Visit
    id: str
    revision: str
    day: str
    start: str
    end: str
    hours: str
    name: str
    service: str
    werkvorm: str
    people: str
    everybody: str
    stops: int = 0
    warns: int = 0
    marks: tuple[str, ...] = ()
    html: str = ""

    @property
    def worst(self) -> str:
        """The title of the first conflict, the one that blocks if any does."""
        return self.marks[0] if self.marks else ""

    @property
    def count(self) -> str:
        return str(self.stops + self.warns) if self.marks else ""

    @property
    def day_name(self) -> str:
        return day_name(self.visit.day)


def make_cards(week: Week, conflicts: Iterable[Conflict], visits: Iterable[Visit] | None = None) -> dict[int, Card]:
    by_visit: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        if not conflict.accepted:
            for key in conflict.visits:
                by_visit[key].append(conflict)
    return {v.id: _card(week, v, by_visit.get(v.id, [])) for v in (week.visits if visits is None else visits)}


def _card(week: Week, visit: Visit, conflicts: list[Conflict]) -> Card:
    named = [(week.people[part.person].name, part) for part in visit.people]
    names = [_struck(name) if part.answer == DECLINED else name for name, part in named]
    service = week.service_of(visit)
    more = len(names) - NAMES_ON_CARD
    shown = names if more <= 1 else names[:NAMES_ON_CARD]
    stops = sum(conflict.blocks for conflict in conflicts)
    return Card(
        visit=visit,
        id=str(visit.id),
        revision=str(visit.revision),
        day=visit.day.isoformat(),
        start=str(visit.start),
        end=str(visit.end),
        hours=visit.hours,
        name=week.name_of(visit),
        service=service.name if service else "",
        werkvorm=WORK_FORMS.get(visit.werkvorm, ""),
        people=_joined(shown, more),
        everybody=", ".join(f"{name} (komt niet)" if part.answer == DECLINED else name for name, part in named),
        stops=stops,
        warns=len(conflicts) - stops,
        marks=tuple(conflict.title for conflict in sorted(conflicts, key=lambda c: not c.blocks)),
    )


def _struck(name: str) -> SafeString:
    """Who said no: struck through, and said aloud to who does not see that."""
    return format_html('<s>{}</s><span class="visually-hidden"> (komt niet)</span>', name)


def _joined(names: list[str], more: int) -> str:
    """Most cards hold plain text, which is quicker."""
    rest = f" +{more}" if more > 1 else ""
    if not any(isinstance(name, SafeString) for name in names):
        return ", ".join(names) + rest
    return format_html("<span>{}{}</span>", format_html_join(", ", "{}", ((name,) for name in names)), rest)


@dataclass(frozen=True, slots=True)
class Todo:
    """What still has to be planned, everybody with their number of visits, and what is wrong."""

    services: list[Service] = field(default_factory=list)
    people: list[tuple[int, str, str, int]] = field(default_factory=list)  # id, name, function, visits
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def idle(self) -> list[tuple[int, str, str, int]]:
        return [row for row in self.people if row[3] == 0]

    @property
    def open(self) -> list[Conflict]:
        return [conflict for conflict in self.conflicts if not conflict.accepted]

    @property
    def stops(self) -> int:
        return sum(conflict.blocks for conflict in self.conflicts)

    @property
    def warns(self) -> int:
        return len(self.open) - self.stops

    @property
    def accepted(self) -> int:
        return len(self.conflicts) - len(self.open)


def make_todo(week: Week, conflicts: list[Conflict]) -> Todo:
    visited = {visit.service for visit in week.visits if visit.is_visit}
    counts: dict[int, int] = defaultdict(int)
    for visit in week.visits:
        for part in visit.people:
            counts[part.person] += visit.is_visit
    return Todo(
        services=[service for service in week.services.values() if service.id not in visited],
        people=[(p.id, p.name, p.function, counts[p.id]) for p in week.people.values()],
        conflicts=conflicts,
    )
