"""A published programme of which MONDAY is a day, with a host who has a link."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.urls import reverse

from press.models import Deellink
from press.sharing import share, shared_token
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme, Versie
from tests.factories import MONDAY, at, make_bezoek, make_contactpersoon, make_mandataris, make_zorgdienst

EARLY = at(MONDAY, "7.00")
DURING = at(MONDAY, "10.02")


def publish(programme: Programme, *, number: int = 1) -> Versie:
    make_links(programme, now=EARLY)
    content = load_week(programme).for_publication().to_json()
    return Versie.objects.create(programme=programme, number=number, content=content, published_at=EARLY)


def make_host(programme: Programme, name: str = "Griet Declercq", **fields: Any) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name=name, **({"phone": "051 00 00 01"} | fields))


def make_person(programme: Programme, name: str = "An Peeters", **fields: Any) -> Mandataris:
    first, last = name.split(" ", 1)
    return make_mandataris(programme.bestuur, first_name=first, last_name=last, **fields)


def make_visit(
    programme: Programme, host: Contactpersoon, *people: Mandataris, name: str = "De Linde", **fields: Any
) -> Bezoek:
    """From 9.30 to 10.30 on MONDAY, unless told."""
    latitude = 50.9 if name == "De Linde" else 50.92
    known = programme.bestuur.zorgdiensten.filter(name=name).first()
    service = known or make_zorgdienst(
        programme.bestuur, contact=host, name=name, street="Markt 1", latitude=latitude, longitude=3.2
    )
    return make_bezoek(programme, zorgdienst=service, host=host, people=people, **fields)


def token(owner: Mandataris | Contactpersoon) -> str:
    return token_of(owner.links.get())


def scanned(programme: Programme, visit: Bezoek | None = None) -> str:
    """The token of the code at a visit."""
    link = share(programme, Deellink.Kind.OPNEMEN, now=EARLY, visit=visit.pk if visit else None)
    return shared_token(link)


def page(owner: Mandataris | Contactpersoon, name: str = "dag") -> str:
    return reverse(name, args=[token(owner)])


def ticked(visit: Bezoek, person: Mandataris | None, moment: dt.datetime = DURING, **fields: Any) -> dict[str, str]:
    """What a browser posts; `is_present='nee'` for the other button."""
    sent = {"visit": str(visit.pk), "is_present": "ja", "key": str(uuid4()), "at": moment.isoformat()}
    if person:
        sent["person"] = str(person.pk)
    return sent | fields
