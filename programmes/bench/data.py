"""A programme of any size for the benches: services around a town, two people per visit, some of it in conflict."""

import datetime as dt
from itertools import count

from programmes.models import (
    Bestuur,
    Bezoek,
    Contactpersoon,
    Deelname,
    DeelnemendeDienst,
    Gast,
    Lidmaatschap,
    Mandataris,
    Programme,
    User,
    Zorgdienst,
)
from programmes.times import moment

MONDAY = dt.date(2025, 2, 24)
DAYS = 5
HOURS = (9 * 60, 10 * 60 + 45, 13 * 60 + 15, 15 * 60)  # four visits of an hour a day, with time to travel
VISITS_PER_SERVICE = 5
VISITS_PER_PERSON = 8
LATE = 45
_slugs = count(1)


def make_programme(visits: int, *, first_day: dt.date = MONDAY) -> Programme:
    """A week of `visits` visits with two people each; as many services and people as such a week needs."""
    number = next(_slugs)
    bestuur = Bestuur.objects.create(name=f"Meetstad {number}", slug=f"meetstad-{number}")
    programme = Programme.objects.create(
        bestuur=bestuur,
        title="Meting",
        slug="meting",
        first_day=first_day,
        last_day=first_day + dt.timedelta(days=DAYS - 1),
    )
    user = User.objects.create_user(f"meting{number}@example.be")
    Lidmaatschap.objects.create(bestuur=bestuur, user=user, role=Lidmaatschap.Role.COORDINATOR)
    services = _services(programme, max(visits // VISITS_PER_SERVICE, 2))
    people = _people(programme, max(2 * visits // VISITS_PER_PERSON, 4))
    _visits(programme, services, people, visits)
    return programme


def coordinator_of(programme: Programme) -> User:
    return programme.bestuur.members.get()


def _services(programme: Programme, number: int) -> list[Zorgdienst]:
    contacts = Contactpersoon.objects.bulk_create(
        Contactpersoon(bestuur=programme.bestuur, name=f"Contact {n}", phone="051 00 00 00") for n in range(number)
    )
    services = Zorgdienst.objects.bulk_create(
        Zorgdienst(
            bestuur=programme.bestuur,
            name=f"Dienst {n}",
            kind="woonzorgcentrum",
            latitude=50.9 + (n % 10) * 0.004,
            longitude=3.2 + (n // 10) * 0.006,
            moments=[[weekday, 8 * 60 + 30, 17 * 60] for weekday in range(5)],
            visit_minutes=60,
        )
        for n in range(number)
    )
    through = Zorgdienst.contactpersonen.through
    through.objects.bulk_create(
        through(zorgdienst=service, contactpersoon=contact) for service, contact in zip(services, contacts, strict=True)
    )
    DeelnemendeDienst.objects.bulk_create(DeelnemendeDienst(programme=programme, zorgdienst=s) for s in services)
    return services


def _people(programme: Programme, number: int) -> list[Mandataris]:
    people = Mandataris.objects.bulk_create(
        Mandataris(bestuur=programme.bestuur, first_name="Persoon", last_name=f"{n:03}", function="gemeenteraadslid")
        for n in range(number)
    )
    days = [[day.isoformat(), 8 * 60, 18 * 60] for day in programme.days]
    Gast.objects.bulk_create(Gast(programme=programme, mandataris=person, available=days) for person in people)
    return people


def _visits(programme: Programme, services: list[Zorgdienst], people: list[Mandataris], number: int) -> None:
    """Pairs of people go around: one or two visits a day, never two at once; here and there too early at the next."""
    pairs = len(people) // 2
    hosts = {service.pk: service.contactpersonen.all()[0] for service in services}
    rows = []
    for n in range(number):
        turn, pair = divmod(n, pairs)
        day = programme.days[(pair + turn) % DAYS]
        start = HOURS[(pair + turn // DAYS) % len(HOURS)] - (LATE if n % 9 == 8 else 0)
        service = services[(pair + 7 * turn) % len(services)]
        rows.append(
            Bezoek(
                programme=programme,
                zorgdienst=service,
                host=hosts[service.pk],
                starts_at=moment(day, start),
                ends_at=moment(day, start + 60),
            )
        )
    visits = Bezoek.objects.bulk_create(rows)
    Deelname.objects.bulk_create(
        Deelname(bezoek=visit, mandataris=people[2 * (n % pairs) + which])
        for n, visit in enumerate(visits)
        for which in (0, 1)
    )
