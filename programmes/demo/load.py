"""Loads the demo: Leiedorp with the coming edition half planned and last year's behind it, and a neighbour."""

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from programmes.conflicts import find_conflicts
from programmes.demo import carrousel, dialoog, earlier, molenbos, people, podium, services, speeddate, visie, week
from programmes.demo.builder import Builder
from programmes.demo.timetables import write_timetables
from programmes.links import make_links
from programmes.loading import load_week
from programmes.models import Aanvaarding, Assistent, Bestuur, Deelname, Lidmaatschap, Programme, User
from programmes.times import local
from programmes.versions import publish

SLUG = "leiedorp"
PASSWORD = "expeditie-demo"  # noqa: S105 (printed by script/demo: a demo is open to who starts it)
COORDINATOR = "coordinator@leiedorp.example"
OTHERS = (
    ("communicatie@leiedorp.example", "Wies Decock", Lidmaatschap.Role.COMMUNICATIE),
    ("lezer@leiedorp.example", "Rudy Maes", Lidmaatschap.Role.LEZER),
)
TERM = dt.timedelta(weeks=60)  # how long before the coming edition the councils took office
HOLIDAYS = ("12-25", "01-01")  # nobody goes on an expedition then
YESTERDAY, AN_HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@dataclass(frozen=True)
class Demo:
    bestuur: Bestuur
    programme: Programme
    earlier: Programme
    coordinator: User


@transaction.atomic
def load_demo(now: dt.datetime) -> Demo:
    bestuur = Bestuur.objects.create(
        name="Leiedorp", slug=SLUG, address="Markt 1, 8797 Leiedorp", latitude=50.9320, longitude=3.4560
    )
    coordinator = _staff(bestuur)
    builder = Builder(bestuur)
    monday = next_edition(local(now).date())
    builder.add_people(people.PEOPLE, since=monday - TERM)
    builder.add_people([people.FORMER], since=monday - TERM, ends_on=monday - dt.timedelta(days=90))
    builder.add_services(services.SERVICES)
    builder.add_journeys(services.JOURNEYS)
    past = _earlier_edition(builder, monday, by=coordinator)
    programme = _coming_edition(builder, monday, by=coordinator, now=now)
    visie.add_workshops(past, programme, now=now)
    _neighbour(monday, reader=coordinator, now=now)
    return Demo(bestuur, programme, past, coordinator)


def next_edition(today: dt.date) -> dt.date:
    """The first Monday that is at least three weeks away, or the last one before the holidays."""
    day = today + dt.timedelta(weeks=3)
    monday = day + dt.timedelta(days=-day.weekday() % 7)
    while any((monday + dt.timedelta(days=n)).strftime("%m-%d") in HOLIDAYS for n in range(5)):
        monday -= dt.timedelta(weeks=1)
    return monday


def _staff(bestuur: Bestuur) -> User:
    coordinator = _user(COORDINATOR, "Els Vercruysse", bestuur, Lidmaatschap.Role.COORDINATOR)
    for email, name, role in OTHERS:
        _user(email, name, bestuur, role)
    return coordinator


def _user(email: str, name: str, bestuur: Bestuur, role: str) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Lidmaatschap.objects.create(bestuur=bestuur, user=user, role=role)
    return user


def _coming_edition(builder: Builder, monday: dt.date, *, by: User, now: dt.datetime) -> Programme:
    programme = Programme.objects.create(
        bestuur=builder.bestuur,
        title=f"Expeditie Zorg {monday.year}",
        slug=str(monday.year),
        first_day=monday,
        last_day=monday + dt.timedelta(days=4),
        contact_name="Els Vercruysse",
        contact_email=COORDINATOR,
        contact_phone="056 00 12 00",
        answer_by=monday - dt.timedelta(days=10),
        introduction="Vijf dagen lang stappen we binnen in de zorg van Leiedorp. Werk mee, luister en stel je vragen.",
        meeting_point="Aan de hoofdingang",
        clothing="Gemakkelijke kledij en gesloten schoenen",
    )
    builder.invite(programme, people.PEOPLE, builder.services, people.WISHES)
    builder.plan(programme, week.PUBLISHED, by=by, now=now - YESTERDAY)
    _accept(programme, week.AT_FIRST, by=by, now=now - AN_HOUR)
    publish(programme, based_on=0, note="Eerste versie: de helft van de week ligt vast.", by=by, now=now - AN_HOUR)
    builder.plan(programme, week.SINCE, by=by, now=now - AN_HOUR)
    write_timetables(programme)
    speeddate.add_speeddate(programme)
    podium.add_stage(programme, today=local(now).date())
    carrousel.add_carousel(programme, now=now)
    dialoog.add_dialogue(programme, today=local(now).date())
    _answers(programme, now=now)
    _assist(programme)
    _accept(programme, week.ACCEPTED, by=by, now=now)
    make_links(programme, now=now)
    return programme


