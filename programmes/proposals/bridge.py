"""A programme as the planner's problem, with the way back from its numbers to our rows. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from programmes.planner import Problem, Unmet, problem_json
from programmes.planner.contradictions import Contradiction
from programmes.planner.reasons.question import Question
from programmes.proposals.keeping import beyond_json, read_with_beyond


@dataclass(frozen=True, slots=True)
class Seat:
    """A visit of the draft as it stood, that the planner may fill, move or drop (`is_freed`), or only fill.

    `service` and `people` are numbers of the problem, `people` without who said no.
    """

    visit: int
    service: int
    day: int
    start: int
    people: tuple[int, ...]
    is_freed: bool = False

    @property
    def place(self) -> tuple[int, int, int]:
        return self.service, self.day, self.start


@dataclass(frozen=True)
class Bridge:
    """`services`, `people` and `days` hold our own keys by the planner's number.

    A service from `stand_ins` on stands in for one visit that the planner cannot hold otherwise: of another length
    than the service asks, or beside another group. `followers`: (who comes along, with whom), put on the visits after
    the plan. `held`: why a visit stays although it might have been freed. `declined`: (visit, person) of who said no.
    `silent`: who never answered; `alone`: minors without anybody to come with.
    `revisions`: {visit: revision} of the whole draft, to see afterwards what changed meanwhile.
    """

    problem: Problem
    days: tuple[dt.date, ...]
    services: tuple[int, ...]
    people: tuple[int, ...]
    stand_ins: int
    seats: tuple[Seat, ...] = ()
    followers: tuple[tuple[int, int], ...] = ()
    silent: tuple[int, ...] = ()
    alone: tuple[int, ...] = ()
    held: Mapping[int, str] = field(default_factory=dict)
    declined: tuple[tuple[int, int], ...] = ()
    revisions: Mapping[int, int] = field(default_factory=dict)
    is_repair: bool = False
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        data = {name: getattr(self, name) for name in _PLAIN}
        return data | {
            "problem": problem_json(self.problem),
            "beyond": beyond_json(self.problem),
            "days": [day.isoformat() for day in self.days],
            "seats": [asdict(seat) for seat in self.seats],
            "held": {str(key): why for key, why in self.held.items()},
            "revisions": {str(key): number for key, number in self.revisions.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From what `to_json` gave, read back from a JSON column."""
        return cls(
            problem=read_with_beyond(data["problem"], data.get("beyond")),
            days=tuple(dt.date.fromisoformat(day) for day in data["days"]),
            services=tuple(data["services"]),
            people=tuple(data["people"]),
            stand_ins=data["stand_ins"],
            seats=tuple(Seat(**seat | {"people": tuple(seat["people"])}) for seat in data["seats"]),
            followers=tuple((a, b) for a, b in data["followers"]),
            silent=tuple(data["silent"]),
            alone=tuple(data["alone"]),
            held={int(key): why for key, why in data["held"].items()},
            revisions={int(key): number for key, number in data["revisions"].items()},
            declined=tuple((a, b) for a, b in data["declined"]),
            is_repair=data["is_repair"],
            notes=tuple(data["notes"]),
        )

    def unmet(self, found: tuple[Unmet, ...]) -> list[Unmet]:
        """What the planner could not meet, without what is met outside of it, and said of who never answered.

        Who asks to solve a conflict, does not ask about wishes.
        """
        return [self._said(item) for item in found if not self._is_left_out(item)]

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Among what is fixed, where something was asked about it."""
        return Question(self.problem).contradictions()

    def _is_left_out(self, item: Unmet) -> bool:
        if item.what == "dienst":
            return self.problem.services[item.who].priority == 0
        if item.what == "wens" and self.is_repair:
            return True
        follows = {person for person, _ in self.followers}
        return item.what in {"persoon", "wens"} and self.people[item.who] in follows

    def _said(self, item: Unmet) -> Unmet:
        person = self.people[item.who] if item.what in {"persoon", "wens"} else None
        if person in self.alone:
            return item._replace(
                why="is minderjarig, en er staat niet bij met wie die meekomt", relax="Duid dat aan bij Gasten."
            )
        if person in self.silent:
            return item._replace(
                why="liet nog niet weten wanneer het past",
                relax="Vraag het, of laat wie nog niet antwoordde meetellen als vrij op werkdagen.",
            )
        return item


_PLAIN = ("services", "people", "stand_ins", "followers", "silent", "alone", "declined", "is_repair", "notes")
