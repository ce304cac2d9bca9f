"""A guest's own word about pictures of themselves, said through their link; as easy to take back as to give."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from invitations.models import Toestemming
from invitations.stories.consent import USUAL_YEARS, is_valid, withdraw, years_after
from press.rights.register import OF_PICTURES, Register, is_about_pictures
from programmes.models import Mandataris, Programme
from programmes.times import clock, local, minutes_of

Age, Quality, Purpose = Toestemming.Age, Toestemming.Quality, Toestemming.Purpose
PROOF = "via de persoonlijke link op "


@dataclass(frozen=True, slots=True)
class Said:
    """`channels` empty with `refuses`: no pictures at all. A parent speaks for who is younger than 14."""

    refuses: bool
    channels: tuple[str, ...] = ()
    age: str = Age.VOLWASSEN
    given_by: str = ""
    child_agrees: bool = False


def last_word(programme: Programme, person: Mandataris) -> Toestemming | None:
    """None when they never said anything, or when what they said was taken back."""
    consent = Register.of(programme.bestuur_id).of_guest(person)
    return None if consent is None or consent.withdrawn_at else consent


@transaction.atomic
def keep_word(programme: Programme, person: Mandataris, said: Said, *, now: dt.datetime) -> bool:
    """A new line in the register, in place of what was said before; returns whether anything changed."""
    Mandataris.objects.select_for_update().get(pk=person.pk)
    today = local(now).date()
    if _says(last_word(programme, person), said, on=today):
        return False
    new = Toestemming.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        mandataris=person,
        person=person.name,
        age=said.age,
        quality=Quality.OUDER if said.age in {Age.KIND, Age.TWAALF} and not said.refuses else Quality.ZELF,
        given_by=said.given_by,
        child_agrees=said.child_agrees,
        refuses=said.refuses,
        purposes=[] if said.refuses else [Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN],
        channels=[] if said.refuses else list(said.channels),
        given_on=today,
        ends_on=years_after(today, USUAL_YEARS),
        proof=f"{PROOF}{today:%d-%m-%Y} om {clock(minutes_of(now))}",
        created_at=now,
    )
    _end(_before(programme, person, new), by=person.name, now=now)
    return True


def _says(consent: Toestemming | None, said: Said, *, on: dt.date) -> bool:
    if consent is None or consent.refuses != said.refuses:
        return False
    who = (consent.age, consent.given_by, consent.child_agrees) == (said.age, said.given_by, said.child_agrees)
    may_use = is_valid(consent, on) and set(consent.purposes) >= OF_PICTURES
    return said.refuses or (who and may_use and set(consent.channels) == set(said.channels))


def _before(programme: Programme, person: Mandataris, new: Toestemming) -> Iterable[Toestemming]:
    """What was said of pictures only; a consent that is for a story too, stays for that."""
    rows = Toestemming.objects.filter(bestuur=programme.bestuur, mandataris=person, withdrawn_at__isnull=True)
    older = rows.exclude(pk=new.pk)
    return [one for one in older if is_about_pictures(one) and Purpose.VERHAAL not in one.purposes]


def _end(consents: Iterable[Toestemming], *, by: str, now: dt.datetime) -> None:
    for consent in consents:
        withdraw(consent, by=by, now=now)
