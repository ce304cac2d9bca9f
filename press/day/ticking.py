"""What whoever receives, or a coordinator, ticks at a visit of the published week."""

import datetime as dt
from collections.abc import Iterable

from press.day.presence import Tick, Told, keep_tick, keep_tick_of_added, told
from press.models import Aanwezigheid
from programmes.models import Programme
from programmes.week import Visit, Week


class RefusedError(Exception):
    """Why this cannot be kept; the message is for whoever pressed the button."""


def find_visit(visits: Iterable[Visit], key: int) -> Visit:
    for visit in visits:
        if visit.id == key:
            return visit
    raise RefusedError("Dit bezoek staat niet (meer) bij jou in het programma. Vernieuw de pagina en probeer opnieuw.")


def tick_guest(programme: Programme, week: Week, visit: Visit, tick: Tick, *, person: int, now: dt.datetime) -> Told:
    """`person` is the key of a mandataris, who may have left the authority since the programme was published."""
    if person not in week.people or not programme.bestuur.mandatarissen.filter(pk=person).exists():
        raise RefusedError("Deze persoon staat niet (meer) in het programma. Voeg de naam toe als gast.")
    row, before = keep_tick(programme, tick, visit=visit.id, person=person, now=now)
    return told(row, before, tick)


def tick_added(programme: Programme, visit: Visit, tick: Tick, *, guest: int, now: dt.datetime) -> Told:
    """`guest` is the key of the Aanwezigheid of who came on top of the list."""
    added = Aanwezigheid.objects.filter(programme=programme, visit=visit.id, pk=guest).first()
    if added is None:
        raise RefusedError("Deze gast staat niet meer op de lijst. Voeg de gast opnieuw toe.")
    row, before = keep_tick_of_added(added, tick, now=now)
    return told(row, before, tick)
