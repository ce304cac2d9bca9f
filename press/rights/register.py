"""The register of a programme for pictures: of each guest and each other person, what they said last."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from invitations.models import Toestemming
from invitations.stories.consent import state_of
from press.models import Groep
from press.rights.usable import CHANNELS, is_about_pictures, newest_consents
from programmes.models import Mandataris, Programme

YES, NO, OPEN = "ja", "nee", "open"
FILTERS = {"": "Iedereen", YES: "Mag op beeld", NO: "Mag niet op beeld", OPEN: "Nog te vragen"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person. `state` is YES, NO or OPEN; `consent` what they said last, if anything."""

    name: str
    where: str
    state: str
    words: str
    consent: Toestemming | None
    mandataris: Mandataris | None = None

    @property
    def channels(self) -> list[str]:
        """Where pictures of this person may come."""
        said = self.consent.channels if self.consent and self.state == YES else []
        return [name for channel, name in CHANNELS.items() if channel in said]


@dataclass(frozen=True, slots=True)
class Register:
    guests: list[Line]
    others: list[Line]
    groepen: list[Groep]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(value, name, how many)"""
        lines = [*self.guests, *self.others]
        return [(key, name, sum(1 for one in lines if key in {"", one.state})) for key, name in FILTERS.items()]

    def only(self, state: str) -> "Register":
        if state not in {YES, NO, OPEN}:
            return self
        guests, others = ([one for one in lines if one.state == state] for lines in (self.guests, self.others))
        return Register(guests, others, self.groepen)


def register_of(programme: Programme, *, on: dt.date) -> Register:
    """In five queries, whatever the number of people."""
    known = newest_consents(programme)
    guests = [_guest(guest, known.get(guest.pk), on) for guest in programme.guests.order_by("last_name", "first_name")]
    takes_part = Q(programme=programme) | Q(zorgdienst__deelnames_aan_programmes__programme=programme)
    rows = Toestemming.objects.filter(takes_part, bestuur=programme.bestuur_id, mandataris__isnull=True).distinct()
    others = [_other(row, on) for row in rows.select_related("zorgdienst") if is_about_pictures(row)]
    groepen = Groep.objects.filter(programme=programme).select_related("zorgdienst").prefetch_related("toestemmingen")
    return Register(guests, others, list(groepen))


def _guest(guest: Mandataris, consent: Toestemming | None, on: dt.date) -> Line:
    where = "minderjarig" if guest.is_minor else guest.function
    return Line(guest.name, where, *standing(consent, on=on), consent, guest)


def _other(consent: Toestemming, on: dt.date) -> Line:
    return Line(consent.person, str(consent.zorgdienst or ""), *standing(consent, on=on), consent)


def standing(consent: Toestemming | None, *, on: dt.date) -> tuple[str, str]:
    """(YES, NO or OPEN; in words)"""
    if consent is None:
        return OPEN, "nog niet gevraagd"
    if consent.refuses:
        return NO, "wil niet op beeld"
    state = state_of(consent, on)
    if consent.withdrawn_at:
        return NO, f"ingetrokken op {consent.withdrawn_at:%d-%m-%Y}"
    if on > consent.ends_on:
        return NO, f"verlopen sinds {consent.ends_on:%d-%m-%Y}"
    return YES, f"tot {consent.ends_on:%d-%m-%Y}" if state == "geldig" else f"loopt af op {consent.ends_on:%d-%m-%Y}"
