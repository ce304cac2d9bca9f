"""A week to plan, and the plan that comes out: plain data, JSON both ways.

Days count from 0, times are minutes since midnight, ids are positions in their lists, travel is in minutes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

SERVICE = "service"
KIND = "kind"


class Window(NamedTuple):
    """From `start` to `end` on a day; what lies inside may touch both."""

    day: int
    start: int
    end: int


def covers(windows: Iterable[Window], day: int, start: int, end: int) -> bool:
    for on, opens, closes in windows:  # noqa: SIM110 (the innermost question of all, and any() is half as fast)
        if on == day and opens <= start and end <= closes:
            return True
    return False


class Wish(NamedTuple):
    """`what` is SERVICE (value: its id) or KIND (value: the kind)."""

    what: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Service:
    """`min`..`max` people a visit, at most `visits_max` visits in the week and never two at once."""

    id: int
    kind: str
    domain: str
    duration: int
    windows: tuple[Window, ...]
    min: int = 1
    max: int = 6
    visits_max: int = 1
    press: bool = False
    priority: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`wishes` best first; `mode` is the matrix of travel that counts for them."""

    id: int
    role: str
    party: str
    domains: tuple[str, ...]
    available: tuple[Window, ...]
    wishes: tuple[Wish, ...] = ()
    day_max: int = 2
    week_max: int = 4
    mode: str = "car"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """Also what was placed by hand: then `people` must be on it, and others may join unless it is `closed`."""

    service: int
    day: int
    start: int
    people: tuple[int, ...] = ()
    closed: bool = False

    def to_json(self) -> dict[str, Any]:
        row = {"service": self.service, "day": self.day, "start": self.start, "people": list(self.people)}
        return row | {"closed": True} if self.closed else row


@dataclass(frozen=True, slots=True)
class Weights:
    """Points. `wish`, `rank` and `load` are by order: the n-th granted wish, its place on the list, the n-th visit.

    `outside` is for each person with domains who visits a service outside them.
    """

    uncovered: int = 10_000
    press: int = 20_000
    no_visit: int = 6_000
    competence: int = 1_500
    wish: tuple[int, ...] = (600, 300, 150, 75, 40, 20)
    rank: tuple[int, ...] = (200, 150, 100, 60, 30, 10)
    mix2: int = 80
    mix3: int = 40
    load: tuple[int, ...] = (0, 40, 20, 10, 5, 0, 0, 0)
    day: int = 20
    travel: int = 1
    idle2: int = 1
    change: int = 400
    outside: int = 0


def nth(values: tuple[int, ...], index: int) -> int:
    """The value at a place; past the end, the last one."""
    return values[min(index, len(values) - 1)]


@dataclass(frozen=True, slots=True)
class Beyond:
    """How the week is apart from what was asked, when a problem was made narrower for one day, service or person.

    `services`, `people` and `fixed` as in the problem; `days`: on which there may be visits at all, `asked_days`: on
    which they were asked; `about_services`, `about_people`: of whom somebody wants to know why they lack a visit;
    `about_fixed`: the places in `fixed` of what was asked about, as far as it is about who is in `about_there`.
    """

    services: tuple[Service, ...]
    people: tuple[Person, ...]
    fixed: tuple[Visit, ...]
    days: frozenset[int]
    asked_days: frozenset[int]
    about_services: frozenset[int]
    about_people: frozenset[int]
    about_fixed: frozenset[int]
    about_there: frozenset[int]


@dataclass(frozen=True)
class Problem:
    """`previous`: the visits before something changed; each participation that is changed costs `weights.change`.
    `turns`: services that are at one place, of which never two are visited at once.

    Only the reasons look at `beyond`; it is no part of a problem in a file.
    """

    days: int
    services: tuple[Service, ...]
    people: tuple[Person, ...]
    travel: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    step: int = 15
    weights: Weights = Weights()
    press_windows: tuple[Window, ...] = ()
    press_schepenen: int = 1
    fixed: tuple[Visit, ...] = ()
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    previous: tuple[Visit, ...] | None = None
    day_names: tuple[str, ...] = ()
    turns: tuple[tuple[int, ...], ...] = ()
    beyond: Beyond | None = None

    @property
    def whole(self) -> "Problem":
        """The week as it is apart from what was asked."""
        if self.beyond is None:
            return self
        return replace(self, services=self.beyond.services, people=self.beyond.people, fixed=self.beyond.fixed)

    @cached_property
    def wish_ranks(self) -> tuple[dict[int, int], ...]:
        """Per person: {service: place of the best wish that it fulfils}."""
        granting: dict[Wish, list[int]] = {}
        for service in self.services:
            granting.setdefault(Wish(SERVICE, service.id), []).append(service.id)
            granting.setdefault(Wish(KIND, service.kind), []).append(service.id)
        return tuple(_ranks(person, granting) for person in self.people)

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """Per person everyone who must always come along, in order, themselves included."""
        units: list[tuple[int, ...]] = [(person.id,) for person in self.people]
        for a, b in self.together:
            if units[a] != units[b]:
                both = tuple(sorted({*units[a], *units[b]}))
                for person in both:
                    units[person] = both
        return tuple(units)

    @cached_property
    def turn_of(self) -> dict[int, tuple[int, ...]]:
        """By service, with which others it takes turns, itself included."""
        return {service: turn for turn in self.turns for service in turn}

    def minutes(self, person: Person, a: int, b: int) -> int:
        """Under way from service `a` to `b` for this person."""
        return self.travel[person.mode][a][b]

    def name_of(self, service: int) -> str:
        return self.services[service].name or f"dienst {service}"

    def name_of_person(self, person: int) -> str:
        return self.people[person].name or f"persoon {person}"

    def day_name(self, day: int) -> str:
        return self.day_names[day] if day < len(self.day_names) else f"dag {day + 1}"


def _ranks(person: Person, granting: Mapping[Wish, list[int]]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for rank, wish in enumerate(person.wishes):
        for service in granting.get(Wish(*wish), ()):
            ranks.setdefault(service, rank)
    return ranks


class Unmet(NamedTuple):
    """What could not be met (`what`: dienst, persoon, wens, persmoment, vast), for which id, why, and what mends it."""

    what: str
    who: int
    why: str
    relax: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`bound`: proven, no plan scores higher; None when nothing was proven.

    Of a plan made again: how many participations are `changed`, and the proven least; of a repair: how many were `lost`
    that could have been kept, and the same when it is proven that it cannot be with fewer.
    """

    visits: tuple[Visit, ...] = ()
    score: int = 0
    bound: int | None = None
    unmet: tuple[Unmet, ...] = ()
    changed: int | None = None
    changed_least: int | None = None
    lost: int | None = None
    lost_least: int | None = None

    @property
    def is_optimal(self) -> bool:
        return self.bound is not None and self.bound <= self.score

    @property
    def gap(self) -> float | None:
        """How far the score may be from the best possible, as a part of the bound."""
        return None if self.bound is None or self.bound <= 0 else max(0.0, (self.bound - self.score) / self.bound)

    def to_json(self) -> dict[str, Any]:
        names = ("changed", "changed_least", "lost", "lost_least")
        counts = {name: getattr(self, name) for name in names}
        return {
            "visits": [visit.to_json() for visit in self.visits],
            "score": self.score,
            "bound": self.bound,
            "unmet": [item._asdict() for item in self.unmet],
        } | {name: value for name, value in counts.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far, `seconds` after the start."""

    seconds: float
    plan: Plan
