"""The agreement of Leiedorp, with what it says of some services judged already."""

import datetime as dt
from pathlib import Path

from invitations.akkoorden.deciding import decide
from invitations.akkoorden.files import read_agreement
from invitations.akkoorden.keeping import keep
from invitations.akkoorden.labels import labels_of
from invitations.akkoorden.matching import current, propose, subjects_of
from invitations.akkoorden.showing import links_of, rows_of
from programmes.models import Programme, User

FILE = Path(__file__).with_name("leiedorp.txt")
TITLE = "Bestuursakkoord Leiedorp: een warm en zorgzaam Leiedorp"
CONFIRMED = ("De Meersen", "De Waterlelie", "De Speelboot", "De Brug", "'t Mandje")
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
    for name in CONFIRMED:
        _decide_best(programme, name, act="bevestig", by=by, now=now)
    _decide_best(programme, REJECTED, act="verwerp", by=by, now=now)


def _decide_best(programme: Programme, name: str, *, act: str, by: User, now: dt.datetime) -> None:
    links = links_of(programme.diensten.get(name__contains=name))[:1]
    rows = rows_of(links, subjects_of(programme), labels_of(programme.bestuur))
    decide([(row.link, row.domain) for row in rows], act=act, by=by, now=now)
