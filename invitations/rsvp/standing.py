"""Where each guest stands with their answer: the groups of the page with answers."""

from dataclasses import dataclass, field
from enum import StrEnum

from invitations.inviting.invited import followed_people
from invitations.reminding.chasing import silent_guests
from invitations.rsvp.overview import GuestRow
from programmes.models import Programme


class Standing(StrEnum):
    NOT_INVITED = "niet-uitgenodigd"
    SILENT = "stil"
    PARTLY = "deels"
    ANSWERED = "geantwoord"


TITLES = {
    Standing.NOT_INVITED: "Nog niet uitgenodigd",
    Standing.SILENT: "Nog niets gehoord",
    Standing.PARTLY: "Deels geantwoord",
    Standing.ANSWERED: "Geantwoord",
}


@dataclass(frozen=True, slots=True)
class Group:
    standing: Standing
    rows: list[GuestRow] = field(default_factory=list)

    @property
    def title(self) -> str:
        return TITLES[self.standing]

    @property
    def is_complete(self) -> bool:
        return self.standing == Standing.ANSWERED


def groups(programme: Programme, rows: list[GuestRow]) -> dict[Standing, Group]:
    """Every group, also when it is empty, in a fixed number of queries."""
    silent = set(silent_guests(programme).values_list("pk", flat=True))
    followed = followed_people(programme)
    found = {standing: Group(standing) for standing in Standing}
    for row in rows:
        is_followed = row.gast.mandataris_id in followed
        found[_standing(row, is_silent=row.gast.pk in silent, is_followed=is_followed)].rows.append(row)
    return found


def _standing(row: GuestRow, *, is_silent: bool, is_followed: bool) -> Standing:
    """Who is followed and not silent said something, if only about a visit that is theirs no more."""
    if is_silent:
        return Standing.SILENT
    if row.asked and row.counts["open"]:
        said_some = is_followed or row.counts["open"] < len(row.asked)
        return Standing.PARTLY if said_some else Standing.NOT_INVITED
    said = row.asked or is_followed or row.gast.available is not None or row.gast.answered_at
    return Standing.ANSWERED if said else Standing.NOT_INVITED
