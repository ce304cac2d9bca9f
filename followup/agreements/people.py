"""Who can be asked to see to an agreement: the guests, and whoever receives; behind a link only those of the visit."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from press.day.senders import Sender, visits_of_sender
from press.models import Aanwezigheid
from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class Place:
    """A visit of the programme as it was held: where an agreement is made."""

    visit: Visit
    name: str
    week: Week

    @property
    def label(self) -> str:
        """'WZC De Meersen, dinsdag 25 februari, 9.30–11.30'"""
        return f"{self.name}, {day_name(self.visit.day)}, {self.visit.hours}"


def places_of(programme: Programme) -> list[Place]:
    week = published_week(programme)
    return _places(week, [visit for visit in week.visits if visit.service]) if week else []


def places_behind(link: PersonalLink) -> list[Place]:
    """The visits of whoever has this link: where they went, or what came to them."""
    week = published_week(link.programme)
    if week is None:
        return []
    own = visits_of_sender(week, Sender(link.programme, link=link))
    return _places(week, [visit for visit in own if visit.service])


def _places(week: Week, visits: list[Visit]) -> list[Place]:
    return [Place(visit, week.name_of(visit), week) for visit in visits]


def guests_of(programme: Programme) -> QuerySet[Mandataris]:
    return programme.guests.all()


def hosts_of(programme: Programme) -> QuerySet[Contactpersoon]:
    at_service = Q(zorgdiensten__deelnames_aan_programmes__programme=programme)
    return Contactpersoon.objects.filter(at_service | Q(bezoeken__programme=programme)).distinct()


def visitors_at(programme: Programme, place: Place) -> QuerySet[Mandataris]:
    """Who was to come, and who came unannounced."""
    came = Aanwezigheid.objects.filter(programme=programme, visit=place.visit.id, is_present=True)
    expected = [part.person for part in place.visit.people]
    people = Mandataris.objects.filter(bestuur=programme.bestuur_id)
    return people.filter(Q(pk__in=expected) | Q(pk__in=came.values("mandataris")))


def hosts_at(programme: Programme, place: Place) -> QuerySet[Contactpersoon]:
    service = place.week.service_of(place.visit)
    known = [contact.id for contact in service.contacts] if service else []
    known += [place.visit.host.id] if place.visit.host else []
    return Contactpersoon.objects.filter(bestuur=programme.bestuur_id, pk__in=known)
