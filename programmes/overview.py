"""What stands in an authority and in a programme, in numbers, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from programmes.conflicts import find_conflicts
from programmes.differences import difference
from programmes.loading import load_week
from programmes.models import Bestuur, Bezoek, DeelnemendeDienst, Gast, Programme, Versie
from programmes.versions import last_version
from programmes.week import Week


def with_counts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Adds guest_count, dienst_count, bezoek_count and version (0: never published)."""
    newest = Versie.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
    return programmes.annotate(
        guest_count=_count(Gast.objects.all()),
        dienst_count=_count(DeelnemendeDienst.objects.all()),
        bezoek_count=_count(Bezoek.objects.all()),
        version=Coalesce(Subquery(newest.annotate(newest=Max("number")).values("newest")), 0),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    rows = rows.filter(programme=OuterRef("pk")).order_by().values("programme")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, in the order of the playbook."""

    title: str
    text: str
    url: str
    button: str
    is_done: bool
    count: int = 0


def start_steps(bestuur: Bestuur) -> list[Step]:
    """From an empty authority to a first programme."""
    services, people, programmes = (
        rows.count() for rows in (bestuur.zorgdiensten, bestuur.mandatarissen, bestuur.programmes)
    )
    return [
        Step(
            "Zet de zorgdiensten erin",
            "Het woonzorgcentrum, de kinderopvang, de thuiszorg: met adres, contactpersoon en wanneer bezoek past.",
            reverse("zorgdienst-list", args=[bestuur.slug]),
            "Naar de zorgdiensten",
            services > 0,
            services,
        ),
        Step(
            "Zet de mandatarissen erin",
            "Het college, de raad, het bijzonder comité, het management en andere genodigden.",
            reverse("mandataris-list", args=[bestuur.slug]),
            "Naar de mandatarissen",
            people > 0,
            people,
        ),
        Step(
            "Maak een programma",
            "Een dag, een week of enkele weken, met een titel en een aanspreekpunt.",
            reverse("programme-new", args=[bestuur.slug]),
            "Nieuw programma",
            programmes > 0,
            programmes,
        ),
    ]


def next_step(steps: Sequence[Step]) -> Step | None:
    return next((step for step in steps if not step.is_done), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """A programme in numbers; `is_changed` when the draft differs from the last published version."""

    guests: int
    answered: int
    services: int
    visits: int
    blocking: int
    warnings: int
    version: int
    is_changed: bool

    @property
    def conflicts(self) -> int:
        return self.blocking + self.warnings


def overview(programme: Programme) -> Overview:
    week = load_week(programme)
    newest = last_version(programme)
    conflicts = [conflict for conflict in find_conflicts(week) if not conflict.accepted] if week.visits else []
    blocking = sum(conflict.blocks for conflict in conflicts)
    published = Week.from_json(newest.content) if newest else None
    return Overview(
        guests=len(week.people),
        answered=sum(person.available is not None for person in week.people.values()),
        services=len(week.services),
        visits=len(week.visits),
        blocking=blocking,
        warnings=len(conflicts) - blocking,
        version=newest.number if newest else 0,
        is_changed=published is not None and not difference(published, week.for_publication()).is_empty,
    )


def steps(programme: Programme, numbers: Overview) -> list[Step]:
    """From an empty programme to one that everybody has."""
    args = [programme.bestuur.slug, programme.slug]
    return [
        Step(
            "Stel de gastenlijst samen",
            "Wie gaat mee op expeditie: het college, de raad, het management, genodigden?",
            reverse("gast-list", args=args),
            "Naar de gasten",
            numbers.guests > 0,
        ),
        Step(
            "Kies de zorgdiensten",
            "Bij welke diensten gaan jullie langs?",
            reverse("programme-diensten", args=args),
            "Naar de diensten",
            numbers.services > 0,
        ),
        Step(
            "Plan de bezoeken",
            "Zet op het bord wie wanneer waar is. Wat niet klopt, zie je meteen.",
            reverse("board", args=args),
            "Naar het bord",
            numbers.visits > 0,
        ),
        Step(
            "Los op wat niet klopt",
            "Elk conflict zegt wie, wat en waarom, en hoe het wel kan.",
            reverse("conflict-list", args=args),
            "Naar de conflicten",
            numbers.visits > 0 and numbers.blocking == 0,
        ),
        Step(
            "Publiceer en deel de links",
            "Pas dan zien deelnemers, diensten en communicatie het programma, elk op een eigen pagina.",
            reverse("publish", args=args),
            "Publiceren",
            numbers.version > 0 and not numbers.is_changed,
        ),
    ]
