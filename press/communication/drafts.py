"""Proposals for posts and for the magazine, from the published programme: neutral, services and residents first.

No names of politicians and no parties: how many come along, where and for what (Bestuursdecreet art. II.13).
"""

import datetime as dt

from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import may_be_told, shown_name
from press.communication.lengths import length_of
from press.models import Post
from press.rights.usable import usable_quotes
from programmes.models import Programme
from programmes.times import day_name
from programmes.week import Visit, Week

MOST_STORIES = 3


def visit_text(programme: Programme, week: Week, visit: Visit, channel: str) -> str:
    """The longest of these that fits."""
    place = week.name_of(visit)
    count = len(visit.people)
    who = f"Op {day_name(visit.day)} krijgen bewoners en medewerkers van {place} bezoek"
    company = f" van {count} {'gast' if count == 1 else 'gasten'}" if count else ""
    parts = [f"{who}{company}.", visit.activity.strip(), "Wat gebeurt er elke dag in de zorg in onze gemeente?"]
    return _fitting(parts, programme.hashtag, channel)


def week_text(programme: Programme, week: Week, channel: str) -> str:
    visits = [visit for visit in week.visits if visit.is_visit]
    services = {visit.service for visit in visits if visit.service is not None}
    many = "bezoek" if len(visits) == 1 else "bezoeken"
    where = "zorgdienst" if len(services) == 1 else "zorgdiensten"
    parts = [
        f"{programme.bestuur.name} trekt op expeditie in de zorg: {programme.period}.",
        f"{len(visits)} {many} aan {len(services)} {where}, met tijd om mee te werken en te luisteren.",
        "Bewoners en medewerkers tonen wat zorg dicht bij huis betekent.",
    ]
    return _fitting(parts, programme.hashtag, channel)


def _fitting(parts: list[str], hashtag: str, channel: str) -> str:
    said = [part for part in parts if part]
    while said:
        text = " ".join([*said, hashtag]).strip()
        if not length_of(text, channel).is_too_long:
            return text
        said.pop()
    return hashtag


def magazine_text(programme: Programme, week: Week | None, *, on: dt.date) -> str:
    """A start for the municipal magazine: programme, stories and quotes that may stand there."""
    parts = [f"{programme.bestuur.name} op expeditie in de zorg"]
    if programme.introduction:
        parts.append(programme.introduction)
    if week:
        parts += [week_text(programme, week, Post.Channel.GEMEENTEBLAD).removesuffix(programme.hashtag).strip()]
        names = sorted({service.name for visit in week.visits if (service := week.service_of(visit))})
        parts += [f"Deze diensten openden hun deuren: {', '.join(names)}."] if names else []
    parts += _stories(programme, on=on)
    for quote in usable_quotes(programme, Toestemming.Channel.SITE, on=on):
        said_by = ", ".join(part for part in (quote.name, quote.function) if part)
        parts.append(f"‘{quote.text}’ {said_by}".strip())
    parts.append(f"Meer weten? {programme.contact_email or programme.contact_phone} {programme.hashtag}".strip())
    return "\n\n".join(parts)


def _stories(programme: Programme, *, on: dt.date) -> list[str]:
    rows = Verhaal.objects.filter(programme=programme).exclude(text="").select_related("toestemming", "zorgdienst")
    usable = [story for story in rows if may_be_told(story, Toestemming.Channel.SITE, on=on)][:MOST_STORIES]
    return [f"{shown_name(story) or 'Iemand'} ({story.zorgdienst}): {story.text}" for story in usable]
