"""What the first edition of Leiedorp promised: some late, some done, one internal, one that became a visit again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from followup.agreements import acts
from followup.agreements.people import Place, hosts_at, places_of
from followup.agreements.reminding import next_step
from followup.models import Afspraak, Moment, Nazorglink
from followup.sharing import share
from programmes.models import Mandataris, Programme
from programmes.times import local, moment

Kind, Initiative = Afspraak.Kind, Afspraak.Initiative


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement of the demo; `weeks`: from now until it is due, None: no day."""

    place: str
    people: tuple[str, ...]
    kind: str
    initiative: str
    weeks: float | None
    title: str
    text: str = ""
    done: str = ""  # how it went
    dropped: str = ""
    moved: str = ""  # why it was put off by some weeks
    is_shared: bool = True


AGREED = (
    Told(
        *("De Meersen", ("Bensalem",), Kind.INFORMATIE, Initiative.DIENST, -1.5),
        "De cijfers over de avondshift bezorgen",
        "Hoeveel avonden stond er dit jaar iemand minder dan gepland?",
        moved="Het nieuwe uurrooster is pas klaar na de vakantie.",
    ),
    Told(
        *("De Meersen", ("Vandaele", "Bensalem"), Kind.BEZOEK, Initiative.BESTUUR, 2),
        "Opnieuw meedraaien, maar dan 's avonds",
        "Van de overdracht tot iedereen in bed ligt.",
    ),
    Told(
        *("De Meersen", ("Goethals",), Kind.SAMENWERKING, Initiative.DIENST, -26),
        "Een vaste dag voor de kinderen van de opvang in het woonzorgcentrum",
        done="Elke eerste woensdag. De kinderen kiezen het lied.",
    ),
    Told(
        *("De Brug", ("Coppens", "Dumoulin"), Kind.GESPREK, Initiative.BESTUUR, 0.7),
        "Samenzitten over de openingsuren in het weekend",
    ),
    Told(
        *("De Brug", ("Roelandts",), Kind.INFORMATIE, Initiative.DIENST, -34),
        "De lijst met vrijwilligers zonder verzekering doorgeven",
        dropped="De verzekering van de gemeente dekt hen al.",
    ),
    Told(
        *("De Waterlelie", ("Declercq", "Maertens"), Kind.BESLISSING, Initiative.BESTUUR, 5),
        "Een tweede lift op de investeringslijst zetten",
        "Het dossier gaat eerst naar het college.",
    ),
    Told(
        *("Zorgzame buurt", ("Hoste", "Lootens"), Kind.SAMENWERKING, Initiative.DIENST, None),
        "Elkaar bellen zodra een buur hulp zoekt bij papieren",
    ),
    Told(
        *("Sociale dienst", ("Verschaeve",), Kind.INFORMATIE, Initiative.BESTUUR, -3),
        "Nagaan of de wachttijd in het jaarverslag mag",
        "Eerst intern uitklaren.",
        is_shared=False,
    ),
    Told(
        *("Sociale dienst", ("Ghesquière",), Kind.GESPREK, Initiative.DIENST, -40),
        "De maatschappelijk werkers uitnodigen op de raadscommissie",
        done="Ze kwamen vertellen. De commissie vroeg om dat elk jaar te doen.",
    ),
)


def load_afspraken(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago."""
    if programme.afspraken.exists():
        return
    places = places_of(programme)
    guests = {person.last_name: person for person in programme.guests.all()}
    for told in AGREED:
        place = next((place for place in places if told.place in place.name), None)
        if place:
            _tell(programme, told, place, [guests[name] for name in told.people if name in guests], now=now)
    share(programme, Nazorglink.Kind.AFSPRAKEN, now=now)


def _tell(programme: Programme, told: Told, place: Place, council: list[Mandataris], *, now: dt.datetime) -> None:
    """Noted at the end of the visit, and what came of it since."""
    at = moment(place.visit.day, place.visit.end)
    host = hosts_at(programme, place)[:1]
    by = str(host[0]) if host and told.initiative == Initiative.DIENST else str(council[0])
    due_on = None if told.weeks is None else local(now).date() + dt.timedelta(days=round(told.weeks * 7))
    first = due_on - dt.timedelta(weeks=8) if due_on and told.moved else due_on
    one = acts.make(_row(programme, told, place, due_on=first), council=council, service=list(host), by=by, now=at)
    if due_on and first and told.moved:
        acts.move(one, due_on=due_on, reason=told.moved, by=by, now=moment(first - dt.timedelta(days=9), 11 * 60))
    if due_on and (told.done or told.dropped):
        close = acts.finish if told.done else acts.drop
        close(one, note=told.done or told.dropped, by=by, now=moment(due_on - dt.timedelta(days=2), 15 * 60))
    elif due_on:
        _remind(one, due_on, [*host, *council], since=at, now=now)


def _remind(one: Afspraak, due_on: dt.date, people: Iterable[object], *, since: dt.datetime, now: dt.datetime) -> None:
    """What the worker would have told until now, so that a demo does not begin with a heap of mail."""
    names = ", ".join(map(str, people)) if one.is_shared else str(one.programme.contact_name)
    while (since := next_step(due_on, since=since)) <= now:
        acts.remember(one, Moment.Kind.HERINNERD, by="", now=since, text=f"aan {names}")


def _row(programme: Programme, told: Told, place: Place, *, due_on: dt.date | None) -> Afspraak:
    return Afspraak(
        programme=programme,
        key=uuid5(NAMESPACE_URL, f"demo-afspraak-{programme.pk}-{told.title}"),
        zorgdienst_id=place.visit.service,
        visit=place.visit.id,
        title=told.title,
        text=told.text,
        kind=told.kind,
        initiative=told.initiative,
        due_on=due_on,
        is_shared=told.is_shared,
    )
