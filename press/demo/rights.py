"""Who may be on a picture in Leiedorp: most guests, one who rather not, one only for inside, and the coffee crew."""

import datetime as dt

from invitations.models import Toestemming
from invitations.stories.consent import USUAL_YEARS, years_after
from press.models import Beeld, Groep, Herkend
from press.rights.own import Answer, keep_own_consent
from press.rights.usable import CHANNELS, Purpose, newest_consents
from programmes.models import Programme, Zorgdienst

SILENT = 4  # every so many guests, one has not answered yet
CREW = ("Maria Vandamme", "Roger Claeys", "Yvonne De Bie")
REFUSES = "Georgette Maes"


def load_rights(programme: Programme, *, now: dt.datetime) -> None:
    known = newest_consents(programme)
    for number, guest in enumerate(programme.guests.order_by("pk")):
        if guest.pk in known or guest.is_minor or number % SILENT == SILENT - 1:
            continue
        channels = [] if number == 1 else ["intern"] if number == 2 else list(CHANNELS)
        keep_own_consent(programme, guest, Answer(channels), now=now)
    home = programme.diensten.filter(name__contains="De Meersen").first()
    if home and not Groep.objects.filter(programme=programme).exists():
        _crew(programme, home, now=now)


def _crew(programme: Programme, home: Zorgdienst, *, now: dt.datetime) -> None:
    groep = Groep.objects.create(programme=programme, zorgdienst=home, name="Koffieploeg", size=len(CREW))
    for name in CREW:
        groep.toestemmingen.add(_consent(programme, home, name, now=now))
    _consent(programme, home, REFUSES, refuses=True, now=now)
    for beeld in Beeld.objects.filter(programme=programme, zorgdienst=home, caption__startswith="Koffie"):
        Herkend.objects.create(beeld=beeld, name=groep.name, groep=groep)


def _consent(
    programme: Programme, home: Zorgdienst, name: str, *, now: dt.datetime, refuses: bool = False
) -> Toestemming:
    today = now.date()
    return Toestemming.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        zorgdienst=home,
        person=name,
        refuses=refuses,
        purposes=[] if refuses else [Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN],
        channels=[] if refuses else list(CHANNELS),
        given_on=today,
        ends_on=years_after(today, USUAL_YEARS),
        proof="" if refuses else "Getekend blad, map onthaal",
        created_at=now,
    )
