"""Fiches that are whole, nearly empty and much too full, as documents see them."""

import datetime as dt
from typing import Any

from invitations.bench.fiche_data import TEXTS, fill_fiche
from invitations.fiches.fiche_documents import Context, sheet_of
from invitations.models import Bestuursakkoord, Fiche, Passage, Raakvlak
from programmes.models import Programme, Soort, Zorgdienst
from programmes.times import BRUSSELS
from tests.factories import make_contactpersoon, make_zorgdienst
from tests.invitations.fiches import make_fiche

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


def make_service(programme: Programme, name: str = "De Linde", **fields: Any) -> Zorgdienst:
    bestuur = programme.bestuur
    contact = make_contactpersoon(bestuur, name="Griet Declercq", function="directeur", phone="051 00 00 01")
    fields = {"street": "Lindestraat 12", "postcode": "8800", "city": "Leiedorp"} | fields
    fields = {"accessibility": "Volledig drempelvrij", "parking": "Achter het gebouw"} | fields
    return make_zorgdienst(bestuur, name=name, kind=Soort.WOONZORGCENTRUM, contact=contact, **fields)


def make_whole(programme: Programme, *, last: Programme | None = None, name: str = "De Linde") -> Fiche:
    service = make_service(programme, name)
    return fill_fiche(make_fiche(programme, service), before=make_fiche(last, service) if last else None)


def make_overfull(programme: Programme) -> Fiche:
    """About four pages of it."""
    fiche = make_whole(programme, name="Te veel")
    Fiche.objects.filter(pk=fiche.pk).update(**{name: f"{text} " * 5 for name, text in TEXTS.items() if " " in text})
    for number in range(5):
        fiche.uitdagingen.create(
            theme="aanbod", title=f"Uitdaging {number}", text="Er komt veel op ons af. " * 12, request="Help ons. " * 25
        )
        fiche.cijfers.create(name=f"kosten {number}", typed="1.234.567,5", value="1234567.5", unit="euro per jaar")
    points = [[f"Wijk {number} van de gemeente", number * 7 % 31] for number in range(30)]
    fiche.tendensen.create(title="Inwoners per wijk", points=points, unit="inwoners")
    return fiche


def make_raakvlak(
    fiche: Fiche, akkoord: Bestuursakkoord | None = None, *, state: str = "bevestigd", **fields: Any
) -> Raakvlak:
    """A passage of the agreement that touches the service."""
    bestuur = fiche.programme.bestuur
    akkoord = akkoord or Bestuursakkoord.objects.create(bestuur=bestuur, title="Akkoord", uploaded_at=NOW)
    passage = Passage.objects.create(**{"akkoord": akkoord, "number": 14} | fields)
    return Raakvlak.objects.create(passage=passage, zorgdienst=fiche.zorgdienst, state=state, at=NOW)


def sheet(fiche: Fiche) -> Context:
    """As it is stored."""
    return sheet_of(Fiche.objects.whole().get(pk=fiche.pk))
