from invitations.models.afspraak import Afspraak, Gevolgd
from invitations.models.bericht import Bericht
from invitations.models.herinnering import Belnota, Herinneringsregel
from invitations.models.uitnodiging import Uitnodiging
from invitations.models.vervanging import Vervanging
from invitations.models.wachtplaats import Wachtplaats

__all__ = [
    "Afspraak",
    "Belnota",
    "Bericht",
    "Gevolgd",
    "Herinneringsregel",
    "Uitnodiging",
    "Vervanging",
    "Wachtplaats",
]
