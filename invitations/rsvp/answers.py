"""Answers: the only way in which `Deelname.answer` is written, for the page, the telephone and calendar replies alike.

An answer stands on the draft. Yes to a full visit is a place on its waiting list: the answer stays open then, but
`answered_at` tells that this person was not silent.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from invitations.agendas.ledger import heard_no
from invitations.mail.mails import render
from invitations.mail.outbox import Item, post, recipient_of
from invitations.models import Bericht, Vervanging, Wachtplaats
from invitations.rsvp.asked import JA, NEE, OPEN, VERVANGING, WACHT, asked_of, proposes
from invitations.rsvp.waiting import free_places, held, kept_for_substitutes, leave, pass_on, places_of
from programmes.links import link_for, link_url
from programmes.models import Bezoek, Deelname, Gast, Mandataris, Programme, User
from programmes.times import local


class AnswerError(Exception):
    """An answer that cannot be taken; the message is for who gave it."""


class TooLateError(AnswerError):
    def __init__(self) -> None:
        super().__init__("Antwoorden kan niet meer: de termijn is voorbij.")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who comes in somebody's place: of the guest list (`mandataris`), or a name and maybe an address."""

    name: str
    email: str = ""
    mandataris: Mandataris | None = None


def answers_until(programme: Programme) -> dt.date:
    """The last day on which a guest may still answer."""
    return programme.answer_by or programme.last_day


def is_open(programme: Programme, now: dt.datetime) -> bool:
    return local(now).date() <= answers_until(programme)


@transaction.atomic
def answer_visit(
    programme: Programme,
    *,
    person: Mandataris,
    visit: int,
    answer: str,
    reason: str = "",
    now: dt.datetime,
    answered_at: dt.datetime | None = None,
) -> str:
    """What a calendar program says of one visit, 'ja' or 'nee', maybe some time ago (`answered_at`).

    Returns what it has become: 'ja', 'nee' or 'wacht' (full: on the waiting list). The deadline does not count: the
    calendar of this person shows the answer already. Raises AnswerError for who is not on this visit (any more). Only
    who lands on the waiting list gets a mail: the other answers they know.
    """
    state = _say(programme, person.pk, visit, answer, reason=reason, now=now, answered_at=answered_at)
    if state == WACHT:
        confirm(programme, person, now=now)
    return state


@transaction.atomic
def answer(
    programme: Programme,
    *,
    person: Mandataris,
    replies: Mapping[int, str],
    reason: str = "",
    substitute: Substitute | None = None,
    now: dt.datetime,
    by: User | None = None,
) -> dict[int, str]:
    """All visits at once: {visit: 'ja', 'nee' or 'vervanging'}; returns what each has become, and mails it once.

    All or nothing. Raises as `answer_visit` does.
    """
    _check_open(programme, now, by)
    Gast.objects.select_for_update().filter(programme=programme, mandataris=person).first()  # of two clicks, one waits
    Vervanging.objects.filter(programme=programme, mandataris=person, state=Vervanging.State.VOORGESTELD).delete()
    replaced = [visit for visit, reply in replies.items() if reply == VERVANGING]
    if replaced and substitute:
        _propose(programme, person, replaced, substitute, now)
        reason = reason or proposes(substitute.name)
    states = {}
    for visit in sorted(replies):  # always in this order: who answers at once, does not wait for each other
        reply = NEE if replies[visit] == VERVANGING else replies[visit]
        states[visit] = _say(programme, person.pk, visit, reply, reason=reason if reply == NEE else "", now=now)
    confirm(programme, person, now=now, by=by)
    return states


def let_go(programme: Programme, *, person: Mandataris, visit: int, now: dt.datetime) -> None:
    """Off the waiting list, with or without an offer: this person does not come. Raises AnswerError for others."""
    with transaction.atomic():
        if not places_of(_visit(programme, visit)).filter(mandataris=person).exists():
            raise AnswerError("Je staat niet op de wachtlijst van dit bezoek.")
        _say(programme, person.pk, visit, NEE, now=now)


