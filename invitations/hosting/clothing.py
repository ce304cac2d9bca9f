"""Work clothing: which sizes to put ready at each service, and of whom no size is known yet.

Of the published version, or of the draft as long as there is none: what has to be ordered cannot wait. Who declined
does not count, and after the day itself nothing of its visitors is shown any more.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from invitations.hosting.rollups import Needs, asks_sizes, needs_of
from invitations.mail.outbox import recipient_of
from invitations.reminding.reminders import declined, without_declined
from programmes.entries import Entry
from programmes.loading import load_week
from programmes.models import Gast, Programme
from programmes.schedules import week_schedule
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Info, Person, Service


@dataclass(frozen=True, slots=True)
class Sizeless:
    """A guest whose size is not known; `email` is where to ask, '' when there is none."""

    gast: Gast
    name: str
    email: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceClothing:
    service: Service
    clothing: tuple[str, ...]  # what its visits ask, mostly one thing
    days: tuple[dt.date, ...]
    needs: Needs
    missing: tuple[str, ...]

    @property
    def when(self) -> str:
        return ", ".join(day_name(day) for day in self.days)


@dataclass(frozen=True, slots=True)
class Clothing:
    info: Info
    is_published: bool
    services: tuple[ServiceClothing, ...]
    total: Needs
    missing: tuple[Sizeless, ...]


def clothing(programme: Programme, *, today: dt.date) -> Clothing:
    published = published_week(programme)
    week = without_declined(published or load_week(programme).for_publication(), declined(programme))
    guests = {gast.mandataris_id: gast for gast in _guests(programme)}
    entries: dict[int, list[Entry]] = defaultdict(list)
    for day in week_schedule(week).days:
        for entry in day.entries:
            if entry.service and entry.visit.people and asks_sizes(entry.visit):
                entries[entry.service.id].append(entry)
    people = {key: _people(own, week.people, since=today) for key, own in entries.items()}
    services = [_service(own, people[key], guests) for key, own in entries.items()]
    everybody = {person.id: person for own in people.values() for person in own.values()}
    return Clothing(
        week.info,
        published is not None,
        tuple(sorted(services, key=lambda one: one.service.name)),
        needs_of(everybody.values(), guests, dressed=everybody),
        tuple(_sizeless(services, everybody, people, guests)),
    )


def _guests(programme: Programme) -> list[Gast]:
    return list(Gast.objects.filter(programme=programme).select_related("mandataris"))


def _people(entries: list[Entry], people: Mapping[int, Person], *, since: dt.date) -> dict[int, Person]:
    """Of the visits still to come; whoever comes twice, wears the same."""
    visits = [entry.visit for entry in entries if entry.visit.day >= since]
    return {part.person: people[part.person] for visit in visits for part in visit.people}


def _service(entries: list[Entry], people: dict[int, Person], guests: dict[int, Gast]) -> ServiceClothing:
    service = entries[0].service
    assert service is not None  # noqa: S101 (entries without one were left out)
    asked = dict.fromkeys(entry.clothing for entry in entries if entry.clothing)
    days = dict.fromkeys(entry.visit.day for entry in entries)
    needs = needs_of(people.values(), guests, dressed=people)
    missing = tuple(person.name for person in needs.people if _has_no_size(person.id, guests))
    return ServiceClothing(service, tuple(asked), tuple(days), needs, missing)


def _has_no_size(person: int, guests: dict[int, Gast]) -> bool:
    return person in guests and not guests[person].clothing_size.strip()


def _sizeless(
    services: list[ServiceClothing],
    everybody: dict[int, Person],
    people: dict[int, dict[int, Person]],
    guests: dict[int, Gast],
) -> list[Sizeless]:
    names = {one.service.id: one.service.name for one in services}
    return [
        Sizeless(
            guests[person.id],
            person.name,
            recipient_of(guests[person.id].mandataris).email,
            tuple(sorted(names[key] for key, own in people.items() if person.id in own)),
        )
        for person in sorted(everybody.values(), key=lambda one: one.name)
        if _has_no_size(person.id, guests)
    ]
