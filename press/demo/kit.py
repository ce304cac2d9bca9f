"""The press kit of Leiedorp, with a link for one paper."""

import datetime as dt

from press.models import Deellink, Persmap
from press.sharing import share
from programmes.models import Programme

LEAD = (
    "Een week lang ruilen burgemeester, schepenen en raadsleden van Leiedorp hun stoel in de raadzaal voor een schort. "
    "Ze werken mee in het woonzorgcentrum, de kinderopvang en het dienstencentrum, en luisteren naar wie er woont, "
    "werkt en komt."
)
ABOUT = (
    "De zorg van Leiedorp is er voor elke leeftijd. Wie wil weten wat een gemeente voor haar inwoners kan doen, gaat "
    "best eens kijken waar het gebeurt."
)


def load_kit(programme: Programme, *, now: dt.datetime) -> None:
    texts, _ = Persmap.objects.get_or_create(programme=programme)
    if not texts.lead:
        texts.lead, texts.about, texts.is_public = LEAD, ABOUT, True
        texts.save()
    if not Deellink.objects.filter(programme=programme, kind=Deellink.Kind.PERS).exists():
        share(programme, Deellink.Kind.PERS, now=now, label="De Leiebode")
