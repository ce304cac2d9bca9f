"""The rules that a dialogue with residents holds: who must meet before whom, and what must be fixed by then."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from programmes.times import day_and_year

RESIDENTS = "inwoners"
AMONG_THEMSELVES = 2  # times that residents meet before the joint meeting
FEWEST_RESIDENTS = 5  # in one meeting: with fewer, one voice is the whole group
TWICE, HELD_TWICE, FEW = "twice", "held-twice", "few"
THEME_OPEN, HELD_OPEN, THEME_LATE, NO_START = "open", "held-open", "late", "no-start"


@dataclass(frozen=True, slots=True)
class Meeting:
    key: int
    title: str
    groups: frozenset[str]
    day: dt.date | None = None
    is_held: bool = False
    residents: int = 0  # who come

    @property
    def is_of_residents(self) -> bool:
        return self.groups == {RESIDENTS}

    @property
    def is_joint(self) -> bool:
        return RESIDENTS in self.groups and not self.is_of_residents

    @property
    def name(self) -> str:
        return f"‘{self.title}’"


@dataclass(frozen=True, slots=True)
class Course:
    """The meetings of a trajectory; `fixed_by` is the key of the meeting that fixed theme and scope, if any did."""

    meetings: tuple[Meeting, ...]
    fixed_by: int | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold; `refuses`: what causes it is not kept, else it is told. `open` is what to mend."""

    rule: str
    meeting: int | None
    text: str
    way: str
    refuses: bool = True
    open: int | None = None

    @property
    def sentence(self) -> str:
        return f"{self.text} {self.way}"

    @property
    def cause(self) -> tuple[str, int | None]:
        return self.rule, self.meeting


def breaches(course: Course) -> list[Breach]:
    return [
        *(found for one in course.meetings if one.is_joint for found in _joint_too_early(course, one)),
        *_theme(course),
        *_too_few(course),
    ]


def refused(before: Course, after: Course) -> list[Breach]:
    """What a change would break; what was broken before it (a visit that moved) does not stand in its way."""
    known = {one.cause for one in breaches(before)}
    return [one for one in breaches(after) if one.refuses and one.cause not in known]


def _joint_too_early(course: Course, joint: Meeting) -> Iterator[Breach]:
    if joint.day is None:
        return
    own = [one for one in course.meetings if one.is_of_residents]
    earlier = [one for one in own if one.day and one.day < joint.day]
    later = [one for one in own if one not in earlier]
    if len(earlier) < AMONG_THEMSELVES:
        text = f"{joint.name} kan niet op {day_and_year(joint.day)}: {_lacks(later)}."
        yield Breach(TWICE, joint.key, text, _way(later, joint.day), open=later[0].key if later else None)
    elif joint.is_held and len(held := [one for one in earlier if one.is_held]) < AMONG_THEMSELVES:
        first = next(one for one in earlier if one not in held)
        text = f"{joint.name} kan nog niet gehouden zijn: {first.name} gaat vooraf en is nog niet gehouden."
        yield Breach(HELD_TWICE, joint.key, text, f"Zet eerst {first.name} op gehouden.", open=first.key)


def _lacks(later: Sequence[Meeting]) -> str:
    rule = "inwoners komen eerst twee keer onder elkaar samen"
    if not later:
        return rule
    first = later[0]
    when = f"valt pas op {day_and_year(first.day)}" if first.day else "heeft nog geen dag"
    return f"{rule}, en {first.name} {when}"


def _way(later: Sequence[Meeting], day: dt.date) -> str:
    if later:
        return f"Geef eerst {later[0].name} een dag voor {day_and_year(day)}, of kies een latere dag."
    return "Voeg eerst een bijeenkomst toe met alleen inwoners."


def _theme(course: Course) -> Iterator[Breach]:
    starts = [one for one in course.meetings if RESIDENTS not in one.groups]
    if not starts:
        text = "Er is geen bijeenkomst van professionals, leidinggevenden en bestuurders die het thema vastlegt."
        yield Breach(NO_START, None, text, "Voeg er een toe, voor de inwoners samenkomen.", refuses=False)
    build = [one for one in course.meetings if not _built_on_before(course, one)]
    held = [one for one in build if one.is_held]
    for first in dict.fromkeys((_first_of_residents(build), _first_of_residents(held))):
        if first is not None and first.day is not None:
            yield from _theme_before(course, starts, first, first.day)


def _built_on_before(course: Course, one: Meeting) -> bool:
    """It was held on what stood then: theme and scope may be fixed anew after it, for residents who meet later."""
    if course.fixed_by is None or not one.is_held or one.day is None:
        return False
    starts = (other for other in course.meetings if RESIDENTS not in other.groups and other.is_held)
    return any(start.day is not None and start.day < one.day for start in starts)


def _theme_before(course: Course, starts: Sequence[Meeting], first: Meeting, day: dt.date) -> Iterator[Breach]:
    """Of the first meeting with residents that builds on it, and of the first that was held."""
    fixing = next((one for one in starts if one.key == course.fixed_by), None)
    if fixing is None:
        was = "werd gehouden" if first.is_held else "bouwt voort op het thema"
        text = f"{first.name} {was}, maar thema en afbakening liggen nog niet vast."
        where = f"Leg ze vast met {starts[0].name}." if starts else "Leg ze vast in een eerdere bijeenkomst."
        rule = HELD_OPEN if first.is_held else THEME_OPEN
        yield Breach(rule, first.key, text, where, refuses=first.is_held, open=first.key)
    elif fixing.day is None or fixing.day >= day:
        when = f"pas op {day_and_year(fixing.day)}" if fixing.day else "nog op geen enkele dag"
        text = (
            f"{first.name} op {day_and_year(day)} bouwt voort op thema en afbakening, en {fixing.name}, "
            f"die ze vastlegt, valt {when}."
        )
        way = f"Geef {fixing.name} een dag voor {day_and_year(day)}, of zet {first.name} later."
        yield Breach(THEME_LATE, first.key, text, way, open=fixing.key)


def _first_of_residents(meetings: Iterable[Meeting]) -> Meeting | None:
    """The first with residents at all; those without a day come last."""
    found = [one for one in meetings if RESIDENTS in one.groups]
    return min(found, key=lambda one: (one.day is None, one.day or dt.date.min), default=None)


def _too_few(course: Course) -> Iterator[Breach]:
    for one in course.meetings:
        if RESIDENTS in one.groups and not one.is_held and 0 < one.residents < FEWEST_RESIDENTS:
            who = "komt 1 inwoner" if one.residents == 1 else f"komen {one.residents} inwoners"
            way = f"Nodig er nog uit: met minstens {FEWEST_RESIDENTS} voelt niemand zich alleen."
            yield Breach(FEW, one.key, f"Naar {one.name} {who}.", way, refuses=False)
