"""What happens by itself: duties that the mail worker does at every round, each safe to do twice."""

import datetime as dt
import logging
from collections.abc import Callable

from invitations.chasing import chase
from invitations.following import follow
from invitations.reminders import remind
from invitations.waiting import pass_on_all

DUTIES: tuple[Callable[[dt.datetime], object], ...] = (pass_on_all, follow, remind, chase)


logger = logging.getLogger(__name__)


def tick(now: dt.datetime) -> None:
    for duty in DUTIES:
        try:
            duty(now)
        except Exception:
            logger.exception("De taak %s is mislukt; ze komt de volgende ronde terug.", duty)
