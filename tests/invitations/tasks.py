"""Tasks for the tests of the checklist."""

import datetime as dt
from typing import Any

from invitations.models import Taak
from programmes.models import Programme
from programmes.times import BRUSSELS

NOW = dt.datetime(2025, 2, 10, 9, 15, tzinfo=BRUSSELS)  # a Monday, two weeks before the first day
TODAY = NOW.date()


def make_task(programme: Programme, **fields: Any) -> Taak:
    """For the coordinator, on the first day, unless told."""
    fields = {"step": 2, "title": "Bel de dienst"} | fields
    return Taak.objects.create(programme=programme, **fields)


def only(programme: Programme, *keys: str) -> None:
    """Nothing on the list of this programme but these: the rest was taken off it."""
    Taak.objects.filter(programme=programme).exclude(key__in=keys).exclude(key="").update(removed_at=NOW)
