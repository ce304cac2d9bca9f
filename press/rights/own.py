"""What a guest says of pictures of themselves, behind their own link: as easy to take back as to give."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from invitations.models import Toestemming
from invitations.stories.consent import USUAL_YEARS, withdraw, years_after
from press.rights.usable import Purpose, newest_consents
from programmes.models import Mandataris, Programme
from programmes.times import day_name, local

Age, Quality = Toestemming.Age, Toestemming.Quality


@dataclass(frozen=True, slots=True)
class Answer:
    """`channels` empty: rather not on a picture. `guardian` and `child_agrees` only count for who is below fourteen."""

    channels: Sequence[str]
    age: str = Age.VOLWASSEN
    guardian: str = ""
    child_agrees: bool = False

    @property
    def refuses(self) -> bool:
        return not self.channels


def own_consent(programme: Programme, person: int) -> Toestemming | None:
    """What this guest said last."""
    return newest_consents(programme, [person]).get(person)


@transaction.atomic
def keep_own_consent(programme: Programme, person: Mandataris, answer: Answer, *, now: dt.datetime) -> Toestemming:
    """The new word stands from now on, and what was said before is withdrawn; the same word again changes nothing."""
    before = own_consent(programme, person.pk)
    if before and not before.withdrawn_at and _says(before) == _wanted(answer):
        return before
    if before and not before.withdrawn_at:
        withdraw(before, by=person.name, now=now)
    today = local(now).date()
    by_parent = answer.age in {Age.KIND, Age.TWAALF}
    return Toestemming.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        mandataris=person,
        person=person.name,
        age=answer.age,
        quality=Quality.OUDER if by_parent else Quality.ZELF,
        given_by=answer.guardian if by_parent else "",
        child_agrees=answer.child_agrees,
        refuses=answer.refuses,
        purposes=[] if answer.refuses else [Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN],
        channels=sorted(answer.channels),
        given_on=today,
        ends_on=years_after(today, USUAL_YEARS),
        proof=f"Via de persoonlijke link, {day_name(today)} {today.year}",
        created_at=now,
    )


def _says(consent: Toestemming) -> tuple[object, ...]:
    guardian = consent.given_by
    return sorted(consent.channels), consent.refuses, consent.age, guardian, consent.child_agrees


def _wanted(answer: Answer) -> tuple[object, ...]:
    guardian = answer.guardian if answer.age in {Age.KIND, Age.TWAALF} else ""
    return sorted(answer.channels), answer.refuses, answer.age, guardian, answer.child_agrees
