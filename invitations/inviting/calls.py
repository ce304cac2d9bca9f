"""The call list of an invitation: whom to call, and what to ask them."""

import datetime as dt
from dataclasses import dataclass

from invitations.inviting.invitees import LETTER, MAIL, Invitee
from invitations.rsvp.asked import Asked, asked_of_all
from programmes.versions import last_version


@dataclass(frozen=True, slots=True)
class Call:
    invitee: Invitee
    questions: tuple[str, ...]

    @property
    def phone(self) -> str:
        """Of a minor one calls the parent, whose number stands with their name."""
        person = self.invitee.person
        return person.guardian if person.is_minor and person.guardian else person.phone


def calls(everybody: list[Invitee], *, now: dt.datetime) -> list[Call]:
    """`everybody` of one invitation."""
    version = last_version(everybody[0].gast.programme) if everybody else None
    asked = asked_of_all(version.programme, version, now=now) if version else {}
    return [Call(one, tuple(_questions(one, asked.get(one.person.pk, [])))) for one in everybody]


def _questions(invitee: Invitee, visits: list[Asked]) -> list[str]:
    """Only what is not known yet; who answered everything is asked nothing."""
    gast, asked = invitee.gast, []
    if invitee.way != MAIL:
        asked.append("Wat is het e-mailadres?")
    if invitee.way not in {MAIL, LETTER}:
        asked.append("Wat is het postadres?")
    if unanswered := [visit.name for visit in visits if not visit.is_answered]:
        asked.append(f"Kom je? ({', '.join(unanswered)})")
    elif gast.available is None and not visits:
        asked += ["Kom je mee? Wanneer kan je?", "Welke diensten zie je graag?"]
    if gast.answered_at is None and gast.available is None:
        asked.append("Dieet, kledingmaat of rolstoel?")
    return asked
