from programmes.models.bestuur import Bestuur, Lidmaatschap
from programmes.models.bezoek import Bezoek, Deelname, Werkvorm
from programmes.models.carrousel import Carrousel, Inschrijving, Plaats, Sessie
from programmes.models.dialoog import Bijeenkomst, Groep, Inwoner, Oogst, Traject
from programmes.models.inlezing import Inlezing
from programmes.models.link import Assistent, PersonalLink
from programmes.models.mandataris import Bevoegdheid, Mandaat, Mandataris, Segment
from programmes.models.onderdeel import Onderdeel
from programmes.models.opdracht import Opdracht
from programmes.models.podium import Podium, Verteller
from programmes.models.programme import Aanvaarding, DeelnemendeDienst, Gast, Programme, Versie, Wijziging
from programmes.models.ronde import Ronde
from programmes.models.speeddate import Speeddate, Speeddategast, Speeddatetafel
from programmes.models.user import User
from programmes.models.visieworkshop import Inschatting, Visietekst, Visieworkshop, Voorbeeld, Voornemen
from programmes.models.voorstel import Voorstel
from programmes.models.zorgdienst import (
    Contactpersoon,
    Dienstdomein,
    Dienstwijziging,
    Reistijd,
    Soort,
    Vervoer,
    Zorgdienst,
)

__all__ = [
    "Aanvaarding",
    "Assistent",
    "Bestuur",
    "Bevoegdheid",
    "Bezoek",
    "Bijeenkomst",
    "Carrousel",
    "Contactpersoon",
    "Deelname",
    "DeelnemendeDienst",
    "Dienstdomein",
    "Dienstwijziging",
    "Gast",
    "Groep",
    "Inlezing",
    "Inschatting",
    "Inschrijving",
    "Inwoner",
    "Lidmaatschap",
    "Mandaat",
    "Mandataris",
    "Onderdeel",
    "Oogst",
    "Opdracht",
    "PersonalLink",
    "Plaats",
    "Podium",
    "Programme",
    "Reistijd",
    "Ronde",
    "Segment",
    "Sessie",
    "Soort",
    "Speeddate",
    "Speeddategast",
    "Speeddatetafel",
    "Traject",
    "User",
    "Versie",
    "Verteller",
    "Vervoer",
    "Visietekst",
    "Visieworkshop",
    "Voorbeeld",
    "Voornemen",
    "Voorstel",
    "Werkvorm",
    "Wijziging",
    "Zorgdienst",
]
