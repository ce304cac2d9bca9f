"""What happens by itself: duties that the mail worker does at every round, each safe to do twice."""

import datetime as dt
import logging
from collections.abc import Callable

from invitations.following import follow

DUTIES: tuple[Callable[[dt.datetime], object], ...] = (follow,)


logger = logging.getLogger(__name__)


def tick(now: dt.datetime) -> None:
    for duty in DUTIES:
        try:
            duty(now)
        except Exception:
            logger.exception("De taak %s is mislukt; ze komt de volgende ronde terug.", duty)
