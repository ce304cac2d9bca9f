"""Conflicts that one proposal solves: a single one, or all of a programme, a day, a service or a person. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from programmes.conflicts import Conflict, find_conflicts
from programmes.proposals.settings import (
    CONFLICT,
    DAY,
    PERSON,
    SERVICE,
    Scope,
    can_solve,
    is_planned,
    scope_of,
    scope_of_all,
    scope_text,
    whose,
)
from programmes.week import Week

ALL = "conflicten"
ABOUT = (PERSON, SERVICE, DAY)
SEVERAL, MOST_DIGITS = 2, 19
BY_HAND = "daar verandert een voorstel niets aan. Pas het zelf aan op het bord."
NONE_LEFT = "Er zijn geen conflicten meer die een voorstel kan oplossen."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody pressed: `value` is what the form sends, and `scope` is None when nothing can be planned for it."""

    value: str
    label: str = ""
    scope: Scope | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Conflicts about one day, service or person (`what` and `key`; `name` says 'bij De Linde'), or all there are."""

    conflicts: tuple[Conflict, ...]
    what: str = ""
    key: str = ""
    name: str = ""

    @property
    def value(self) -> str:
        return f"{ALL}:{self.what}:{self.key}" if self.what else ALL

    @property
    def is_several(self) -> bool:
        return len(self.conflicts) >= SEVERAL


@dataclass(frozen=True)
class Bundles:
    """`everything`, and of it what is about a day, a service or a person, most conflicts first."""

    everything: Bundle
    parts: tuple[Bundle, ...] = field(default=())

    @property
    def some(self) -> list[Bundle]:
        """Worth a button of their own: several, and not all."""
        return [one for one in self.parts if SEVERAL <= len(one.conflicts) < len(self.everything.conflicts)]

    def of(self, what: str, key: str) -> Bundle | None:
        return next((one for one in self.parts if (one.what, one.key) == (what, key)), None)


def bundles_of(week: Week, conflicts: Iterable[Conflict]) -> Bundles:
    """Of what a plan solves among the visits that stand: what has no visit yet, is planned."""
    found = [conflict for conflict in conflicts if can_solve(conflict) and conflict.visits]
    by_subject: dict[tuple[str, str], list[Conflict]] = defaultdict(list)
    for conflict in found:
        for what in sorted(about(week, conflict)):
            by_subject[what].append(conflict)
    parts = [Bundle(tuple(those), *what, name_of(week, *what)) for what, those in by_subject.items()]
    parts.sort(key=lambda one: (-len(one.conflicts), one.name))
    return Bundles(Bundle(tuple(found)), tuple(one for one in parts if one.name))


def about(week: Week, conflict: Conflict) -> set[tuple[str, str]]:
    """(what, key) of the person, the services and the day that it is about."""
    services = {week.by_id[key].service for key in conflict.visits} | {conflict.service}
    found = {(SERVICE, str(key)) for key in services if key in week.services}
    found |= {(PERSON, str(conflict.person))} if conflict.person in week.people else set()
    return found | ({(DAY, conflict.day.isoformat())} if conflict.day else set())


def name_of(week: Week, what: str, key: str) -> str:
    """'van An Peeters', 'bij De Linde', 'op maandag 24 februari'; '' of what is not in the week."""
    if what == DAY:
        return next((whose(week, Scope(day=day)) for day in week.info.days if day.isoformat() == key), "")
    is_number = key.isdecimal() and len(key) < MOST_DIGITS
    return whose(week, Scope(**_named(what, key))) if is_number else ""


def wanted_of(week: Week, choice: str) -> Wanted | None:
    """Of a conflict that still exists, or of several; None of any other choice."""
    what, _, about = choice.partition(":")
    if what == ALL:
        return _of_several(week, choice, *(about.partition(":")[::2]))
    if what != CONFLICT:
        return None
    conflict = next((one for one in find_conflicts(week) if one.key == about), None)
    if conflict is None:
        return None
    if not is_planned(conflict):
        return Wanted(choice, refusal=f"{conflict.title}: {BY_HAND}")
    return Wanted(choice, f"Alleen wat dit conflict oplost: {conflict.title}", scope_of(conflict))


def _of_several(week: Week, choice: str, what: str, key: str) -> Wanted:
    bundles = bundles_of(week, find_conflicts(week))
    bundle = bundles.of(what, key) if what else bundles.everything
    if bundle is None or not bundle.conflicts:
        return Wanted(choice, refusal=NONE_LEFT)
    scope = scope_of_all(bundle.conflicts, **_named(what, key))
    return Wanted(choice, f"Los op: {scope_text(week, scope)}", scope)


def _named(what: str, key: str) -> dict[str, Any]:
    """As a scope names it."""
    if what == DAY:
        return {"day": dt.date.fromisoformat(key)}
    return {"person": int(key)} if what == PERSON else {"service": int(key)} if what == SERVICE else {}
