"""Rows for tests of the vrij podium."""

from typing import Any

from programmes.models import Bezoek, Podium, Verteller, Werkvorm
from tests.factories import make_bezoek

TYPED = {
    "first_name": "Maria",
    "teller": "buur",
    "topic": "Mijn straat",
    "minutes": "6",
    "mic": "hand",
    "posture": "rolstoel",
    "consent": "",
    "named_as": "geen",
    "revision": "0",
}


def make_stage(bezoek: Bezoek | None = None, **fields: Any) -> Podium:
    """At a visit of one hour, from 9.30 to 10.30, unless told."""
    return Podium.objects.create(bezoek=bezoek or make_bezoek(werkvorm=Werkvorm.VRIJ_PODIUM), **fields)


def make_verteller(podium: Podium, name: str = "Maria", **fields: Any) -> Verteller:
    """At the end; nobody asked anything yet, unless told."""
    position = podium.vertellers.count() + 1
    fields = {"position": position, "first_name": name, "topic": "Mijn straat", "phone": "0470 00 00 01"} | fields
    return Verteller.objects.create(podium=podium, **fields)
