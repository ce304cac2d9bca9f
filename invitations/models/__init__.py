from invitations.models.afspraak import Afspraak, Gevolgd
from invitations.models.bericht import Bericht
from invitations.models.uitnodiging import Uitnodiging

__all__ = ["Afspraak", "Bericht", "Gevolgd", "Uitnodiging"]
