"""What is in the press kit: of the published programme what is public, and of people only what they allow the press."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from invitations.models import Cijfer, Fiche, Toestemming, Verhaal
from invitations.stories.telling import Told, told
from press.models import Beeld, Persmap, Persmoment, Quote, Verschenen
from press.rights.usable import usable_pictures, usable_quotes
from programmes.entries import Companion, Entry
from programmes.models import Programme, Zorgdienst
from programmes.schedules import Day, week_schedule
from programmes.versions import last_version, week_of
from programmes.week import JOURNEY, MEAL, Week

PERS = Toestemming.Channel.PERS
LAYOUT = 2  # raise it when the same content has to give another PDF


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Service:
    """A care service as the press may read of it."""

    id: int
    name: str
    kind: str
    address: str
    about: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Story:
    service: str
    told: Told


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str
    phone: str

    @property
    def parts(self) -> list[str]:
        return [part for part in (self.name, self.phone, self.email) if part]


@dataclass(frozen=True)
class Kit:
    """All that the press gets, as plain values; `pictures` come with their files."""

    title: str
    bestuur: str
    period: str
    lead: str
    about: str
    hashtag: str
    version: int
    embargo_until: dt.datetime | None
    days: tuple[Day, ...]
    services: tuple[Service, ...]
    quotes: tuple[Quote, ...]
    stories: tuple[Story, ...]
    spokespersons: tuple[Companion, ...]
    moments: tuple[Persmoment, ...]
    contact: Contact
    pictures: tuple[Beeld, ...]
    articles: tuple[Verschenen, ...]
    verhalen: tuple[int, ...]  # keys of what is told

    def is_open(self, now: dt.datetime) -> bool:
        """Before its embargo ends, nothing of it is handed out by link."""
        return self.embargo_until is None or now >= self.embargo_until

    @property
    def films(self) -> tuple[Beeld, ...]:
        return tuple(beeld for beeld in self.pictures if beeld.kind == Beeld.Kind.FILM)

    @property
    def photos(self) -> tuple[Beeld, ...]:
        return tuple(beeld for beeld in self.pictures if beeld.kind == Beeld.Kind.FOTO)


def kit_of(programme: Programme, *, on: dt.date) -> Kit:
    """In a fixed number of queries."""
    texts = Persmap.objects.filter(programme=programme).first() or Persmap(programme=programme)
    version = last_version(programme)
    week = week_of(version) if version else None
    if week:
        week = replace(week, info=replace(week.info, shows_fractie=texts.shows_fractie))
    days = _public_days(week) if week else ()
    moments = tuple(Persmoment.objects.filter(programme=programme).prefetch_related("spokespersons"))
    services = _services(programme, week)
    stories, keys = _stories(programme, {one.id: one.name for one in services}, on)
    return Kit(
        title=texts.title or programme.title,
        bestuur=programme.bestuur.name,
        period=programme.period,
        lead=texts.lead or programme.introduction,
        about=texts.about,
        hashtag=programme.hashtag,
        version=version.number if version else 0,
        embargo_until=texts.embargo_until,
        days=days,
        services=services,
        quotes=tuple(usable_quotes(programme, PERS, on=on)),
        stories=stories,
        spokespersons=_spokespersons(days, moments, shows_fractie=texts.shows_fractie),
        moments=moments,
        contact=_contact(programme, moments),
        pictures=tuple(usable_pictures(programme, PERS, on=on)),
        articles=tuple(Verschenen.objects.filter(programme=programme)),
        verhalen=keys,
    )


def _public_days(week: Week) -> tuple[Day, ...]:
    """Visits and press moments; minors are no news, so they are not named."""
    days = []
    for day in week_schedule(week).days:
        entries = tuple(_public(entry) for entry in day.entries if entry.kind not in {JOURNEY, MEAL})
        if entries:
            days.append(Day(day.day, entries))
    return tuple(days)


def _public(entry: Entry) -> Entry:
    return replace(entry, people=tuple(one for one in entry.people if not one.is_minor))


def _services(programme: Programme, week: Week | None) -> tuple[Service, ...]:
    keys = [visit.service for visit in week.visits if visit.service] if week else []
    rows = Zorgdienst.objects.filter(bestuur=programme.bestuur_id, pk__in=set(keys))
    fiches = Fiche.objects.filter(programme=programme).prefetch_related("cijfers")
    figures = {fiche.zorgdienst_id: _figures(fiche.cijfers.all()) for fiche in fiches}
    return tuple(
        Service(row.pk, row.name, row.get_kind_display(), row.address, row.activities, figures.get(row.pk, ()))
        for row in rows
    )


def _figures(rows: Iterable[Cijfer]) -> tuple[Figure, ...]:
    return tuple(Figure(row.name, f"{row.typed} {row.unit}".strip()) for row in rows if row.typed)


def _stories(programme: Programme, names: dict[int, str], on: dt.date) -> tuple[tuple[Story, ...], tuple[int, ...]]:
    rows = list(Verhaal.objects.filter(programme=programme).exclude(text="").select_related("toestemming"))
    pairs = [(row.pk, one) for row in rows for one in told([row], channel=PERS, on=on)]
    return tuple(Story(names.get(one.service, ""), one) for _, one in pairs), tuple(key for key, _ in pairs)


def _spokespersons(days: Iterable[Day], moments: Iterable[Persmoment], *, shows_fractie: bool) -> tuple[Companion, ...]:
    """Those of the press moments first, then those of the visits; each once."""
    found = {
        person.name: Companion(person.name, person.function, person.fractie if shows_fractie else "")
        for moment in moments
        for person in moment.spokespersons.all()
        if not person.is_minor
    }
    for day in days:
        for entry in day.entries:
            found |= {one.name: one for one in entry.people if one.is_spokesperson and one.name not in found}
    return tuple(found.values())


def _contact(programme: Programme, moments: tuple[Persmoment, ...]) -> Contact:
    """Whoever the press may call: of the first press moment that names somebody, else of the programme."""
    one = next((moment for moment in moments if moment.contact_name), None)
    if one:
        return Contact(one.contact_name, one.contact_email, one.contact_phone)
    return Contact(programme.contact_name, programme.contact_email, programme.contact_phone)


def digest_of(kit: Kit) -> str:
    """Another one as soon as the PDF would be another."""
    said: list[Any] = [LAYOUT, kit.title, kit.bestuur, kit.period, kit.lead, kit.about, kit.hashtag, kit.version]
    said += [str(kit.embargo_until), _plain(kit.services), _plain(kit.spokespersons), _plain([kit.contact])]
    said += [[[day.name, *(_row(entry) for entry in day.entries)] for day in kit.days]]
    said += [[(str(story.service), story.told.signature, story.told.text) for story in kit.stories]]
    said += [[(one.pk, one.text, one.name, one.function, one.portrait_id) for one in kit.quotes]]
    said += [[(one.pk, one.caption, one.alt, one.credit, one.web.name) for one in kit.pictures]]
    said += [
        [(one.title, str(one.starts_at), str(one.ends_at), one.place, one.photo_opportunity) for one in kit.moments]
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _row(entry: Entry) -> list[Any]:
    """What is printed of it: who is there comes with a party, or without."""
    people = [(person.name, person.fractie) for person in entry.people]
    return [entry.hours, entry.name, entry.kind, entry.where, people]


def _plain(rows: Iterable[Any]) -> list[str]:
    return [repr(row) for row in rows]
