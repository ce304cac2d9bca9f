"""Bottlenecks, agreements that stay open, and what a challenge and a line of the agreement need to exist."""

import datetime as dt
from typing import Any

from followup.models import Afspraak, Knelpunt
from invitations.models import Bestuursakkoord, Passage, Raakvlak, Uitdaging
from programmes.models import Bestuur, Programme, Zorgdienst
from programmes.times import BRUSSELS
from tests.factories import make_deelnemende_dienst, make_zorgdienst
from tests.invitations.fiches import make_fiche

NOW = dt.datetime(2025, 3, 3, 10, tzinfo=BRUSSELS)  # the Monday after
NEXT = dt.date(2026, 2, 23)  # a Monday


def make_service(programme: Programme, name: str = "De Linde", **fields: Any) -> Zorgdienst:
    return make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name=name, **fields))


def make_knelpunt(programme: Programme, service: Zorgdienst | None = None, **fields: Any) -> Knelpunt:
    fields = {"title": "Te weinig handen", "theme": "medewerkers", "made_at": NOW, "made_by": "Els"} | fields
    return Knelpunt.objects.create(programme=programme, zorgdienst=service, **fields)


def make_afspraak(programme: Programme, service: Zorgdienst | None = None, **fields: Any) -> Afspraak:
    fields = {"title": "Cijfers bezorgen", "made_at": NOW, "made_by": "Els"} | fields
    return Afspraak.objects.create(programme=programme, zorgdienst=service, **fields)


def make_challenge(programme: Programme, service: Zorgdienst, **fields: Any) -> Uitdaging:
    """In the fiche of the service, which is made when it has none."""
    fiche = service.fiches.filter(programme=programme).first() or make_fiche(programme, service)
    fields = {"theme": "medewerkers", "title": "Nachtdiensten invullen"} | fields
    challenge: Uitdaging = fiche.uitdagingen.create(**fields)
    return challenge


def make_passage(bestuur: Bestuur, number: int = 1, **fields: Any) -> Passage:
    akkoord = bestuur.bestuursakkoorden.first() or Bestuursakkoord.objects.create(
        bestuur=bestuur, title="Akkoord", uploaded_at=NOW
    )
    return Passage.objects.create(akkoord=akkoord, number=number, **{"text": "We werven aan."} | fields)


def confirm(passage: Passage, service: Zorgdienst, **fields: Any) -> Raakvlak:
    return Raakvlak.objects.create(passage=passage, zorgdienst=service, state="bevestigd", at=NOW, **fields)
