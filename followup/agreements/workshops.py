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


def take_over(workshop: Visieworkshop, *, by: str, now: dt.datetime) -> Taken:
    rows = list(workshop.voornemens.all())
    known = {one.key: one for one in Afspraak.objects.filter(key__in=[one.key for one in rows])}
    programme = workshop.bezoek.programme
    council, service = list(guests_of(programme)), list(hosts_of(programme))
    made, problems = 0, []
    for one in rows:
        if one.key in known:
            continue
        try:
            _take(workshop, one, council=_named(one, council), service=_named(one, service), by=by, now=now)
            made += 1
        except AgreementError as error:
            problems.append(f"‘{one.text}’ is niet overgenomen. {error}")
    pairs = [(one, known[one.key]) for one in rows if one.key in known]
    different = [kept for one, kept in pairs if (one.text, one.due_on) != (kept.title, kept.due_on)]
    return Taken(made, len(known), tuple(problems), tuple(different))


def _take(
    workshop: Visieworkshop,
    one: Voornemen,
    *,
    council: list[Mandataris],
    service: list[Contactpersoon],
    by: str,
    now: dt.datetime,
) -> None:
    if not council and not service:
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
        initiative=Afspraak.Initiative.BESTUUR if council else Afspraak.Initiative.DIENST,
        due_on=one.due_on,
    )
    make(afspraak, council=council, service=service, by=by, now=now)


def _named(one: Voornemen, people: list[P]) -> list[P]:
    """Whose whole name stands in who does it: An Peeters is not in Jan Peeters or in Jo-An Peeters."""
    who = one.who.casefold()
    return [person for person in people if re.search(rf"(?<![\w-]){re.escape(str(person).casefold())}(?![\w-])", who)]
