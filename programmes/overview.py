"""What stands in an authority, in numbers, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from programmes.models import Bestuur, Bezoek, DeelnemendeDienst, Gast, Programme, Versie


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
    """Something to do, in the order of the playbook; `blocks` says what holds up others as long as it is not done."""

    title: str
    text: str
    url: str
    button: str
    is_done: bool
    count: int = 0
    blocks: str = ""


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
