"""At which table a guest of a speed date sits in which round: as on their card, the rounds to come."""

from collections.abc import Iterable, Mapping

from programmes.models import Speeddate, Werkvorm
from programmes.week import Visit
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.speeddate.desk import Desk, Line
from programmes.werkvormen.timetable import Timetable


def seated(visits: Iterable[Visit], timetables: Mapping[int, Timetable]) -> dict[int, dict[int, tuple[Round, ...]]]:
    """{visit: {person: rounds}} of the speed dates whose seating fits; three queries, none when no visit is one.

    The hours are those of the visits and timetables that are given: of what was published.
    """
    shown = {visit.id: visit for visit in visits if visit.werkvorm == Werkvorm.SPEEDDATE}
    if not shown:
        return {}
    tables = {key: timetables.get(key) or Timetable((), visit.start, visit.end) for key, visit in shown.items()}
    rows = Speeddate.objects.filter(bezoek__in=shown).prefetch_related("tafels", "gasten")
    desks = [Desk(row, list(row.tafels.all()), list(row.gasten.all()), tables[row.bezoek_id]) for row in rows]
    return {desk.date.bezoek_id: _seats(desk) for desk in desks if desk.is_seated}


def _seats(desk: Desk) -> dict[int, tuple[Round, ...]]:
    lines = [line for line in desk.lines() if not line.gast.is_gone and line.gast.mandataris_id]
    return {line.gast.mandataris_id or 0: _rounds(desk, line) for line in lines}


def _rounds(desk: Desk, line: Line) -> tuple[Round, ...]:
    found = zip(desk.held_phases, line.tafels, strict=False)
    rounds = [Round(phase.number, desk.hour_of(phase), str(tafel or "")) for phase, tafel in found]
    return tuple(rounds[desk.held :])
