"""What happens by itself: duties of the mail worker, each safe to do twice.

`follow` asks little when nothing changed, so it is done in every round; the others look through whole weeks.
"""

import datetime as dt
import logging
from collections.abc import Callable

from invitations.agendas.following import follow
from invitations.agendas.seats import follow_seats
from invitations.carrousels import tell_sign_ups
from invitations.checklist.digest import digest
from invitations.checklist.generating import keep_lists
from invitations.dialogues import forget_landed
from invitations.reminding.chasing import chase
from invitations.reminding.reminders import remind
from invitations.rsvp.waiting import pass_on_all

Duty = Callable[[dt.datetime], object]
DUTIES: list[Duty] = [
    *(pass_on_all, follow, follow_seats, remind, chase, keep_lists, digest, tell_sign_ups, forget_landed)
]
"""A later step of the playbook adds its own when it starts."""
QUICK: tuple[Duty, ...] = (follow,)

logger = logging.getLogger(__name__)


def tick(now: dt.datetime, *, quick: bool = False) -> None:
    for duty in QUICK if quick else DUTIES:
        try:
            duty(now)
        except Exception:
            logger.exception("De taak %s is mislukt; ze komt de volgende ronde terug.", duty)
