"""The outbox: the only door for mail. Messages are made here, in the transaction that causes them; a worker sends them.

A message is unique by (person, thing, kind, version). A newer version takes the place of one that still waits, so that
what changes twice within some minutes is told once.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from invitations.models import Bericht
from programmes.models import Bestuur, Contactpersoon, Mandataris, Programme

QUIET = dt.timedelta(minutes=3)  # how long a message waits for another that takes its place
LONGEST = 120  # characters of an address in a key, which also has a kind, a thing and a version
REPLACED = "vervangen door een nieuwere versie"
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever gets a message; without `mandataris` and `contactpersoon` (keys) somebody known by address only."""

    name: str
    email: str
    mandataris: int | None = None
    contactpersoon: int | None = None

    @property
    def key(self) -> str:
        if self.mandataris:
            return f"m{self.mandataris}"
        return f"c{self.contactpersoon}" if self.contactpersoon else self.email.casefold()[:LONGEST]


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says, rendered. `calendar` is a VCALENDAR with CRLF, `method` its METHOD; both or neither."""

    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A message to be made. `thing` is what it is about ('bezoek-12', 'uitnodiging-3'), `version` which state of it."""

    kind: str
    recipient: Recipient
    thing: str
    version: str
    mail: Mail
    cause: str
    send_after: dt.datetime | None = None  # None: after the quiet time

    @property
    def topic(self) -> str:
        return f"{self.kind}:{self.recipient.key}:{self.thing}"

    @property
    def key(self) -> str:
        return f"{self.topic}:{self.version}"


def recipient_of(person: Mandataris | Contactpersoon) -> Recipient:
    """Every message goes where this says: about a minor to whoever answers for them, when that address is known."""
    if isinstance(person, Contactpersoon):
        return Recipient(person.name, person.email, contactpersoon=person.pk)
    if guardian := guardian_email(person):
        return Recipient(f"ouder of voogd van {person.name}", guardian, mandataris=person.pk)
    return Recipient(person.name, person.email, mandataris=person.pk)


def guardian_email(person: Mandataris) -> str:
    """It stands with their name and number; '' for who is of age."""
    found = _EMAIL.search(person.guardian) if person.is_minor else None
    return found[0] if found else ""


@transaction.atomic
def post(bestuur: Bestuur, items: Iterable[Item], *, programme: Programme | None, now: dt.datetime) -> int:
    """Puts the messages in the outbox, in a fixed number of queries; returns how many are new.

    What was made before (the same key) is left alone. Of an older version that still waits, the newer one takes the
    place; when somebody held the older one, the newer is held too.
    """
    new = {item.key: item for item in items}
    for known in Bericht.objects.filter(key__in=list(new)).values_list("key", flat=True):
        del new[known]
    topics = {item.topic for item in new.values()}
    older = Bericht.objects.filter(topic__in=topics).open()
    held = set(older.exclude(state=Bericht.State.WACHT).values_list("topic", flat=True))
    older.update(state=Bericht.State.GEANNULEERD, problem=REPLACED)
    rows = [_row(bestuur, programme, item, held=item.topic in held, now=now) for item in new.values()]
    Bericht.objects.bulk_create(rows)
    return len(rows)


def _row(bestuur: Bestuur, programme: Programme | None, item: Item, *, held: bool, now: dt.datetime) -> Bericht:
    return Bericht(
        bestuur=bestuur,
        programme=programme,
        of_programme=programme.pk if programme else None,
        mandataris_id=item.recipient.mandataris,
        contactpersoon_id=item.recipient.contactpersoon,
        kind=item.kind,
        key=item.key,
        topic=item.topic,
        cause=item.cause,
        to_name=item.recipient.name[:200],
        to_email=item.recipient.email,
        subject=item.mail.subject,
        text=item.mail.text,
        html=item.mail.html,
        calendar=item.mail.calendar,
        method=item.mail.method,
        message_id=f"<{uuid.uuid4()}@{domain()}>",
        state=Bericht.State.VASTGEHOUDEN if held else Bericht.State.WACHT,
        created_at=now,
        send_after=item.send_after or now + QUIET,
    )


def domain() -> str:
    """Of the site: the right-hand side of message and calendar identifiers."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
