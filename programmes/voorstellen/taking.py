"""A proposal taken over, whole or in part: one change of the draft, that the usual undo puts back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from programmes.conflicts import Conflict, find_conflicts
from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import User, Voorstel
from programmes.proposals.changes import applied, week_with
from programmes.proposals.parts import JOINS, LEAVES, Change
from programmes.races import lock
from programmes.removals import goes_along
from programmes.voorstellen.showing import Shown, shown_of, wringing
from programmes.words import counted, listed

BRING, ANYWAY = "vervanging", "toch"
CHANGES = ("wijziging", "wijzigingen")


@dataclass(frozen=True, slots=True)
class Taken:
    """`number` of changes; `extra` came along, `lost` went along; `is_all`: nothing that fits is left.

    `short`: nothing was taken, as it would leave these visits with too few people.
    """

    number: int = 0
    extra: tuple[Change, ...] = ()
    lost: tuple[str, ...] = ()
    is_all: bool = False
    short: tuple["Short", ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """What a part would do to a visit that stands, and who of the proposal is to come in the place of who goes."""

    text: str
    brings: tuple[Change, ...]

    @property
    def names(self) -> str:
        return listed([change.person_name for change in self.brings])


def take(
    voorstel: Voorstel, *, ticked: Collection[str] | None, when_short: str = "", by: User, now: dt.datetime
) -> Taken:
    """`ticked`: values of parts, with whatever they need; None for all that fits.

    `when_short`, for who takes a few that leave a visit with too few: BRING, ANYWAY, or nothing yet.

    Read and written in one piece, so that of two at once the second finds what the first put on the board. Raises
    OutdatedError, Voorstel.DoesNotExist when somebody threw it away, and what `store` raises.
    """
    programme = voorstel.programme
    with transaction.atomic():
        lock(programme, no_key=True)
        made = Voorstel.objects.select_for_update().get(pk=voorstel.pk)
        shown = shown_of(made, load_week(programme))
        fitting = shown.changes.fitting
        keys, extra = shown.changes.completed(fitting if ticked is None else shown.keys(ticked))
        if not keys:
            return Taken()
        short = short_by(shown, keys) if ticked is not None and when_short != ANYWAY else ()
        if short and when_short != BRING:
            return Taken(short=short)
        keys, extra = _with_those(shown, keys, extra, short)
        lost = lost_by(shown, keys)
        put, remove = applied(shown.week, shown.changes, keys)
        label = f"Voorstel overgenomen: {made.title} ({counted(len(keys), *CHANGES)})"
        store(programme, shown.week, label=label, by=by, now=now, put=put, remove=remove, voorstel=made)
    return Taken(len(keys), tuple(extra), lost, keys >= fitting)


def short_by(shown: Shown, keys: Collection[str]) -> tuple[Short, ...]:
    """The visits that have too few people only by who these changes take off."""
    items = shown.changes.items
    left = {change.visit for change in items if change.key in keys and change.what == LEAVES}
    if not left:
        return ()
    then = week_with(shown.week, applied(shown.week, shown.changes, keys))
    new = wringing(find_conflicts(shown.week), find_conflicts(then)).new
    return tuple(
        Short(conflict.text, tuple(change for change in items if _brings(change, conflict, keys)))
        for conflict in new
        if conflict.kind == "te_weinig" and left.intersection(conflict.visits)
    )


def _brings(change: Change, conflict: Conflict, keys: Collection[str]) -> bool:
    joins = change.what == JOINS and change.fits and change.visit in conflict.visits
    return joins and change.key not in keys


def _with_those(
    shown: Shown, keys: set[str], extra: list[Change], short: Collection[Short]
) -> tuple[set[str], list[Change]]:
    """With who comes in the place of who goes."""
    brought = {change.key for one in short for change in one.brings}
    if not brought:
        return keys, extra
    more, _ = shown.changes.completed(keys | brought)
    asked = keys - {change.key for change in extra}
    return more, [change for change in shown.changes.items if change.key in more - asked]


def lost_by(shown: Shown, keys: Collection[str]) -> tuple[str, ...]:
    """What hangs on the visits that these changes take off the board, and does not come back with undo."""
    _, remove = applied(shown.week, shown.changes, keys)
    return goes_along([visit.id for visit in remove]).lost
