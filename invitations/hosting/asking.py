"""Asking the services to fill in their page: who would get the mail, said first; then exactly that, or nothing."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import Count, Max

from invitations.hosting.confirming import standing
from invitations.hosting.preparation import participating
from invitations.mail import mails
from invitations.mail.outbox import Item, Mail, post, recipient_of
from invitations.models import Bericht
from invitations.reminding.reminders import live_links, wait_for_turn
from programmes.links import make_links
from programmes.models import Contactpersoon, PersonalLink, Programme
from programmes.versions import published_week
from programmes.words import listed

KIND = Bericht.Kind.VOORBEREIDING
PATIENCE = dt.timedelta(days=5)  # who was asked so lately, is left in peace
CHANGED = "Er is intussen iets veranderd. Lees opnieuw na wie de mail krijgt, en verstuur dan."
NOBODY = "Er is niemand om deze mail naar te sturen."
NOT_SENT = (Bericht.State.MISLUKT, Bericht.State.GEANNULEERD, Bericht.State.TERUGGEKOMEN)


class AskError(Exception):
    """Why nothing left; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A contact person; `open` are their services that have not confirmed, or changed since."""

    contact: Contactpersoon
    services: tuple[str, ...]
    open: tuple[str, ...]
    can_have_link: bool
    times: int = 0
    last_at: dt.datetime | None = None

    @property
    def is_reachable(self) -> bool:
        return bool(self.contact.email) and self.can_have_link


@dataclass(frozen=True)
class Ask:
    """What sending would do at `now`. `to_everybody`: also who confirmed all; `again`: also who was asked lately."""

    programme: Programme
    everybody: tuple[Asked, ...]
    now: dt.datetime
    to_everybody: bool = False
    again: bool = False

    @cached_property
    def chosen(self) -> list[Asked]:
        return [one for one in self._wanted if one.is_reachable and (self.again or not self._is_recent(one))]

    @cached_property
    def _wanted(self) -> list[Asked]:
        return [one for one in self.everybody if one.open or self.to_everybody]

    @cached_property
    def recent(self) -> list[Asked]:
        return [one for one in self._wanted if one.is_reachable and self._is_recent(one)]

    @cached_property
    def settled(self) -> list[Asked]:
        return [one for one in self.everybody if not one.open]

    @cached_property
    def unreachable(self) -> list[Asked]:
        return [one for one in self._wanted if not one.is_reachable]

    def _is_recent(self, one: Asked) -> bool:
        return one.last_at is not None and one.last_at > self.now - PATIENCE

    @cached_property
    def fingerprint(self) -> str:
        """Of whom it goes to, and of what it says."""
        facts = [(one.contact.pk, one.contact.name, one.contact.email, one.services, one.times) for one in self.chosen]
        return hashlib.sha256(repr((facts, self.to_everybody, self.again)).encode()).hexdigest()

    @cached_property
    def preview(self) -> Mail | None:
        """As the first one gets it, without the secret of their link."""
        return _mail(self.programme, self.chosen[0], url="") if self.chosen else None


def asking(programme: Programme, *, now: dt.datetime, to_everybody: bool = False, again: bool = False) -> Ask:
    return Ask(programme, tuple(_everybody(programme)), now, to_everybody=to_everybody, again=again)


@transaction.atomic
def ask(programme: Programme, *, seen: str, now: dt.datetime, to_everybody: bool = False, again: bool = False) -> int:
    """Puts the mails in the outbox; returns how many. Raises AskError when what was `seen` is no longer so."""
    wait_for_turn(programme)
    shown = asking(programme, now=now, to_everybody=to_everybody, again=again)
    if shown.fingerprint != seen:
        raise AskError(CHANGED)
    if not shown.chosen:
        raise AskError(NOBODY)
    make_links(programme, now=now)
    urls = live_links(programme)
    items = [_item(programme, one, url=urls[f"c{one.contact.pk}"]) for one in shown.chosen]
    return post(programme.bestuur, items, programme=programme, now=now)


def _everybody(programme: Programme) -> Iterable[Asked]:
    """All contact persons of the services that take part, by name, in a fixed number of queries."""
    week = published_week(programme)
    contacts: dict[int, Contactpersoon] = {}
    services: dict[int, dict[str, bool]] = {}
    for row in participating(programme):
        is_confirmed = standing(row, week).is_confirmed
        for contact in row.zorgdienst.contactpersonen.all():
            contacts[contact.pk] = contact
            services.setdefault(contact.pk, {})[row.zorgdienst.name] = is_confirmed
    closed, before = _closed_links(programme), _asked_before(programme)
    for contact in sorted(contacts.values(), key=lambda one: (one.name, one.pk)):
        own = services[contact.pk]
        times, last_at = before.get(contact.pk, (0, None))
        still_open = tuple(name for name, is_confirmed in own.items() if not is_confirmed)
        yield Asked(contact, tuple(own), still_open, contact.pk not in closed, times, last_at)


def _closed_links(programme: Programme) -> set[int | None]:
    """Whose link was taken back and not renewed: that was somebody's wish."""
    links = PersonalLink.objects.filter(programme=programme, contactpersoon__isnull=False)
    last = dict(links.order_by("pk").values_list("contactpersoon", "revoked_at"))
    return {key for key, revoked_at in last.items() if revoked_at}


def _asked_before(programme: Programme) -> dict[int | None, tuple[int, dt.datetime | None]]:
    """{contact: (how many mails were made, when the last one that may have arrived)}"""
    made = Bericht.objects.filter(programme=programme, kind=KIND).order_by()
    counts = dict(made.values_list("contactpersoon").annotate(Count("pk")))
    last = dict(made.exclude(state__in=NOT_SENT).values_list("contactpersoon").annotate(Max("created_at")))
    return {key: (count, last.get(key)) for key, count in counts.items()}


def asked_by_mail(programme: Programme) -> int:
    """How many contact persons got the question, or will when their mail leaves."""
    made = Bericht.objects.filter(programme=programme, kind=KIND).exclude(state__in=NOT_SENT)
    return made.order_by().values("contactpersoon").distinct().count()


def _item(programme: Programme, one: Asked, *, url: str) -> Item:
    return Item(
        kind=KIND,
        recipient=recipient_of(one.contact),
        thing=f"programma-{programme.pk}",
        version=str(one.times + 1),
        mail=_mail(programme, one, url=url),
        cause="Vraag aan de diensten om hun gegevens na te kijken",
    )


def _mail(programme: Programme, one: Asked, *, url: str) -> Mail:
    return mails.render(
        "voorbereiding",
        subject=f"{programme.title}: kijk je de gegevens van je dienst even na?",
        recipient=recipient_of(one.contact),
        services=listed(list(one.services)),
        programme=programme,
        bestuur=programme.bestuur,
        url=url,
    )
