"""Calendars (RFC 5545): the messages about one visit (RFC 5546), and somebody's programme as a file and a feed.

No personal link anywhere: people forward events.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from icalendar import Alarm, Calendar, Component, Event, Timezone, vCalAddress, vDDDTypes, vDuration, vText

from invitations.agendas import events
from invitations.agendas.events import event_of, span, uid_of
from invitations.models import Agendapunt
from programmes.entries import Entry
from programmes.schedules import Schedule
from programmes.times import BRUSSELS
from programmes.week import Info
from programmes.werkvormen.rounds import Round

REFRESH = dt.timedelta(hours=1)
ALARM = dt.timedelta(hours=-1)
NO_ROUNDS: Mapping[int, Sequence[Round]] = {}

# A constant rule: what icalendar writes itself lists every change of the clock up to 2038.
_BRUSSELS = """\
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far the ledger is with one event."""

    uid: str
    sequence: int
    changed_at: dt.datetime


def calendar_message(row: Agendapunt, *, organizer: str) -> str:
    """The REQUEST or CANCEL of this row of the ledger, for its one attendee; lines end in CRLF."""
    calendar = _calendar(row.method)
    event = _event(row.event, _lines(row.event))
    event.add("uid", row.uid)
    event.add("sequence", row.sequence)
    _stamp(event, row.changed_at)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    event.add("attendee", _attendee(row))
    is_request = row.method == Agendapunt.Method.REQUEST
    event.add("status", "CONFIRMED" if is_request else "CANCELLED")
    if is_request:
        event.add_component(_alarm(row.event["name"]))
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _attendee(row: Agendapunt) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{row.to_email}")
    attendee.params["CN"] = row.to_name
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = row.partstat
    attendee.params["RSVP"] = "TRUE"
    return attendee


def _alarm(name: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", vDuration(ALARM))
    return alarm


def person_calendar(
    schedule: Schedule,
    *,
    published_at: dt.datetime,
    domain: str,
    ledger: Mapping[int, Stamp],
    rounds: Mapping[int, Sequence[Round]] = NO_ROUNDS,
    without: Collection[int] = (),
) -> bytes:
    """An event for each entry, as far as the `ledger` is with it (by visit); `without` are the visits declined.

    `rounds` are where they sit, by visit. Only the ledger keeps when that changed: without it an event does not say
    when it was last changed, so that no calendar takes it for old.
    """
    calendar = published_calendar(schedule.info.title)
    for entry in schedule.entries:
        if entry.visit.id in without:
            continue
        new = Stamp(uid_of(entry.visit.id, schedule.person.id, domain), 0, published_at)
        stamp = ledger.get(entry.visit.id, new)
        seats = rounds.get(entry.visit.id, ())
        event = _entry_event(schedule.info, entry, seats)
        event.add("uid", stamp.uid)
        event.add("sequence", stamp.sequence)
        event.add("status", "CONFIRMED")
        _stamp(event, max(stamp.changed_at, published_at))
        if seats and entry.visit.id not in ledger:
            del event["last-modified"]
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def empty_calendar(title: str) -> bytes:
    """For who subscribes before there is anything to see."""
    content: bytes = published_calendar(title).to_ical()
    return content


def published_calendar(title: str) -> Calendar:
    """Empty, for a feed: with its name, and how often to come back."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", vText(title))
    calendar.add("x-wr-timezone", vText(BRUSSELS.key))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return calendar


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Expeditie//Expeditie Zorg//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_brussels())
    return calendar


@cache
def _brussels() -> Component:
    return Timezone.from_ical(_BRUSSELS)


def _entry_event(info: Info, entry: Entry, rounds: Sequence[Round]) -> Event:
    """In a feed, which is fetched all the time, also when to leave, where one sits and with whom."""
    told = event_of(info, entry)
    departure = [f"{entry.departure} ({entry.departure.how})."] if entry.departure else []
    company = "; ".join(f"{c.name} ({c.detail})" if c.detail else c.name for c in entry.people)
    return _event(told, (*departure, *_lines(told, rounds=rounds, company=company)))


def _event(told: events.Event, lines: Collection[str] | Iterator[str]) -> Event:
    event = Event()
    start, end = span(told)
    event.add("summary", f"{told['name']} · {told['title']}")
    event.add("dtstart", _local(start))
    event.add("dtend", _local(end))
    event.add("transp", "OPAQUE")
    if told["place"]:
        event.add("location", told["place"])
    if told["point"]:
        event.add("geo", tuple(told["point"]))
    event.add("description", "\n".join(lines))
    return event


def _stamp(event: Event, changed_at: dt.datetime) -> None:
    """The moment of change, so that the bytes stay the same until the next one."""
    event.add("dtstamp", changed_at.astimezone(dt.UTC))
    event.add("last-modified", changed_at.astimezone(dt.UTC))


def _local(value: dt.datetime) -> vDDDTypes:
    return vDDDTypes(value.astimezone(BRUSSELS))


def _lines(told: events.Event, *, rounds: Sequence[Round] = (), company: str = "") -> Iterator[str]:
    yield from (f"{label}: {text}" for label, text in events.facts_of(told))
    yield from map(str, rounds)
    if company:
        yield f"Met: {company}"
    if told["contact"]:
        yield f"Vragen? {told['contact']}"
