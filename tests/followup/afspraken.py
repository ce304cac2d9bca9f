import datetime as dt
from collections.abc import Iterable
from typing import Any

from followup.models import Afspraak
from programmes.models import Contactpersoon, Mandataris, Programme
from tests.factories import MONDAY, at

MADE_AT = at(MONDAY, "11.00")


def make_afspraak(
    programme: Programme, *, council: Iterable[Mandataris] = (), service: Iterable[Contactpersoon] = (), **fields: Any
) -> Afspraak:
    """Due three weeks after it was made, unless told."""
    fields = {"title": "De cijfers bezorgen", "due_on": MONDAY + dt.timedelta(days=21), "made_at": MADE_AT} | fields
    afspraak = Afspraak.objects.create(programme=programme, **fields)
    afspraak.mandatarissen.set(council)
    afspraak.contactpersonen.set(service)
    return afspraak
