"""An invitation and the people who get it, for the tests."""

import datetime as dt
from typing import Any

from invitations.models import Uitnodiging
from programmes.loading import load_week
from programmes.models import Gast, Programme, Versie
from tests.factories import make_gast, make_mandataris

NOW = dt.datetime(2025, 2, 3, 9, 0, tzinfo=dt.UTC)
BODY = "{aanspreking}\n\nJe programma:\n\n{programma}\n\n- Kledij: {kledij}\n\n{knop_antwoord}\n"


def make_uitnodiging(programme: Programme, **fields: Any) -> Uitnodiging:
    fields = {"subject": "Kom mee, {voornaam}", "body": BODY, "changed_at": NOW} | fields
    return Uitnodiging.objects.create(programme=programme, **fields)


def make_invited(programme: Programme, first_name: str = "An", *, segment: str = "raad", **fields: Any) -> Gast:
    """On the guest list, with an e-mail address unless told."""
    fields = {"last_name": "Peeters", "email": f"{first_name.lower()}@example.be"} | fields
    return make_gast(programme, make_mandataris(programme.bestuur, segment=segment, first_name=first_name, **fields))


def make_version(programme: Programme) -> Versie:
    content = load_week(programme).for_publication().to_json()
    return Versie.objects.create(programme=programme, number=1, content=content, published_at=NOW)
