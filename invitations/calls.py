"""The call list of an invitation: whom to call, and what to ask them."""

from dataclasses import dataclass

from invitations.invitees import LETTER, MAIL, Invitee


@dataclass(frozen=True, slots=True)
class Call:
    invitee: Invitee
    questions: tuple[str, ...]

    @property
    def phone(self) -> str:
        """Of a minor one calls the parent, whose number stands with their name."""
        person = self.invitee.person
        return person.guardian if person.is_minor and person.guardian else person.phone


def calls(everybody: list[Invitee]) -> list[Call]:
    return [Call(invitee, tuple(_questions(invitee))) for invitee in everybody]


def _questions(invitee: Invitee) -> list[str]:
    """Only what is not known yet; who answered everything is asked nothing."""
    gast, asked = invitee.gast, []
    if invitee.way != MAIL:
        asked.append("Wat is het e-mailadres?")
    if invitee.way not in {MAIL, LETTER}:
        asked.append("Wat is het postadres?")
    if gast.available is None:
        asked += ["Kom je mee? Wanneer kan je?", "Welke diensten zie je graag?"]
    if gast.answered_at is None and gast.available is None:
        asked.append("Dieet, kledingmaat of rolstoel?")
    return asked
