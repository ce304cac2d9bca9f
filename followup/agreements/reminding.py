"""Reminders of agreements, to both sides: a week before the day, the day after it, and then every two weeks.

Quiet when it is done, when it was carried to a next edition (which reminds from then on), and once the personal links
of the programme end. Whoever is due one, gets one mail with all that is late or comes soon, the late ones first. A
step counts from when the agreement was made, moved or opened again; a Moment keeps that it was told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from followup.agreements.listing import Line, agreements_of, lines
from followup.models import Afspraak, Moment
from invitations.by_programme import each
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Bericht
from invitations.reminding.reminders import wait_for_turn
from invitations.reminding.timeline import CALL, MAIL, Happening
from programmes.links import make_links, token_of
from programmes.models import Lidmaatschap, PersonalLink, Programme, User, Zorgdienst
from programmes.models.programme import LINKS_LIVE_DAYS
from programmes.times import local, moment
from programmes.words import counted

KIND = Bericht.Kind.AFSPRAAK
AT = 9 * 60  # minutes since midnight
BEFORE, AFTER, AGAIN = dt.timedelta(days=7), dt.timedelta(days=1), dt.timedelta(days=14)
RESTARTS = (Moment.Kind.GEMAAKT, Moment.Kind.VERSCHOVEN, Moment.Kind.HEROPEND, Moment.Kind.HERINNERD)
UNNEEDED = "niet meer nodig: alles is afgerond"


def next_step(due_on: dt.date, *, since: dt.datetime) -> dt.datetime:
    """The first moment after `since` at which it is due to remind of something for that day."""
    steps = [due_on - BEFORE, due_on + AFTER]
    while (at := moment(steps[0], AT)) <= since:
        steps = [*steps[1:], steps[-1] + AGAIN]
    return at


def remind_agreements(now: dt.datetime) -> int:
    """The duty; returns how many mails are new. One query when there is nothing to tell."""
    due = {afspraak.programme_id for afspraak in _due(now)}
    waiting = Bericht.objects.filter(kind=KIND).open().values("programme_id")
    programmes = Programme.objects.filter(Q(pk__in=due) | Q(pk__in=waiting)).select_related("bestuur")
    return each(programmes, remind_programme, now=now)


def _due(now: dt.datetime, programme: Programme | None = None) -> list[Afspraak]:
    today = local(now).date()
    rows = _followed_here(Afspraak.objects.filter(state=Afspraak.State.OPEN, due_on__lte=today + BEFORE))
    rows = rows.filter(programme__last_day__gte=today - dt.timedelta(days=LINKS_LIVE_DAYS))
    rows = rows.filter(programme__bewaartermijn__cleared_at=None)
    if programme is not None:
        rows = rows.filter(programme=programme)
    return [row for row in _with_since(rows) if (at := _next(row)) and at <= now]


def _followed_here(rows: QuerySet[Afspraak]) -> QuerySet[Afspraak]:
    """Not carried to a next edition; of one that was carried to two, only the newest: nobody hears it twice."""
    newer = Afspraak.objects.filter(carried_from=OuterRef("carried_from"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(newer), carried_to=None)


def _with_since(rows: Iterable[Afspraak]) -> Iterable[Afspraak]:
    assert hasattr(rows, "annotate")  # noqa: S101 (tells the type checker)
    found: Iterable[Afspraak] = rows.annotate(since=Max("momenten__at", filter=Q(momenten__kind__in=RESTARTS)))
    return found


def _next(afspraak: Afspraak) -> dt.datetime | None:
    since = getattr(afspraak, "since", None) or afspraak.made_at
    return next_step(afspraak.due_on, since=since) if afspraak.due_on else None


@transaction.atomic
def remind_programme(programme: Programme, *, now: dt.datetime) -> int:
    wait_for_turn(programme)
    due = {row.pk for row in _due(now, programme)}
    heard = _heard(programme, today=local(now).date())
    _call_off(programme, heard)
    told = [one for one in heard if any(line.afspraak.pk in due for line in one.lines) and one.recipient.email]
    if not due:
        return 0
    urls = _urls(programme, [one.recipient for one in told], now=now)
    made = post(programme.bestuur, [_item(programme, one, urls, now=now) for one in told], programme=programme, now=now)
    Moment.objects.bulk_create(_moments(due, told, now))
    return made


def _moments(due: set[int], told: "list[Heard]", now: dt.datetime) -> Iterator[Moment]:
    """Also for what nobody could be told: it was their turn."""
    names: dict[int, list[str]] = defaultdict(list)
    for one in told:
        for line in one.lines:
            names[line.afspraak.pk].append(one.recipient.name)
    for key in sorted(due):
        text = f"aan {', '.join(names[key])}" if names[key] else "aan niemand: we kennen geen e-mailadres"
        yield Moment(afspraak_id=key, kind=Moment.Kind.HERINNERD, at=now, text=text[:300])


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody, with what of theirs is late or comes within a week, the late ones first."""

    recipient: Recipient
    lines: list[Line]

    @property
    def late(self) -> list[Line]:
        return [line for line in self.lines if line.is_late]

    @property
    def soon(self) -> list[Line]:
        return [line for line in self.lines if not line.is_late]

    @property
    def own(self) -> set[int]:
        """The keys of those that the recipient took on."""
        whose = {"person": self.recipient.mandataris, "host": self.recipient.contactpersoon}
        return {one.pk for one in (line.afspraak for line in self.lines) if one.is_taken_on_by(**whose)}

    def made_during(self, programme: Programme) -> str:
        """What was carried along, was not agreed during the edition that reminds of it."""
        earlier = [line.afspraak.carried_from_id is not None for line in self.lines]
        if all(earlier):
            return "Tijdens een vorige expeditie"
        return "Tijdens deze expeditie en een vorige" if any(earlier) else f"Tijdens {programme.title}"


