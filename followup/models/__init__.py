from followup.models.afspraak import Afspraak, Knelpunt, Moment
from followup.models.enquete import Antwoordblad, Enquete, Vraag
from followup.models.link import Nazorglink
from followup.models.termijn import Balans, Bewaartermijn, Verzoek
from followup.models.verslag import Bedanking, Sectie, Verslag, Verslagversie

__all__ = [
    "Afspraak",
    "Antwoordblad",
    "Balans",
    "Bedanking",
    "Bewaartermijn",
    "Enquete",
    "Knelpunt",
    "Moment",
    "Nazorglink",
    "Sectie",
    "Verslag",
    "Verslagversie",
    "Verzoek",
    "Vraag",
]
