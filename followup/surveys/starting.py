"""The three surveys as they are proposed: three questions per role, open from the day after the last one."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from followup.models import Enquete, Nazorglink, Vraag
from followup.sharing import share
from programmes.models import Programme

OPEN_DAYS = 21
Role, Kind = Enquete.Role, Vraag.Kind


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    text: str
    options: tuple[str, ...] = ()


QUESTIONS: dict[str, tuple[Asked, Asked, Asked]] = {
    Role.MANDATARIS: (
        Asked(Kind.SCHAAL, "Zie je nu beter wat de zorg in onze gemeente nodig heeft?"),
        Asked(
            Kind.KEUZE,
            "Wat neem je vooral mee van je bezoek?",
            (
                "Een beter beeld van het werk",
                "Een idee of een afspraak om mee verder te gaan",
                "Mensen die ik nu ken en kan bellen",
                "Weinig nieuws",
            ),
        ),
        Asked(Kind.OPEN, "Wat moet het bestuur volgens jou na deze Expeditie als eerste doen?"),
    ),
    Role.GASTHEER: (
        Asked(Kind.SCHAAL, "Kregen de bezoekers een eerlijk beeld van jullie dienst?"),
        Asked(
            Kind.KEUZE,
            "Hoe was de voorbereiding?",
            ("Vlot te doen", "Pittig, maar de moeite waard", "Te veel werk"),
        ),
        Asked(Kind.OPEN, "Wat verwachten jullie nu van het bestuur?"),
    ),
    Role.MEDEWERKER: (
        Asked(Kind.SCHAAL, "Vond je het zinvol dat mandatarissen kwamen meewerken?"),
        Asked(
            Kind.KEUZE,
            "Kon je tonen en zeggen hoe het er echt aan toegaat?",
            ("Ja, helemaal", "Ja, maar niet over alles", "Eerder niet", "Ik heb de bezoekers niet gezien"),
        ),
        Asked(Kind.OPEN, "Wat moeten de bezoekers volgens jou zeker onthouden?"),
    ),
}


@transaction.atomic
def start(programme: Programme, *, now: dt.datetime, today: dt.date) -> int:
    """Makes the surveys that are not there yet, with their questions and, for staff, the link; returns how many."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    known = set(Enquete.objects.filter(programme=programme).values_list("role", flat=True))
    new = [role for role in Role.values if role not in known]
    for role in new:
        _make(programme, role, today=today)
    if Role.MEDEWERKER in new:
        share(programme, Nazorglink.Kind.ENQUETE, now=now, label="medewerkers van de diensten")
    return len(new)


def _make(programme: Programme, role: str, *, today: dt.date) -> None:
    opens_on = max(today, programme.last_day + dt.timedelta(days=1))
    enquete = Enquete.objects.create(
        programme=programme, role=role, opens_on=opens_on, closes_on=opens_on + dt.timedelta(days=OPEN_DAYS)
    )
    Vraag.objects.bulk_create(
        Vraag(enquete=enquete, number=number, kind=asked.kind, text=asked.text, options=list(asked.options))
        for number, asked in enumerate(QUESTIONS[role], start=1)
    )
