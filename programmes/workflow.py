"""The four steps of the playbook for a programme: what is done, what blocks, what comes next. Computed, not ticked."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models.expressions import BaseExpression, Combinable
from django.urls import NoReverseMatch, reverse

from programmes.conflicts import Conflict, find_conflicts
from programmes.differences import difference
from programmes.loading import load_week
from programmes.models import Programme, Versie
from programmes.overview import Step, next_step
from programmes.versions import week_of
from programmes.week import Week
from programmes.words import counted

TITLES = {
    1: "Werk een programma uit",
    2: "Concrete voorbereiding",
    3: "Trek op expeditie",
    4: "Nazorg",
}


AFTERCARE = 4


@dataclass(frozen=True)
class Situation:
    """A programme as it stands, in numbers: the draft, and the last published version (0 and None: never published)."""

    programme: Programme
    week: Week
    version: int
    published: Week | None

    @cached_property
    def _open_conflicts(self) -> list[Conflict]:
        """Those that nobody accepted."""
        found = find_conflicts(self.week) if self.week.visits else []
        return [conflict for conflict in found if not conflict.accepted]

    @property
    def guests(self) -> int:
        return len(self.week.people)

    @property
    def answered(self) -> int:
        """How many guests said when they can."""
        return sum(person.available is not None for person in self.week.people.values())

    @property
    def services(self) -> int:
        return len(self.week.services)

    @property
    def visits(self) -> int:
        return len(self.week.visits)

    @property
    def conflicts(self) -> int:
        return len(self._open_conflicts)

    @property
    def blocking(self) -> int:
        return sum(conflict.blocks for conflict in self._open_conflicts)

    @cached_property
    def is_changed(self) -> bool:
        """The draft differs from what was published."""
        return self.published is not None and not difference(self.published, self.week.for_publication()).is_empty

    def is_held(self, on: dt.date) -> bool:
        """Its days are over, and it was published."""
        return self.version > 0 and self.programme.last_day < on

    @cached_property
    def counts(self) -> dict[str, dict[str, Any]]:
        """What each app wants to know (COUNTS), in one query: {app: {name: how many, or what}}."""
        return counts_of(self.programme)

    def url(self, name: str) -> str:
        return reverse(name, args=[self.programme.bestuur.slug, self.programme.slug])


class Line(NamedTuple):
    """A step, with the name of the URL where it is done."""

    url: str
    button: str
    title: str
    text: str
    is_done: bool
    blocks: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the playbook, with what has to happen in it."""

    number: int
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        return TITLES[self.number]

    @property
    def next(self) -> Step | None:
        return next_step(self.steps)

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def blocks(self) -> list[Step]:
        return [step for step in self.steps if step.blocks and not step.is_done]


Provider = Callable[[Situation], Mapping[int, Iterable[Step]]]
PROVIDERS: list[Provider] = []
"""What later steps of the playbook add, by number of the step; each adds its own when it starts."""

Count = BaseExpression | Combinable
COUNTS: dict[str, Callable[[Programme], Mapping[str, Count]]] = {}
"""By app, what it wants counted: expressions by name, which become parts of one query."""


def situation_of(programme: Programme) -> Situation:
    newest = Versie.objects.filter(programme=programme).first()
    return Situation(
        programme=programme,
        week=load_week(programme),
        version=newest.number if newest else 0,
        published=week_of(newest) if newest else None,
    )


def counts_of(programme: Programme) -> dict[str, dict[str, Any]]:
    wanted = {(app, name): count for app, of in COUNTS.items() for name, count in of(programme).items()}
    named = {f"{app}_{name}": count for (app, name), count in wanted.items()}
    row = Programme.objects.filter(pk=programme.pk).order_by().annotate(**named).values(*named).first() or {}
    found: dict[str, dict[str, Any]] = {app: {} for app in COUNTS}
    for app, name in wanted:
        found[app][name] = row.get(f"{app}_{name}", 0)
    return found


def steps_of(situation: Situation, lines: Iterable[Line]) -> Iterator[Step]:
    """Those of which the page is there."""
    for line in lines:
        try:
            url = situation.url(line.url)
        except NoReverseMatch:
            continue
        yield Step(line.title, line.text, url, line.button, line.is_done, blocks=line.blocks)


def stages(situation: Situation) -> list[Stage]:
    """In the order of the playbook; a step of which nothing is known yet has none."""
    found: dict[int, list[Step]] = {number: [] for number in TITLES}
    for provider in (_programme_steps, *PROVIDERS):
        for number, steps in provider(situation).items():
            found[number] += steps
    return [Stage(number, tuple(steps)) for number, steps in found.items()]


_FROM_EMPTY_TO_PUBLISHED = (  # (title, text, name of the URL, button)
    (
        "Stel de gastenlijst samen",
        "Wie gaat mee op expeditie: het college, de raad, het management, genodigden?",
        "gast-list",
        "Naar de gasten",
    ),
    ("Kies de zorgdiensten", "Bij welke diensten gaan jullie langs?", "programme-diensten", "Naar de diensten"),
    (
        "Plan de bezoeken",
        "Zet op het bord wie wanneer waar is. Wat niet klopt, zie je meteen.",
        "board",
        "Naar het bord",
    ),
    (
        "Los op wat het publiceren tegenhoudt",
        "Elk conflict zegt wie, wat en waarom, en hoe het wel kan.",
        "conflict-list",
        "Naar de conflicten",
    ),
    (
        "Publiceer en deel de links",
        "Pas dan zien deelnemers, diensten en communicatie het programma, elk op een eigen pagina.",
        "publish",
        "Publiceren",
    ),
)


def _programme_steps(situation: Situation) -> dict[int, list[Step]]:
    done = (
        situation.guests > 0,
        situation.services > 0,
        situation.visits > 0,
        situation.visits > 0 and situation.blocking == 0,
        situation.version > 0 and not situation.is_changed,
    )
    blocks = ("", "", "", _conflicts_block(situation.blocking), "")
    rest = ("", "", "", _conflicts_left(situation), "")
    rows = zip(_FROM_EMPTY_TO_PUBLISHED, done, blocks, rest, strict=True)
    return {
        1: [
            Step(title, left or text, situation.url(name), button, is_done, blocks=block)
            for (title, text, name, button), is_done, block, left in rows
        ]
    }


def _conflicts_left(situation: Situation) -> str:
    """Of what holds nothing up, once nothing does; else ''."""
    if situation.blocking or not situation.conflicts:
        return ""
    left = counted(situation.conflicts, "conflict houdt", "conflicten houden")
    return f"{left} niets tegen: kijk na of dat zo mag."


def _conflicts_block(blocking: int) -> str:
    if not blocking:
        return ""
    return (
        "1 conflict houdt de publicatie tegen" if blocking == 1 else f"{blocking} conflicten houden de publicatie tegen"
    )


def next_of(found: Sequence[Stage], *, is_held: bool = False) -> tuple[Stage, Step] | None:
    """What to do first: what is not done yet, in the order of the playbook; None when nothing is left.

    Once the programme was held, only the aftercare is still to do.
    """
    stages = [stage for stage in found if stage.number == AFTERCARE] if is_held else found
    return next(((stage, step) for stage in stages if (step := stage.next)), None)
