"""All that a report is composed from, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from followup.agreements.listing import agreements_of
from followup.models import Afspraak
from followup.reports.dialogues import Dialogue, dialogues_of
from followup.reports.held import Held, held
from followup.reports.visions import Vision, visions_of
from invitations.models import Cijfer, Fiche, Uitdaging
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Service:
    """What the fiche of a service says."""

    name: str
    figures: tuple[Cijfer, ...] = ()
    challenges: tuple[Uitdaging, ...] = ()


@dataclass(frozen=True)
class Facts:
    programme: Programme
    held: Held | None  # as far as it is over
    services: tuple[Service, ...] = ()
    agreements: dict[int | None, list[Afspraak]] = field(default_factory=dict)  # by the key of a service
    days: int = 0
    to_come: int = 0  # visits
    visions: tuple[Vision, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()

    @property
    def visits(self) -> int:
        return len(self.held.visits) if self.held else 0


def facts_of(programme: Programme, *, now: dt.datetime) -> Facts:
    planned = held(programme)
    was = planned.until(now) if planned else None
    visited = {one.service for one in was.visits if one.service} if was else set()
    by_service: dict[int | None, list[Afspraak]] = defaultdict(list)
    for one in agreements_of(programme):
        by_service[one.zorgdienst_id].append(one)
    return Facts(
        programme,
        was,
        tuple(_services(programme, visited)),
        dict(by_service),
        days=len({one.visit.day for one in was.visits}) if was else 0,
        to_come=len(planned.visits) - len(was.visits) if planned and was else 0,
        visions=visions_of(programme),
        dialogues=dialogues_of(programme),
    )


def _services(programme: Programme, visited: set[int]) -> Iterable[Service]:
    """Those that were visited and filled in something, by name."""
    for fiche in Fiche.objects.filter(programme=programme, zorgdienst__in=visited).whole():
        figures = tuple(one for one in fiche.cijfers.all() if one.typed and one.section == Cijfer.Section.KERN)
        yield Service(fiche.zorgdienst.name, figures, tuple(fiche.uitdagingen.all()))
