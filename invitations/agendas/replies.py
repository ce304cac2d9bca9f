"""Answers given in a calendar program (RFC 5546, METHOD:REPLY): a message in, an answer on the visit out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from django.db import transaction
from icalendar import Calendar, Event

from invitations.agendas.ledger import withdraw
from invitations.models import Agendapunt
from invitations.rsvp.answers import answer_visit
from programmes.models import Deelname

ANSWERS = {
    Agendapunt.Partstat.ACCEPTED: Deelname.Answer.JA,
    Agendapunt.Partstat.TENTATIVE: Deelname.Answer.OPEN,
    Agendapunt.Partstat.DECLINED: Deelname.Answer.NEE,
}
LARGEST = 500_000  # bytes; a reply is a few hundred


@dataclass(frozen=True, slots=True)
class Reply:
    uid: str
    email: str
    partstat: Agendapunt.Partstat
    sequence: int
    at: dt.datetime | None
    comment: str = ""


def read_reply(message: EmailMessage, now: dt.datetime) -> bool:
    """True when the message is an answer to an invitation of ours; otherwise nothing changes.

    An answer to hours that have changed since is none: the new hours were asked anew. Nor does an answer that was
    given before the last one take its place, in whichever order they arrive.
    """
    with transaction.atomic():
        found = [(row, reply) for reply in replies_in(message) if (row := _row_of(reply))]
        for row, reply in found:
            if reply.sequence >= row.event.get("asked", 0) and row.method == Agendapunt.Method.REQUEST:
                _record(row, reply, now)
    return bool(found)


def _row_of(reply: Reply) -> Agendapunt | None:
    rows = Agendapunt.objects.select_for_update().filter(uid=reply.uid)
    return next((row for row in rows if row.to_email.casefold() == reply.email), None)


def _record(row: Agendapunt, reply: Reply, now: dt.datetime) -> None:
    if not _answer(row, reply, now):
        return
    row.partstat, row.changed_at = reply.partstat, now
    row.save(update_fields=["partstat", "changed_at"])
    if row.is_declined:
        withdraw([row.topic], because="kreeg intussen een nee")


def _answer(row: Agendapunt, reply: Reply, now: dt.datetime) -> bool:
    """Keeps the answer in the plan; False when somebody answered later than this."""
    answered_at = min(reply.at or now, now)
    people = Deelname.objects.select_related("mandataris", "bezoek__programme__bestuur")
    deelname = people.select_for_update(of=("self",)).filter(bezoek=row.visit, mandataris=row.person).first()
    if deelname is None:  # off the draft already, not published yet
        return True
    if deelname.answered_at and deelname.answered_at > answered_at:
        return False
    value = ANSWERS[reply.partstat]
    if value == Deelname.Answer.OPEN:
        deelname.answer, deelname.answer_reason, deelname.answered_at = value, "", answered_at
        deelname.save(update_fields=["answer", "answer_reason", "answered_at"])
    else:
        answer_visit(
            deelname.bezoek.programme,
            person=deelname.mandataris,
            visit=row.visit,
            answer=value,
            reason=reply.comment,
            now=now,
            answered_at=answered_at,
        )
    return True


def replies_in(message: EmailMessage) -> Iterator[Reply]:
    """What the calendar parts of a message answer; a part that is no calendar is passed over."""
    for text in _calendars(message):
        try:
            calendar = Calendar.from_ical(text)
            if str(calendar.get("METHOD", "")).upper() == "REPLY":
                yield from [reply for event in calendar.events if (reply := _reply(event))]
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):  # whatever strangers send
            continue


def _calendars(message: EmailMessage) -> Iterator[str]:
    """Google and Outlook send the same reply as an alternative and as an attachment: each text once."""
    seen = set()
    for part in message.walk():
        if part.get_content_type() not in ("text/calendar", "application/ics"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and len(content) <= LARGEST:
            text = content.decode("utf-8-sig", errors="replace").replace("\0", "")  # PostgreSQL takes no NUL
            if text not in seen:
                seen.add(text)
                yield text


def _reply(event: Event) -> Reply | None:
    """None unless it names one attendee with an answer."""
    attendees = event.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1 or not event.get("UID"):
        return None
    partstat = str(attendees[0].params.get("PARTSTAT", "")).upper()
    if partstat not in ANSWERS:
        return None
    return Reply(
        uid=str(event["UID"]),
        email=_address(str(attendees[0])),
        partstat=Agendapunt.Partstat(partstat),
        sequence=int(event.get("SEQUENCE", 0)),
        at=_stamp(event),
        comment=_comment(event, attendees[0].params),
    )


def _address(value: str) -> str:
    return value[7:].strip().casefold() if value[:7].lower() == "mailto:" else value.strip().casefold()


def _stamp(event: Event) -> dt.datetime | None:
    stamp = event.get("DTSTAMP")
    at = stamp.dt if stamp else None
    return at if isinstance(at, dt.datetime) and at.tzinfo and at.year > 2000 else None


def _comment(event: Event, attendee: Mapping[str, str]) -> str:
    """COMMENT, or what Google sends in its place."""
    comment = event.get("COMMENT") or attendee.get("X-RESPONSE-COMMENT", "")
    parts = comment if isinstance(comment, list) else [comment]
    return " ".join(" ".join(str(part).split()) for part in parts).strip()
