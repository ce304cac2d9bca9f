"""What is now and what comes next, for one person, one host or one visit. Pure: a `Week` in, plain rows out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from programmes.entries import Entry
from programmes.schedules import Day
from programmes.times import NonexistentTimeError, day_name, moment

PAST, NOW, NEXT, LATER = "voorbij", "nu", "straks", "later"


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry with its place in the day. The moments are for the script that moves 'nu' along without reception."""

    entry: Entry
    state: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    leaves_at: dt.datetime | None = None

    @property
    def is_near(self) -> bool:
        return self.state in {NOW, NEXT}


@dataclass(frozen=True, slots=True)
class DayShown:
    day: dt.date
    slots: tuple[Slot, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)

    @property
    def ends_at(self) -> dt.datetime:
        return max(slot.ends_at for slot in self.slots)


@dataclass(frozen=True, slots=True)
class DaysShown:
    """The day that it is about, and the others; `why`, when it is not today."""

    shown: DayShown
    others: tuple[DayShown, ...]
    why: str = ""


def days_shown(days: Iterable[Day], *, now: dt.datetime, today: dt.date) -> DaysShown | None:
    """None when there is no day at all."""
    known = {day.day: DayShown(day.day, _slots(day, now, today)) for day in days if day.entries}
    if not known:
        return None
    chosen = day_to_show(list(known), today)
    others = tuple(day for key, day in known.items() if key != chosen)
    return DaysShown(known[chosen], others, _why(chosen, today))


def day_to_show(days: list[dt.date], today: dt.date) -> dt.date:
    """Today; otherwise the first coming day, and after the last one that one."""
    return min((day for day in days if day >= today), default=max(days))


def _why(chosen: dt.date, today: dt.date) -> str:
    if chosen == today:
        return ""
    if chosen < today:
        return f"Het programma is voorbij. Dit was de laatste dag: {day_name(chosen)}."
    is_tomorrow = chosen == today + dt.timedelta(days=1)
    return f"Vandaag staat er niets voor je. Je volgende dag is {'morgen, ' if is_tomorrow else ''}{day_name(chosen)}."


def _slots(day: Day, now: dt.datetime, today: dt.date) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for entry in day.entries:
        starts_at, ends_at = at(day.day, entry.start), at(day.day, entry.end)
        state = state_of(starts_at, ends_at, now)
        if state == LATER and day.day == today and all(slot.state != NEXT for slot in slots):
            state = NEXT
        leaves_at = at(day.day, entry.departure.at) if entry.departure else None
        slots.append(Slot(entry, state, starts_at, ends_at, leaves_at))
    return tuple(slots)


def state_of(starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> str:
    if ends_at <= now:
        return PAST
    return NOW if starts_at <= now else LATER


def at(day: dt.date, minutes: int) -> dt.datetime:
    """In the hour that the clock skips: an hour later, as every clock does."""
    try:
        return moment(day, minutes)
    except NonexistentTimeError:
        return moment(day, minutes + 60)
