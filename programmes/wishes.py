"""What a guest may wish for: the services that take part, and their kinds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from programmes.models import Programme, Soort


def wish_choices(programme: Programme) -> list[tuple[str, Any]]:
    services = list(programme.diensten.order_by("name", "pk"))
    kinds = dict.fromkeys(service.kind for service in services if service.kind)
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        ("Een dienst", [(f"service:{service.pk}", service.name) for service in services]),
        ("Een soort", sorted(((f"kind:{kind}", Soort(kind).label.capitalize()) for kind in kinds), key=lambda c: c[1])),
    ]
    return [("", "Geen voorkeur"), *((label, choices) for label, choices in groups if choices)]


def wish_names(programme: Programme) -> dict[str, str]:
    """{'service:12': 'De Linde'} of all that may be wished."""
    return {value: name for _, group in wish_choices(programme)[1:] for value, name in group}


def named(wishes: Iterable[Sequence[Any]], names: Mapping[str, str]) -> list[str]:
    """What somebody would like, the dearest first, without what takes part no more."""
    return [names[value] for kind, key in wishes if (value := f"{kind}:{key}") in names]