def _assist(programme: Programme) -> None:
    """The secretariat answers for the mayor and two aldermen."""
    secretariat = Assistent.objects.create(
        programme=programme, name=week.ASSISTANT, email="secretariaat@leiedorp.example"
    )
    secretariat.mandatarissen.set(programme.guests.filter(last_name__in=week.ASSISTED))


def _answers(programme: Programme, *, now: dt.datetime) -> None:
    name, reason = week.DECLINED
    told = Deelname.objects.filter(bezoek__programme=programme, mandataris__last_name=name)
    told.update(answer=Deelname.Answer.NEE, answer_reason=reason, answered_at=now - AN_HOUR)
    coming = Deelname.objects.filter(bezoek__programme=programme, mandataris__last_name__in=week.COMING)
    coming.update(answer=Deelname.Answer.JA, answered_at=now - AN_HOUR)


def _accept(programme: Programme, notes: dict[str, str], *, by: User, now: dt.datetime) -> None:
    for conflict in find_conflicts(load_week(programme)):
        if conflict.kind in notes:
            note = notes[conflict.kind]
            Aanvaarding.objects.create(programme=programme, key=conflict.key, note=note, by=by, at=now)


def _earlier_edition(builder: Builder, monday: dt.date, *, by: User) -> Programme:
    first_day = monday - dt.timedelta(weeks=52) + dt.timedelta(days=1)
    programme = Programme.objects.create(
        bestuur=builder.bestuur,
        title="Expeditie Zorg: de eerste keer",
        slug="eerste-keer",
        first_day=first_day,
        last_day=first_day + dt.timedelta(days=2),
        contact_name="Els Vercruysse",
        contact_email=COORDINATOR,
    )
    guests = [person for person in [*people.PEOPLE, people.FORMER] if person.last_name in earlier.GUESTS]
    builder.invite(programme, guests, earlier.SERVICES)
    published_at = dt.datetime.combine(first_day - dt.timedelta(days=14), dt.time(15, 30), tzinfo=dt.UTC)
    builder.plan(programme, earlier.VISITS, by=by, now=published_at - AN_HOUR)
    publish(programme, based_on=0, note="Definitief programma", by=by, now=published_at)
    make_links(programme, now=published_at)
    return programme


def _neighbour(monday: dt.date, *, reader: User, now: dt.datetime) -> None:
    """Molenbos: one day; the coordinator of Leiedorp reads along there."""
    bestuur = Bestuur.objects.create(
        name="Molenbos", slug="molenbos", address="Dorp 1, 8798 Molenbos", latitude=50.9855, longitude=3.5080
    )
    coordinator = _user("coordinator@molenbos.example", "Jan Lietaer", bestuur, Lidmaatschap.Role.COORDINATOR)
    Lidmaatschap.objects.create(bestuur=bestuur, user=reader, role=Lidmaatschap.Role.LEZER)
    builder = Builder(bestuur)
    builder.add_people(molenbos.PEOPLE, since=monday - TERM)
    builder.add_services(molenbos.SERVICES)
    day = monday + dt.timedelta(days=3)
    programme = Programme.objects.create(
        bestuur=bestuur, title="Zorgdag Molenbos", slug="zorgdag", first_day=day, last_day=day
    )
    builder.invite(programme, molenbos.PEOPLE, builder.services)
    builder.plan(programme, molenbos.VISITS, by=coordinator, now=now - AN_HOUR)
    publish(programme, based_on=0, note="", by=coordinator, now=now)
    make_links(programme, now=now)
