"""People with a word about pictures, for the tests of rights."""

import datetime as dt
from typing import Any

from invitations.models import Toestemming
from press.models import Groep
from programmes.links import make_links, token_of
from programmes.models import Mandataris, PersonalLink, Programme
from tests.press.quotes import NOW, TODAY

EVERYWHERE = ["intern", "site", "sociaal", "pers"]


def say(programme: Programme, who: str | Mandataris = "Maria Vandamme", **fields: Any) -> Toestemming:
    """A consent for everything unless told; of a guest, or of a name."""
    fields = {
        "person": str(who),
        "mandataris": who if isinstance(who, Mandataris) else None,
        "purposes": ["beeld_maken", "beeld_gebruiken"],
        "channels": EVERYWHERE,
        "given_on": TODAY - dt.timedelta(days=30),
        "ends_on": TODAY + dt.timedelta(days=100),
        "created_at": NOW,
    } | fields
    if fields.get("refuses"):
        fields |= {"purposes": [], "channels": []}
    return Toestemming.objects.create(bestuur=programme.bestuur, programme=programme, **fields)


def make_group(programme: Programme, size: int, *members: Toestemming, **fields: Any) -> Groep:
    groep = Groep.objects.create(programme=programme, size=size, **{"name": "Koffieploeg"} | fields)
    groep.toestemmingen.set(members)
    return groep


def token_for(programme: Programme, person: Mandataris) -> str:
    make_links(programme, now=NOW)
    return token_of(PersonalLink.objects.get(programme=programme, mandataris=person))
