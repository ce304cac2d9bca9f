"""The register of consent: who may give it, what it allows, and when it ends.

Sources: GBA, 'Recht op afbeelding' (a consent to take and a consent to use, per purpose and channel; the authority has
to prove it; taking it back is as easy as giving it); for minors, below twelve a parent, twelve and thirteen parent and
child, from fourteen the child itself. What is told or shown of a user of a service says something about health
(GDPR art. 9): nothing goes out without a consent that is written down here.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from invitations.models import Toestemming, Verhaal
from programmes.times import local

Age, Quality, Purpose, Channel = Toestemming.Age, Toestemming.Quality, Toestemming.Purpose, Toestemming.Channel
LONGEST_YEARS = 5
USUAL_YEARS = 2
ENDS_SOON = dt.timedelta(days=30)
VALID, SOON, ENDED, WITHDRAWN, LATER = "geldig", "loopt af", "verlopen", "ingetrokken", "nog niet"
REFUSED = "geweigerd"  # wants no picture of themselves: stays so, also when its day has passed


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def state_of(consent: Toestemming, on: dt.date) -> str:
    if consent.withdrawn_at:
        return WITHDRAWN
    if consent.refuses:
        return REFUSED
    if on < consent.given_on:
        return LATER
    if on > consent.ends_on:
        return ENDED
    return SOON if consent.ends_on - on <= ENDS_SOON else VALID


def is_valid(consent: Toestemming | None, on: dt.date) -> bool:
    return consent is not None and state_of(consent, on) in {VALID, SOON}


def allows(consent: Toestemming | None, purpose: str, channel: str, *, on: dt.date) -> bool:
    """Whether this may be done with what the person told or showed, there, on that day."""
    if consent is None or not is_valid(consent, on):
        return False
    return purpose in consent.purposes and channel in consent.channels


def problems(consent: Toestemming) -> Iterator[tuple[str, str]]:
    """(field, sentence) of what is not right with it. Who wants no picture, has to prove nothing, at whatever age."""
    if consent.refuses:
        if consent.purposes:
            yield "purposes", "Wie niet op beeld wil, kiest hier niets. Noteer een verhaal of quote apart."
        if consent.channels:
            yield "channels", "Wie niet op beeld wil, kiest hier niets."
        return
    yield from who_gives(consent)
    yield from _what_for(consent)
    if consent.given_on and consent.ends_on and consent.ends_on > years_after(consent.given_on, LONGEST_YEARS):
        yield "ends_on", f"Een toestemming geldt hoogstens {LONGEST_YEARS} jaar. Kies een vroegere dag."
    if not consent.proof and not consent.proof_file:
        yield "proof", "Zeg waar het bewijs ligt, bijvoorbeeld 'getekend blad, map onthaal', of laad het op."


def who_gives(consent: Toestemming) -> Iterator[tuple[str, str]]:
    """(field, sentence) of who has to give it and did not."""
    person = consent.mandataris
    if person is not None and person.is_minor and consent.age == Age.VOLWASSEN:
        yield "age", f"{person.name} staat in de lijst als minderjarig. Kies de leeftijd."
    below_fourteen = consent.age in {Age.KIND, Age.TWAALF}
    if below_fourteen and consent.quality == Quality.ZELF:
        yield "quality", "Voor wie jonger is dan 14 geeft een ouder of voogd de toestemming."
    speaks_along = consent.age == Age.TWAALF or (consent.age == Age.VEERTIEN and consent.quality != Quality.ZELF)
    if speaks_along and not consent.child_agrees:
        yield "child_agrees", "Vanaf 12 jaar moet ook het kind het ermee eens zijn."
    if consent.age == Age.VOLWASSEN and consent.quality == Quality.OUDER:
        yield "quality", "Een ouder kan dit niet voor een volwassene. Kies de persoon zelf of een vertegenwoordiger."
    if consent.quality != Quality.ZELF and not consent.given_by:
        yield "given_by", "Vul in wie de toestemming geeft."


def _what_for(consent: Toestemming) -> Iterator[tuple[str, str]]:
    if not consent.purposes:
        yield "purposes", "Kies minstens één doel."
    if Purpose.BEELD_GEBRUIKEN in consent.purposes and Purpose.BEELD_MAKEN not in consent.purposes:
        yield "purposes", "Wie beeld mag gebruiken, moet het eerst mogen maken. Kies ook 'foto's of film maken'."
    if set(consent.purposes) - {Purpose.BEELD_MAKEN} and not consent.channels:
        yield "channels", "Kies waar het verhaal of het beeld mag komen."


def withdraw(consent: Toestemming, *, by: str, now: dt.datetime) -> None:
    """From this moment nothing that rests on it is shown any more; the register keeps that it was there."""
    Toestemming.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(withdrawn_at=now, withdrawn_by=by)


def went_since(bestuur: int, moment: dt.datetime, *, today: dt.date) -> bool:
    """Whether a consent was taken back or ended since then: what was printed before may show what it allowed."""
    ended = Q(ends_on__gte=local(moment).date(), ends_on__lt=today)
    return Toestemming.objects.filter(Q(withdrawn_at__gte=moment) | ended, bestuur=bestuur).exists()


def shown_name(story: Verhaal) -> str:
    """The name that may stand beside a story outside the service; empty: none."""
    if story.shown_as == Verhaal.ShownAs.VOLUIT:
        return f"{story.first_name} {story.last_name}".strip()
    return story.first_name if story.shown_as == Verhaal.ShownAs.VOORNAAM else ""


def may_be_told(story: Verhaal, channel: str, *, on: dt.date) -> bool:
    return allows(story.toestemming, Purpose.VERHAAL, channel, on=on)
