"""What a conflict is, and what the searches share."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from programmes.agenda import Agenda, Entry
from programmes.conflicts.waysout import WayOut, better_moment
from programmes.times import clock, day_name
from programmes.week import Visit, Week

Solve = WayOut | Callable[[], WayOut]

BLOCKS = "blocks"
WARNS = "warns"

TITLES = {
    "dubbel": "Dubbel gepland",
    "reistijd": "Te weinig tijd onderweg",
    "buiten_programma": "Buiten het programma",
    "niet_beschikbaar": "Niet beschikbaar",
    "afgezegd": "Afgezegd",
    "te_veel_groepen": "Te veel groepen tegelijk",
    "te_veel": "Te veel deelnemers",
    "te_weinig": "Te weinig deelnemers",
    "buiten_moment": "Buiten de momenten van de dienst",
    "geen_host": "Niemand ontvangt",
    "geen_contact": "Geen contactpersoon",
    "dienst_zonder_bezoek": "Dienst zonder bezoek",
    "persoon_zonder_bezoek": "Persoon zonder bezoek",
    "pers_zonder_burgemeester": "Persmoment zonder burgemeester",
    "pers_zonder_woordvoerder": "Persmoment zonder woordvoerder",
    "minderjarig_alleen": "Minderjarige zonder begeleider",
}


@dataclass(frozen=True)
class Conflict:
    """`key` names the facts: an accepted conflict comes back when the facts change. `accepted` is the note.

    `is_of_blocks`: it touches only meals, press moments and other blocks, that nobody plans but by hand.
    """

    kind: str
    key: str
    severity: str
    text: str
    solve: Solve = field(repr=False, compare=False)
    visits: tuple[int, ...] = ()
    person: int | None = None
    service: int | None = None
    day: dt.date | None = None
    accepted: str = ""
    is_of_blocks: bool = False

    @cached_property
    def way_out(self) -> WayOut:
        """Sought when it is first asked for: a board with hundreds of conflicts shows few of them at once."""
        return self.solve if isinstance(self.solve, WayOut) else self.solve()

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCKS and not self.accepted

    @property
    def can_accept(self) -> bool:
        return self.kind != "dubbel"


class Finder:
    """The searches share one index; a better moment is sought once per visit."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.agenda = Agenda(week)
        self._moments: dict[int, WayOut] = {}
        self.by_load = sorted(week.people.values(), key=lambda p: (self.agenda.visits_count(p.id), p.name))

    def better_moment(self, visit: Visit) -> Solve:
        def solve() -> WayOut:
            if visit.id not in self._moments:
                self._moments[visit.id] = better_moment(self.agenda, visit)
            return self._moments[visit.id]

        return solve

    def where(self, visit: Visit) -> str:
        return f"{self.week.name_of(visit)}, {day_name(visit.day)} {visit.hours}"

    def conflict(self, kind: str, severity: str, text: str, solve: Solve, *facts: object, **at: object) -> Conflict:
        key = ":".join([kind, *(str(fact) for fact in facts)])
        touched = [self.week.by_id[visit] for visit in cast("tuple[int, ...]", at.get("visits", ()))]
        return Conflict(
            kind=kind,
            key=key,
            severity=severity,
            text=text,
            solve=solve,
            accepted=self.week.accepted.get(key, ""),
            is_of_blocks=bool(touched) and not any(one.is_visit and self.week.service_of(one) for one in touched),
            **at,  # type: ignore[arg-type] # visits, person, service and day, as Conflict names them
        )


def facts(*visits: Visit) -> Iterator[str]:
    return (f"{v.id}@{v.day.isoformat()}T{v.start}-{v.end}" for v in visits)


def entry_text(week: Week, entry: Entry) -> str:
    return f"{week.name_of(entry.visit)} ({hours_text(entry)})"


def hours_text(entry: Entry) -> str:
    return f"{clock(entry.start)}–{clock(entry.end % 1440)}"
