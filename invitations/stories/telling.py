"""The stories of a programme as others may read them: only with a consent that holds, and never more name than said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import may_be_told, shown_name
from programmes.models import Programme, Zorgdienst

WHO = {
    Verhaal.Teller.GEBRUIKER: "een gebruiker",
    Verhaal.Teller.FAMILIE: "iemand van de familie",
    Verhaal.Teller.MEDEWERKER: "een medewerker",
    Verhaal.Teller.VRIJWILLIGER: "een vrijwilliger",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it may be shown: `name` may be empty, `text` too when it is told at the visit itself."""

    service: int
    who: str
    name: str
    form: str
    text: str

    @property
    def signature(self) -> str:
        """'Maria, gebruiker' or 'een gebruiker'"""
        return f"{self.name}, {self.who.split(' ', 1)[1]}" if self.name else self.who


def told(stories: Iterable[Verhaal], *, channel: str = Toestemming.Channel.INTERN, on: dt.date) -> list[Told]:
    """Those that may be told there on that day; the stories come with their `toestemming`."""
    return [
        Told(story.zorgdienst_id, WHO[Verhaal.Teller(story.teller)], shown_name(story), story.form_name, story.text)
        for story in stories
        if may_be_told(story, channel, on=on)
    ]


def told_at(zorgdienst: Zorgdienst, programme: Programme, *, on: dt.date) -> list[Told]:
    """Of one service, as far as anybody inside the authority may read them on that day."""
    stories = Verhaal.objects.filter(programme=programme, zorgdienst=zorgdienst)
    return told(stories.select_related("toestemming"), on=on)
