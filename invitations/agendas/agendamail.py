"""The mail around a calendar message: it says in words what, where and who receives, and what changed."""

import datetime as dt
from dataclasses import dataclass, replace

from invitations.agendas.calendars import calendar_message
from invitations.agendas.events import changes, facts_of, hours, is_same_but_rounds, when
from invitations.agendas.ledger import Letter
from invitations.mail.mails import render
from invitations.mail.mime import from_address
from invitations.mail.outbox import Item, Recipient
from invitations.models import Agendapunt, Bericht
from programmes.links import link_url
from programmes.models import Bestuur, PersonalLink, Programme
from programmes.times import day_name

CHANGED, GONE = "Gewijzigd", "Geschrapt"


@dataclass(frozen=True, slots=True)
class Cause:
    """What made the letters: a published version of a programme (0: none), or that it is gone (None)."""

    bestuur: Bestuur
    programme: Programme | None
    number: int

    def __str__(self) -> str:
        if self.programme is None:
            return "het programma is verwijderd"
        return f"versie {self.number} van het programma"


def item_of(letter: Letter, cause: Cause, *, link: PersonalLink | None) -> Item:
    row, word = letter.row, _word(letter)
    mail = render(
        "agenda",
        subject=f"{word}: {title_of(row)}" if word else title_of(row),
        bestuur=cause.bestuur,
        to_name=row.to_name,
        word=word,
        event=row.event,
        facts=facts_of(row.event),
        when=when(row.event),
        day=day_name(dt.date.fromisoformat(row.event["day"])),
        hours=hours(row.event),
        changes=changes(letter.before, row.event) if word == CHANGED else [],
        link=link_url(link) if link else "",
    )
    return Item(
        kind=Bericht.Kind.AGENDA,
        recipient=Recipient(row.to_name, row.to_email, mandataris=row.mandataris_id),
        thing=f"{row.thing}{letter.suffix}",
        version=str(row.sequence),
        mail=replace(mail, calendar=calendar_message(row, organizer=from_address()), method=row.method),
        cause=_cause(word, letter, cause),
    )


def title_of(row: Agendapunt) -> str:
    """'WZC De Linde, maandag 24 februari 9.30–11.00'"""
    return f"{row.event['name']}, {when(row.event)}"


def _word(letter: Letter) -> str:
    if letter.row.method == Agendapunt.Method.CANCEL:
        return GONE
    return CHANGED if letter.before and changes(letter.before, letter.row.event) else ""


def _cause(word: str, letter: Letter, cause: Cause) -> str:
    if letter.suffix:
        return "Dit e-mailadres is niet meer dat van de genodigde"
    if word == CHANGED and is_same_but_rounds(letter.before, letter.row.event):
        return "Gewijzigd: waar iemand zit in de rondes"
    return f"{word or 'Bezoek op het programma'}: {cause}"
