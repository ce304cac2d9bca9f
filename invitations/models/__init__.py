from invitations.models.afspraak import Afspraak, Gevolgd
from invitations.models.bericht import OPEN, STOPPABLE, Bericht, BerichtQuerySet, Stap
from invitations.models.herinnering import Belnota, Herinneringsregel
from invitations.models.uitnodiging import Uitnodiging
from invitations.models.vervanging import Vervanging
from invitations.models.wachtplaats import Wachtplaats

__all__ = [
    "OPEN",
    "STOPPABLE",
    "Afspraak",
    "Belnota",
    "Bericht",
    "BerichtQuerySet",
    "Gevolgd",
    "Herinneringsregel",
    "Stap",
    "Uitnodiging",
    "Vervanging",
    "Wachtplaats",
]
