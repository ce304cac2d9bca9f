"""Rows for tests of the dialogue with residents."""

import datetime as dt
from typing import Any

from programmes.models import Bijeenkomst, Groep, Inwoner, Oogst, Programme, Traject

START, RESIDENTS, JOINT = ["professionals", "bestuurders"], ["inwoners"], ["professionals", "inwoners"]


def make_traject(programme: Programme, **fields: Any) -> Traject:
    return Traject.objects.create(programme=programme, **{"title": "Samen zijn we slimmer", **fields})


def make_bijeenkomst(traject: Traject, groups: list[str], day: dt.date | None = None, **fields: Any) -> Bijeenkomst:
    number = traject.bijeenkomsten.count() + 1
    fields = {"number": number, "title": f"Bijeenkomst {number}"} | fields
    return Bijeenkomst.objects.create(traject=traject, groups=groups, day=day, **fields)


def make_inwoner(traject: Traject, name: str, *meetings: Bijeenkomst, **fields: Any) -> Inwoner:
    row = Inwoner.objects.create(traject=traject, name=name, **fields)
    row.bijeenkomsten.set(meetings)
    return row


def make_oogst(meeting: Bijeenkomst, text: str, **fields: Any) -> Oogst:
    fields = {"group": Groep.INWONERS, "kind": Oogst.Kind.KNELPUNT} | fields
    return Oogst.objects.create(bijeenkomst=meeting, text=text, **fields)
