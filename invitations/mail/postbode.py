"""The rounds of the mail worker: what has to happen by itself, then the post."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable

from django.db import close_old_connections
from django.utils import timezone

from invitations.clock import DUTIES, Duty, Turns, tick
from invitations.mail.delivery import send_due
from invitations.mail.transports import Transport, UnavailableError

logger = logging.getLogger(__name__)
EVERY = 2.0  # seconds between rounds
PAUSES = (15, 30, 60, 120, 300, 600)  # seconds, longer each time the server cannot be used


def one_round(
    post: Transport,
    *,
    clock: Callable[[], dt.datetime],
    stop: Callable[[], bool],
    duties: Iterable[Duty] = DUTIES,
) -> int:
    """Raises UnavailableError when the server asks for a pause."""
    tick(clock(), duties)
    try:
        return send_due(post, clock=clock, stop=stop)
    finally:
        post.close()


def rest(stop: Callable[[], bool]) -> None:
    until = time.monotonic() + EVERY
    while not stop() and time.monotonic() < until:
        time.sleep(0.1)


def keep_going(
    post: Transport,
    *,
    stop: Callable[[], bool],
    rest: Callable[[Callable[[], bool]], object] = rest,
    turns: Turns | None = None,
) -> None:
    turns = turns or Turns()
    failures, quiet_until = 0, 0.0
    while not stop():
        close_old_connections()
        duties = turns.due(time.monotonic())
        try:
            if time.monotonic() < quiet_until:
                tick(timezone.now(), duties)
            else:
                one_round(post, clock=timezone.now, stop=stop, duties=duties)
                failures = 0
        except UnavailableError as error:
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures, quiet_until = failures + 1, time.monotonic() + pause
            logger.warning("De post rust %s seconden: %s", pause, error)
        except Exception:
            logger.exception("Een ronde van de postbode is mislukt; de volgende volgt.")
        rest(stop)
