"""Badges to print, cut and wear: ten of 85 × 55 mm on an A4, with cut marks."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from programmes.documents import draw, join_pdf
from programmes.models import Versie
from programmes.week import Week

ON_A_PAGE = 10
AT_ONCE = 5 * ON_A_PAGE  # drawn in one go: a long document takes more than its share of time
_LETTERS = ((16, "short"), (25, "middle"), (40, "long"))  # up to so many letters: class in css/document.css


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    function: str = ""

    @property
    def size(self) -> str:
        """How large the name can be; a single long word takes as much room as twice its letters."""
        longest = max((len(word) for word in self.name.split()), default=0)
        letters = max(len(self.name), longest * 2 - 6)
        return next((size for most, size in _LETTERS if letters <= most), "longest")


def visitors(
    week: Week, *, day: dt.date | None = None, service: int | None = None, host: int | None = None
) -> list[Badge]:
    """Who takes part on that day and at that service, each once; of a host: in what they receive."""
    own = {key for key, one in week.services.items() if any(contact.id == host for contact in one.contacts)}
    keys = {
        part.person
        for visit in week.visits
        if day is None or visit.day == day
        if service is None or visit.service == service
        if host is None or visit.service in own or (visit.host and visit.host.id == host)
        for part in visit.people
    }
    people = sorted((week.people[key] for key in keys), key=lambda person: person.name)
    return [Badge(person.name, person.function) for person in people]


def hosts(week: Week, *, day: dt.date | None = None, service: int | None = None) -> list[Badge]:
    """Who receives on that day and at that service."""
    found: dict[int, Badge] = {}
    for visit in week.visits:
        if (day is None or visit.day == day) and (service is None or visit.service == service):
            contacts = (visit.host,) if visit.host else getattr(week.service_of(visit), "contacts", ())
            found |= {contact.id: Badge(contact.name, contact.function) for contact in contacts}
    return sorted(found.values(), key=lambda badge: badge.name)


def badges_pdf(week: Week, badges: Iterable[Badge], *, version: Versie) -> bytes:
    """`badges` must hold at least one."""
    schedule = SimpleNamespace(info=week.info)
    context = {"schedule": schedule, "version": version}
    return join_pdf(draw("badges", context | {"pages": part}) for part in _parts(list(badges)))


def _parts(badges: list[Badge]) -> Iterator[list[list[Badge]]]:
    """Pages of ten, some pages at a time."""
    for first in range(0, len(badges), AT_ONCE):
        part = badges[first : first + AT_ONCE]
        yield [part[n : n + ON_A_PAGE] for n in range(0, len(part), ON_A_PAGE)]
