"""A line of the playbook that is something to do, and the words that all its lines share."""

from dataclasses import dataclass
from typing import NamedTuple

from invitations.models import Taak

COORDINATOR, COMMUNICATIE, GASTHEER = Taak.Owner.COORDINATOR, Taak.Owner.COMMUNICATIE, Taak.Owner.GASTHEER
PROGRAMME, SERVICE, VISIT, TOUR = "draaiboek", "dienst", "bezoek", "ronde"  # what a line is made for: begins its key


class Place(NamedTuple):
    """Where something is done: the name of a URL, and what that needs beside the programme (or the token of a host)."""

    name: str
    needs_service: bool = False
    needs_visit: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """`days` counts from the visit, or for a line of a programme or service from the first day (`is_after`: the last).

    `name` stands once in its scope, and is kept: it is a part of the key of every task made from this line.
    """

    name: str
    step: int
    owner: Taak.Owner
    days: int
    title: str
    text: str = ""
    place: Place | None = None  # for staff
    own_place: Place | None = None  # for a host, behind their link
    is_after: bool = False  # counts from the last day


FICHE, OWN_FICHE = Place("fiche", needs_service=True), Place("gastheer-fiche", needs_service=True)
TIMETABLE = Place("werkvorm", needs_visit=True)
OWN_TIMETABLE = Place("gastheer-uurschema", needs_visit=True)
READY, OWN_READY = Place("praktisch"), Place("gastheer-praktisch")
