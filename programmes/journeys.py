"""Travel times of an authority as a list: computed, and as somebody corrected them."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.models import Reistijd, Zorgdienst
from programmes.travel import minutes_between


@dataclass(frozen=True, slots=True)
class Journey:
    """Minutes without slack; `computed` is None when one of both has no point on the map."""

    to: Zorgdienst
    computed: int | None
    correction: Reistijd | None
    """Of this way, or else of the way back, which then holds too."""


def journeys_from(
    start: Zorgdienst, services: Iterable[Zorgdienst], corrections: Iterable[Reistijd], *, mode: str
) -> list[Journey]:
    by_pair = {(row.van_id, row.naar_id): row for row in corrections if row.mode == mode}
    return [
        Journey(
            to=service,
            computed=minutes_between(start.point, service.point, mode) if start.point and service.point else None,
            correction=by_pair.get((start.pk, service.pk)) or by_pair.get((service.pk, start.pk)),
        )
        for service in services
        if service.pk != start.pk
    ]
