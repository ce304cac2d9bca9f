"""From the lists of the demo to rows: one authority, its people and services, its programmes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from programmes.changes import describe
from programmes.demo.notation import weekly
from programmes.demo.people import PRACTICAL, DemoPerson
from programmes.demo.services import DemoContact, DemoService
from programmes.demo.week import TOUR_RIDE, DemoVisit
from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import (
    Bestuur,
    Bevoegdheid,
    Contactpersoon,
    DeelnemendeDienst,
    Gast,
    Mandaat,
    Mandataris,
    Programme,
    Reistijd,
    Ronde,
    User,
    Zorgdienst,
)
from programmes.week import Host, Participation, Visit

MINUTES_EACH = dt.timedelta(minutes=4)


@dataclass
class Builder:
    """Remembers by the short names of the lists what it made in one authority."""

    bestuur: Bestuur
    people: dict[str, Mandataris] = field(default_factory=dict)
    services: dict[str, Zorgdienst] = field(default_factory=dict)
    contacts: dict[str, Contactpersoon] = field(default_factory=dict)

    def add_people(self, people: Iterable[DemoPerson], *, since: dt.date, ends_on: dt.date | None = None) -> None:
        for number, person in enumerate(people, start=len(self.people) + 1):
            mandataris = Mandataris.objects.create(
                bestuur=self.bestuur,
                first_name=person.first_name,
                last_name=person.last_name,
                function=person.function,
                fractie=person.fractie,
                email="" if person.guardian else person.email,
                phone=f"0400 12 34 {number:02d}",
                is_minor=bool(person.guardian),
                guardian=person.guardian,
            )
            for segment, function in person.mandates:
                mandaat = Mandaat(mandataris=mandataris, segment=segment, function=function)
                mandaat.starts_on, mandaat.ends_on = since, ends_on
                mandaat.save()
            for label in person.domains:
                Bevoegdheid.objects.create(mandataris=mandataris, label=label)
            self.people[person.last_name] = mandataris

    def add_services(self, services: Iterable[DemoService]) -> None:
        for service in services:
            zorgdienst = Zorgdienst.objects.create(
                bestuur=self.bestuur,
                name=service.name,
                kind=service.kind,
                street=service.street,
                postcode=service.city[0],
                city=service.city[1],
                latitude=service.point[0],
                longitude=service.point[1],
                moments=[list(window) for window in weekly(service.moments)],
                min_people=service.people[0],
                max_people=service.people[1],
                **service.fields,
            )
            zorgdienst.contactpersonen.set([self._contact(contact) for contact in service.contacts])
            self.services[service.key] = zorgdienst

    def _contact(self, contact: DemoContact) -> Contactpersoon:
        if contact.name not in self.contacts:
            self.contacts[contact.name] = Contactpersoon.objects.create(
                bestuur=self.bestuur,
                name=contact.name,
                function=contact.function,
                email=contact.email,
                phone=contact.phone,
            )
        return self.contacts[contact.name]

    def add_journeys(self, journeys: Iterable[tuple[str, str, int]]) -> None:
        """Travel times by car that somebody corrected."""
        for van, naar, minutes in journeys:
            Reistijd.objects.create(
                bestuur=self.bestuur, van=self.services[van], naar=self.services[naar], minutes=minutes
            )

    def invite(
        self,
        programme: Programme,
        guests: Iterable[DemoPerson],
        services: Iterable[str],
        wishes: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Fills the guest list and the services that take part."""
        Gast.objects.bulk_create(self._gast(programme, one, wishes.get(one.last_name, ())) for one in guests)
        DeelnemendeDienst.objects.bulk_create(
            DeelnemendeDienst(programme=programme, zorgdienst=self.services[key]) for key in services
        )

    def _gast(self, programme: Programme, person: DemoPerson, wishes: Sequence[str]) -> Gast:
        size, diet, mobility = PRACTICAL.get(person.last_name, ("", "", ""))
        return Gast(
            programme=programme,
            mandataris=self.people[person.last_name],
            accompanies=self.people.get(person.accompanies),
            mode=person.mode,
            remarks=person.remarks,
            clothing_size=size,
            diet=diet,
            mobility=mobility,
            wishes=[["service", self.services[one].pk] if one in self.services else ["kind", one] for one in wishes],
            available=None if person.available is None else availability(programme, person.available),
        )

    def plan(self, programme: Programme, visits: Iterable[DemoVisit], *, by: User, now: dt.datetime) -> None:
        """Puts them on the board one by one, as a coordinator would: each is a change in the trail."""
        week = load_week(programme)
        for number, visit in enumerate(visits):
            new = self._visit(programme, visit)
            label = describe(week, None, new)
            week = store(programme, week, put=[new], label=label, by=by, now=now + number * MINUTES_EACH)

    def _ronde(self, programme: Programme, title: str) -> Ronde:
        return Ronde.objects.get_or_create(programme=programme, title=title, defaults=TOUR_RIDE)[0]

    def _visit(self, programme: Programme, visit: DemoVisit) -> Visit:
        [(weekday, start, end)] = weekly(visit.when)
        zorgdienst = self.services[visit.service]
        host = zorgdienst.contactpersonen.first() if visit.has_host else None
        ronde = self._ronde(programme, visit.tour) if visit.tour else None
        return Visit(
            id=0,
            kind=visit.kind,
            day=programme.first_day + dt.timedelta(days=weekday - programme.first_day.weekday()),
            start=start,
            end=end,
            service=zorgdienst.pk,
            title=visit.title,
            werkvorm=visit.werkvorm,
            host=Host(host.pk, host.name, host.function, host.email, host.phone) if host else None,
            activity=visit.activity,
            remarks=visit.remarks,
            internal_note=visit.internal_note,
            ronde=ronde.pk if ronde else None,
            ronde_title=visit.tour,
            people=tuple(
                Participation(self.people[name].pk, is_spokesperson=name == visit.spokesperson) for name in visit.people
            ),
        )


def availability(programme: Programme, hours: str) -> list[list[str | int]]:
    """Weekly hours on the days of this programme: [[ISO date, from, until], ...]"""
    windows = weekly(hours)
    return [
        [day.isoformat(), start, end]
        for day in programme.days
        for weekday, start, end in windows
        if day.weekday() == weekday
    ]
