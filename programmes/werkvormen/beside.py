"""What the tool of a format knows beside the visitors and the timetable; a format with such a tool adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from programmes.models import Inschrijving, Werkvorm
from programmes.week import Visit
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
    return Beside(Inschrijving.objects.active().filter(carrousel__bezoek=visit).count())


_TOLD: Mapping[str, Callable[[int, Timetable], Beside]] = {
    Werkvorm.SPEEDDATE: _of_speeddate,
    Werkvorm.CARROUSEL: _of_carrousel,
}


def beside(visit: Visit, table: Timetable) -> Beside:
    told = _TOLD.get(visit.werkvorm)
    return told(visit.id, table) if told else Beside()
