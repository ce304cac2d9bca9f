"""A conflict that may stay, with a note, or no longer: both stand in the trail, and undo passes over them."""

import datetime as dt

from django.db import transaction

from programmes.conflicts import Conflict
from programmes.models import Aanvaarding, Programme, User, Wijziging


@transaction.atomic
def accept(programme: Programme, conflict: Conflict, *, note: str, by: User, now: dt.datetime) -> str:
    """Gives the line in the trail."""
    values = {"note": note, "by": by, "at": now}
    Aanvaarding.objects.update_or_create(programme=programme, key=conflict.key, defaults=values)
    return _remember(programme, f"Aanvaard: {conflict.title}", f" ({note})", by=by, now=now)


@transaction.atomic
def withdraw(programme: Programme, conflict: Conflict, *, by: User, now: dt.datetime) -> str:
    Aanvaarding.objects.filter(programme=programme, key=conflict.key).delete()
    return _remember(programme, f"Niet langer aanvaard: {conflict.title}", "", by=by, now=now)


def _remember(programme: Programme, text: str, note: str, *, by: User, now: dt.datetime) -> str:
    Wijziging.objects.create(programme=programme, by=by, at=now, label=f"{text}{note}"[:300])
    return text
