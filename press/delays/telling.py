"""Who is told of a delay, and what: a mail at once to exactly those whom it concerns, a text to copy for an SMS."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from invitations.mail.mails import render
from invitations.mail.outbox import Item, recipient_of
from invitations.models import Bericht
from press.delays.shifting import Affected, Shift
from programmes.entries import Departure
from programmes.links import token_of
from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme, Versie
from programmes.schedules import person_schedule
from programmes.times import clock
from programmes.week import Host, Visit, entry_span
from programmes.windows import Span

LONGEST_SMS = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One visit as it was and as it becomes for one reader."""

    name: str
    day: dt.date
    before: str
    after: str
    host: Host | None = None
    departure: Departure | None = None
    people: tuple[str, ...] = ()  # for whoever receives: who comes, and when if that is later than the rest


@dataclass(frozen=True, slots=True)
class Told:
    """A guest or a host, by key, with what changes for them."""

    id: int
    name: str
    lines: tuple[Line, ...]


def guests_told(shift: Shift) -> list[Told]:
    """Whose own hours change; by name."""
    keys = dict.fromkeys(part.person for one in shift.changed for part in one.after.people)
    found = [Told(key, shift.new.people[key].name, tuple(_of_guest(shift, key))) for key in keys]
    return sorted((told for told in found if told.lines), key=lambda told: told.name.casefold())


def _of_guest(shift: Shift, person: int) -> Iterator[Line]:
    schedule = person_schedule(shift.new, person)
    entries = {entry.visit.id: entry for entry in schedule.entries} if schedule else {}
    for one in shift.changed:
        before, after = _span_of(one.before, person), _span_of(one.after, person)
        if before and after and before != after and (one.after.id, person) not in shift.absent:
            entry = entries[one.after.id]
            departure = entry.departure if entry.departure and entry.start > before[0] else None
            yield Line(entry.name, one.after.day, _hours(before), _hours(after), one.after.host, departure)


def _span_of(visit: Visit, person: int) -> Span | None:
    part = next((part for part in visit.people if part.person == person), None)
    return entry_span(visit, part) if part else None


def _hours(span: Span) -> str:
    return f"{clock(span[0])}–{clock(span[1] % 1440)}"


def hosts_told(shift: Shift) -> list[Told]:
    """Whoever receives at what changes; when nobody was named for it, the contact persons of the service."""
    names: dict[int, str] = {}
    lines: dict[int, list[Line]] = {}
    for one in shift.changed:
        line = Line(
            shift.new.name_of(one.after), one.after.day, one.before.hours, one.after.hours, people=_coming(shift, one)
        )
        for host in _hosts(shift, one.after):
            names[host.id] = host.name
            lines.setdefault(host.id, []).append(line)
    found = [Told(key, name, tuple(lines[key])) for key, name in names.items()]
    return sorted(found, key=lambda told: told.name.casefold())


def _hosts(shift: Shift, visit: Visit) -> tuple[Host, ...]:
    service = shift.new.service_of(visit)
    if visit.host:
        return (visit.host,)
    return service.contacts if service and visit.is_visit else ()


def _coming(shift: Shift, one: Affected) -> tuple[str, ...]:
    def text(person: int, start: int) -> str:
        name = shift.new.people[person].name
        return f"{name} (vanaf {clock(start)})" if start > one.after.start else name

    coming = [part for part in one.after.people if (one.after.id, part.person) not in shift.absent]
    return tuple(text(part.person, entry_span(one.after, part)[0]) for part in coming)


def items_of(programme: Programme, shift: Shift, *, thing: str, version: Versie, now: dt.datetime) -> Iterator[Item]:
    """A mail for each who has an address, to be sent at once; in four queries."""
    guests = {told.id: told for told in guests_told(shift)}
    hosts = {told.id: told for told in hosts_told(shift)}
    links = PersonalLink.objects.filter(programme=programme, revoked_at__isnull=True).order_by("pk")
    of_guest = {link.mandataris_id: link for link in links.filter(mandataris__in=guests)}
    of_host = {link.contactpersoon_id: link for link in links.filter(contactpersoon__in=hosts)}
    rows: list[tuple[Mandataris | Contactpersoon, Told, PersonalLink | None]] = [
        *((row, guests[row.pk], of_guest.get(row.pk)) for row in Mandataris.objects.filter(pk__in=guests)),
        *((row, hosts[row.pk], of_host.get(row.pk)) for row in Contactpersoon.objects.filter(pk__in=hosts)),
    ]
    for row, told, link in rows:
        recipient = recipient_of(row)
        if not recipient.email:
            continue
        mail = render(
            "vertraging",
            subject=_subject(told.lines),
            bestuur=programme.bestuur,
            programme=programme,
            to_name=recipient.name,
            lines=told.lines,
            is_host=isinstance(row, Contactpersoon),
            link=settings.SITE_URL + reverse("dag", args=[token_of(link)]) if link else "",
        )
        yield Item(
            kind=Bericht.Kind.VERTRAGING,
            recipient=recipient,
            thing=thing,
            version=str(version.number),
            mail=mail,
            cause=version.note,
            send_after=now,
        )


def _subject(lines: Iterable[Line]) -> str:
    """'Vertraging: De Linde nu 9.45–10.45, De Meander nu 11.15–12.15'"""
    news = (f"{line.name} nu {line.after}" if line.before != line.after else line.name for line in lines)
    return f"Vertraging: {', '.join(news)}"


def unreachable(guests: Iterable[Told], hosts: Iterable[Told]) -> list[str]:
    """The names of who has no address: somebody has to call them."""
    people = {told.id: told.name for told in guests}
    receivers = {told.id: told.name for told in hosts}
    reached = {row.pk for row in Mandataris.objects.filter(pk__in=people) if recipient_of(row).email}
    known = {row.pk for row in Contactpersoon.objects.filter(pk__in=receivers) if row.email}
    return [
        *(name for key, name in people.items() if key not in reached),
        *(name for key, name in receivers.items() if key not in known),
    ]


def sms(shift: Shift, one: Affected) -> str:
    """For the people of this visit, in at most 160 characters that an SMS counts as one each."""
    name, phone = shift.new.name_of(one.after), shift.new.info.contact_phone
    text = f" {_news(one)}" + (f" Vragen? Bel {phone}." if phone else "")
    start = "Expeditie Zorg: "
    room = LONGEST_SMS - len(start) - len(text)
    return f"{start}{name[:room].strip()}{text}"[:LONGEST_SMS]


def _news(one: Affected) -> str:
    begins, ends = clock(one.after.start), clock(one.after.end % 1440)
    if one.after.start != one.before.start:
        return f"begint om {begins} in plaats van {clock(one.before.start)} en eindigt om {ends}."
    if one.after.end != one.before.end:
        return f"duurt tot {ends} in plaats van {clock(one.before.end % 1440)}."
    was = {part.person: entry_span(one.before, part)[0] for part in one.before.people}
    later = [begin for part in one.after.people if (begin := entry_span(one.after, part)[0]) != was[part.person]]
    return f"begint zoals gepland om {begins}. Jij mag later aankomen: om {clock(max(later))}."
