"""Where everybody of a day is at a moment, as far as the programme and the ticks can tell. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from press.day.attendance import Attendance
from press.day.now import at
from programmes.entries import Entry
from programmes.schedules import person_schedule
from programmes.times import clock
from programmes.week import Person, Week

THERE, ON_THE_WAY, FREE, DONE = "er", "onderweg", "vrij", "klaar"
ORDER = (THERE, ON_THE_WAY, FREE, DONE)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`is_here` tells what was ticked at the visit that is on or comes next: None when nobody did."""

    person: Person
    state: str
    place: str
    visit: int | None = None
    is_here: bool | None = None


def whereabouts(
    week: Week, day: dt.date, present: Mapping[int, Attendance], *, now: dt.datetime | None
) -> list[Whereabouts]:
    """Of a week with the visits of that day only; `now` is None on another day: then where they begin."""
    keys = {part.person for visit in week.visits for part in visit.people}
    people = [week.people[key] for key in week.people if key in keys]
    found = [_of(week, person, day, present, now) for person in people]
    return sorted(found, key=lambda one: (ORDER.index(one.state), one.place.casefold(), one.person.name.casefold()))


def _of(
    week: Week, person: Person, day: dt.date, present: Mapping[int, Attendance], now: dt.datetime | None
) -> Whereabouts:
    entries = list(_entries(week, person))
    if now is None:
        return Whereabouts(person, FREE, f"Begint om {clock(entries[0].start)}: {entries[0].name}")
    for entry in entries:
        if now < at(day, entry.end):
            ticked = {guest.person: guest.row for guest in present[entry.visit.id].guests}.get(person.id)
            is_here = ticked.is_present if ticked else None
            return replace(_now(person, entry, day, now, is_here=is_here), visit=entry.visit.id, is_here=is_here)
    return Whereabouts(person, DONE, f"Klaar, laatst bij {entries[-1].name}")


def _now(person: Person, entry: Entry, day: dt.date, now: dt.datetime, *, is_here: bool | None) -> Whereabouts:
    """At, or before, the first entry that has not ended."""
    if at(day, entry.start) <= now:
        return Whereabouts(person, THERE, f"{entry.name}, tot {clock(entry.end % 1440)}")
    if is_here:
        return Whereabouts(person, THERE, f"Al bij {entry.name}, begint om {clock(entry.start)}")
    if entry.departure and at(day, entry.departure.at) <= now:
        return Whereabouts(person, ON_THE_WAY, f"Naar {entry.name}, verwacht om {clock(entry.start)}")
    leaves = entry.departure.at if entry.departure else entry.start
    return Whereabouts(person, FREE, f"Vrij tot {clock(leaves)}, daarna {entry.name}")


def _entries(week: Week, person: Person) -> Iterator[Entry]:
    schedule = person_schedule(week, person.id)
    return schedule.entries if schedule else iter(())
