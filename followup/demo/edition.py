"""What the day left behind in the first edition of Leiedorp: who was there, pictures, quotes."""

import datetime as dt
from uuid import NAMESPACE_URL, uuid4, uuid5

from press.day.presence import Tick, keep_tick
from press.day.unannounced import welcome
from press.demo.pictures import load_pictures
from press.models import Aanwezigheid, Quote
from programmes.models import Mandataris, Programme
from programmes.times import moment
from programmes.versions import published_week
from programmes.week import Visit

QUOTES = (  # (service, who, what)
    ("De Meersen", "Bensalem", "Geen cijfers zonder gezicht deze keer: boterhammen smeren, luisteren, lachen."),
    ("De Meersen", "Tavernier", "De overdracht om halftwee is het moment waarop je ziet hoe hard hier gewerkt wordt."),
    ("De Brug", "Coppens", "Wie hier soep komt eten, komt eigenlijk voor het gesprek."),
    ("Zorgzame buurt", "Vandaele", "Een buurt die naar elkaar omkijkt, maak je niet met een reglement."),
)


def load_edition(programme: Programme, *, now: dt.datetime) -> None:  # noqa: ARG001 (as the other loaders)
    week = published_week(programme)
    if week is None or Aanwezigheid.objects.filter(programme=programme).exists():
        return
    for number, visit in enumerate(week.visits):
        _presence(programme, visit, absent=number == 1)
    first = week.visits[0]
    at = moment(first.day, first.start)
    tick = Tick(is_present=True, at=at, by=first.host.name if first.host else "", key=uuid4())
    welcome(programme, week, first, tick, name="Maxim Claeys", function="leerling op beroependag", now=at)
    load_pictures(programme, now=moment(first.day, first.start))
    _quotes(programme, {week.name_of(visit): visit for visit in week.visits})


def _presence(programme: Programme, visit: Visit, *, absent: bool) -> None:
    at = moment(visit.day, visit.start)
    by = visit.host.name if visit.host else ""
    for number, part in enumerate(visit.people):
        tick = Tick(is_present=not (absent and number == 1), at=at, by=by, key=uuid4())
        keep_tick(programme, tick, visit=visit.id, person=part.person, now=at)


def _quotes(programme: Programme, visits: dict[str, Visit]) -> None:
    for service, who, text in QUOTES:
        visit = next((one for name, one in visits.items() if service in name), None)
        person = Mandataris.objects.filter(gast_bij__programme=programme, last_name=who).first()
        if visit and person:
            at = moment(visit.day, visit.end)
            Quote.objects.create(
                programme=programme,
                key=uuid5(NAMESPACE_URL, f"demo-nazorg-quote-{programme.pk}-{who}"),
                visit=visit.id,
                zorgdienst_id=visit.service,
                text=text,
                mandataris=person,
                name=person.name,
                function=person.function,
                state=Quote.State.GOEDGEKEURD,
                channels=["intern", "site", "sociaal", "pers"],
                received_at=at,
                asked_at=at,
                answered_at=at,
            )
