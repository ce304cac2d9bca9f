"""A plan as it is kept, read back."""

from collections.abc import Mapping
from typing import Any

from programmes.planner import Unmet, Visit


def visits_of(plan: Mapping[str, Any]) -> tuple[Visit, ...]:
    rows = plan.get("visits", ())
    return tuple(Visit(row["service"], row["day"], row["start"], tuple(row["people"])) for row in rows)


def unmet_of(plan: Mapping[str, Any]) -> tuple[Unmet, ...]:
    return tuple(Unmet(**row) for row in plan.get("unmet", ()))
