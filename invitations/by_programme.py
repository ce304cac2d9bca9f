"""A duty that goes along many programmes: one of which fails, does not keep the others from theirs."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from programmes.models import Programme

logger = logging.getLogger(__name__)


def each(programmes: Iterable[Programme], act: Callable[..., int], *, now: dt.datetime) -> int:
    """Does `act(programme, now=now)` for each, and adds up what it returns; a failure is logged and comes back."""
    return sum(_one(programme, act, now) for programme in programmes)


def _one(programme: Programme, act: Callable[..., int], now: dt.datetime) -> int:
    try:
        return act(programme, now=now)
    except Exception:
        logger.exception("Programma %s: %s is mislukt; het komt de volgende ronde terug.", programme.pk, act.__name__)
        return 0
