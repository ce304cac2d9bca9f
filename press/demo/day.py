"""Presence in Leiedorp: the first visit of the week has begun, with somebody who came unannounced."""

import datetime as dt
from uuid import uuid4

from press.day.presence import Tick, keep_tick
from press.day.unannounced import welcome
from press.models import Aanwezigheid
from programmes.models import Programme
from programmes.versions import published_week


def load_presence(programme: Programme, *, now: dt.datetime) -> None:
    week = published_week(programme)
    if week is None or Aanwezigheid.objects.filter(programme=programme).exists():
        return
    first = next(visit for visit in week.visits if visit.is_visit and visit.people)
    by = first.host.name if first.host else ""
    for number, part in enumerate(first.people):
        keep_tick(programme, Tick(number != 1, now, by, uuid4()), visit=first.id, person=part.person, now=now)
    tick = Tick(is_present=True, at=now, by=by, key=uuid4())
    welcome(programme, week, first, tick, name="Rik Vercruysse", function="ouderenadviesraad", now=now)
