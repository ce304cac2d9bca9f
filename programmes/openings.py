"""New visits at a sensible moment, and what can go where on the board."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from programmes.agenda import Agenda
from programmes.conflicts.waysout import fits, moments_nearby
from programmes.times import QUARTER
from programmes.week import VISIT, Participation, Visit, Week, moved

BLOCK_MINUTES = {"maaltijd": 60, "persmoment": 30, "verplaatsing": 30}
USUAL_START = {"maaltijd": 12 * 60}


def new_visit(
    week: Week,
    *,
    kind: str = VISIT,
    service: int | None = None,
    day: dt.date | None = None,
    start: int | None = None,
    people: Iterable[int] = (),
) -> Visit:
    """A visit that is not stored yet, at the moment nearest to what was asked at which everybody can."""
    found = week.services.get(service or 0)
    minutes = found.visit_minutes if found and kind == VISIT else BLOCK_MINUTES.get(kind, 60)
    info = week.info
    begin = USUAL_START.get(kind, info.day_from) if start is None else start
    visit = Visit(
        id=0,
        kind=kind,
        day=day or info.first_day,
        start=begin,
        end=begin + minutes,
        service=found.id if found else None,
        host=found.contacts[0] if found and found.contacts else None,
        people=tuple(Participation(person) for person in people if person in week.people),
    )
    return nearest(Agenda(week), visit, any_day=day is None)


def nearest(agenda: Agenda, visit: Visit, *, any_day: bool) -> Visit:
    """The visit itself when it fits, else at the nearest moment that does; on another day only if that is asked."""
    for day, start in [(visit.day, visit.start), *moments_nearby(agenda, visit)]:
        if day != visit.day and not any_day:
            continue
        moment = moved(visit, day=day, start=start)
        if fits(agenda, moment):
            return moment
    return visit


Run = tuple[int, int, str]


def possible_starts(agenda: Agenda, visit: Visit, day: dt.date, first: int, last: int) -> list[Run]:
    """For each stretch of quarters in first..last: (from, until, why a start there does not suit, or '')."""
    runs: list[Run] = []
    for start in range(first, last, QUARTER):
        why = why_not(agenda, moved(visit, day=day, start=start))
        if runs and runs[-1][2] == why:
            runs[-1] = (runs[-1][0], start + QUARTER, why)
        else:
            runs.append((start, start + QUARTER, why))
    return runs


def why_not(agenda: Agenda, visit: Visit) -> str:
    """The first reason why this visit cannot be at its hour, as a sentence; empty when it can."""
    service = agenda.week.service_of(visit)
    for problem in agenda.service_problems(visit):
        return f"{service.name if service else 'De dienst'} {problem.text}"
    for part in visit.people:
        for problem in agenda.person_problems(part.person, visit, part):
            return f"{agenda.week.people[part.person].name} {problem.text}"
    return ""


def visits_for(agenda: Agenda, person: int) -> Iterator[tuple[int, str]]:
    """Each visit with why this person cannot join it, or ''."""
    name = agenda.week.people[person].name
    for visit in agenda.week.visits:
        if any(part.person == person for part in visit.people):
            yield visit.id, f"{name} doet al mee"
            continue
        problems = agenda.person_problems(person, visit)
        service = agenda.week.service_of(visit)
        if problems:
            yield visit.id, f"{name} {problems[0].text}"
        elif service and visit.is_visit and len(visit.people) >= service.max_people:
            yield visit.id, f"er zijn al {len(visit.people)} deelnemers"
        else:
            yield visit.id, ""


def without(visit: Visit, person: int) -> Visit:
    return replace(visit, people=tuple(part for part in visit.people if part.person != person))


def joined(visit: Visit, person: int) -> Visit:
    if any(part.person == person for part in visit.people):
        return visit
    return replace(visit, people=(*visit.people, Participation(person)))
