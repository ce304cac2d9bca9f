"""A visit that comes of an agreement: the same people again, in the draft of a programme that covers that day.

From there it goes through the doors that every visit goes through: it is published, and who was not invited to that
programme yet, is invited; then calendars follow by themselves.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from followup.agreements.acts import AgreementError, remember
from followup.models import Afspraak, Moment
from invitations.inviting.composing import keep
from invitations.inviting.invited import invited_people
from invitations.models import Uitnodiging
from programmes.drafts import DraftError, store
from programmes.loading import load_week
from programmes.models import (
    Bezoek,
    Contactpersoon,
    DeelnemendeDienst,
    Gast,
    Mandataris,
    Programme,
    User,
    Werkvorm,
    Zorgdienst,
)
from programmes.models.programme import RESERVED_PROGRAMME_SLUGS
from programmes.slugs import free_slug
from programmes.times import NonexistentTimeError, clock, day_name, local
from programmes.versions import published_week
from programmes.week import VISIT, Host, Participation, Visit

SAME = (
    *("contact_name", "contact_email", "contact_phone", "hashtag", "mode", "slack_minutes"),
    *("meeting_point", "clothing", "meal"),
)
SUBJECT = "Kom je opnieuw langs? {titel}, {periode}"
BODY = """{aanspreking}

Tijdens de expeditie spraken we af dat je nog eens langskomt. Dat doen we nu.

{programma}

- **Afspreken:** {afspreekplaats}

Laat je even weten of je komt?

{knop_antwoord}

Een vraag? Neem gerust contact op: {aanspreekpunt}.

Tot dan!
{bestuur}
"""


@dataclass(frozen=True, slots=True)
class When:
    day: dt.date
    start: int  # minutes since midnight
    minutes: int

    @property
    def end(self) -> int:
        return self.start + self.minutes

    def __str__(self) -> str:
        return f"{day_name(self.day)}, {clock(self.start)}–{clock(self.end)}"


@transaction.atomic
def plan_visit(
    afspraak: Afspraak, *, when: When, service: Zorgdienst, by: User, now: dt.datetime
) -> tuple[Programme, int]:
    """Where it stands, and the key of the visit. Raises AgreementError with the sentence that says why not."""
    row = Afspraak.objects.select_for_update().select_related("programme__bestuur").get(pk=afspraak.pk)
    people = list(row.mandatarissen.all())
    _check(row, people, when, today=local(now).date())
    programme = _covering(row, when.day) or _small_programme(row, when, service, now=now)
    DeelnemendeDienst.objects.get_or_create(programme=programme, zorgdienst=service)
    for person in people:
        Gast.objects.get_or_create(programme=programme, mandataris=person)
    key = _store(programme, _visit(row, people, when, service), service, by=by, now=now)
    row.follow_up, row.follow_up_visit = programme, key
    row.save(update_fields=["follow_up", "follow_up_visit"])
    remember(row, Moment.Kind.BEZOEK, by=str(by), now=now, text=f"{when}, in {programme.title}")
    return programme, key


def _check(row: Afspraak, people: list[Mandataris], when: When, *, today: dt.date) -> None:
    if not people:
        raise AgreementError("Bij deze afspraak staat niemand van het bestuur. Voeg eerst toe wie op bezoek komt.")
    if when.day < today:
        raise AgreementError("Deze dag is al voorbij. Kies vandaag of een latere dag.", "day")
    if when.day.year > today.year + 2:
        raise AgreementError(f"Kijk het jaar na: {when.day.year} is wel erg ver weg.", "day")
    if when.end > 24 * 60:
        raise AgreementError("Het bezoek loopt over middernacht. Kies een vroeger uur of een kortere duur.", "minutes")
    if Bezoek.objects.filter(pk=row.follow_up_visit or 0, programme=row.follow_up_id).exists():
        raise AgreementError("Er is al een opvolgbezoek gepland. Wijzig dat op het bord.")


def _covering(row: Afspraak, day: dt.date) -> Programme | None:
    """Its own programme when that covers the day, or else another of the authority."""
    programmes = Programme.objects.select_related("bestuur").filter(
        bestuur=row.programme.bestuur_id, first_day__lte=day, last_day__gte=day
    )
    return programmes.filter(pk=row.programme_id).first() or programmes.first()


def _small_programme(row: Afspraak, when: When, service: Zorgdienst, *, now: dt.datetime) -> Programme:
    """For one day, with the contact point of the programme where it was agreed, and an invitation to send."""
    bestuur, title = row.programme.bestuur, f"Opvolgbezoek {service.name}"[:150]
    taken = {*bestuur.programmes.values_list("slug", flat=True), *RESERVED_PROGRAMME_SLUGS}
    hours = {"day_from": dt.time(min(8, when.start // 60))}
    if when.end > 18 * 60:
        hours["day_until"] = dt.time(23, 59) if when.end // 60 >= 23 else dt.time(when.end // 60 + 1)
    programme = Programme.objects.create(
        bestuur=bestuur,
        title=title,
        slug=free_slug(title, taken=taken, longest=80, fallback="opvolgbezoek"),
        first_day=when.day,
        last_day=when.day,
        **hours,
        **{name: getattr(row.programme, name) for name in SAME},
    )
    keep(Uitnodiging(programme=programme, subject=SUBJECT, body=BODY), now=now)
    return programme


def _visit(row: Afspraak, people: list[Mandataris], when: When, service: Zorgdienst) -> Visit:
    """What is only for the authority's own eyes, is not told to the visitors."""
    host = _host(row, service)
    return Visit(
        id=0,
        kind=VISIT,
        day=when.day,
        start=when.start,
        end=when.end,
        service=service.pk,
        werkvorm=Werkvorm.GESPREK,
        host=Host(host.pk, host.name) if host else None,
        activity=f"We volgen op wat we afspraken: {row.title}" if row.is_shared else "We volgen het vorige bezoek op.",
        people=tuple(Participation(person.pk) for person in people),
    )


def _host(row: Afspraak, service: Zorgdienst) -> Contactpersoon | None:
    """Who is named in it; or else who usually receives."""
    return row.contactpersonen.first() or service.contactpersonen.first()


def _store(programme: Programme, visit: Visit, service: Zorgdienst, *, by: User, now: dt.datetime) -> int:
    week = load_week(programme)
    try:
        after = store(programme, week, put=[visit], label=f"Opvolgbezoek bij {service}", by=by, now=now)
    except (DraftError, NonexistentTimeError) as error:
        raise AgreementError(str(error), "start") from error
    return next(key for key in after.by_id if key not in week.by_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a follow-up visit is on its way into the calendars."""

    programme: Programme
    bezoek: Bezoek
    is_published: bool
    uninvited: tuple[str, ...]

    @property
    def is_invited(self) -> bool:
        return self.is_published and not self.uninvited


def standing_of(afspraak: Afspraak) -> Standing | None:
    """None when there is no follow-up visit, or when it was taken off the board again."""
    visits = Bezoek.objects.select_related("programme__bestuur", "zorgdienst").prefetch_related("deelnemers")
    bezoek = visits.filter(pk=afspraak.follow_up_visit or 0, programme=afspraak.follow_up_id).first()
    if bezoek is None:
        return None
    week, invited = published_week(bezoek.programme), invited_people(bezoek.programme)
    return Standing(
        programme=bezoek.programme,
        bezoek=bezoek,
        is_published=week is not None and bezoek.pk in week.by_id,
        uninvited=tuple(person.name for person in bezoek.deelnemers.all() if person.pk not in invited),
    )
