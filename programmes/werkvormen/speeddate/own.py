"""At which table a guest of a speed date sits in which round: as on their card, the rounds to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.models import Speeddate, Werkvorm
from programmes.week import Visit
from programmes.werkvormen.speeddate.desk import Desk, Line


@dataclass(frozen=True, slots=True)
class Round:
    """`hour` in minutes since midnight; `table` is '' where they sit nowhere."""

    number: int
    hour: int
    table: str


def seated(visits: Iterable[Visit]) -> dict[int, dict[int, tuple[Round, ...]]]:
    """{visit: {person: rounds}} of the speed dates whose seating fits; three queries, none when no visit is one."""
    starts = {visit.id: visit.start for visit in visits if visit.werkvorm == Werkvorm.SPEEDDATE}
    if not starts:
        return {}
    rows = Speeddate.objects.filter(bezoek__in=starts).prefetch_related("tafels", "gasten")
    desks = [Desk(row, list(row.tafels.all()), list(row.gasten.all())) for row in rows]
    return {desk.date.bezoek_id: _seats(desk, starts[desk.date.bezoek_id]) for desk in desks if desk.is_seated}


def _seats(desk: Desk, start: int) -> dict[int, tuple[Round, ...]]:
    lines = [line for line in desk.lines() if not line.gast.is_gone and line.gast.mandataris_id]
    return {line.gast.mandataris_id or 0: _rounds(desk, line, start) for line in lines}


def _rounds(desk: Desk, line: Line, start: int) -> tuple[Round, ...]:
    """The hours are those of the visit that was published."""
    found = zip(desk.held_phases, line.tafels, strict=False)
    rounds = [Round(phase.number, (start + phase.start) % 1440, str(tafel or "")) for phase, tafel in found]
    return tuple(rounds[desk.held :])
