from invitations.models.agendapunt import Agendapunt, Gevolgd
from invitations.models.akkoord import Bestuursakkoord, Passage, Raakvlak
from invitations.models.bericht import OPEN, STOPPABLE, Bericht, BerichtQuerySet, Stap
from invitations.models.fiche import Cijfer, Fiche, Project, Tendens, Uitdaging
from invitations.models.herinnering import Belnota, Herinneringsregel
from invitations.models.taak import Taak
from invitations.models.uitnodiging import Uitnodiging
from invitations.models.verhaal import Toestemming, Verhaal
from invitations.models.vervanging import Vervanging
from invitations.models.wachtplaats import Wachtplaats

__all__ = [
    "OPEN",
    "STOPPABLE",
    "Agendapunt",
    "Belnota",
    "Bericht",
    "BerichtQuerySet",
    "Bestuursakkoord",
    "Cijfer",
    "Fiche",
    "Gevolgd",
    "Herinneringsregel",
    "Passage",
    "Project",
    "Raakvlak",
    "Stap",
    "Taak",
    "Tendens",
    "Toestemming",
    "Uitdaging",
    "Uitnodiging",
    "Verhaal",
    "Vervanging",
    "Wachtplaats",
]
