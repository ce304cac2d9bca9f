"""What the tool of a format knows beside the visitors and the timetable; a format with such a tool adds its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from programmes.entries import Others
from programmes.models import Inschrijving, Speeddategast, Werkvorm
from programmes.schedules import HostSchedule, host_schedule
from programmes.week import Visit, Week
from programmes.werkvormen.speeddate.desk import desk_beside
from programmes.werkvormen.speeddate.remarks import disagreements
from programmes.werkvormen.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Beside:
    """`others` take part by the tool only; `remarks`: what does not add up there."""

    others: int = 0
    remarks: tuple[str, ...] = ()


def _of_speeddate(visit: int, table: Timetable) -> Beside:
    desk = desk_beside(visit, table)
    if desk is None:
        return Beside()
    return Beside(sum(gast.mandataris_id is None for gast in desk.present), tuple(disagreements(desk)))


def _of_carrousel(visit: int, _: Timetable) -> Beside:
    return Beside(_signed_up().filter(carrousel__bezoek=visit).count())


def _signed_up() -> QuerySet[Inschrijving]:
    """Without the visitors among them."""
    return Inschrijving.objects.active().filter(mandataris=None)


def _typed() -> QuerySet[Speeddategast]:
    return Speeddategast.objects.filter(mandataris=None, is_gone=False)


_TOLD: Mapping[str, Callable[[int, Timetable], Beside]] = {
    Werkvorm.SPEEDDATE: _of_speeddate,
    Werkvorm.CARROUSEL: _of_carrousel,
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the others of a format are found, the way from them to their visit, and what one and more are called."""

    rows: Callable[[], QuerySet[Any]]
    visit: str
    one: str
    more: str


_OTHERS: Mapping[str, _Kind] = {
    Werkvorm.SPEEDDATE: _Kind(_typed, "speeddate__bezoek", "andere gast aan de tafels", "andere gasten aan de tafels"),
    Werkvorm.CARROUSEL: _Kind(_signed_up, "carrousel__bezoek", "andere ingeschrevene", "andere ingeschrevenen"),
}


def others_at(visits: Iterable[Visit]) -> dict[int, Others]:
    """{visit: who comes beside the visitors}, in one query for each format with a tool that is among them."""
    shown = list(visits)
    found: dict[int, Others] = {}
    for werkvorm, kind in _OTHERS.items():
        keys = [visit.id for visit in shown if visit.werkvorm == werkvorm]
        rows = kind.rows().filter(**{f"{kind.visit}__in": keys}).order_by().values_list(kind.visit)
        for visit, count in rows.annotate(Count("pk")) if keys else ():
            found[visit] = Others(count, kind.one if count == 1 else kind.more)
    return found


def received(week: Week, host: int) -> HostSchedule | None:
    """What a contact person receives, with everybody whom they have to count on."""
    schedule = host_schedule(week, host)
    return schedule.counting(others_at(entry.visit for entry in schedule.entries)) if schedule else None


def beside(visit: Visit, table: Timetable) -> Beside:
    told = _TOLD.get(visit.werkvorm)
    return told(visit.id, table) if told else Beside()
