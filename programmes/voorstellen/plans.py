"""What is kept of a proposal, read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from programmes.models import Voorstel
from programmes.planner import Unmet, Visit
from programmes.proposals.bridge import Bridge
from programmes.voorstellen.asking import UNREADABLE, Asked


class OutdatedError(Exception):
    """Kept by an Expeditie that wrote it otherwise; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`visits` and `unmet` are empty as long as there is no plan."""

    bridge: Bridge
    asked: Asked
    visits: tuple[Visit, ...]
    unmet: tuple[Unmet, ...]


def kept(voorstel: Voorstel) -> Kept:
    """Raises OutdatedError."""
    try:
        return Kept(
            bridge=Bridge.from_json(voorstel.problem),
            asked=Asked.from_json(voorstel.asked),
            visits=_visits_of(voorstel.plan),
            unmet=tuple(Unmet(**row) for row in voorstel.plan.get("unmet", ())),
        )
    except UNREADABLE as error:
        raise OutdatedError("Dit voorstel is van een vroegere versie van Expeditie. Vraag een nieuw.") from error


def _visits_of(plan: Mapping[str, Any]) -> tuple[Visit, ...]:
    rows = plan.get("visits", ())
    return tuple(Visit(row["service"], row["day"], row["start"], tuple(row["people"])) for row in rows)
