"""Who comes without being on the list: added in ten seconds, once, however often it is sent."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

from django.db import transaction

from press.day.presence import Tick, Told, keep_tick, told
from press.models import Aanwezigheid
from programmes.models import Programme
from programmes.week import Visit, Week


def welcome(
    programme: Programme, week: Week, visit: Visit, tick: Tick, *, name: str, function: str, now: dt.datetime
) -> Told:
    """Who stands on the list of this visit is ticked; who is there already, is not added again."""
    planned = [part.person for part in visit.people if _same(week.people[part.person].name, name)]
    if len(planned) == 1:
        row, before = keep_tick(programme, tick, visit=visit.id, person=planned[0], now=now)
        return Told(row, f"{row} stond al op de lijst. {told(row, before, tick).message}")
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)  # two phones at once add the same name once
        found = _found(programme, visit, name)
        row = found or _new(programme, visit, tick, name=name, function=function, now=now)
        if found and not row.is_present and row.key != tick.key:
            row.is_present, row.at, row.by, row.received_at = True, tick.at, tick.by, now
            row.save()
    if found and found.key != tick.key:
        return Told(row, f"{row.name} stond er al bij.")
    return Told(row, f"{row.name} staat erbij.")


def _found(programme: Programme, visit: Visit, name: str) -> Aanwezigheid | None:
    rows = Aanwezigheid.objects.filter(programme=programme, visit=visit.id, mandataris__isnull=True)
    return next((row for row in rows if _same(row.name, name)), None)


def _new(programme: Programme, visit: Visit, tick: Tick, *, name: str, function: str, now: dt.datetime) -> Aanwezigheid:
    """Somebody changed the name and sent the same form again: that is another guest."""
    is_used = Aanwezigheid.objects.filter(key=tick.key).exists()
    tick = replace(tick, key=uuid4()) if is_used else tick
    return Aanwezigheid.objects.create(
        programme=programme,
        visit=visit.id,
        name=name,
        function=function,
        key=tick.key,
        at=tick.at,
        by=tick.by,
        received_at=now,
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
