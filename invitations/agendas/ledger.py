"""One row of the calendar ledger and what happens to it: asked, asked anew, called off, declined."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from invitations.agendas.events import QUESTION, SEATS, Event, fingerprint, same_hours, span
from invitations.mail.outbox import Recipient, recipient_of
from invitations.models import Agendapunt, Bericht
from programmes.models import Deelname, Mandataris

WITHDRAWN = "niet meer nodig"
NOT_ARRIVED = (Bericht.State.GEANNULEERD, Bericht.State.MISLUKT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A visit in the published week of somebody who was invited, and what they answered."""

    person: Mandataris
    visit: int
    event: Event
    answer: str = ""
    answered_at: dt.datetime | None = None
    is_seated: bool = True  # False: nobody has a seat at this visit (any more)
    keeps_rounds: bool = False  # it has begun, or a round was held: who changes seats now, is told there
    may_begin: bool = True  # False: their invitation is held, so nothing comes before it

    @property
    def recipient(self) -> Recipient:
        return recipient_of(self.person)


@dataclass(frozen=True, slots=True)
class Handed:
    """The last message about a row that a mail server may have: what the person's calendar knows."""

    sequence: int = -1
    method: str = ""

    @property
    def is_request(self) -> bool:
        return self.method == Agendapunt.Method.REQUEST


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to make of a row as it is now; `before` is what the person knows (empty: nothing)."""

    row: Agendapunt
    before: Event
    suffix: str = ""  # of the thing: what goes to an address that was left takes no other message's place


NOTHING = Handed()


def handed_over(rows: Collection[Agendapunt]) -> dict[str, Handed]:
    """By topic; locks the messages, so that a worker does not take one while the ledger decides about it."""
    addresses = {row.topic: row.to_email.casefold() for row in rows}
    messages = Bericht.objects.select_for_update().filter(topic__in=list(addresses))
    handed: dict[str, Handed] = {}
    for message in messages.only("topic", "key", "state", "method", "to_email", "left_before"):
        sequence = _sequence_of(message)
        is_theirs = message.to_email.casefold() == addresses[message.topic]
        if is_theirs and sequence > handed.get(message.topic, NOTHING).sequence:
            handed[message.topic] = Handed(sequence, message.method)
    return handed


def _sequence_of(message: Bericht) -> int:
    """Of what a mail server may have; -1 for what waits, or never arrived."""
    version = message.key.rpartition(":")[2]
    is_handed = message.left_before or not (message.is_open or message.state in NOT_ARRIVED)
    return int(version) if is_handed and version.isdecimal() else -1


def withdraw(topics: Iterable[str], *, because: str = WITHDRAWN) -> None:
    """What still waits goes nowhere."""
    Bericht.objects.filter(topic__in=list(topics)).open().update(state=Bericht.State.GEANNULEERD, problem=because)


def ask(row: Agendapunt, wanted: Wanted, handed: Handed, *, now: dt.datetime) -> list[Letter]:
    """Brings the row to what is wanted now; returns the letters that this takes."""
    _settle(row, handed)
    letters = []
    if row.to_email and row.to_email.casefold() != wanted.recipient.email.casefold():
        letters = _leave_address(row, handed, now=now)
        handed = NOTHING
    is_back = handed.is_request and not row.is_declined and fingerprint(row.known) == fingerprint(wanted.event)
    if is_back:  # changed and changed back before anybody heard of it
        _tell(row, wanted, row.known)
        return letters
    question = _question(row, wanted.event)
    row.sequence += 1 if row.pk else 0
    row.partstat = _partstat(row, wanted, question)
    new = {"asked": row.sequence, "asked_at": now.isoformat()}
    _tell(row, wanted, wanted.event | (question or new))
    row.changed_at = now
    return [*letters, Letter(row, row.known)]


def _tell(row: Agendapunt, wanted: Wanted, event: Event) -> None:
    seats = {SEATS: row.event[SEATS]} if SEATS in row.event else {}
    row.event, row.facts = event | seats, fingerprint(event)
    row.ends_at = span(event)[1]
    row.method = Agendapunt.Method.REQUEST
    row.mandataris = wanted.person
    row.to_email, row.to_name = wanted.recipient.email, wanted.recipient.name


def _settle(row: Agendapunt, handed: Handed) -> None:
    """What the row last said was told, or never left the house."""
    if handed.sequence == row.sequence:
        row.known = row.event if handed.is_request else {}


def _question(row: Agendapunt, event: Event) -> Event | None:
    """The SEQUENCE and the moment that first asked for these hours; None when they are a new question."""
    if row.method != Agendapunt.Method.REQUEST:
        return None
    sources = (source for source in (row.known, row.event) if source and same_hours(source, event))
    return next(({key: source[key] for key in QUESTION} for source in sources), None)


def _partstat(row: Agendapunt, wanted: Wanted, question: Event | None) -> str:
    """An answer to other hours is none; who says yes by link need not do so in the calendar too."""
    says_yes = wanted.answer == Deelname.Answer.JA
    if says_yes and (row.is_declined or not row.facts):
        return Agendapunt.Partstat.ACCEPTED
    if question is None:
        return Agendapunt.Partstat.NEEDS_ACTION
    is_since = wanted.answered_at and wanted.answered_at >= dt.datetime.fromisoformat(question["asked_at"])
    return Agendapunt.Partstat.ACCEPTED if says_yes and is_since else row.partstat


def _leave_address(row: Agendapunt, handed: Handed, *, now: dt.datetime) -> list[Letter]:
    """The calendar at the address of before loses the event; the new address starts anew."""
    letters = []
    if handed.is_request and not row.is_declined:
        row.sequence += 1
        letters = [Letter(_cancelled(row, now), row.event, suffix="-vorig-adres")]
    row.known = {}
    return letters


def _cancelled(row: Agendapunt, now: dt.datetime) -> Agendapunt:
    """A copy of the row as it is told to an address that is left."""
    return Agendapunt(
        mandataris_id=row.mandataris_id,
        person=row.person,
        visit=row.visit,
        uid=row.uid,
        sequence=row.sequence,
        method=Agendapunt.Method.CANCEL,
        partstat=row.partstat,
        event=row.known or row.event,
        to_email=row.to_email,
        to_name=row.to_name,
        changed_at=now,
    )


def call_off(row: Agendapunt, handed: Handed, *, now: dt.datetime) -> list[Letter]:
    """The visit is no longer theirs: a CANCEL to whoever had the REQUEST, nothing to who declined or knew nothing."""
    _settle(row, handed)
    knows = handed.is_request and not row.is_declined and row.ends_at > now
    row.partstat = Agendapunt.Partstat.NEEDS_ACTION
    row.changed_at = now
    row.sequence += 1  # in silence too: whoever comes back is asked anew
    row.method = Agendapunt.Method.CANCEL if knows else Agendapunt.Method.NONE
    row.event = row.known or row.event
    if not knows:
        row.known = {}
        return []
    return [Letter(row, row.event)]


def decline(row: Agendapunt, *, now: dt.datetime) -> None:
    row.partstat = Agendapunt.Partstat.DECLINED
    row.changed_at = now


def heard_no(*, person: int, visit: int, now: dt.datetime) -> None:
    """In the transaction of the answer: whoever is taken off before the next round did decline, and gets no CANCEL."""
    for row in Agendapunt.objects.filter(person=person, visit=visit).exclude(partstat=Agendapunt.Partstat.DECLINED):
        withdraw([row.topic], because="kreeg intussen een nee")
        decline(row, now=now)
        row.save(update_fields=["partstat", "changed_at"])


def new_row(wanted: Wanted, *, uid: str, now: dt.datetime) -> Agendapunt:
    """Asks nothing yet."""
    return Agendapunt(
        mandataris=wanted.person,
        person=wanted.person.pk,
        visit=wanted.visit,
        uid=uid,
        event=wanted.event | {"asked": 0, "asked_at": now.isoformat()},
        ends_at=span(wanted.event)[1],
        changed_at=now,
    )
