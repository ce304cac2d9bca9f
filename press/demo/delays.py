"""Leiedorp: a group that stays a quarter longer at its first visit."""

import datetime as dt

from press.models import Vertraging
from programmes.models import Programme
from programmes.versions import published_week


def load_delays(programme: Programme, *, now: dt.datetime) -> None:
    week = published_week(programme)
    visit = next((visit for visit in week.visits if visit.is_visit and visit.people), None) if week else None
    if visit is None or Vertraging.objects.filter(programme=programme).exists():
        return
    Vertraging.objects.create(
        programme=programme,
        visit=visit.id,
        minutes=15,
        reason="De rondleiding loopt wat uit",
        reported_at=now,
        reported_by=visit.host.name if visit.host else "",
    )
