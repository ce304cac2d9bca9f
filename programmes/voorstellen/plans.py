"""What is kept of a proposal, read back."""

from collections.abc import Mapping
from typing import Any

from programmes.models import Voorstel
from programmes.planner import Unmet, Visit
from programmes.proposals.bridge import Bridge


class OutdatedError(Exception):
    """Kept by an Expeditie that wrote it otherwise; the message is for the coordinator."""


def kept_bridge(voorstel: Voorstel) -> Bridge:
    """Raises OutdatedError."""
    try:
        return Bridge.from_json(voorstel.problem)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutdatedError("Dit voorstel is van een vroegere versie van Expeditie. Vraag een nieuw.") from error


def visits_of(plan: Mapping[str, Any]) -> tuple[Visit, ...]:
    rows = plan.get("visits", ())
    return tuple(Visit(row["service"], row["day"], row["start"], tuple(row["people"])) for row in rows)


def unmet_of(plan: Mapping[str, Any]) -> tuple[Unmet, ...]:
    return tuple(Unmet(**row) for row in plan.get("unmet", ()))
