"""A press list and a press moment in the programme of the tests."""

import datetime as dt
from typing import Any

from press.models import Perscontact, Persmoment
from programmes.models import Bestuur, Programme
from programmes.times import BRUSSELS

NOW = dt.datetime(2025, 2, 20, 9, 0, tzinfo=BRUSSELS)
LINES = "De Krant; An Peeters; an@krant.example\nRadio Leie; ; redactie@radio.example\n"


def make_contact(bestuur: Bestuur, email: str = "an@krant.example", **fields: Any) -> Perscontact:
    return Perscontact.objects.create(bestuur=bestuur, email=email, **{"medium": "De Krant", "name": "An P."} | fields)


def make_moment(programme: Programme, **fields: Any) -> Persmoment:
    starts = dt.datetime(2025, 2, 25, 10, 0, tzinfo=BRUSSELS)
    usual = {
        "title": "Koffie met de pers",
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=1),
        "place": "De Linde, Lindestraat 1",
        "contact_name": "Els Communicatie",
        "contact_phone": "056 12 34 56",
    }
    return Persmoment.objects.create(programme=programme, **usual | fields)
