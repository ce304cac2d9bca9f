"""The surveys of a programme at a glance: how far each is, and what can be done with it now."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from followup.models import Enquete
from followup.sharing import shared_url
from followup.surveys.asking import live_link
from followup.surveys.people import people_of
from followup.surveys.results import why_hidden
from programmes.models import Programme

TO_COME, OPEN, OVER = "straks", "open", "gesloten"


@dataclass(frozen=True, slots=True)
class Standing:
    """`asked`: how many people it is for; None for staff, whom nobody counted."""

    enquete: Enquete
    state: str
    answered: int
    asked: int | None
    hidden: str  # why its answers cannot be seen (yet)

    @property
    def percent(self) -> int | None:
        return min(round(100 * self.answered / self.asked), 100) if self.asked else None


@dataclass(frozen=True, slots=True)
class Listed:
    """`url` is the link for staff, empty when there is none; `missing`: some role has no survey yet."""

    standings: tuple[Standing, ...]
    url: str

    @property
    def is_missing(self) -> bool:
        return len(self.standings) < len(Enquete.Role)


def surveys_of(programme: Programme, *, on: dt.date) -> Listed:
    """In a fixed number of queries."""
    surveys = Enquete.objects.filter(programme=programme).annotate(sheets=Count("bladen"))
    people = people_of(programme)
    standings = (_standing(one, one.sheets, len(people[one.role]), on=on) for one in surveys.prefetch_related("vragen"))
    link = live_link(programme)
    return Listed(tuple(standings), shared_url(link) if link else "")


def _standing(enquete: Enquete, answered: int, people: int, *, on: dt.date) -> Standing:
    state = OVER if enquete.is_over(on) else OPEN if enquete.is_open(on) else TO_COME
    asked = None if enquete.is_by_shared_link else people
    return Standing(enquete, state, answered, asked, why_hidden(enquete, answered, on=on))
