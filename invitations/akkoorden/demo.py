"""The agreement of Leiedorp, with what it says of some services judged already."""

import datetime as dt
from pathlib import Path

from invitations.akkoorden.deciding import decide
from invitations.akkoorden.files import read_agreement
from invitations.akkoorden.keeping import keep
from invitations.akkoorden.matching import current, propose
from invitations.akkoorden.showing import links_of
from invitations.models import Raakvlak
from programmes.models import Programme, User

FILE = Path(__file__).with_name("leiedorp.txt")
TITLE = "Bestuursakkoord Leiedorp: een warm en zorgzaam Leiedorp"
CONFIRMED = {  # the best proposal of each
    "De Meersen": "Senioren",
    "De Waterlelie": "Kinderopvang",
    "De Speelboot": "Jeugd",
    "De Brug": "Senioren",
    "'t Mandje": "OCMW",
}
REJECTED = "De Ankerplaats"


def load_agreement(programme: Programme, *, by: User, now: dt.datetime) -> None:
    """After the fiches, whose challenges and projects it is laid beside."""
    if current(programme.bestuur):
        return
    with FILE.open("rb") as file:
        agreement = read_agreement(file, size=FILE.stat().st_size)
    propose(
        programme,
        keep(programme.bestuur, agreement, title=TITLE, filename="bestuursakkoord-leiedorp.txt", by=by, now=now),
    )
    decide([(_best(programme, name), label) for name, label in CONFIRMED.items()], act="bevestig", by=by, now=now)
    decide([(_best(programme, REJECTED), "")], act="verwerp", by=by, now=now)


def _best(programme: Programme, name: str) -> Raakvlak:
    return links_of(programme.diensten.get(name__contains=name))[0]
