"""The register of an authority, about pictures: what everybody said last, and what that allows on a day.

A consent belongs to a guest, or to somebody with that name at that service. Whoever speaks again, is taken at their
last word: a consent that is withdrawn or refused later takes nothing from an older one.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from invitations.models import Toestemming
from invitations.stories.consent import ENDED, LATER, REFUSED, WITHDRAWN, state_of, who_gives
from programmes.models import Mandataris
from programmes.times import MONTH_NAMES, local

Purpose, Channel = Toestemming.Purpose, Toestemming.Channel
OF_PICTURES = {Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN}
CHANNELS = {  # as the end of a sentence: 'geen toestemming voor ...'
    Channel.INTERN: "het verslag",
    Channel.SITE: "website en gemeenteblad",
    Channel.SOCIAAL: "sociale media",
    Channel.PERS: "pers",
}
Key = tuple[str, int | None]  # ('', key of a guest) or (name, key of a service)


def person_key(name: str, zorgdienst: int | None) -> Key:
    return " ".join(name.casefold().split()), zorgdienst


def guest_key(mandataris: int) -> Key:
    return "", mandataris


def key_of(consent: Toestemming) -> Key:
    if consent.mandataris_id:
        return guest_key(consent.mandataris_id)
    return person_key(consent.person, consent.zorgdienst_id)


def is_about_pictures(consent: Toestemming) -> bool:
    return consent.refuses or bool(OF_PICTURES & set(consent.purposes))


class Register:
    """All that was said to one authority, read in one query."""

    def __init__(self, consents: Iterable[Toestemming]) -> None:
        self.by_pk = {consent.pk: consent for consent in consents}
        self.said: dict[Key, list[Toestemming]] = {}
        for consent in sorted(self.by_pk.values(), key=lambda one: (one.given_on, one.pk)):
            self.said.setdefault(key_of(consent), []).append(consent)

    @classmethod
    def of(cls, bestuur: int) -> "Register":
        rows = Toestemming.objects.filter(bestuur=bestuur)
        return cls(rows.select_related("mandataris", "zorgdienst"))

    def newest(self, key: Key, name: str) -> Toestemming | None:
        """The last word about pictures; a refusal noted without a service counts for everybody of that name."""
        nameless = [one for one in self.said.get(person_key(name, None), []) if one.refuses]
        words = [one for one in [*self.said.get(key, []), *nameless] if is_about_pictures(one)]
        return max(words, key=lambda one: (one.given_on, one.pk), default=None)

    def of_guest(self, person: Mandataris) -> Toestemming | None:
        return self.newest(guest_key(person.pk), person.name)

    def of_consent(self, pk: int) -> Toestemming | None:
        """The last word of whoever gave this one."""
        consent = self.by_pk.get(pk)
        return self.newest(key_of(consent), consent.person) if consent else None

    @cached_property
    def stopped(self) -> list[Toestemming]:
        """The last words that take back, refuse, or allow less than before."""
        return [words[-1] for words in self.said.values() if _stops(words)]


def _stops(words: list[Toestemming]) -> bool:
    *before, last = words
    was = {channel for consent in before for channel in consent.channels}
    return bool(last.withdrawn_at or last.refuses or was - set(last.channels))


def day_in(day: dt.date, on: dt.date) -> str:
    """'3 maart', with the year when it is another one."""
    year = f" {day.year}" if day.year != on.year else ""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}{year}"


def why_not_pictured(consent: Toestemming | None, name: str, *, on: dt.date) -> str:
    """Why no picture of this person may be taken; empty when it may."""
    return next(_barriers(consent, name, Purpose.BEELD_MAKEN, on=on), "")


def why_not_used(consent: Toestemming | None, name: str, channel: str, *, on: dt.date) -> str:
    """Why no picture of this person may be used there; empty when it may."""
    if reason := next(_barriers(consent, name, Purpose.BEELD_GEBRUIKEN, on=on), ""):
        return reason
    if consent is None or channel not in consent.channels:
        return f"{name} gaf geen toestemming voor {CHANNELS[Channel(channel)]}"
    return ""


def _barriers(consent: Toestemming | None, name: str, purpose: str, *, on: dt.date) -> Iterator[str]:
    if consent is None or (consent.refuses and consent.withdrawn_at):
        yield f"van {name} is er nog geen toestemming"
        return
    state = state_of(consent, on)
    if state == REFUSED:
        yield f"{name} wil niet op beeld"
    if state == WITHDRAWN and consent.withdrawn_at:
        yield f"{name} trok de toestemming in op {day_in(local(consent.withdrawn_at).date(), on)}"
    if state == ENDED:
        yield f"van {name} is de toestemming verlopen sinds {day_in(consent.ends_on + dt.timedelta(days=1), on)}"
    if state == LATER:
        yield f"de toestemming van {name} geldt pas vanaf {day_in(consent.given_on, on)}"
    if any(who_gives(consent)):
        yield f"voor {name} gaf niet iedereen toestemming die dat moet doen"
    if purpose not in consent.purposes:
        what = "om foto's te maken" if purpose == Purpose.BEELD_MAKEN else "om foto's te gebruiken"
        yield f"{name} gaf geen toestemming {what}"


ASK, NO, SOME, ALL = "vraag", "niet", "beperkt", "mag"


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be done with pictures of somebody on a day; `reason` is there when none may be taken."""

    level: str
    reason: str = ""
    allowed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()


def standing(consent: Toestemming | None, name: str, *, on: dt.date) -> Standing:
    if reason := why_not_pictured(consent, name, on=on):
        never_asked = consent is None or (consent.refuses and consent.withdrawn_at)
        return Standing(ASK if never_asked else NO, reason)
    allowed = {channel for channel in CHANNELS if not why_not_used(consent, name, channel, on=on)}
    names = {channel: label for channel, label in CHANNELS.items() if channel in allowed}
    barred = tuple(label for channel, label in CHANNELS.items() if channel not in allowed)
    return Standing(SOME if barred else ALL, "", tuple(names.values()), barred)
