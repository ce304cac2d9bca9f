"""What somebody's calendar says of one visit, as plain data: the ledger keeps it, mails and calendars tell it.

Only what this person sees of their own visit: without company and hours of departure, which change when others move.
The feed has those.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings

from programmes.entries import Entry
from programmes.models import Werkvorm
from programmes.times import clock, day_name, moment
from programmes.week import Info
from programmes.werkvormen.rounds import Round

Event = dict[str, Any]
Change = tuple[str, str, str]  # label, what it is now, what it was
QUESTION = ("asked", "asked_at")  # what the ledger adds: the SEQUENCE that first asked for these hours, and when
SEATS = "seats"  # the ledger adds this too: a fingerprint of the seats that the feed shows, see agendas.seats
ROUNDS = "rounds"  # where they sit in each round, as [label, text]; not there when they sit nowhere
LONGEST_CHANGE = 100  # longer texts are not told twice
WORK_FORMS = dict(Werkvorm.choices)


def event_of(info: Info, entry: Entry, rounds: Sequence[Round] = ()) -> Event:
    """Holds nothing but what JSON can: `day` in ISO form, hours in minutes since midnight, `facts` as [label, text]."""
    seats = [[one.label, f"{one.hours}, {one.where or '–'}"] for one in rounds]
    return ({ROUNDS: seats} if seats else {}) | {
        "title": info.title,
        "name": entry.name,
        "day": entry.visit.day.isoformat(),
        "start": entry.start,
        "end": entry.end,
        "place": str(entry.place),
        "point": list(entry.place.point) if entry.place.point else None,
        "facts": [[label, text] for label, text in _facts(entry) if text],
        "contact": ", ".join(part for part in (info.contact_name, info.contact_phone, info.contact_email) if part),
    }


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    visit = entry.visit
    if entry.comes_later or entry.leaves_earlier:
        yield "Het hele bezoek duurt", f"van {clock(visit.start)} tot {clock(visit.end % 1440)}"
    yield "Werkvorm", WORK_FORMS.get(visit.werkvorm, visit.werkvorm)
    yield "Ronde", visit.ronde_title
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
        yield "Jouw rol", "woordvoerder" if entry.part.is_spokesperson else ""
    yield "Wat gebeurt er", entry.activity
    yield "Goed om te weten", visit.remarks


def fingerprint(event: Event) -> str:
    """The same for two events that tell the same."""
    told = {key: value for key, value in event.items() if key not in (*QUESTION, SEATS)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def facts_of(event: Event) -> list[list[str]]:
    """With the rounds."""
    return [*event["facts"], *event.get(ROUNDS, ())]


def with_rounds_of(event: Event, other: Event) -> Event:
    rounds = {ROUNDS: other[ROUNDS]} if ROUNDS in other else {}
    return {key: value for key, value in event.items() if key != ROUNDS} | rounds


def is_same_but_rounds(one: Event, other: Event) -> bool:
    return fingerprint(with_rounds_of(one, other)) == fingerprint(other)


def span(event: Event) -> tuple[dt.datetime, dt.datetime]:
    day = dt.date.fromisoformat(event["day"])
    return moment(day, event["start"]), moment(day, event["end"])


def hours(event: Event) -> str:
    return f"{clock(event['start'])}–{clock(event['end'] % 1440)}"


def when(event: Event) -> str:
    """'maandag 24 februari 9.30–11.00'"""
    return f"{day_name(dt.date.fromisoformat(event['day']))} {hours(event)}"


def same_hours(one: Event, other: Event) -> bool:
    return all(one.get(key) == other.get(key) for key in ("day", "start", "end"))


def changes(before: Event, after: Event) -> list[Change]:
    """What reads differently, in the order of the event; of a long text only that it does."""
    was, now = dict(_told(before)), dict(_told(after))
    labels = (label for label in dict.fromkeys([*now, *was]) if was.get(label) != now.get(label))
    return [_change(label, now.get(label, ""), was.get(label, "")) for label in labels]


def _change(label: str, now: str, was: str) -> Change:
    if max(len(now), len(was)) <= LONGEST_CHANGE:
        return label, now, was
    return label, "aangepast, zie hieronder" if now else "", ""


def _told(event: Event) -> Iterator[tuple[str, str]]:
    yield "Wat", event["name"]
    yield "Wanneer", when(event)
    yield "Waar", event["place"]
    yield from ((label, text) for label, text in facts_of(event))
    yield "Vragen", event["contact"]
    yield "Programma", event["title"]


def uid_of(visit: int, person: int, domain: str) -> str:
    """Of the event of this person at this visit, for ever: the feed knows it before the ledger does.

    Nobody can guess it: a reply by mail proves by it that its sender had the invitation.
    """
    name = f"bezoek-{visit}-{person}"
    return f"{name}-{hmac.digest(settings.LINK_KEY.encode(), f'uid {name}'.encode(), 'sha256').hex()[:24]}@{domain}"
