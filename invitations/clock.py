"""What happens by itself: duties that the mail worker does at every round, each safe to do twice."""

import datetime as dt
from collections.abc import Callable

from invitations.chasing import chase
from invitations.following import follow
from invitations.reminders import remind
from invitations.waiting import pass_on_all

DUTIES: tuple[Callable[[dt.datetime], object], ...] = (pass_on_all, follow, remind, chase)


def tick(now: dt.datetime) -> None:
    for duty in DUTIES:
        duty(now)
