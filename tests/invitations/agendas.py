"""A small programme whose calendars are kept: An and Bo are invited to De Linde, on Monday at 9.30."""

import datetime as dt
import itertools
from collections.abc import Iterable

from django.utils import timezone
from icalendar import Calendar, Event

from invitations.models import Agendapunt, Bericht
from programmes.loading import load_week
from programmes.models import Bezoek, Mandataris, Programme, Versie
from tests.factories import make_bezoek, make_contactpersoon, make_mandataris, make_zorgdienst

NOW = dt.datetime(2025, 2, 3, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
_numbers = itertools.count(1)


def make_invited(programme: Programme, first_name: str, email: str = "", state: str = "verzonden") -> Mandataris:
    email = email or f"{first_name.lower()}@example.be"
    person = make_mandataris(programme.bestuur, first_name=first_name, last_name="Peeters", email=email)
    invite(programme, person, state=state)
    return person


def invite(programme: Programme, person: Mandataris, state: str = "verzonden") -> Bericht:
    number = next(_numbers)
    return Bericht.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        mandataris=person,
        kind=Bericht.Kind.UITNODIGING,
        key=f"uitnodiging-{number}",
        message_id=f"<uitnodiging-{number}@example.be>",
        to_email=person.email,
        state=state,
        created_at=NOW,
        send_after=NOW,
    )


def make_linde(programme: Programme, people: Iterable[Mandataris], **fields: object) -> Bezoek:
    griet = make_contactpersoon(programme.bestuur, name="Griet Declercq", function="directeur", phone="051 12 34 56")
    linde = make_zorgdienst(
        programme.bestuur,
        name="De Linde",
        contact=griet,
        street="Lindestraat 1",
        city="Leiedorp",
        latitude=50.927,
        longitude=3.2,
        clothing="Schort",
        parking="Achteraan",
    )
    return make_bezoek(programme, zorgdienst=linde, host=griet, people=people, **fields)


def publish(programme: Programme, now: dt.datetime = NOW) -> Versie:
    """As it is on the board now, conflicts or not."""
    number = Versie.objects.filter(programme=programme).count() + 1
    content = load_week(Programme.objects.get(pk=programme.pk)).for_publication().to_json()
    return Versie.objects.create(programme=programme, number=number, content=content, published_at=now)


def send() -> None:
    """The worker: all that waits is at the mail server."""
    Bericht.objects.open().update(state=Bericht.State.VERZONDEN, sent_at=timezone.now())


def messages(state: str = "wacht") -> list[tuple[str, str, int]]:
    """(address, METHOD, SEQUENCE) of what the outbox has in that state."""
    found = Bericht.objects.filter(kind=Bericht.Kind.AGENDA, state=state).order_by("to_email", "pk")
    return [(message.to_email, message.method, sequence_of(message)) for message in found]


def sequence_of(message: Bericht) -> int:
    return int(event_in(message.calendar)["SEQUENCE"])


def event_in(text: str) -> Event:
    (event,) = Calendar.from_ical(text).events
    return event


def row_of(person: Mandataris) -> Agendapunt:
    return Agendapunt.objects.get(person=person.pk)
