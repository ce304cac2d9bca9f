"""Who gets which invitation: each guest the first one that is for a group of theirs, and so never two."""

from dataclasses import dataclass

from django.db.models import Prefetch

from invitations.models import Uitnodiging
from programmes.models import Gast, Mandaat, Programme, Segment

OTHERS = ""
NAMES = {
    Segment.COLLEGE: "Het college",
    Segment.RAAD: "De gemeenteraad",
    Segment.BCSD: "Het bijzonder comité",
    Segment.MANAGEMENT: "Het management",
    Segment.GAST: "Gasten",
    OTHERS: "Wie in geen andere uitnodiging zit",
}


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of guests, with its invitation when there is one."""

    segment: str
    guests: list[Gast]
    uitnodiging: Uitnodiging | None = None

    @property
    def name(self) -> str:
        return NAMES[self.segment]


def audiences(programme: Programme) -> list[Audience]:
    """Every group, in the order of the segments, in a fixed number of queries.

    Who has several groups counts in the first that has an invitation; as long as none has one, in the first.
    """
    made = {uitnodiging.segment: uitnodiging for uitnodiging in Uitnodiging.objects.filter(programme=programme)}
    groups: dict[str, list[Gast]] = {segment: [] for segment in (*Segment.values, OTHERS)}
    for gast in _guests(programme):
        own = [segment for segment in Segment.values if segment in _segments(gast)]
        first = next((segment for segment in own if segment in made), None)
        instead = OTHERS if OTHERS in made or not own else own[0]
        groups[instead if first is None else first].append(gast)
    return [Audience(segment, guests, made.get(segment)) for segment, guests in groups.items()]


def audience_of(uitnodiging: Uitnodiging) -> Audience:
    return next(group for group in audiences(uitnodiging.programme) if group.segment == uitnodiging.segment)


def invitation_for(programme: Programme, person: int) -> Uitnodiging | None:
    """The one that is for this mandataris (a key)."""
    for group in audiences(programme):
        if any(gast.mandataris_id == person for gast in group.guests):
            return group.uitnodiging
    return None


def _guests(programme: Programme) -> list[Gast]:
    running = Mandaat.objects.running(programme.first_day)
    mandates = Prefetch("mandataris__mandaten", running, to_attr="running_mandates")
    guests = Gast.objects.filter(programme=programme).select_related("mandataris")
    return list(guests.prefetch_related(mandates))


def _segments(gast: Gast) -> set[str]:
    return {mandate.segment for mandate in gast.mandataris.running_mandates}  # type: ignore[attr-defined]
