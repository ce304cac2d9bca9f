"""In which session somebody of the visit has a seat in which round, and where they sign up."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from programmes.models import Carrousel, Inschrijving, Plaats, Sessie, Werkvorm
from programmes.tokens import token_from
from programmes.week import Visit
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.timetable import Line, Timetable


def in_sessions(
    visits: Iterable[Visit], timetables: Mapping[int, Timetable]
) -> dict[int, dict[int, tuple[Round, ...]]]:
    """{visit: {person: rounds}} of the carousels whose seats were given; two queries, none when no visit is one.

    Rounds count as they do for everybody, also those where this one has no seat.
    """
    shown = {visit.id for visit in visits if visit.werkvorm == Werkvorm.CARROUSEL}
    if not shown:
        return {}
    seats = Plaats.objects.filter(
        inschrijving__carrousel__bezoek__in=shown,
        inschrijving__carrousel__allocated_at__isnull=False,
        inschrijving__withdrawn_at__isnull=True,
        inschrijving__mandataris__isnull=False,
    ).select_related("sessie", "inschrijving__carrousel")
    found: dict[int, dict[int, dict[int, Plaats]]] = defaultdict(lambda: defaultdict(dict))
    for seat in seats:
        visit, person = seat.inschrijving.carrousel.bezoek_id, seat.inschrijving.mandataris_id
        if person and visit in timetables:
            found[visit][person][seat.ronde_id] = seat
    held = set(Sessie.rondes.through.objects.filter(sessie__carrousel__bezoek__in=shown).values_list("onderdeel_id"))
    lines = {visit: [line for line in timetables[visit].lines if (line.id,) in held] for visit in found}
    return {
        visit: {person: _rounds(lines[visit], own) for person, own in people.items()} for visit, people in found.items()
    }


def _rounds(lines: Sequence[Line], own: Mapping[int, Plaats]) -> tuple[Round, ...]:
    return tuple(
        Round(number, line.start % 1440, _where(own[line.id].sessie) if line.id in own else "", line.end % 1440)
        for number, line in enumerate(lines, 1)
    )


def _where(sessie: Sessie) -> str:
    return f"{sessie.title} ({sessie.room or 'zaal volgt'})"


@dataclass(frozen=True, slots=True)
class Door:
    """Of somebody who comes to a carousel: `url` of their own page there, '' when they can still sign up."""

    url: str = ""


def doors(visits: Iterable[Visit], person: int, *, today: dt.date) -> dict[int, Door]:
    """{visit: door} of the carousels to come, in two queries; none when there is no carousel."""
    shown = {visit.id for visit in visits if visit.werkvorm == Werkvorm.CARROUSEL and visit.day >= today}
    if not shown:
        return {}
    found = {one.bezoek_id: Door() for one in Carrousel.objects.filter(bezoek__in=shown) if one.takes_sign_ups(today)}
    rows = Inschrijving.objects.active().filter(carrousel__bezoek__in=shown, mandataris=person)
    own = rows.values_list("carrousel__bezoek", "nonce")
    return found | {visit: Door(reverse("inschrijving", args=[token_from(nonce)])) for visit, nonce in own}
