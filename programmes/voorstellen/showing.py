"""What a page shows of a proposal that is ready: the difference to the draft, in parts, and what could not be met."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from programmes.conflicts import Conflict, find_conflicts
from programmes.models import Voorstel
from programmes.planner import Unmet, Visit
from programmes.proposals.bridge import Bridge
from programmes.proposals.changes import Changes, Group, applied, changes_of, week_with
from programmes.proposals.parts import DROPPED, JOINS, LEAVES, MOVED, NEW, Change
from programmes.times import day_name
from programmes.voorstellen.asking import Asked
from programmes.voorstellen.boarding import Board, make_board
from programmes.voorstellen.plans import kept
from programmes.voorstellen.sums import Sums, sums_of
from programmes.week import Week
from programmes.words import counted, listed

SERVICES, PEOPLE, DETAILS, BOARD = "diensten", "mensen", "details", "bord"
LEVELS = {SERVICES: "Diensten", PEOPLE: "Mensen", DETAILS: "Details", BOARD: "Op het bord"}
_COUNTED = (
    (NEW, "nieuw bezoek", "nieuwe bezoeken"),
    (MOVED, "bezoek verplaatst", "bezoeken verplaatst"),
    (DROPPED, "bezoek geschrapt", "bezoeken geschrapt"),
    (JOINS, "deelname erbij", "deelnames erbij"),
    (LEAVES, "deelname eraf", "deelnames eraf"),
)


class Part(NamedTuple):
    """One line that can be ticked; `value` is what the form sends, `lines` what it stands for."""

    value: str
    name: str
    changes: tuple[Change, ...]
    lines: list[tuple[Change, str]]

    @property
    def fits(self) -> bool:
        return any(change.fits for change in self.changes)


class Missing(NamedTuple):
    """What could not be met: a whole sentence, and what would mend it."""

    badge: str
    text: str
    relax: str


BADGES = {
    "dienst": "dienst zonder bezoek",
    "persoon": "persoon zonder bezoek",
    "wens": "eerste wens",
    "persmoment": "persmoment",
    "vast": "wat vaststaat",
}


class Wringing(NamedTuple):
    """The conflicts of the draft, accepted ones left out, before and after: which go, come, and stay.

    `again`: the notes with which those of `stays` were accepted, by key, when the facts were others.
    """

    before: int
    solved: list[Conflict]
    new: list[Conflict]
    stays: list[Conflict]
    again: dict[str, str]

    @property
    def staying(self) -> list[tuple[Conflict, str]]:
        """Each of `stays` with its note, empty for one that was never accepted."""
        return [(conflict, self.again.get(conflict.key, "")) for conflict in self.stays]

    @property
    def after(self) -> int:
        return len(self.new) + len(self.stays)

    @property
    def blocking(self) -> int:
        return sum(conflict.blocks for conflict in (*self.new, *self.stays))


@dataclass(frozen=True)
class Shown:
    """`week` is the draft as it is now."""

    week: Week
    bridge: Bridge
    asked: Asked
    visits: tuple[Visit, ...]
    found: tuple[Unmet, ...]

    @cached_property
    def changes(self) -> Changes:
        return changes_of(self.week, self.bridge, self.visits)

    @cached_property
    def after(self) -> Week:
        """When all that fits is taken over."""
        return week_with(self.week, applied(self.week, self.changes, self.changes.fitting))

    @cached_property
    def sums(self) -> Sums:
        """Of the week that it would be: the problem of the planner counts visits that stay as they are otherwise."""
        return sums_of(self.after, self.bridge)

    @cached_property
    def conflicts(self) -> Wringing:
        return wringing(find_conflicts(self.week), find_conflicts(self.after))

    @property
    def has_wishes(self) -> bool:
        return any(person.wishes for person in self.bridge.problem.people)

    @property
    def summary(self) -> str:
        """'3 nieuwe bezoeken en 12 deelnames erbij'"""
        counts = self.changes.counts
        said = [counted(counts[what], one, more) for what, one, more in _COUNTED if counts.get(what)]
        return f"{listed(said or ['Er verandert niets aan het bord'])}."

    @property
    def overtaken(self) -> list[Change]:
        """What no longer fits, as the draft changed meanwhile."""
        return [change for change in self.changes.items if not change.fits]

    def parts(self, level: str) -> list[Part]:
        changes = self.changes
        if level == SERVICES:
            return [_of_service(group) for group in changes.by_service]
        if level == PEOPLE:
            return [_of_person(group) for group in changes.by_person] + _of_nobody(changes)
        return [Part(change.key, "", (change,), [(change, _detail(change))]) for change in changes.items]

    def keys(self, ticked: Iterable[str]) -> set[str]:
        """The changes that these values of parts stand for, or several in one; what is not known is passed over."""
        by_value = {part.value: part for level in (SERVICES, PEOPLE, DETAILS) for part in self.parts(level)}
        values = (value for several in ticked for value in several.split())
        parts = (by_value[value] for value in values if value in by_value)
        return {change.key for part in parts for change in part.changes}

    def board(self) -> Board:
        return make_board(self.week, *applied(self.week, self.changes, self.changes.fitting))

    @property
    def held(self) -> list[tuple[str, str]]:
        """(visit, why) of what might have changed and could not."""
        visits = ((self.week.by_id.get(key), why) for key, why in self.bridge.held.items())
        return [
            (f"{self.week.name_of(visit)}, {day_name(visit.day)} {visit.hours}", why) for visit, why in visits if visit
        ]

    @property
    def missing(self) -> list[Missing]:
        return [
            Missing(BADGES.get(item.what, item.what), _sentence(self.bridge, item), item.relax) for item in self.found
        ]


def wringing(was: list[Conflict], then: list[Conflict]) -> Wringing:
    """The same thing with other facts (three too many instead of four) is no new conflict, and is not solved."""
    known = {_about(conflict): conflict.accepted for conflict in was}
    left = {_about(conflict) for conflict in then}
    open_before = [conflict for conflict in was if not conflict.accepted]
    open_after = [conflict for conflict in then if not conflict.accepted]
    stays = [conflict for conflict in open_after if _about(conflict) in known]
    return Wringing(
        before=len(open_before),
        solved=[conflict for conflict in open_before if _about(conflict) not in left],
        new=[conflict for conflict in open_after if _about(conflict) not in known],
        stays=stays,
        again={conflict.key: note for conflict in stays if (note := known[_about(conflict)])},
    )


def _about(conflict: Conflict) -> tuple[object, ...]:
    """What stays the same when only the facts change; without any of these, the facts themselves.

    Of groups that are at once it is their service and day: one group fewer may still be too many.
    """
    if conflict.service and len(conflict.visits) > 1:
        return (conflict.kind, conflict.service, conflict.day)
    at = (conflict.visits, conflict.person, conflict.service)
    return (conflict.kind, *at) if any(at) else (conflict.kind, conflict.key)


def _of_person(group: Group) -> Part:
    lines = [(change, change.for_person) for change in group.changes]
    return Part(f"persoon:{group.id}", group.name, group.changes, lines)


def _of_nobody(changes: Changes) -> list[Part]:
    """What moves or goes without anybody on it."""
    loose = tuple(change for change in changes.items if change.what in {MOVED, DROPPED} and not change.company)
    lines = [(change, change.text) for change in loose]
    return [Part("persoon:niemand", "Bezoeken waar niemand op staat", loose, lines)] if loose else []


def _of_service(group: Group) -> Part:
    """All who join or leave one visit stand in one line; who comes to a new one is said with that visit."""
    news = {change.target for change in group.changes if change.what == NEW}
    said = (one for one in group.changes if not (one.what == JOINS and one.fits and one.target in news))
    runs = (list(run) for _, run in groupby(said, key=_run_of))
    return Part(f"dienst:{group.id}", group.name, group.changes, [_line(run) for run in runs])


def _detail(change: Change) -> str:
    """Beside its badge, that says already that a visit is new."""
    return f"{change.service_name}, {change.when}" if change.what == NEW else change.text


def _at_service(change: Change) -> str:
    with_whom = f" met {listed(change.names)}" if change.names else ""
    return f"{change.when}{with_whom}" if change.what == NEW else change.at_service


def _run_of(change: Change) -> tuple[str, ...]:
    """Changes of which this is the same go in one line."""
    is_plain = change.what in {JOINS, LEAVES} and change.fits and not change.reason
    return (change.what, change.target, change.when) if is_plain else (change.key,)


def _line(run: list[Change]) -> tuple[Change, str]:
    first = run[0]
    if len(run) == 1:
        return first, _at_service(first)
    happens = "komen erbij" if first.what == JOINS else "gaan eraf"
    return first, f"{first.when}: {listed(change.person_name for change in run)} {happens}"


def _sentence(bridge: Bridge, item: Unmet) -> str:
    """Most reasons name whom they are about; the others are said of somebody."""
    if item.what not in {"dienst", "persoon", "wens"}:
        return item.why
    problem = bridge.problem
    name = problem.name_of(item.who) if item.what == "dienst" else problem.name_of_person(item.who)
    return item.why if name in item.why else f"{name} {item.why}"


def shown_of(voorstel: Voorstel, week: Week) -> Shown:
    """Raises OutdatedError."""
    read = kept(voorstel)
    return Shown(week=week, bridge=read.bridge, asked=read.asked, visits=read.visits, found=read.unmet)
