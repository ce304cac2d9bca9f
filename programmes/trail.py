"""What a change to the draft remembers beside its visits.

The timetables of those that went, which meetings of a dialogue were held in them, the tour's own row, and the answers
of who went.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from programmes.deelnames import Said, say_again
from programmes.models import Programme, Ronde, Zorgdienst
from programmes.week import Visit
from programmes.werkvormen.inwonersdialoog.trajects import hold_again, meetings_in
from programmes.werkvormen.onderdelen import kept_of, put_back

# Beside the fields of a visit in `Wijziging.before`:
TIMETABLE, MEETINGS, TOUR, ANSWERS = "onderdelen", "bijeenkomsten", "rondrit", "antwoorden"
_OWN = ("title", "vehicle", "seats", "driver", "starts_at_first", "start_dienst_id")
Own = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """`timetables` and `meetings` of the visits that went; `tours`: what the row of a tour was, and what it became."""

    timetables: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    meetings: dict[int, list[int]] = field(default_factory=dict)
    tours: dict[int, tuple[Own, Own]] = field(default_factory=dict)

    def touches(self, visit: Visit | None) -> bool:
        return visit is not None and visit.ronde in self.tours

    def of(self, visit: Visit, *, is_gone: bool) -> dict[str, Any]:
        kept = ((TIMETABLE, self.timetables), (MEETINGS, self.meetings)) if is_gone else ()
        found: dict[str, Any] = {name: rows[visit.id] for name, rows in kept if visit.id in rows}
        return found | ({TOUR: list(self.tours[visit.ronde or 0])} if self.touches(visit) else {})


def beside(programme: Programme, removed: Collection[Visit], tours: dict[int, Own]) -> Beside:
    """`tours`: what own_of gave before their rows were written. To be asked before the visits go."""
    now = own_of(programme, tours)
    changed = {key: (was, now[key]) for key, was in tours.items() if key in now and now[key] != was}
    gone = [visit.id for visit in removed]
    return Beside(kept_of(gone), meetings_in(gone), changed) if gone else Beside(tours=changed)


def own_of(programme: Programme, tours: Collection[int]) -> dict[int, Own]:
    """What of these tours is no part of their visits: the name, and how one rides."""
    rows = Ronde.objects.filter(programme=programme, pk__in=tours).values("pk", *_OWN) if tours else ()
    return {row.pop("pk"): dict(row) for row in rows}


def own(ronde: Ronde) -> Own:
    return {name: getattr(ronde, name) for name in _OWN}


def put_back_beside(programme: Programme, visits: Iterable[Visit], before: dict[str, Any]) -> bool:
    """For visits that are put back. False when somebody changed a tour since: then no tour is written."""
    tours: dict[int, tuple[Own, Own]] = {}
    said: dict[int, Said] = {}
    for visit in visits:
        state = before[str(visit.id)]
        if ANSWERS in state:
            said[visit.id] = state[ANSWERS]
        if TIMETABLE in state:
            put_back(visit, state[TIMETABLE])
        if MEETINGS in state:
            hold_again(visit.id, state[MEETINGS])
        if TOUR in state and visit.ronde:
            tours[visit.ronde] = state[TOUR]
    if said:
        say_again(said)
    now = own_of(programme, tours)
    if any(now.get(key) != became for key, (_, became) in tours.items()):
        return False
    for key, (was, _) in tours.items():
        Ronde.objects.filter(pk=key).update(**_possible(was))
    return True


def _possible(own: Own) -> Own:
    """A service that is gone since, is where no tour can start."""
    is_there = Zorgdienst.objects.filter(pk=own["start_dienst_id"]).exists()
    return own if is_there else own | {"start_dienst_id": None}