def _heard(programme: Programme, *, today: dt.date) -> list[Heard]:
    """In a fixed number of queries; those without an address too."""
    own: dict[Recipient, list[Line]] = defaultdict(list)
    here = set(_followed_here(Afspraak.objects.filter(programme=programme)).values_list("pk", flat=True))
    rows = agreements_of(programme, shared_only=False)
    found = lines((row for row in rows if row.pk in here), today=today)
    desk, hosts = _desk(programme), _hosts(found)
    for line in found:
        if line.is_late or line.is_soon:
            for recipient in _sides(line.afspraak, desk, hosts):
                own[recipient].append(line)
    return [Heard(recipient, mine) for recipient, mine in own.items()]


def _hosts(found: list[Line]) -> dict[int, list[Recipient]]:
    """{service: its contact persons}, of the agreements that name nobody there."""
    services = {line.afspraak.zorgdienst_id or 0 for line in found if line.afspraak.is_open}
    rows = Zorgdienst.objects.filter(pk__in=services).prefetch_related("contactpersonen")
    return {row.pk: [recipient_of(contact) for contact in row.contactpersonen.all()] for row in rows}


def _desk(programme: Programme) -> Recipient:
    """The contact point of the programme, or else a coordinator."""
    if programme.contact_email:
        return Recipient(programme.contact_name or programme.bestuur.name, programme.contact_email)
    staff = User.objects.filter(
        lidmaatschappen__bestuur=programme.bestuur_id,
        lidmaatschappen__role=Lidmaatschap.Role.COORDINATOR,
        is_active=True,
    )
    first = staff.order_by("pk").first()
    return Recipient(str(first), first.email) if first else Recipient(programme.bestuur.name, "")


def _sides(afspraak: Afspraak, desk: Recipient, hosts: dict[int, list[Recipient]]) -> list[Recipient]:
    """Who is named; of a side that names nobody, its contact point. What is internal stays with the coordinator."""
    if not afspraak.is_shared:
        return [desk]
    council = [recipient_of(person) for person in afspraak.mandatarissen.all()] or [desk]
    service = [recipient_of(contact) for contact in afspraak.contactpersonen.all()]
    return council + (service or hosts.get(afspraak.zorgdienst_id or 0, []))


