"""The photographer's list of a day: per visit who may not be on a picture, who was never asked, and for what not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from invitations.models import Toestemming
from press.rights.register import NO, OPEN, YES, standing
from press.rights.usable import CHANNELS, Known, is_about_pictures, newest_consents
from programmes.models import Programme
from programmes.versions import published_week
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who may walk into a picture; `note` says why not, or for what not."""

    name: str
    note: str
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of the day, with its people."""

    visit: Visit
    name: str
    place: str
    forbidden: tuple[Subject, ...]
    unasked: tuple[Subject, ...]
    limited: tuple[Subject, ...]
    free: int  # how many others may be pictured and used everywhere


@dataclass(frozen=True, slots=True)
class PhotographerDay:
    day: dt.date
    days: tuple[dt.date, ...]  # of the programme, to choose from
    stops: tuple[Stop, ...]


def photographer_day(programme: Programme, day: dt.date | None, *, today: dt.date) -> PhotographerDay | None:
    """Of that day, or of today, or of the first day that still comes; None when nothing is published. Three queries."""
    week = published_week(programme)
    if week is None:
        return None
    days = tuple(sorted({visit.day for visit in week.visits}))
    chosen = day if day in days else next((one for one in days if one >= today), days[-1] if days else today)
    visits = [visit for visit in week.visits if visit.day == chosen and visit.kind != "verplaatsing"]
    known = newest_consents(programme, {part.person for visit in visits for part in visit.people})
    at_service = _by_service(programme, {visit.service for visit in visits if visit.service})
    on = max(chosen, today)
    stops = (_stop(week, visit, known, at_service.get(visit.service or 0, []), on) for visit in visits)
    return PhotographerDay(chosen, days, tuple(stops))


def _by_service(programme: Programme, services: Iterable[int]) -> dict[int, list[Toestemming]]:
    rows = Toestemming.objects.filter(bestuur=programme.bestuur_id, zorgdienst__in=set(services), mandataris=None)
    found: dict[int, list[Toestemming]] = {}
    for row in rows:
        if is_about_pictures(row):
            found.setdefault(row.zorgdienst_id or 0, []).append(row)
    return found


def _stop(week: Week, visit: Visit, known: Known, others: list[Toestemming], on: dt.date) -> Stop:
    people = [
        (week.people[part.person].name, known.get(part.person), True)
        for part in visit.people
        if part.person in week.people
    ]
    people += [(one.person, one, False) for one in others]
    kinds: dict[str, list[Subject]] = {NO: [], OPEN: [], YES: []}
    free = 0
    for name, consent, is_guest in people:
        state, words = standing(consent, on=on)
        missing = [label for channel, label in CHANNELS.items() if consent and channel not in consent.channels]
        if state == YES and not missing:
            free += 1
            continue
        note = f"niet voor {', '.join(missing)}" if state == YES else words
        kinds[state].append(Subject(name, note, is_guest))
    service = week.service_of(visit)
    place = visit.place or (service.address if service else "")
    forbidden, unasked, limited = (tuple(kinds[key]) for key in (NO, OPEN, YES))
    return Stop(visit, week.name_of(visit), place, forbidden, unasked, limited, free)
