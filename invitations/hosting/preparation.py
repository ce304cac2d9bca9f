"""How far each service of a programme is with its preparation, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Min, QuerySet, When

from invitations.fiches.completeness import completeness
from invitations.hosting.confirming import Standing, standing
from invitations.models import Fiche, Taak, Verhaal
from programmes.models import Bezoek, Contactpersoon, DeelnemendeDienst, Dienstwijziging, Programme
from programmes.times import local
from programmes.versions import published_week

EVERYTHING, OPEN, UNCONFIRMED, CHANGED, NO_FICHE, TASKS, NO_STORY, NO_CONTACT = (
    *("", "open", "bevestigen", "gewijzigd"),
    *("fiche", "taken", "verhaal", "contact"),
)
FILTERS = {
    EVERYTHING: "Alle diensten",
    OPEN: "Waar nog iets te doen is",
    UNCONFIRMED: "Nog niet bevestigd",
    CHANGED: "Gewijzigd sinds de bevestiging",
    NO_FICHE: "Nog geen fiche",
    TASKS: "Taken open",
    NO_STORY: "Nog geen verhaal",
    NO_CONTACT: "Zonder contactpersoon",
}


@dataclass(frozen=True, slots=True)
class Preparation:
    """Of one service; `host_change` is the last thing that the service itself changed or told."""

    standing: Standing
    contacts: tuple[Contactpersoon, ...]
    visit_count: int = 0
    first_day: dt.date | None = None
    host_change: Dienstwijziging | None = None
    fiche: Fiche | None = None
    fiche_percent: int = 0
    open_tasks: int = 0
    stories: int = 0

    @property
    def todo(self) -> frozenset[str]:
        """Which of FILTERS it belongs to."""
        deelname = self.standing.deelname
        applies = {
            NO_CONTACT: not self.contacts,
            UNCONFIRMED: deelname.confirmed_at is None,
            CHANGED: bool(self.standing.changed),
            NO_FICHE: not self.fiche_percent,
            TASKS: self.open_tasks > 0,
            NO_STORY: not self.stories,
        }
        found = {name for name, does in applies.items() if does}
        return frozenset(found | {EVERYTHING} | ({OPEN} if found else set()))


def preparations(programme: Programme) -> list[Preparation]:
    rows = participating(programme)
    week = published_week(programme)
    visits = _visits(programme)
    changes = _host_changes(row.zorgdienst_id for row in rows)
    fiches = {fiche.zorgdienst_id: fiche for fiche in Fiche.objects.whole().filter(programme=programme)}
    tasks = _open_tasks(programme)
    stories = _counts(Verhaal.objects.filter(programme=programme).values_list("zorgdienst"))
    return [
        Preparation(
            standing=standing(row, week),
            contacts=tuple(row.zorgdienst.contactpersonen.all()),
            visit_count=visits.get(key, (0, None))[0],
            first_day=visits.get(key, (0, None))[1],
            host_change=changes.get(key),
            fiche=fiches.get(key),
            fiche_percent=completeness(fiches[key]).percent if key in fiches else 0,
            open_tasks=tasks[key],
            stories=stories[key],
        )
        for row in rows
        for key in [row.zorgdienst_id]
    ]


def participating(programme: Programme) -> list[DeelnemendeDienst]:
    rows = DeelnemendeDienst.objects.filter(programme=programme)
    return list(rows.select_related("zorgdienst").prefetch_related("zorgdienst__contactpersonen"))


def _visits(programme: Programme) -> dict[int | None, tuple[int, dt.date]]:
    """{service: (how many visits in the draft, the first day)}"""
    visits = Bezoek.objects.filter(programme=programme, kind=Bezoek.Kind.BEZOEK).order_by()
    found = visits.values_list("zorgdienst").annotate(Count("pk"), Min("starts_at"))
    return {key: (count, local(first).date()) for key, count, first in found}


def _host_changes(services: Iterable[int]) -> dict[int, Dienstwijziging]:
    changes = Dienstwijziging.objects.by_hosts().filter(zorgdienst__in=list(services)).order_by("at", "pk")
    return {change.zorgdienst_id: change for change in changes}


def _open_tasks(programme: Programme) -> dict[int | None, int]:
    """Of a visit its service as it is now, as `checklist.service_of` has it."""
    tasks = Taak.objects.open().filter(programme=programme, owner=Taak.Owner.GASTHEER)
    return _counts(tasks.values_list(Case(When(bezoek=None, then="zorgdienst"), default="bezoek__zorgdienst")))


def _counts(services: QuerySet[Any, Any]) -> dict[int | None, int]:
    return defaultdict(int, services.order_by().annotate(Count("pk")))
