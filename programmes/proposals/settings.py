"""What the coordinator asks: how much of the programme may change, and what weighs most. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from programmes.conflicts import Conflict
from programmes.planner import Weights
from programmes.times import day_name
from programmes.week import Week
from programmes.words import listed

EVERYTHING = "alles"
DAY = "dag"
SERVICE = "dienst"
PERSON = "persoon"
CONFLICT = "conflict"

KEEP = "houden"
FREE = "vrij"

MIDDLE = 2
SLIDERS = {
    "dekking": "Elke dienst en elke persoon een bezoek",
    "wensen": "Wat mensen graag zien",
    "bevoegdheden": "Iedereen bij een dienst van de eigen bevoegdheid",
    "spreiding": "Fracties samen op bezoek, bezoeken verdeeld over iedereen",
    "verplaatsing": "Weinig kilometers, weinig wachten, weinig dagen",
}
POSITIONS = range(5)

WITHOUT_MOVING = {"afgezegd", "te_veel"}
"""Conflicts that other people solve: the visit stays at its hour."""
_SOLVED_BY_PLANNING = {
    *("dubbel", "reistijd", "buiten_programma", "niet_beschikbaar", "afgezegd", "te_veel_groepen", "te_veel"),
    *("te_weinig", "buiten_moment", "dienst_zonder_bezoek", "persoon_zonder_bezoek"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What may change. Of a conflict: its kind, the visits it touches, where it may be solved, who stands wrong.

    Of several conflicts each is one of `parts`, `visits` are all that they touch, and the rest says whose they are: of
    a day, a service, a person, or of nobody: then all there are.
    """

    what: str = EVERYTHING
    day: dt.date | None = None
    service: int | None = None
    person: int | None = None
    visits: tuple[int, ...] = ()
    kind: str = ""
    parts: tuple[Self, ...] = ()

    @property
    def is_repair(self) -> bool:
        return self.what == CONFLICT

    @property
    def conflicts(self) -> tuple[Self, ...]:
        """Of a repair, each apart."""
        return self.parts or (self,)

    def to_json(self) -> dict[str, Any]:
        day, parts = self.day.isoformat() if self.day else None, [part.to_json() for part in self.parts]
        return asdict(self) | {"day": day, "parts": parts}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        day = dt.date.fromisoformat(data["day"]) if data["day"] else None
        parts = tuple(cls.from_json(part) for part in data.get("parts", ()))
        return cls(**data | {"day": day, "visits": tuple(data["visits"]), "parts": parts})


def can_solve(conflict: Conflict) -> bool:
    """Whether other moments or other people can be the way out, and more than one click is needed for it."""
    return is_planned(conflict) and not conflict.accepted


def is_planned(conflict: Conflict) -> bool:
    """Whether a plan may change what it is about, accepted or not."""
    return conflict.kind in _SOLVED_BY_PLANNING and not conflict.is_of_blocks


def scope_of(conflict: Conflict) -> Scope:
    if conflict.visits:
        at = {"service": conflict.service, "person": conflict.person, "visits": conflict.visits}
        return Scope(CONFLICT, kind=conflict.kind, **at)  # type: ignore[arg-type] # as Conflict names them
    if conflict.person is not None:
        return Scope(PERSON, person=conflict.person)
    return Scope(SERVICE, service=conflict.service)


def scope_of_all(found: Iterable[Conflict], **about: Any) -> Scope:
    """Of all these conflicts that a plan changes; `about` says whose they are."""
    parts = tuple(scope_of(conflict) for conflict in found)
    return Scope(CONFLICT, visits=tuple({key: None for part in parts for key in part.visits}), parts=parts, **about)


def scope_text(week: Week, scope: Scope) -> str:
    """'heel het programma', 'maandag 24 februari', 'De Linde', 'een conflict bij De Linde', 'alle conflicten'"""
    if scope.parts:
        return f"alle conflicten {whose(week, scope)}".strip()
    if scope.what == DAY and scope.day:
        return day_name(scope.day)
    if scope.what == SERVICE and (service := week.services.get(scope.service or 0)):
        return service.name
    if scope.what == PERSON and (person := week.people.get(scope.person or 0)):
        return person.name
    if scope.what == CONFLICT:
        names = dict.fromkeys(week.name_of(week.by_id[key]) for key in scope.visits if key in week.by_id)
        return f"een conflict bij {listed(names)}" if names else "een conflict"
    return "heel het programma"


def whose(week: Week, scope: Scope) -> str:
    """'op maandag 24 februari', 'bij De Linde', 'van An Peeters'; '' of all."""
    if scope.day:
        return f"op {day_name(scope.day)}"
    if service := week.services.get(scope.service or 0):
        return f"bij {service.name}"
    person = week.people.get(scope.person or 0)
    return f"van {person.name}" if person else ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Sliders 0..4. KEEP: what stands in the draft stays; FREE: only what was fixed ('vastgezet') does.

    `day_max`, `week_max`: visits of a person, unless they said how many; `visits_max`: visits to a service.
    """

    dekking: int = MIDDLE
    wensen: int = MIDDLE
    bevoegdheden: int = MIDDLE
    spreiding: int = MIDDLE
    verplaatsing: int = MIDDLE
    standing: str = KEEP
    seconds: int = 20
    day_max: int = 2
    week_max: int = 4
    visits_max: int = 2
    ask_all: bool = False
    """Who never answered counts as free, on working days."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        known = {part.name for part in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})


_FACTORS = (0.0, 0.5, 1.0, 2.0, 4.0)
_OF_SLIDER = {
    "wensen": ("wish", "rank"),
    "bevoegdheden": ("competence",),
    "spreiding": ("mix2", "mix3"),
    "verplaatsing": ("day", "travel", "idle2"),
}
_ALWAYS_COUNTS = 0.25  # the least that coverage weighs, so that the lowest place is not an empty week
_OF_COVERAGE = ("uncovered", "press", "no_visit")


def weights_of(settings: Settings) -> Weights:
    """The middle of each slider is the planner's own weight."""
    weights = Weights()
    scaled = {name: _FACTORS[getattr(settings, slider)] for slider, names in _OF_SLIDER.items() for name in names}
    scaled |= dict.fromkeys(_OF_COVERAGE, max(_FACTORS[settings.dekking], _ALWAYS_COUNTS))
    scaled["load"] = max(_FACTORS[settings.spreiding], _FACTORS[1])
    return replace(weights, **{name: _scaled(getattr(weights, name), factor) for name, factor in scaled.items()})


def _scaled(value: Any, factor: float) -> Any:
    """A number, or a tuple of them."""
    if isinstance(value, tuple):
        return tuple(round(one * factor) for one in value)
    return round(value * factor)