@transaction.atomic
def take_offer(programme: Programme, *, person: Mandataris, visit: int, now: dt.datetime) -> str:
    """An offer stands until it expires, also after the deadline; returns 'ja', or raises AnswerError."""
    bezoek = _visit(programme, visit)
    if not places_of(bezoek).offered(now).filter(mandataris=person).exists():
        raise AnswerError("Deze plaats is niet meer vrij: het aanbod is verlopen of je nam ze al.")
    return _say(programme, person.pk, visit, JA, now=now)


def _check_open(programme: Programme, now: dt.datetime, by: User | None) -> None:
    if by is None and not is_open(programme, now):
        raise TooLateError


def _visit(programme: Programme, visit: int) -> Bezoek:
    try:
        bezoek = held(visit)
    except Bezoek.DoesNotExist:
        bezoek = None
    if bezoek is None or bezoek.programme_id != programme.pk:
        raise AnswerError("Dit bezoek staat niet meer in het programma.")
    return bezoek


def _say(
    programme: Programme,
    person: int,
    visit: int,
    reply: str,
    *,
    reason: str = "",
    now: dt.datetime,
    answered_at: dt.datetime | None = None,
) -> str:
    bezoek = _visit(programme, visit)
    row = Deelname.objects.filter(bezoek=bezoek, mandataris=person).first()
    if row is None:
        raise AnswerError(f"Je staat niet meer bij {bezoek.name}. Herlaad de pagina.")
    state = _yes(bezoek, row, now) if reply == JA else NEE
    if state != WACHT:
        leave(bezoek, person, now=now)
    row.answer = OPEN if state == WACHT else state
    row.answer_reason, row.answered_at = reason[:300], answered_at or now
    row.save(update_fields=["answer", "answer_reason", "answered_at"])
    if state == NEE:
        heard_no(person=person, visit=visit, now=now)
    pass_on(bezoek, now)
    return state


def _yes(bezoek: Bezoek, row: Deelname, now: dt.datetime) -> str:
    """Who had a yes, an offer or somebody's place, has one; others when one is free for which nobody waits."""
    own = places_of(bezoek).filter(mandataris=row.mandataris_id)
    if row.answer == JA or own.offered(now).exists():
        return JA
    if kept_for_substitutes(bezoek).filter(replacement=row.mandataris_id).exists():
        return JA
    if not own.exists():
        pass_on(bezoek, now)
        free = free_places(bezoek, now)
        if free is None or free > 0:
            return JA
        Wachtplaats.objects.create(bezoek=bezoek, mandataris_id=row.mandataris_id, created_at=now)
    return WACHT


def _propose(
    programme: Programme, person: Mandataris, visits: list[int], substitute: Substitute, now: dt.datetime
) -> None:
    proposal = Vervanging.objects.create(
        programme=programme,
        mandataris=person,
        replacement=substitute.mandataris,
        name=substitute.name,
        email=substitute.email,
        created_at=now,
    )
    proposal.bezoeken.set(Bezoek.objects.filter(programme=programme, pk__in=visits, deelnemers=person))


def confirm(programme: Programme, person: Mandataris, *, now: dt.datetime, by: User | None = None) -> None:
    """Mails what somebody's answers have become; several within some minutes are one mail."""
    recipient = recipient_of(person)
    if not recipient.email:
        return
    link = link_for(programme, person.pk)
    mail = render(
        "bevestiging",
        subject=f"Je antwoord voor {programme.title}",
        bestuur=programme.bestuur,
        programme=programme,
        to_name=recipient.name,
        asked=asked_of(programme, person.pk, now=now),
        url=f"{link_url(link)}antwoord/" if link else "",
        until=answers_until(programme) if is_open(programme, now) else None,
    )
    item = Item(
        kind=Bericht.Kind.BEVESTIGING,
        recipient=recipient,
        thing=f"antwoord-{programme.pk}",
        version=now.isoformat(),
        mail=mail,
        cause=f"Antwoord genoteerd door {by}" if by else "Antwoord gegeven via de persoonlijke link",
    )
    post(programme.bestuur, [item], programme=programme, now=now)
