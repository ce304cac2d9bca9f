"""In which session somebody of the visit has a seat in which round."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from programmes.models import Plaats, Werkvorm
from programmes.week import Visit
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.timetable import Line, Timetable


def in_sessions(
    visits: Iterable[Visit], timetables: Mapping[int, Timetable]
) -> dict[int, dict[int, tuple[Round, ...]]]:
    """{visit: {person: rounds}} of the carousels whose seats were given; one query, none when no visit is one."""
    shown = {visit.id for visit in visits if visit.werkvorm == Werkvorm.CARROUSEL}
    seats = Plaats.objects.filter(
        inschrijving__carrousel__bezoek__in=shown,
        inschrijving__carrousel__allocated_at__isnull=False,
        inschrijving__withdrawn_at__isnull=True,
        inschrijving__mandataris__isnull=False,
    ).select_related("sessie", "inschrijving__carrousel")
    found: dict[int, dict[int, list[tuple[Line, Plaats]]]] = defaultdict(lambda: defaultdict(list))
    for seat in seats if shown else ():
        visit, person = seat.inschrijving.carrousel.bezoek_id, seat.inschrijving.mandataris_id
        table = timetables.get(visit)
        line = next((one for one in table.lines if one.id == seat.ronde_id), None) if table else None
        if line and person:
            found[visit][person].append((line, seat))
    return {visit: {person: _rounds(own) for person, own in people.items()} for visit, people in found.items()}


def _rounds(own: list[tuple[Line, Plaats]]) -> tuple[Round, ...]:
    in_order = sorted(own, key=lambda seat: seat[0].start)
    return tuple(
        Round(number, line.start % 1440, f"{seat.sessie.title} ({seat.sessie.room or 'zaal volgt'})", line.end % 1440)
        for number, (line, seat) in enumerate(in_order, 1)
    )