def _call_off(programme: Programme, heard: list[Heard]) -> None:
    """What still waits for somebody who has nothing open any more."""
    busy = {one.recipient.key for one in heard}
    waiting = Bericht.objects.filter(programme=programme, kind=KIND).open()
    done = [pk for pk, topic in waiting.values_list("pk", "topic") if topic.split(":")[1] not in busy]
    if done:
        waiting.filter(pk__in=done).update(state=Bericht.State.GEANNULEERD, problem=UNNEEDED)


def _urls(programme: Programme, people: list[Recipient], *, now: dt.datetime) -> dict[str, str]:
    """{key of the recipient: address of their page}; who never had a link gets one."""
    urls = _pages(programme)
    named = {one.key for one in people if one.mandataris or one.contactpersoon}
    if not named <= set(urls) and make_links(programme, now=now):
        urls = _pages(programme)
    return urls


def _pages(programme: Programme) -> dict[str, str]:
    links = PersonalLink.objects.filter(programme=programme, revoked_at=None, assistent=None)
    pages = {link: settings.SITE_URL + reverse("nazorg-afspraken", args=[token_of(link)]) for link in links}
    return {
        f"m{link.mandataris_id}" if link.mandataris_id else f"c{link.contactpersoon_id}": url
        for link, url in pages.items()
    }


def _item(programme: Programme, one: Heard, urls: dict[str, str], *, now: dt.datetime) -> Item:
    recipient = one.recipient
    is_staff = not (recipient.mandataris or recipient.contactpersoon)
    page = settings.SITE_URL + reverse("afspraak-list", args=[programme.bestuur.slug, programme.slug])
    context = {
        "programme": programme,
        "bestuur": programme.bestuur,
        "heard": one,
        "made": one.made_during(programme),
        "is_staff": is_staff,
        "is_host": recipient.contactpersoon is not None,
        "url": page if is_staff else urls.get(recipient.key, ""),
    }
    return Item(
        kind=KIND,
        recipient=recipient,
        thing=f"programma-{programme.pk}-afspraken",
        version=local(now).date().isoformat(),
        mail=mails.render("afspraken", subject=subject(one), recipient=recipient, **context),
        cause="Herinnering aan afspraken",
    )


def subject(one: Heard) -> str:
    """'Wat we afspraken: 2 te laat, 1 deze week'"""
    parts = [f"{len(one.late)} te laat"] if one.late else []
    parts += [f"{len(one.soon)} binnen een week"] if one.soon else []
    if len(one.lines) == 1:
        return f"Wat we afspraken: {one.lines[0].afspraak.title}"
    return f"Wat we afspraken: {', '.join(parts)}"


def coming(programme: Programme, now: dt.datetime) -> Iterator[Happening]:
    """For the timeline: of each agreement its next reminder, those of one moment together."""
    groups: dict[dt.datetime, list[Afspraak]] = defaultdict(list)
    rows = _followed_here(Afspraak.objects.filter(programme=programme, state=Afspraak.State.OPEN))
    rows = rows.filter(due_on__isnull=False).prefetch_related("mandatarissen", "contactpersonen")
    for row in _with_since(rows):
        if (at := _next(row)) and local(at).date() <= programme.links_end_on:
            groups[max(at, now)].append(row)
    hosts = _hosts([Line(row, local(now).date()) for ones in groups.values() for row in ones])
    desk = _desk(programme)
    for at, ones in groups.items():
        whom = dict.fromkeys(recipient for one in ones for recipient in _sides(one, desk, hosts))
        yield from _happenings(at, ones, list(whom))


def _happenings(at: dt.datetime, ones: list[Afspraak], whom: list[Recipient]) -> Iterator[Happening]:
    detail = "; ".join(one.title for one in ones)
    for sort, what in ((MAIL, "herinnering aan"), (CALL, "zelf bellen over")):
        names = tuple(recipient.name for recipient in whom if bool(recipient.email) == (sort == MAIL))
        if names:
            people = counted(len(names), "mens", "mensen")
            about = "een afspraak" if len(ones) == 1 else f"{len(ones)} afspraken"
            yield Happening(at, sort, f"{people}: {what} {about}", names, detail)
