"""The guest list of a programme: who comes on it, who goes off it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import Deelname, Gast, Mandataris, Programme, Segment, User
from programmes.week import Visit


@transaction.atomic
def add_guests(programme: Programme, people: Iterable[Mandataris]) -> list[Gast]:
    """Put people on the guest list who are not on it yet; gives the new guests."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # of a button that is pushed twice, one waits
    present = set(programme.gasten.values_list("mandataris_id", flat=True))
    new = {person.pk: Gast(programme=programme, mandataris=person) for person in people if person.pk not in present}
    return Gast.objects.bulk_create(new.values())


@transaction.atomic
def remove_guest(gast: Gast, *, by: User, now: dt.datetime) -> None:
    """Off the guest list and off every visit of the draft. A published version and a personal link stay as they are."""
    person, week = gast.mandataris_id, load_week(gast.programme)
    store(
        gast.programme,
        week,
        put=[_without(visit, person) for visit in week.visits_of(person)],
        label=f"{gast.mandataris} van de gastenlijst gehaald",
        by=by,
        now=now,
    )
    Gast.objects.filter(programme=gast.programme_id, accompanies=person).update(accompanies=None)
    gast.delete()


def _without(visit: Visit, person: int) -> Visit:
    return replace(visit, people=tuple(part for part in visit.people if part.person != person))


def guests_by_segment(programme: Programme) -> list[tuple[str, list[Gast]]]:
    """Everybody once, under the first segment of theirs (college, council ...); each with `visit_count`."""
    guests = (
        Gast.objects.filter(programme=programme)
        .select_related("accompanies")
        .prefetch_related(Prefetch("mandataris", Mandataris.objects.with_running_mandates(programme.first_day)))
        .annotate(visit_count=_visit_count())
    )
    groups: dict[str, list[Gast]] = {segment: [] for segment in (*Segment.values, "")}
    for gast in guests:
        own = {mandate.segment for mandate in gast.mandataris.running_mandates}  # type: ignore[attr-defined]
        groups[next((segment for segment in Segment.values if segment in own), "")].append(gast)
    labels = {**dict(Segment.choices), "": "zonder lopend mandaat"}
    return [(str(labels[segment]), gasten) for segment, gasten in groups.items() if gasten]


def _visit_count() -> Coalesce:
    """On how many visits of the same programme a guest is."""
    own = Deelname.objects.filter(bezoek__programme=OuterRef("programme"), mandataris=OuterRef("mandataris"))
    counted = own.order_by().values("mandataris").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
