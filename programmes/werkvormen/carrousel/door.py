"""Who comes in by the link that everybody has: while it is open, and not more than a day can hold."""

import datetime as dt

from programmes.models import Carrousel
from programmes.times import day_and_year, local
from programmes.tokens import new_secret

MOST = 1000  # sign-ups, also of who withdrew: a link that everybody has must not fill the disk
MOST_AN_HOUR = 200  # each gets a mail, at whatever address was typed
FULL = "Er schreven zich zo veel mensen in dat we niemand meer aannemen. Vraag het aan wie de dag organiseert."
BUSY = "Er schrijven zich nu heel veel mensen in. Wat je invulde is nog niet bewaard: probeer het over een uur opnieuw."


class SignUpError(Exception):
    """Why somebody cannot sign up; the message is for them."""


def closed_because(carrousel: Carrousel, on: dt.date) -> str:
    """Why nobody can sign up on that day; '' when one can."""
    if not carrousel.is_open:
        return "Inschrijven kan nog niet of niet meer."
    if carrousel.closes_on and on > carrousel.closes_on:
        return f"Inschrijven kon tot en met {day_and_year(carrousel.closes_on)}."
    return ""


def let_in(carrousel: Carrousel, *, now: dt.datetime) -> None:
    """Raises SignUpError when it is closed, or when too many came."""
    since = now - dt.timedelta(hours=1)
    if closed := closed_because(carrousel, local(now).date()):
        raise SignUpError(closed)
    if carrousel.inschrijvingen.count() >= MOST:
        raise SignUpError(FULL)
    if carrousel.inschrijvingen.filter(signed_up_at__gt=since).count() >= MOST_AN_HOUR:
        raise SignUpError(BUSY)


def renew_link(carrousel: Carrousel) -> None:
    """Whoever has the old one, can no longer sign up; who did, keeps their own."""
    Carrousel.objects.filter(pk=carrousel.pk).update(**new_secret())
