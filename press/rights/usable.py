"""What may be used where: asked each time, of the consents as they are now.

A picture may be used in a channel when it was approved and drawn, when somebody looked who can be recognised, and when
each of these allows it there on that day (GBA, recht op afbeelding; politicians as well as anybody).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from invitations.models import Toestemming
from press.models import Beeld, Groep, Herkend, Quote
from press.rights.register import CHANNELS, Register, guest_key, person_key, why_not_used
from programmes.models import Programme

Purpose, Channel = Toestemming.Purpose, Toestemming.Channel


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` are sentences without capital or full stop: 'Maria Vandamme gaf geen toestemming voor pers'."""

    ok: bool
    reasons: tuple[str, ...] = ()


def usable_pictures(programme: Programme, channel: str, *, on: dt.date) -> list[Beeld]:
    """In a fixed number of queries, each with all that a verdict asks."""
    register = Register.of(programme.bestuur_id)
    return _usable(Beeld.objects.filter(programme=programme), channel, register, on=on)


def _usable(pictures: QuerySet[Beeld], channel: str, register: Register, *, on: dt.date) -> list[Beeld]:
    ready = pictures.filter(state=Beeld.State.GOEDGEKEURD, work=Beeld.Work.KLAAR, people_checked=True)
    return [beeld for beeld in with_people(ready) if not any(reasons(beeld, channel, register, on=on))]


def with_people(pictures: QuerySet[Beeld]) -> QuerySet[Beeld]:
    people = Herkend.objects.select_related("mandataris", "toestemming", "groep")
    return pictures.select_related("zorgdienst", "programme").prefetch_related(
        Prefetch("herkend", people.prefetch_related("groep__toestemmingen"))
    )


def verdict(beeld: Beeld, channel: str, *, on: dt.date) -> Verdict:
    return verdicts(beeld, on=on)[channel]


def verdicts(beeld: Beeld, *, on: dt.date) -> dict[str, Verdict]:
    """Of every channel, by the people on it as they are stored now."""
    seen = with_people(Beeld.objects.filter(pk=beeld.pk)).first()
    if seen is None:
        return {
            channel.value: Verdict(False, (f"deze {beeld.get_kind_display()} is verwijderd",)) for channel in Channel
        }
    register = Register.of(seen.programme.bestuur_id)
    found = {channel.value: tuple(reasons(seen, channel, register, on=on)) for channel in Channel}
    return {channel: Verdict(not why, why) for channel, why in found.items()}


def blocked_pictures(programme: Programme, channel: str, *, on: dt.date) -> list[tuple[Beeld, tuple[str, ...]]]:
    """Those that may not be used there, each with why; in a fixed number of queries."""
    register = Register.of(programme.bestuur_id)
    found = with_people(Beeld.objects.filter(programme=programme))
    pairs = [(beeld, tuple(reasons(beeld, channel, register, on=on))) for beeld in found]
    return [(beeld, why) for beeld, why in pairs if why]


def reasons(beeld: Beeld, channel: str, register: Register, *, on: dt.date) -> Iterator[str]:
    """All that stands in the way, of a picture that comes `with_people`."""
    what = f"deze {beeld.get_kind_display()}"
    if beeld.work != Beeld.Work.KLAAR:
        yield f"{what} is nog niet verwerkt"
    if beeld.state == Beeld.State.AFGEKEURD:
        yield f"{what} staat op niet gebruiken"
    elif beeld.state != Beeld.State.GOEDGEKEURD:
        yield f"{what} is nog niet goedgekeurd"
    if not beeld.people_checked:
        yield "er is nog niet nagekeken wie herkenbaar is"
    for one in beeld.herkend.all():
        yield from of_one(one, channel, register, on=on)


def of_one(one: Herkend, channel: str, register: Register, *, on: dt.date) -> Iterator[str]:
    """What this person or group has against it."""
    if one.groep:
        yield from of_group(one.groep, channel, register, on=on)
        return
    if one.mandataris:
        consent = register.of_guest(one.mandataris)
    else:
        consent = register.of_consent(one.toestemming_id) if one.toestemming_id else None
    if reason := why_not_used(consent, one.name, channel, on=on):
        yield reason


def of_group(groep: Groep, channel: str, register: Register, *, on: dt.date) -> Iterator[str]:
    """As many people as can be recognised, and nobody of the group against it."""
    allowing: set[int] = set()
    for one in groep.toestemmingen.all():
        consent = register.of_consent(one.pk)
        if reason := why_not_used(consent, one.person, channel, on=on):
            yield reason
        elif consent:
            allowing.add(consent.pk)
    if len(allowing) < max(groep.size, 1):
        yield f"van {groep} gaven {len(allowing)} van de {groep.size} toestemming voor {CHANNELS[Channel(channel)]}"


def usable_quotes(programme: Programme, channel: str, *, on: dt.date) -> list[Quote]:
    """Approved for it by who said it, and not taken back since. To show, not to save: a portrait that may not be used
    is left out of it.
    """
    rows = Quote.objects.filter(programme=programme, state=Quote.State.GOEDGEKEURD)
    rows = rows.select_related("zorgdienst", "mandataris", "portrait")
    register = Register.of(programme.bestuur_id)
    quotes = [quote for quote in rows if channel in quote.channels and not _taken_back(quote, register)]
    portraits = Beeld.objects.filter(programme=programme, pk__in=[quote.portrait_id for quote in quotes])
    usable = {beeld.pk for beeld in _usable(portraits, channel, register, on=on)}
    for quote in quotes:
        if quote.portrait_id not in usable:
            quote.portrait = None
    return quotes


def _taken_back(quote: Quote, register: Register) -> bool:
    """A consent for stories and quotes that this person withdrew after approving."""
    key = guest_key(quote.mandataris_id) if quote.mandataris_id else person_key(quote.name, quote.zorgdienst_id)
    words = [one for one in register.said.get(key, []) if Purpose.VERHAAL in one.purposes]
    since = quote.answered_at or quote.received_at
    return bool(words) and words[-1].withdrawn_at is not None and words[-1].withdrawn_at >= since
