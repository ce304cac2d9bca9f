"""A quote appears nowhere before whoever said it approved it, and nowhere any more once they take that back.

What is approved is what the person saw: words, name, function and portrait. When staff changes any of these afterwards,
the approval falls and is asked again.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Bericht, Toestemming
from press.models import Deellink, Quote
from press.sharing import share, shared_url
from programmes.times import local

State = Quote.State


@dataclass(frozen=True, slots=True)
class Asked:
    """`mailed_to` is empty when nobody's address is known: the link is there to copy."""

    url: str
    mailed_to: str = ""


def fingerprint(quote: Quote) -> str:
    """Of what somebody approves."""
    seen = (quote.text.replace("\r\n", "\n").strip(), quote.name, quote.function, quote.portrait_id)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def live_link(quote: Quote) -> Deellink | None:
    return quote.links.filter(kind=Deellink.Kind.QUOTE, revoked_at__isnull=True).select_related("programme").first()


def speaker(quote: Quote) -> Recipient | None:
    """Whom to mail: of a minor whoever answers for them; None when no address is known."""
    person = quote.mandataris or quote.contactpersoon
    recipient = recipient_of(person) if person else None
    return recipient if recipient and recipient.email else None


@transaction.atomic
def ask(quote: Quote, *, now: dt.datetime) -> Asked | None:
    """Asks for approval, once a day and text at most; None when it was approved, refused or set aside meanwhile."""
    quote = locked(quote)
    if quote.state not in {State.NIEUW, State.GEVRAAGD}:
        return None
    link = live_link(quote) or share(
        quote.programme, Deellink.Kind.QUOTE, now=now, quote=quote, label=(quote.name or "zonder naam")[:150]
    )
    quote.state, quote.asked_at = State.GEVRAAGD, now
    quote.save(update_fields=["state", "asked_at"])
    url, recipient = shared_url(link), speaker(quote)
    if recipient is None:
        return Asked(url)
    post(quote.programme.bestuur, [_item(quote, recipient, url, now=now)], programme=quote.programme, now=now)
    return Asked(url, mailed_to=recipient.name)


def _item(quote: Quote, recipient: Recipient, url: str, *, now: dt.datetime) -> Item:
    programme = quote.programme
    mail = mails.render(
        "quote",
        subject=f"{programme.title}: mogen we je woorden gebruiken?",
        recipient=recipient,
        quote=quote,
        is_minor=bool(quote.mandataris and quote.mandataris.is_minor),
        programme=programme,
        bestuur=programme.bestuur,
        url=url,
    )
    return Item(
        kind=Bericht.Kind.QUOTE,
        recipient=recipient,
        thing=f"quote-{quote.pk}",
        version=f"{local(now).date()}-{fingerprint(quote)}",
        mail=mail,
        cause="Vraag om een quote goed te keuren",
    )


def locked(quote: Quote) -> Quote:
    """As it is stored now, inside a transaction: of two who act at once, one waits and meets what the other did."""
    rows = Quote.objects.select_related("programme__bestuur", "mandataris", "contactpersoon", "zorgdienst", "portrait")
    return rows.select_for_update(of=("self",)).get(pk=quote.pk)


def approve(quote: Quote, channels: Iterable[str], *, now: dt.datetime) -> None:
    """The person said yes, for these channels; `quote` holds the words as they want them."""
    chosen = set(channels)
    quote.channels = [channel.value for channel in Toestemming.Channel if channel in chosen]
    quote.state, quote.answered_at = State.GOEDGEKEURD, now
    quote.save()


def refuse(quote: Quote, *, now: dt.datetime) -> None:
    """The person said no, or takes back what they approved: from now on it appears nowhere."""
    Quote.objects.filter(pk=quote.pk).update(state=State.GEWEIGERD, channels=[], answered_at=now)


def set_aside(quote: Quote) -> None:
    """Staff does not use it; `answered_at` stays for what the person decided themselves."""
    mine = Quote.objects.filter(pk=quote.pk).exclude(state=State.GEWEIGERD)
    mine.update(state=State.GEWEIGERD, channels=[], answered_at=None, is_testimonial=False)


def take_up(quote: Quote) -> None:
    """What staff set aside, is new again; what the person refused, stays refused."""
    aside = Quote.objects.filter(pk=quote.pk, state=State.GEWEIGERD, answered_at__isnull=True)
    aside.update(state=State.NIEUW)


def is_set_aside(quote: Quote) -> bool:
    return quote.state == State.GEWEIGERD and quote.answered_at is None


def keep_changes(quote: Quote, *, was: str) -> bool:
    """Stores what staff typed; returns whether an approval (or the asking for one) fell because it reads otherwise."""
    falls = fingerprint(quote) != was and quote.state in {State.GEVRAAGD, State.GOEDGEKEURD}
    if falls:
        quote.state, quote.channels, quote.answered_at = State.NIEUW, [], None
    quote.save()
    return falls
