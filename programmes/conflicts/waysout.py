"""The nearest way out of a conflict: another hour, another day, somebody who can join."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from programmes.agenda import Agenda
from programmes.times import QUARTER, clock, day_name
from programmes.week import VISIT, Participation, Person, Service, Visit, moved


@dataclass(frozen=True, slots=True)
class WayOut:
    """A sentence, and what one click does: move `visit` to `day` and `start` (minutes), put `person` on it, take
    `removed` off it, let `host` receive; or, without `visit`, a new visit on `day` at `start`.
    """

    text: str
    visit: int | None = None
    day: dt.date | None = None
    start: int | None = None
    person: int | None = None
    host: int | None = None
    removed: int | None = None


def better_moment(agenda: Agenda, visit: Visit) -> WayOut:
    """The nearest hour at which the service and all who come can."""
    for day, start in moments_nearby(agenda, visit):
        if fits(agenda, moved(visit, day=day, start=start)):
            when = f"Om {clock(start)}" if day == visit.day else f"Op {day_name(day)} om {clock(start)}"
            return WayOut(f"{when} kan het wel.", visit.id, day, start)
    return WayOut("Geen enkel moment past voor de dienst en iedereen die meegaat: haal iemand van dit bezoek.")


def fits(agenda: Agenda, visit: Visit) -> bool:
    if agenda.service_problems(visit):
        return False
    return not any(agenda.person_problems(part.person, visit, part) for part in visit.people)


def moments_nearby(agenda: Agenda, visit: Visit) -> Iterator[tuple[dt.date, int]]:
    """Quarters inside the programme's hours and the service's moments: same day first, then the nearest days."""
    info, service = agenda.week.info, agenda.week.service_of(visit)
    for day in sorted(info.days, key=lambda d: (abs((d - visit.day).days), d)):
        spans = agenda.open_spans(service, day) if service and visit.kind == VISIT else [(0, 1440)]
        starts = {
            start
            for low, high in spans
            for start in _quarters(max(low, info.day_from), min(high, info.day_until) - visit.minutes)
        }
        for start in sorted(starts, key=lambda s: (abs(s - visit.start), s)):
            if (day, start) != (visit.day, visit.start):
                yield day, start


def _quarters(low: int, high: int) -> Iterator[int]:
    """`low` itself, for a moment that opens at ten past, and the quarters up to and including `high`."""
    if low <= high:
        yield low
    yield from range(-(-low // QUARTER) * QUARTER, high + 1, QUARTER)


def first_moment(agenda: Agenda, service: Service) -> WayOut:
    """The first free hour at a service that nobody visits yet."""
    info = agenda.week.info
    start = Visit(0, VISIT, info.first_day, info.day_from - QUARTER, info.day_from - QUARTER + service.visit_minutes)
    start = replace(start, service=service.id)
    for day, minutes in moments_nearby(agenda, start):
        if not agenda.service_problems(moved(start, day=day, start=minutes)):
            return WayOut(f"Op {day_name(day)} om {clock(minutes)} kan het.", None, day, minutes)
    return WayOut("De dienst ontvangt op geen enkele dag van het programma: vraag andere momenten.")


def first_visit(agenda: Agenda, person: Person) -> WayOut:
    """The first visit with room that somebody without one can join."""
    for visit in agenda.week.visits:
        service = agenda.week.service_of(visit)
        has_room = visit.is_visit and service and len(visit.people) < service.max_people
        if has_room and not agenda.person_problems(person.id, visit):
            when = f"{day_name(visit.day)} om {clock(visit.start)}"
            return WayOut(f"Kan mee naar {agenda.week.name_of(visit)} op {when}.", visit.id, person=person.id)
    if person.available == ():
        return WayOut("Kan op geen enkele dag: vraag het opnieuw, of haal deze persoon van de gastenlijst.")
    return WayOut("Past bij geen enkel bezoek dat er nu staat: plan er een bij.")


def somebody_for(agenda: Agenda, visit: Visit, people: list[Person]) -> WayOut:
    """The first of these people who can join."""
    there = {part.person for part in visit.people}
    for person in people:
        if person.id not in there and not agenda.person_problems(person.id, visit, Participation(person.id)):
            return WayOut(f"{person.name} kan mee.", visit.id, person=person.id)
    better = better_moment(agenda, visit)
    return replace(better, text=f"Niemand anders kan op dit uur. {better.text}")
