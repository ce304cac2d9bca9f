"""Mails that the report is there: to the guests and to who received, once per published version and link."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from followup.models import Nazorglink, Verslag, Verslagversie
from followup.reports.versions import reading_link
from followup.sharing import revoke_shared, shared_url
from invitations.mail import mails
from invitations.mail.outbox import Item, Mail, Recipient, post, recipient_of
from invitations.models import Bericht
from programmes.models import Contactpersoon, Mandataris, Programme

OUTDATED = "de link erin werkt niet meer"
NO_MAIL = Mail("", "")


def readers(programme: Programme) -> list[Recipient]:
    """Guests and contact persons of the services, each once, with an address."""
    guests = Mandataris.objects.filter(gast_bij__programme=programme)
    hosts = Contactpersoon.objects.filter(
        Q(zorgdiensten__deelnames_aan_programmes__programme=programme) | Q(bezoeken__programme=programme)
    ).distinct()
    return [one for one in map(recipient_of, (*guests, *hosts)) if one.email]


def report_mail(version: Verslagversie, recipient: Recipient, url: str) -> Mail:
    """With the front of the version that was approved: the draft may say something else meanwhile."""
    programme = version.verslag.programme
    return mails.render(
        "verslag",
        subject=f"Het verslag van {programme.title}",
        recipient=recipient,
        programme=programme,
        bestuur=programme.bestuur,
        title=version.content["title"],
        lead=version.content["lead"],
        url=url,
    )


def still_to_get(version: Verslagversie, link: Nazorglink) -> list[Recipient]:
    """The readers for whom no mail about this version with this link was made."""
    found = readers(version.verslag.programme)
    keys = {_item(version, link, one, NO_MAIL).key for one in found}
    had = set(Bericht.objects.filter(key__in=keys).values_list("key", flat=True))
    return [one for one in found if _item(version, link, one, NO_MAIL).key not in had]


@transaction.atomic
def renew_link(verslag: Verslag, *, now: dt.datetime) -> int:
    """Whoever has the old link reads no more. Returns how many mails with it that still waited, are called off."""
    Verslag.objects.select_for_update().get(pk=verslag.pk)
    for link in Nazorglink.objects.filter(programme=verslag.programme, kind=Nazorglink.Kind.VERSLAG, revoked_at=None):
        revoke_shared(link, now=now)
    reading_link(verslag, now=now)
    waiting = Bericht.objects.filter(programme=verslag.programme, kind=Bericht.Kind.VERSLAG).open()
    return waiting.update(state=Bericht.State.GEANNULEERD, problem=OUTDATED)


@transaction.atomic
def send_report(version: Verslagversie, *, now: dt.datetime) -> int:
    """Puts the mails in the outbox; returns how many are new. Who got this version with this link, gets nothing."""
    programme = version.verslag.programme
    Verslag.objects.select_for_update().get(pk=version.verslag_id)  # who presses twice, waits for the first time
    link = reading_link(version.verslag, now=now)
    return post(programme.bestuur, _items(version, link), programme=programme, now=now)


def _items(version: Verslagversie, link: Nazorglink) -> Iterator[Item]:
    url = shared_url(link)
    for recipient in readers(version.verslag.programme):
        yield _item(version, link, recipient, report_mail(version, recipient, url))


def _item(version: Verslagversie, link: Nazorglink, recipient: Recipient, mail: Mail) -> Item:
    return Item(
        Bericht.Kind.VERSLAG,
        recipient,
        f"verslag-{version.verslag_id}",
        f"{version.number}-{link.pk}",
        mail,
        f"Versie {version.number} van het verslag is gepubliceerd.",
    )
