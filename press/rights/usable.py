"""What may be used where: asked each time, of the consents as they are now, so that a withdrawal counts at once.

A picture is usable for a channel when it is approved, somebody looked who can be recognised on it, and every one of
those consents to that channel: politicians too, and of a group as many people as it counts.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from invitations.models import Toestemming
from invitations.stories.consent import allows, is_valid
from press.models import Beeld, Groep, Herkend, Quote
from programmes.models import Programme

Purpose, Channel = Toestemming.Purpose, Toestemming.Channel
CHANNELS = {
    Channel.INTERN: "het verslag",
    Channel.SITE: "website en gemeenteblad",
    Channel.SOCIAAL: "sociale media",
    Channel.PERS: "de pers",
}
READY = {
    "state": (Beeld.State.GOEDGEKEURD, "Het beeld is nog niet goedgekeurd."),
    "work": (Beeld.Work.KLAAR, "Het beeld is nog niet verwerkt."),
    "people_checked": (True, "Nog niemand keek na wie herkenbaar is."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` says of each that is in the way, who or what, and why."""

    ok: bool
    reasons: tuple[str, ...] = ()


Known = dict[int, Toestemming]
"""The newest word of each mandataris, by key: withdrawn, ended or a refusal too."""


def newest_consents(programme: Programme, people: Iterable[int] | None = None) -> Known:
    """About pictures, of the guests of an authority: what somebody said last, counts."""
    rows = Toestemming.objects.filter(bestuur=programme.bestuur_id, mandataris__isnull=False)
    if people is not None:
        rows = rows.filter(mandataris__in=set(people))
    return {row.mandataris_id or 0: row for row in rows.order_by("created_at", "pk") if is_about_pictures(row)}


def is_about_pictures(consent: Toestemming) -> bool:
    return consent.refuses or Purpose.BEELD_MAKEN in consent.purposes


def may_be_pictured(consent: Toestemming | None, *, on: dt.date) -> bool:
    return consent is not None and is_valid(consent, on) and Purpose.BEELD_MAKEN in consent.purposes


def with_people(programme: Programme) -> list[Beeld]:
    """All pictures with who is on them, in three queries."""
    people = Herkend.objects.select_related("toestemming", "mandataris", "groep").prefetch_related(
        Prefetch("groep__toestemmingen")
    )
    rows = Beeld.objects.filter(programme=programme).select_related("programme", "zorgdienst")
    return list(rows.prefetch_related(Prefetch("herkend", people)))


def usable_pictures(programme: Programme, channel: str, *, on: dt.date) -> list[Beeld]:
    """The newest first, in four queries."""
    known = newest_consents(programme)
    return [beeld for beeld in with_people(programme) if not _reasons(beeld, channel, known, on)]


def verdicts(programme: Programme, channel: str, *, on: dt.date) -> list[tuple[Beeld, Verdict]]:
    """Of every picture, in four queries."""
    known = newest_consents(programme)
    found = ((beeld, _reasons(beeld, channel, known, on)) for beeld in with_people(programme))
    return [(beeld, Verdict(ok=not reasons, reasons=reasons)) for beeld, reasons in found]


def verdict(beeld: Beeld, channel: str, *, on: dt.date) -> Verdict:
    people = [one.mandataris_id for one in beeld.herkend.all() if one.mandataris_id]
    reasons = _reasons(beeld, channel, newest_consents(beeld.programme, people) if people else {}, on)
    return Verdict(ok=not reasons, reasons=reasons)


def _reasons(beeld: Beeld, channel: str, known: Known, on: dt.date) -> tuple[str, ...]:
    reasons = [sentence for name, (wanted, sentence) in READY.items() if getattr(beeld, name) != wanted]
    for one in beeld.herkend.all():
        if one.groep:
            reasons += _group_reasons(one.groep, channel, on)
        else:
            consent = known.get(one.mandataris_id) if one.mandataris_id else one.toestemming
            reasons += _person_reasons(one.name, consent, channel, on)
    return tuple(reasons)


def _person_reasons(name: str, consent: Toestemming | None, channel: str, on: dt.date) -> list[str]:
    if allows(consent, Purpose.BEELD_GEBRUIKEN, channel, on=on):
        return []
    return [f"{name} {why_not(consent, channel, on=on)}."]


def why_not(consent: Toestemming | None, channel: str, *, on: dt.date) -> str:
    """Why somebody is in the way, in words that follow a name."""
    if consent is None:
        return "gaf nog geen toestemming"
    if consent.refuses:
        return "wil niet op beeld"
    if consent.withdrawn_at:
        return "trok de toestemming in"
    if on > consent.ends_on:
        return f"gaf toestemming tot {consent.ends_on:%d-%m-%Y}, en die is verlopen"
    return f"gaf geen toestemming voor {CHANNELS[Channel(channel)]}"


def _group_reasons(groep: Groep, channel: str, on: dt.date) -> list[str]:
    agree = sum(allows(one, Purpose.BEELD_GEBRUIKEN, channel, on=on) for one in groep.toestemmingen.all())
    if agree >= groep.size:
        return []
    return [f"Van {groep.name} gaven {agree} van {groep.size} mensen toestemming voor {CHANNELS[Channel(channel)]}."]


def usable_quotes(programme: Programme, channel: str, *, on: dt.date) -> list[Quote]:
    """What its speaker approved for that channel. A portrait that may not be used there (any more) is left out."""
    rows = Quote.objects.filter(programme=programme, state=Quote.State.GOEDGEKEURD)
    quotes = [quote for quote in rows.select_related("zorgdienst") if channel in quote.channels]
    faces = {quote.portrait_id for quote in quotes if quote.portrait_id}
    usable = {beeld.pk: beeld for beeld in usable_pictures(programme, channel, on=on)} if faces else {}
    for quote in quotes:
        quote.portrait = usable.get(quote.portrait_id) if quote.portrait_id else None
    return quotes


def rights_digest(programme: Programme, channel: str, *, on: dt.date) -> str:
    """Another one as soon as something else may be shown there, or may be shown otherwise."""
    shown = [
        [
            (one.pk, one.caption, one.alt, one.credit, one.web.name)
            for one in usable_pictures(programme, channel, on=on)
        ],
        [
            (one.pk, one.text, one.name, one.function, one.portrait_id)
            for one in usable_quotes(programme, channel, on=on)
        ],
    ]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
