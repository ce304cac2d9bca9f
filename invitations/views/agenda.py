"""Somebody's own programme in their calendar: a file to keep and a feed to subscribe to."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.utils.text import slugify

from invitations.agendas.calendars import Stamp, empty_calendar, person_calendar
from invitations.mail.outbox import domain
from invitations.models import Agendapunt
from programmes.links import token_of
from programmes.models import Bezoek, Deelname, PersonalLink, Programme, Versie
from programmes.schedules import Schedule, person_schedule
from programmes.versions import week_for
from programmes.views.personal import behind_link
from programmes.werkvormen.own import with_seats
from programmes.werkvormen.rounds import Round

CONTENT_TYPE = "text/calendar; charset=utf-8"
LAYOUT = 2  # raise it when the same facts have to give other bytes: calendars are fetched by their ETag


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger and the answers say of one person: it decides about the feed beside the published version."""

    stamps: dict[int, Stamp]
    declined: frozenset[int]

    @property
    def tag(self) -> str:
        stamps = sorted((stamp.uid, stamp.sequence, stamp.changed_at.isoformat()) for stamp in self.stamps.values())
        return hashlib.sha256(repr((stamps, sorted(self.declined))).encode()).hexdigest()[:16]

    @property
    def changed_at(self) -> list[dt.datetime]:
        return [stamp.changed_at for stamp in self.stamps.values()]


@dataclass(frozen=True, slots=True)
class Own:
    """What was published for one person (None: nothing), and where they sit, by visit."""

    schedule: Schedule | None
    rounds: Mapping[int, tuple[Round, ...]]

    @property
    def tag(self) -> str:
        return hashlib.sha256(repr(sorted(self.rounds.items())).encode()).hexdigest()[:16]


@behind_link("mandataris")
def mijn_ics(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Before there is anything to keep: the page that says so."""
    return _calendar(request, link, attachment=True) or redirect("mijn", token_of(link))


@behind_link("mandataris")
def mijn_feed(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Never an error for who subscribes early: an empty calendar, that fills itself."""
    answer = _calendar(request, link, attachment=False)
    return answer or HttpResponse(empty_calendar(link.programme.title), content_type=CONTENT_TYPE)


def _calendar(request: HttpRequest, link: PersonalLink, *, attachment: bool) -> HttpResponse | None:
    version, may_seat = _version_of(link.programme)
    if version is None:
        return None
    ledger = _ledger_of(link)
    own = _own(link, version) if may_seat else None
    etag = quote_etag(f"{version.pk}-{link.pk}-{LAYOUT}-{ledger.tag}-{own.tag if own else ''}")
    modified = int(max([version.published_at, *ledger.changed_at]).timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=None if may_seat else modified)
    if response is None:
        response = _made(own or _own(link, version), version, ledger, attachment=attachment)
    if response is not None:
        response.headers["ETag"] = etag
        if not may_seat:  # seats change without a new version: then only the ETag tells whether anything did
            response.headers["Last-Modified"] = http_date(modified)
    return response


def _version_of(programme: Programme) -> tuple[Versie | None, bool]:
    """The last one, without its content, and whether the programme has a format that seats people."""
    seated = Bezoek.objects.filter(Q(speeddate__isnull=False) | Q(carrousel__isnull=False))
    versions = Versie.objects.filter(programme=programme).defer("content")
    found = versions.annotate(may_seat=Exists(seated.filter(programme=OuterRef("programme")))).first()
    return (found, found.may_seat) if found else (None, False)


def _own(link: PersonalLink, version: Versie) -> Own:
    person = link.mandataris_id or 0
    schedule = person_schedule(week_for(version, person), person)
    if schedule is None:
        return Own(None, {})
    return Own(schedule, with_seats(entry.visit for entry in schedule.entries).told(schedule).rounds)


def _made(own: Own, version: Versie, ledger: Ledger, *, attachment: bool) -> HttpResponse | None:
    schedule = own.schedule
    if schedule is None:
        return None
    content = person_calendar(
        schedule,
        published_at=version.published_at,
        domain=domain(),
        ledger=ledger.stamps,
        rounds=own.rounds,
        without=ledger.declined,
    )
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(attachment, _filename(schedule)) or "inline"
    return response


def _filename(schedule: Schedule) -> str:
    return f"{slugify(f'{schedule.info.title} {schedule.name}')}.ics"


def _ledger_of(link: PersonalLink) -> Ledger:
    """In two queries. Who said no has nothing to do there: the visit is not in their calendar."""
    rows = list(Agendapunt.objects.filter(programme=link.programme, person=link.mandataris_id or 0))
    answers = Deelname.objects.filter(bezoek__programme=link.programme, mandataris=link.mandataris_id)
    answered = dict(answers.values_list("bezoek_id", "answer"))
    by_mail = {row.visit for row in rows if row.is_declined and answered.get(row.visit) != Deelname.Answer.JA}
    by_link = {visit for visit, answer in answered.items() if answer == Deelname.Answer.NEE}
    return Ledger(
        stamps={row.visit: Stamp(row.uid, row.sequence, row.changed_at) for row in rows},
        declined=frozenset(by_mail | by_link),
    )
