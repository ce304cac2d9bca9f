"""What a plan asks of the programme beside the week itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from programmes.models import DeelnemendeDienst, Gast, Programme, Soort
from programmes.week import Service

KINDS = dict(Soort.choices)


@dataclass(frozen=True, slots=True)
class Facts:
    """{person: wishes}, {person: how many visits they want}, the services that suit the press."""

    wishes: Mapping[int, list[Any]] = field(default_factory=dict)
    wanted: Mapping[int, int] = field(default_factory=dict)
    suits_press: frozenset[int] = frozenset()


def facts_of(programme: Programme) -> Facts:
    """In two queries."""
    guests = Gast.objects.filter(programme=programme).values_list("mandataris_id", "wishes", "visits_wanted")
    rows = DeelnemendeDienst.objects.filter(programme=programme, zorgdienst__suits_press=True)
    wishes, wanted = {}, {}
    for person, wished, number in guests:
        wishes[person] = wished
        if number:
            wanted[person] = number
    return Facts(wishes, wanted, frozenset(rows.values_list("zorgdienst_id", flat=True)))


def kind_name(kind: str) -> str:
    """In words, as the planner says them again."""
    return str(KINDS.get(kind, kind))


def domain_of(service: Service) -> str:
    """One name for all domains that touch a service, as the planner knows only one of each."""
    kind = kind_name(service.kind) or "zorg"
    return f"{kind} ({', '.join(service.domains)})" if service.domains else kind
