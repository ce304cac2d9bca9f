"""The next edition, begun from one that was held: in one go, all of it or nothing."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from followup.editions.carrying import Left, carry
from followup.editions.fiches import carry_fiches
from invitations.hosting.asking import AskError, ask, asking
from programmes.copying import copy_programme
from programmes.models import Contactpersoon, Programme, User

A_YEAR = dt.timedelta(weeks=52)  # the same day of the week


ALREADY = "Er is al een programma met deze titel. Werk daarin verder, of kies een andere titel."


class AlreadyBegunError(Exception):
    """Somebody pressed twice, or a colleague was first; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Wanted:
    title: str
    first_day: dt.date
    with_visits: bool = False
    with_fiches: bool = True
    with_agreements: bool = True
    with_bottlenecks: bool = True
    ask: bool = False  # the contact persons whether all is still right


@dataclass(frozen=True, slots=True)
class Begun:
    programme: Programme
    left: Left
    fiches: int = 0
    asked: int = 0  # mails in the outbox


def proposed_day(source: Programme, *, today: dt.date) -> dt.date:
    """A year later on the same day of the week, and not in the past."""
    day = source.first_day + A_YEAR
    while day <= today:
        day += A_YEAR
    return day


@transaction.atomic
def begin(source: Programme, wanted: Wanted, *, slug: str, by: User, now: dt.datetime) -> Begun:
    """Raises AlreadyBegunError, and what copying a programme may raise: NonexistentTimeError, DraftError."""
    Programme.objects.select_for_update().get(pk=source.pk)
    if Programme.objects.filter(bestuur=source.bestuur_id, title__iexact=wanted.title).exists():
        raise AlreadyBegunError(ALREADY)
    programme = copy_programme(
        source,
        title=wanted.title,
        slug=slug,
        first_day=wanted.first_day,
        with_visits=wanted.with_visits,
        by=by,
        now=now,
    )
    fiches = carry_fiches(programme) if wanted.with_fiches else 0
    left = carry(
        source,
        programme,
        by=str(by),
        now=now,
        agreements=wanted.with_agreements,
        bottlenecks=wanted.with_bottlenecks,
    )
    return Begun(programme, left, fiches, _ask(programme, now=now) if wanted.ask else 0)


def _ask(programme: Programme, *, now: dt.datetime) -> int:
    """0 when no service has a contact person with an address."""
    try:
        return ask(programme, seen=asking(programme, now=now).fingerprint, now=now)
    except AskError:
        return 0


def contacts_of(source: Programme) -> tuple[list[Contactpersoon], list[Contactpersoon]]:
    """Of the services that would come along: who can be asked by mail, and who has no address."""
    rows = Contactpersoon.objects.filter(zorgdiensten__programmes=source, zorgdiensten__is_active=True)
    contacts = list(rows.distinct().order_by("name", "pk"))
    return [one for one in contacts if one.email], [one for one in contacts if not one.email]
