"""What a vision workshop agreed on becomes an Afspraak, once: both have the same key."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import TypeVar

from followup.agreements.acts import AgreementError, make
from followup.agreements.people import guests_of, hosts_of
from followup.models import Afspraak
from programmes.models import Contactpersoon, Mandataris, Visieworkshop, Voornemen

P = TypeVar("P", Mandataris, Contactpersoon)
FROM_WORKSHOP = "Afgesproken in de visieworkshop."


@dataclass(frozen=True, slots=True)
class Taken:
    """How many became an agreement now, how many were one already, and why the others did not.

    `different` are those that were one already, and since then say something else here than there.
    """

    made: int
    known: int
    problems: tuple[str, ...] = ()
    different: tuple[Afspraak, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """What was agreed, and whom of the two lists it names."""

    one: Voornemen
    council: list[Mandataris]
    service: list[Contactpersoon]

    def is_as(self, kept: Afspraak) -> bool:
        people = set(self.council), set(self.service)
        theirs = set(kept.mandatarissen.all()), set(kept.contactpersonen.all())
        return (self.one.text, self.one.due_on, people) == (kept.title, kept.due_on, theirs)


def take_over(workshop: Visieworkshop, *, by: str, now: dt.datetime) -> Taken:
    programme = workshop.bezoek.programme
    council, service = list(guests_of(programme)), list(hosts_of(programme))
    lines = [_Line(one, _named(one, council), _named(one, service)) for one in workshop.voornemens.all()]
    kept = Afspraak.objects.filter(key__in=[line.one.key for line in lines])
    known = {one.key: one for one in kept.prefetch_related("mandatarissen", "contactpersonen")}
    made, problems, different = 0, [], []
    for line in lines:
        if line.one.key in known:
            if not line.is_as(known[line.one.key]):
                different.append(known[line.one.key])
            continue
        try:
            _take(workshop, line, by=by, now=now)
            made += 1
        except AgreementError as error:
            problems.append(f"‘{line.one.text}’ is niet overgenomen. {error}")
    return Taken(made, len(known), tuple(problems), tuple(different))


def _take(workshop: Visieworkshop, line: _Line, *, by: str, now: dt.datetime) -> None:
    one = line.one
    if not line.council and not line.service:
        raise AgreementError(
            f"We kennen ‘{one.who}’ niet: zet er een naam uit de lijst bij."
            if one.who
            else "Zet erbij wie het doet, met een naam uit de lijst."
        )
    bezoek = workshop.bezoek
    afspraak = Afspraak(
        programme=bezoek.programme,
        zorgdienst=bezoek.zorgdienst,
        visit=bezoek.pk,
        key=one.key,
        title=one.text,
        text=f"{FROM_WORKSHOP} Wie: {one.who}.",
        kind=Afspraak.Kind.SAMENWERKING,
        initiative=Afspraak.Initiative.BESTUUR if line.council else Afspraak.Initiative.DIENST,
        due_on=one.due_on,
    )
    make(afspraak, council=line.council, service=line.service, by=by, now=now)


def _named(one: Voornemen, people: list[P]) -> list[P]:
    """Whose whole name stands in who does it: An Peeters is not in Jan Peeters or in Jo-An Peeters."""
    who = one.who.casefold()
    return [person for person in people if re.search(rf"(?<![\w-]){re.escape(str(person).casefold())}(?![\w-])", who)]
