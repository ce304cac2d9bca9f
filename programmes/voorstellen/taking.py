"""A proposal taken over, whole or in part: one change of the draft, that the usual undo puts back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import User, Voorstel
from programmes.proposals.changes import applied
from programmes.proposals.parts import Change
from programmes.races import lock
from programmes.removals import goes_along
from programmes.voorstellen.showing import Shown, shown_of
from programmes.words import counted

CHANGES = ("wijziging", "wijzigingen")


@dataclass(frozen=True, slots=True)
class Taken:
    """`number` of changes; `extra` came along, `lost` went along; `is_all`: nothing that fits is left."""

    number: int = 0
    extra: tuple[Change, ...] = ()
    lost: tuple[str, ...] = ()
    is_all: bool = False


def take(voorstel: Voorstel, *, ticked: Collection[str] | None, by: User, now: dt.datetime) -> Taken:
    """`ticked`: values of parts, with whatever they need; None for all that fits.

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
        lost = lost_by(shown, keys)
        put, remove = applied(shown.week, shown.changes, keys)
        label = f"Voorstel overgenomen: {made.title} ({counted(len(keys), *CHANGES)})"
        store(programme, shown.week, label=label, by=by, now=now, put=put, remove=remove, voorstel=made)
    return Taken(len(keys), tuple(extra), lost, keys >= fitting)


def lost_by(shown: Shown, keys: Collection[str]) -> tuple[str, ...]:
    """What hangs on the visits that these changes take off the board, and does not come back with undo."""
    _, remove = applied(shown.week, shown.changes, keys)
    return goes_along([visit.id for visit in remove]).lost
