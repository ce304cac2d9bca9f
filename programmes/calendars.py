"""Somebody's programme as a calendar (RFC 5545): the same bytes for a file to keep and a feed to subscribe to."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

from icalendar import Calendar, Component, Event, Timezone, vDDDTypes, vDuration, vText

from programmes.entries import Entry
from programmes.models import Werkvorm
from programmes.schedules import Schedule
from programmes.times import BRUSSELS, clock, moment
from programmes.week import Info

WORK_FORMS = dict(Werkvorm.choices)
REFRESH = dt.timedelta(hours=1)

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


def person_calendar(schedule: Schedule, *, number: int, published_at: dt.datetime, domain: str) -> bytes:
    """An event for each entry. `number` is that of the published version. No token anywhere: people forward events."""
    calendar = _calendar(schedule.info.title)
    for entry in schedule.entries:
        event = _event(schedule.info, entry)
        event.add("uid", f"bezoek-{entry.visit.id}-{schedule.person.id}@{domain}")
        event.add("sequence", number)
        event.add("dtstamp", published_at.astimezone(dt.UTC))
        event.add("last-modified", published_at.astimezone(dt.UTC))
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def empty_calendar(title: str) -> bytes:
    """For who subscribes before there is anything to see."""
    content: bytes = _calendar(title).to_ical()
    return content


def _calendar(title: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Expeditie//Expeditie Zorg//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", vText(title))
    calendar.add("x-wr-timezone", vText(BRUSSELS.key))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_brussels())
    return calendar


@cache
def _brussels() -> Component:
    return Timezone.from_ical(_BRUSSELS)


def _event(info: Info, entry: Entry) -> Event:
    event = Event()
    event.add("summary", f"{entry.name} · {info.title}")
    event.add("dtstart", _local(moment(entry.visit.day, entry.start)))
    event.add("dtend", _local(moment(entry.visit.day, entry.end)))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    if location := str(entry.place):
        event.add("location", location)
    if entry.place.point:
        event.add("geo", entry.place.point)
    event.add("description", "\n".join(_lines(info, entry)))
    return event


def _local(value: dt.datetime) -> vDDDTypes:
    return vDDDTypes(value.astimezone(BRUSSELS))


def _lines(info: Info, entry: Entry) -> Iterator[str]:
    if entry.departure:
        yield f"{entry.departure} ({entry.departure.how})."
    for label, text in _facts(entry):
        if text:
            yield f"{label}: {text}"
    if entry.part and entry.part.is_spokesperson:
        yield "Jij bent woordvoerder."
    if entry.people:
        yield "Met: " + "; ".join(f"{c.name} ({c.detail})" if c.detail else c.name for c in entry.people)
    yield from (text for text in (entry.visit.activity, entry.visit.remarks) if text)
    contact = ", ".join(part for part in (info.contact_name, info.contact_phone, info.contact_email) if part)
    if contact:
        yield f"Vragen? {contact}"


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    visit = entry.visit
    if entry.comes_later or entry.leaves_earlier:
        yield "Het hele bezoek duurt", f"van {clock(visit.start)} tot {clock(visit.end % 1440)}"
    if visit.werkvorm:
        yield "Werkvorm", WORK_FORMS.get(visit.werkvorm, visit.werkvorm)
    yield "Afspreken", entry.meeting_point
    if visit.host:
        name = f"{visit.host.name} ({visit.host.function})" if visit.host.function else visit.host.name
        yield "Wie ontvangt je", ", ".join(part for part in (name, visit.host.phone) if part)
    yield "Kledij", entry.clothing
    yield "Maaltijd", entry.meal
    yield "Parkeren", entry.parking
    yield "Toegankelijkheid", entry.accessibility
    if entry.part:
        yield "Voor jou", entry.part.note
