"""The quotes of a programme, by how far they are."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from invitations.models import Toestemming
from press.models import Beeld, Deellink, Quote
from press.rights.usable import usable_pictures
from press.sharing import shared_url
from press.testimonials.asking import is_set_aside, speaker
from programmes.models import Programme
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Week

GROUPS = (
    (Quote.State.NIEUW, "Nog te vragen"),
    (Quote.State.GEVRAAGD, "Gevraagd, nog geen antwoord"),
    (Quote.State.GOEDGEKEURD, "Goedgekeurd"),
    (Quote.State.GEWEIGERD, "Niet gebruiken"),
)


@dataclass(frozen=True, slots=True)
class Line:
    quote: Quote
    visit: str
    url: str
    email: str
    portrait: Beeld | None
    portrait_is_usable: bool
    is_set_aside: bool

    @property
    def channels(self) -> list[str]:
        return [str(channel.label) for channel in Toestemming.Channel if channel in self.quote.channels]


@dataclass(frozen=True, slots=True)
class Group:
    state: str
    title: str
    lines: tuple[Line, ...]


def quote_groups(programme: Programme, *, on: dt.date) -> list[Group]:
    """All of them, in a fixed number of queries."""
    live = Deellink.objects.filter(kind=Deellink.Kind.QUOTE, revoked_at__isnull=True)
    quotes = Quote.objects.filter(programme=programme).select_related(
        "zorgdienst", "mandataris", "contactpersoon", "portrait"
    )
    quotes = quotes.prefetch_related(Prefetch("links", live, to_attr="live_links"))
    week = published_week(programme)
    usable = {beeld.pk for beeld in usable_pictures(programme, Toestemming.Channel.SITE, on=on)}
    lines = [_line(quote, week, usable) for quote in quotes]
    return [Group(state, title, tuple(line for line in lines if line.quote.state == state)) for state, title in GROUPS]


def _line(quote: Quote, week: Week | None, usable: set[int]) -> Line:
    visit = week.by_id.get(quote.visit or 0) if week else None
    links: list[Deellink] = quote.live_links  # type: ignore[attr-defined] # prefetched
    recipient = speaker(quote)
    return Line(
        quote=quote,
        visit=f"{day_name(visit.day)}, {visit.hours}" if visit else "",
        url=shared_url(links[0]) if links else "",
        email=recipient.email if recipient else "",
        portrait=quote.portrait,
        portrait_is_usable=quote.portrait_id in usable,
        is_set_aside=is_set_aside(quote),
    )
