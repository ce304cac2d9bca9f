"""The steps in which something is sent by itself: as the coordinator stored them, or as they are unless told."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Max, QuerySet

from invitations.models import Herinneringsregel
from programmes.models import Programme
from programmes.times import NonexistentTimeError, moment

Audience = Herinneringsregel.Audience
DEFAULTS: dict[tuple[str, int], tuple[bool, int, dt.time]] = {
    (Audience.GASTEN, 1): (True, 3, dt.time(9)),
    (Audience.GASTEN, 2): (False, 1, dt.time(16)),
    (Audience.GASTHEREN, 1): (True, 3, dt.time(9)),
    (Audience.GASTHEREN, 2): (False, 1, dt.time(16)),
    (Audience.STIL, 1): (True, 7, dt.time(9)),
    (Audience.STIL, 2): (True, 2, dt.time(9)),
    (Audience.TAKEN, 1): (True, 0, dt.time(8)),
}


def rules_of(programme: Programme) -> list[Herinneringsregel]:
    """Every step once, off or on; one that was never stored has no key."""
    stored = {(rule.audience, rule.number): rule for rule in Herinneringsregel.objects.filter(programme=programme)}
    return [stored.get(key) or _default(programme, *key) for key in DEFAULTS]


def _default(programme: Programme, audience: str, number: int) -> Herinneringsregel:
    is_active, days_before, at = DEFAULTS[audience, number]
    return Herinneringsregel(
        programme=programme, audience=audience, number=number, is_active=is_active, days_before=days_before, at=at
    )


def were_stored(rules: list[Herinneringsregel]) -> bool:
    return any(rule.pk for rule in rules)


def within_reach(
    programmes: QuerySet[Programme], dates: Callable[[Programme], dt.date | None], *, today: dt.date
) -> list[Programme]:
    """Those whose first step may be due: the others need no look, as this is asked every few seconds."""
    furthest = max(days_before for _, days_before, _ in DEFAULTS.values())
    asked = programmes.annotate(furthest=Max("herinneringsregels__days_before")).select_related("bestuur")
    return [
        programme
        for programme in asked
        if (on := dates(programme)) and on <= today + dt.timedelta(days=max(furthest, programme.furthest or 0))
    ]


def due_at(rule: Herinneringsregel, day: dt.date) -> dt.datetime:
    """The moment of this step for that day: so many days before it, at that hour in Brussels."""
    on, minutes = day - dt.timedelta(days=rule.days_before), rule.at.hour * 60 + rule.at.minute
    try:
        return moment(on, minutes)
    except NonexistentTimeError:  # 2.30 on the last Sunday of March
        return moment(on, minutes + 60)
