from invitations.models.afspraak import Afspraak, Gevolgd
from invitations.models.bericht import OPEN, STOPPABLE, Bericht, BerichtQuerySet, Stap
from invitations.models.uitnodiging import Uitnodiging

__all__ = ["OPEN", "STOPPABLE", "Afspraak", "Bericht", "BerichtQuerySet", "Gevolgd", "Stap", "Uitnodiging"]
