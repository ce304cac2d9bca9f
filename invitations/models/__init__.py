from invitations.models.afspraak import Afspraak
from invitations.models.bericht import Bericht
from invitations.models.uitnodiging import Uitnodiging

__all__ = ["Afspraak", "Bericht", "Uitnodiging"]
