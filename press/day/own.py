"""The day of whoever holds a link: what `dag` shows, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from press.day.attendance import Attendance, attendance, rows_of
from press.day.now import DayShown, DaysShown, Slot, days_shown
from press.day.senders import Sender, visits_of_sender
from press.models import Vertraging
from programmes.models import Programme
from programmes.schedules import Day, HostSchedule, Schedule, person_schedule, week_schedule
from programmes.times import local
from programmes.versions import last_version, week_for, week_for_host, week_of
from programmes.week import Info, Visit, Week
from programmes.werkvormen.beside import received
from programmes.werkvormen.onderdelen import timetables
from programmes.werkvormen.own import Told, told
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Card:
    """One visit or block on the page; `attendance` is for whoever receives, `rounds` for whoever has a seat."""

    slot: Slot
    delays: tuple[Vertraging, ...] = ()
    attendance: Attendance | None = None
    table: Timetable | None = None
    rounds: tuple[Round, ...] = ()

    @property
    def visit(self) -> Visit:
        return self.slot.entry.visit

    @property
    def late(self) -> int:
        """How many minutes, by the last report that nobody decided on; 0 when the hours are right."""
        return next((delay.minutes for delay in self.delays if delay.state == Vertraging.State.GEMELD), 0)


@dataclass(frozen=True, slots=True)
class CardDay:
    day: DayShown
    cards: tuple[Card, ...]

    @property
    def hours(self) -> str:
        """'2 afspraken, vanaf 9.30'"""
        first = min(self.cards, key=lambda card: card.slot.entry.start).slot.entry.hours.partition("–")[0]
        return f"{len(self.cards)} {'afspraak' if len(self.cards) == 1 else 'afspraken'}, vanaf {first}"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """`shown` is None as long as there is nothing for this person in what was published."""

    info: Info
    shown: CardDay | None = None
    others: tuple[CardDay, ...] = ()
    why: str = ""


def own_week(sender: Sender) -> Week | None:
    """The published week, as far as this link needs it; None when nothing was ever published."""
    version = last_version(sender.programme)
    if version is None:
        return None
    if sender.person:
        return week_for(version, sender.person)
    return week_for_host(version, sender.host) if sender.host else week_of(version)


def own_day(sender: Sender, *, now: dt.datetime) -> OwnDay | None:
    week = own_week(sender)
    if week is None:
        return None
    visits = visits_of_sender(week, sender)
    schedule = _schedule(week, sender)
    days = days_shown(_days(week, sender, visits, schedule), now=now, today=local(now).date())
    if days is None:
        return OwnDay(week.info)
    delays = delays_of(sender.programme, visits)
    present = attendance(week, visits, rows_of(sender.programme, visits)) if sender.may_tick else {}
    return _with_cards(week.info, days, delays, present, _told(schedule, visits))


def _schedule(week: Week, sender: Sender) -> Schedule | HostSchedule | None:
    if sender.person:
        return person_schedule(week, sender.person)
    return received(week, sender.host) if sender.host else None


def _told(schedule: Schedule | HostSchedule | None, visits: list[Visit]) -> Told:
    """What the formats tell: a guest what is for them, a host all of it."""
    if isinstance(schedule, Schedule):
        return told(schedule)
    return Told(timetables(visits) if schedule else {}, {})


def _days(week: Week, sender: Sender, visits: list[Visit], schedule: Schedule | HostSchedule | None) -> tuple[Day, ...]:
    if sender.person or sender.host:
        return schedule.days if schedule else ()
    return tuple(
        Day(day.day, tuple(replace(entry, people=()) for entry in day.entries))  # anybody may scan a code
        for day in week_schedule(replace(week, visits=tuple(visits))).days
    )


def _with_cards(
    info: Info, days: DaysShown, delays: dict[int, tuple[Vertraging, ...]], present: dict[int, Attendance], own: Told
) -> OwnDay:
    def card(slot: Slot) -> Card:
        key = slot.entry.visit.id
        return Card(slot, delays.get(key, ()), present.get(key), own.timetables.get(key), own.rounds.get(key, ()))

    def cards(day: DayShown) -> CardDay:
        return CardDay(day, tuple(map(card, day.slots)))

    return OwnDay(info, cards(days.shown), tuple(cards(day) for day in days.others), days.why)


def delays_of(programme: Programme, visits: list[Visit]) -> dict[int, tuple[Vertraging, ...]]:
    """What was reported and not put aside, the newest first, by the key of a visit."""
    found: dict[int, list[Vertraging]] = defaultdict(list)
    known = Vertraging.objects.filter(programme=programme, visit__in=[visit.id for visit in visits])
    for delay in known.exclude(state=Vertraging.State.GELATEN):
        found[delay.visit].append(delay)
    return {key: tuple(rows) for key, rows in found.items()}
