from invitations.models.afspraak import Afspraak, Gevolgd
from invitations.models.bericht import Bericht
from invitations.models.uitnodiging import Uitnodiging
from invitations.models.vervanging import Vervanging
from invitations.models.wachtplaats import Wachtplaats

__all__ = ["Afspraak", "Bericht", "Gevolgd", "Uitnodiging", "Vervanging", "Wachtplaats"]
