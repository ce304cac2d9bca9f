"""The worker's half of the outbox: nothing is lost and nothing is sent twice, whatever is killed when.

Two phases. `bezig`: a worker has claimed the message, nothing left the house; when its lease runs out the message waits
again. `in_aflevering`: kept before the first word to the mail server; when that lease runs out, nobody knows whether
the mail left, and only a person may decide to send it again. Every step is a conditional update on the worker's own
claim, so that a worker that was given up (it slept, or the clock jumped) cannot act on what another has now.
"""

import datetime as dt
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.db.models import Q
from django.utils import timezone

from invitations.mail.mime import as_email
from invitations.mail.outbox import REPLACED
from invitations.mail.transports import (
    LaterError,
    PostError,
    RefusedError,
    Transport,
    UnavailableError,
    UncertainError,
)
from invitations.models import STOPPABLE, Bericht, BerichtQuerySet, Stap

logger = logging.getLogger(__name__)
T = TypeVar("T")
State = Bericht.State

BATCH = 20  # few: what a killed worker had claimed waits for its lease
MINUTES_LATER = (1, 5, 15, 60, 120, 240, 480, 960)  # after the first, second... refusal; after the last it has failed
LOCKED_FOR = 120.0  # seconds that a worker waits for the database
ORPHANED = "Het programma is verwijderd voor dit bericht vertrok."
LOST = "De verzending is afgebroken terwijl de mailserver het bericht kreeg."


def lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.OUTBOX_LEASE)


def reap(now: dt.datetime) -> None:
    """Takes back what a killed worker had. A lease further away than any worker gives was given by another clock."""
    expired = Bericht.objects.filter(Q(lease_until__lte=now) | Q(lease_until__gt=now + 2 * lease()))
    expired.filter(state=State.BEZIG).update(state=State.WACHT, claim="", lease_until=None)
    lost = list(expired.filter(state=State.IN_AFLEVERING).values_list("pk", flat=True))
    for pk in lost:  # it keeps the claim: when the worker lives after all, it knows better
        if expired.filter(pk=pk, state=State.IN_AFLEVERING).update(state=State.ONZEKER, lease_until=None, problem=LOST):
            Stap.objects.create(bericht_id=pk, at=now, text=LOST)


def drop_orphans() -> None:
    """What waited for a programme that was deleted stays here; what a calendar must forget goes out after all."""
    waiting = Bericht.objects.filter(state__in=STOPPABLE)
    waiting.orphaned().update(state=State.GEANNULEERD, problem=ORPHANED, claim="", lease_until=None)
    gone = Bericht.objects.filter(state=State.VASTGEHOUDEN, programme=None, of_programme__isnull=False)
    gone.filter(method="CANCEL").update(state=State.WACHT)


def claim(now: dt.datetime, *, size: int = BATCH) -> list[Bericht]:
    token = secrets.token_hex(16)
    due = list(Bericht.objects.due(now).values_list("pk", flat=True)[:size])
    if not due:
        return []
    waiting = Bericht.objects.filter(pk__in=due, state=State.WACHT)
    waiting.replaced().update(state=State.GEANNULEERD, problem=REPLACED)  # the newer one came while a worker had this
    waiting.update(state=State.BEZIG, claim=token, lease_until=now + lease())
    return list(Bericht.objects.filter(state=State.BEZIG, claim=token).order_by("send_after", "pk"))


def begin(message: Bericht, *, now: dt.datetime) -> bool:
    """Whether it is still this worker's to send: somebody may have held it, or deleted its programme."""
    mine = Bericht.objects.filter(pk=message.pk, claim=message.claim, state=State.BEZIG)
    return mine.not_orphaned().update(state=State.IN_AFLEVERING, lease_until=now + lease()) == 1


def end(message: Bericht, state: State, *, now: dt.datetime, problem: str = "", wait: int | None = None) -> None:
    """What became of it. `onzeker` too: another worker may have given this one up in the meantime."""
    mine = _in_delivery(message)
    fields: dict[str, Any] = {
        "state": state,
        "lease_until": None,
        "problem": problem[:300],
        "attempts": message.attempts + 1,
    }
    if state != State.ONZEKER:
        fields["claim"] = ""
    if state == State.VERZONDEN:
        fields["sent_at"] = now
    if wait is not None:
        fields["send_after"] = now + dt.timedelta(minutes=wait)
    if mine.update(**fields) and problem:
        Stap.objects.create(bericht=message, at=now, text=problem[:300])


def give_back(messages: list[Bericht], *, problem: str = "") -> None:
    """The server cannot be used: no message is to blame, so none loses an attempt."""
    mine = Bericht.objects.filter(pk__in=[m.pk for m in messages], claim__in={m.claim for m in messages})
    mine.filter(state__in=(State.BEZIG, State.IN_AFLEVERING, State.ONZEKER)).update(
        state=State.WACHT, claim="", lease_until=None, problem=problem[:300]
    )


def _in_delivery(message: Bericht) -> BerichtQuerySet:
    states = (State.IN_AFLEVERING, State.ONZEKER)
    return Bericht.objects.filter(pk=message.pk, claim=message.claim, state__in=states)


def send_due(
    post: Transport, *, clock: Callable[[], dt.datetime] = timezone.now, stop: Callable[[], bool] = lambda: False
) -> int:
    """Sends all that is due, and returns how many left. Raises UnavailableError when the server asks for a pause."""
    persistent(lambda: reap(clock()))
    persistent(drop_orphans)
    sent = 0
    while not stop() and (batch := persistent(lambda: claim(clock()))):
        while batch and not stop():
            try:
                post.open()
                sent += send(batch[0], post, clock=clock)
            except UnavailableError as error:
                problem = sentence(error)
                persistent(lambda batch=batch, problem=problem: give_back(batch, problem=problem))  # type: ignore[misc]
                raise
            batch = batch[1:]
        if batch:  # asked to stop
            persistent(lambda batch=batch: give_back(batch))  # type: ignore[misc]
    return sent


def send(message: Bericht, post: Transport, *, clock: Callable[[], dt.datetime]) -> bool:
    """Whether the server has it."""
    if not persistent(lambda: begin(message, now=clock())):
        return False
    try:
        post.deliver(as_email(message, now=clock()))
    except UnavailableError:
        raise
    except PostError as error:
        problem = sentence(error)
        state, wait = verdict(error, attempts=message.attempts)
        persistent(lambda: end(message, state, now=clock(), problem=problem, wait=wait))
        return False
    persistent(lambda: end(message, State.VERZONDEN, now=clock()))
    return True


def verdict(error: PostError, *, attempts: int) -> tuple[State, int | None]:
    """The state that follows, and after how many minutes another attempt."""
    if isinstance(error, UncertainError):
        return State.ONZEKER, None
    if isinstance(error, RefusedError) or attempts >= len(MINUTES_LATER):
        return State.MISLUKT, None
    assert isinstance(error, LaterError)  # noqa: S101 (the only kind left)
    return State.WACHT, MINUTES_LATER[attempts]


def sentence(error: PostError) -> str:
    text = str(error).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def persistent(action: Callable[[], T]) -> T:
    """A database that is locked, or away for a moment, is asked again: what the server said must be kept."""
    deadline = time.monotonic() + LOCKED_FOR
    while True:
        try:
            return action()
        except OperationalError:
            close_old_connections()
            if time.monotonic() > deadline:
                raise
            logger.warning("De databank antwoordt niet; de post wacht even.")
            time.sleep(0.2)
