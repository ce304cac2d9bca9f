"""The seats in somebody's calendar: at a table of a speed date, in the sessions of a carousel.

The feed shows them as they are; the ledger notes since when a seat is another, and by that a calendar which fetches the
feed knows that the event changed. Whoever was mailed an invitation is mailed the next one when their own
seat is another.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from invitations.agendas.events import SEATS
from invitations.agendas.reconciling import reconcile
from invitations.models import Agendapunt
from programmes.models import Bezoek, Programme
from programmes.times import local
from programmes.week import Visit
from programmes.werkvormen.own import formats_with_seats, with_seats
from programmes.werkvormen.rounds import Round


def follow_seats(now: dt.datetime) -> int:
    """The duty: returns how many events changed. In a fixed number of queries for a programme, however many events."""
    behind = {row.programme_id or 0 for row in _changed(now)}
    if not behind:
        return 0
    with transaction.atomic():  # the ledger keeps the same rows: of the two, one waits
        list(Programme.objects.select_for_update().filter(pk__in=behind).order_by("pk").values_list("pk"))
        changed = [row for row in _changed(now) if row.programme_id in behind]
        for row in changed:
            row.changed_at = now
        Agendapunt.objects.bulk_update(changed, ["event", "changed_at"])
    for programme in Programme.objects.filter(pk__in=behind).select_related("bestuur"):
        reconcile(programme, now=now)
    return len(changed)


def tag_of(rounds: tuple[Round, ...]) -> str:
    """'' of no seats, as in a row that never had any."""
    return hashlib.sha256(repr(rounds).encode()).hexdigest()[:16] if rounds else ""


def _changed(now: dt.datetime) -> Iterator[Agendapunt]:
    """Whose seats are others than their row has, with the new ones in it."""
    rows = list(_rows(now))
    visits = Bezoek.objects.filter(pk__in={row.visit for row in rows})
    seats = with_seats(map(_visit, visits) if rows else ()).rounds
    for row in rows:
        tag = tag_of(seats.get(row.visit, {}).get(row.person, ()))
        if row.event.get(SEATS, "") != tag:
            row.event[SEATS] = tag
            yield row


def _rows(now: dt.datetime) -> QuerySet[Agendapunt]:
    seated = Bezoek.objects.filter(werkvorm__in=formats_with_seats()).values("pk")
    told = Agendapunt.objects.filter(method=Agendapunt.Method.REQUEST, programme__isnull=False)
    return told.filter(ends_at__gt=now, visit__in=seated)


def _visit(bezoek: Bezoek) -> Visit:
    """From midnight on: when a visit moves, that is published, and the ledger follows it."""
    return Visit(bezoek.pk, bezoek.kind, local(bezoek.starts_at).date(), 0, 0, werkvorm=bezoek.werkvorm)
