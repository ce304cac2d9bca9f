"""What happens by itself: duties of the mail worker, each safe to do twice.

`follow` asks little when nothing changed, so it is done in every round; the others look through whole weeks.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

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
EVERY = 60.0  # seconds between two rounds in which all duties are done

logger = logging.getLogger(__name__)


class Turns:
    """Which duties a round does: all of them once a minute, in between the quick ones."""

    def __init__(self, duties: Iterable[Duty] = DUTIES, quick: Iterable[Duty] = QUICK) -> None:
        self.duties, self.quick = duties, quick
        self._all_at = 0.0

    def due(self, seconds: float) -> Iterable[Duty]:
        """`seconds` on any clock that only goes forward."""
        if seconds < self._all_at:
            return self.quick
        self._all_at = seconds + EVERY
        return self.duties


def tick(now: dt.datetime, duties: Iterable[Duty] = DUTIES) -> None:
    for duty in duties:
        try:
            duty(now)
        except Exception:
            logger.exception("De taak %s is mislukt; ze komt de volgende ronde terug.", duty)
