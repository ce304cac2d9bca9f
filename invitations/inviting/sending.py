"""Sending an invitation: what will happen, said first; then exactly that, or nothing when the facts have changed."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import transaction

from invitations.inviting.invitation_mails import invitation_mail
from invitations.inviting.invitees import LETTER, MAIL, NOWHERE, Invitee, invitees
from invitations.mail.outbox import Item, Mail, Recipient, post
from invitations.models import Bericht, Uitnodiging
from programmes.links import make_links
from programmes.models import User

CHANGED = "Er is intussen iets veranderd. Lees opnieuw na wie wat krijgt, en verstuur dan."
NOBODY = "Er is niemand om deze uitnodiging naar te mailen."
EMPTY = Mail(subject="", text="")  # until it is rendered


class SendError(Exception):
    """Why nothing left; the message is for the coordinator."""


@dataclass(frozen=True)
class Dispatch:
    """What sending would do now.

    `to_everybody`: also to those who were invited before. `to_failed`: also to an address where the last one failed.
    """

    uitnodiging: Uitnodiging
    everybody: tuple[Invitee, ...]
    to_everybody: bool = False
    to_failed: bool = False

    def _by(self, way: str) -> list[Invitee]:
        return [invitee for invitee in self.everybody if invitee.way == way]

    @cached_property
    def mailed(self) -> list[Invitee]:
        return [invitee for invitee in self._by(MAIL) if self._gets_it(invitee)]

    def _gets_it(self, invitee: Invitee) -> bool:
        if invitee.fails_still:
            return self.to_everybody or self.to_failed
        return self.to_everybody or not invitee.was_invited

    @cached_property
    def letters(self) -> list[Invitee]:
        return self._by(LETTER)

    @cached_property
    def unreachable(self) -> list[Invitee]:
        return self._by(NOWHERE)

    @cached_property
    def already(self) -> list[Invitee]:
        return [invitee for invitee in self._by(MAIL) if invitee.was_invited]

    @cached_property
    def failing(self) -> list[Invitee]:
        """The address must be mended, or the coordinator chooses to try again."""
        return [invitee for invitee in self._by(MAIL) if invitee.fails_still]

    @cached_property
    def mended(self) -> list[Invitee]:
        """The last one did not arrive, and since then there is another address."""
        return [invitee for invitee in self._by(MAIL) if invitee.failed_at and not invitee.fails_still]

    @property
    def summary(self) -> str:
        """'Verstuur naar 23 mensen; 4 krijgen een brief; 2 hebben geen adres'"""
        parts = [f"Verstuur naar {_people(len(self.mailed))}"]
        if letters := len(self.letters):
            parts.append(f"{letters} {'krijgt' if letters == 1 else 'krijgen'} een brief")
        if unreachable := len(self.unreachable):
            parts.append(f"{unreachable} {'heeft' if unreachable == 1 else 'hebben'} geen adres")
        return "; ".join(parts)

    @cached_property
    def fingerprint(self) -> str:
        """Of everything that the mails would say, and to whom."""
        facts = hashlib.sha256(f"{self.uitnodiging.revision} {self.to_everybody} {self.to_failed}".encode())
        for invitee in self.everybody:
            said = (invitee.person.pk, invitee.to_name, invitee.email, invitee.way, invitee.subject, invitee.text)
            facts.update(repr((*said, invitee in self.mailed)).encode())
        return facts.hexdigest()


def _people(count: int) -> str:
    return "één persoon" if count == 1 else f"{count} mensen"


def dispatch(uitnodiging: Uitnodiging, *, to_everybody: bool = False, to_failed: bool = False) -> Dispatch:
    return Dispatch(uitnodiging, tuple(invitees(uitnodiging)), to_everybody=to_everybody, to_failed=to_failed)


@transaction.atomic
def send(
    uitnodiging: Uitnodiging, *, seen: str, to_everybody: bool = False, to_failed: bool = False, now: dt.datetime
) -> int:
    """Puts the invitation in the outbox for all who get it; returns how many.

    Raises SendError when what was `seen` (a fingerprint) is no longer so, or when nobody would get it.
    """
    uitnodiging = _locked(uitnodiging)
    shown = dispatch(uitnodiging, to_everybody=to_everybody, to_failed=to_failed)
    if shown.fingerprint != seen:
        raise SendError(CHANGED)
    if not shown.mailed:
        raise SendError(NOBODY)
    make_links(uitnodiging.programme, now=now)
    _as_a_new_revision(uitnodiging, shown.mailed)
    chosen = {invitee.person.pk for invitee in shown.mailed}
    ready = [invitee for invitee in invitees(uitnodiging) if invitee.person.pk in chosen]
    count = post(
        uitnodiging.programme.bestuur, _items(uitnodiging, ready, now), programme=uitnodiging.programme, now=now
    )
    uitnodiging.sent_at = now
    uitnodiging.sent_content = content_of(uitnodiging)
    uitnodiging.save(update_fields=["sent_at", "sent_content"])
    return count


def content_of(uitnodiging: Uitnodiging) -> dict[str, str]:
    return {name: getattr(uitnodiging, name) for name in ("subject", "body", "video_url")}


def _locked(uitnodiging: Uitnodiging) -> Uitnodiging:
    """Of a button that is pushed twice, one waits for the other."""
    locked = Uitnodiging.objects.select_for_update().get(pk=uitnodiging.pk)
    locked.programme = uitnodiging.programme
    return locked


def _as_a_new_revision(uitnodiging: Uitnodiging, chosen: Iterable[Invitee]) -> None:
    """For who got these same words before, or missed them: the coordinator sends them again, so another message."""
    keys = [_item(uitnodiging, invitee.recipient, now=None).key for invitee in chosen]
    if Bericht.objects.filter(key__in=keys).exists():
        uitnodiging.revision += 1
        uitnodiging.save(update_fields=["revision"])


def _items(uitnodiging: Uitnodiging, chosen: Iterable[Invitee], now: dt.datetime) -> list[Item]:
    return [
        replace(_item(uitnodiging, invitee.recipient, now=now), mail=invitation_mail(invitee)) for invitee in chosen
    ]


def _item(uitnodiging: Uitnodiging, recipient: Recipient, *, now: dt.datetime | None) -> Item:
    return Item(
        kind=Bericht.Kind.UITNODIGING,
        recipient=recipient,
        thing=f"programma-{uitnodiging.programme_id}",
        version=f"{uitnodiging.pk}.{uitnodiging.revision}",
        mail=EMPTY,
        cause=f"Uitnodiging voor {uitnodiging.programme.title} verstuurd",
        send_after=now,
    )


def send_test(invitee: Invitee, *, to: User, now: dt.datetime) -> None:
    """The mail of this recipient, to the coordinator who asks for it: as often as they ask."""
    uitnodiging = invitee.uitnodiging
    item = Item(
        kind=Bericht.Kind.PROEF,
        recipient=Recipient(to.name or to.email, to.email),
        thing=f"uitnodiging-{uitnodiging.pk}-{invitee.person.pk}",
        version=f"{uitnodiging.revision}.{now.timestamp()}",
        mail=invitation_mail(invitee, is_test=True),
        cause=f"Proef van de uitnodiging aan {invitee.person.name}"[:300],
        send_after=now,
    )
    post(uitnodiging.programme.bestuur, [item], programme=uitnodiging.programme, now=now)
