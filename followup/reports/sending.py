"""Mails that the report is there: to who was on the guest list and who received, once per published version."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from followup.models import Verslagversie
from followup.reports.versions import reading_link
from followup.sharing import shared_url
from invitations.mail import mails
from invitations.mail.outbox import Item, Mail, Recipient, post, recipient_of
from invitations.models import Bericht
from programmes.models import Contactpersoon, Mandataris, Programme

NO_MAIL = Mail("", "")


def readers(programme: Programme) -> list[Recipient]:
    """Guests and contact persons of the services, each once, with an address."""
    guests = Mandataris.objects.filter(gast_bij__programme=programme)
    hosts = Contactpersoon.objects.filter(
        Q(zorgdiensten__deelnames_aan_programmes__programme=programme) | Q(bezoeken__programme=programme)
    ).distinct()
    return [one for one in map(recipient_of, (*guests, *hosts)) if one.email]


def report_mail(version: Verslagversie, recipient: Recipient, url: str) -> Mail:
    programme = version.verslag.programme
    return mails.render(
        "verslag",
        subject=f"Het verslag van {programme.title}",
        recipient=recipient,
        programme=programme,
        bestuur=programme.bestuur,
        verslag=version.verslag,
        url=url,
    )


def still_to_get(version: Verslagversie) -> list[Recipient]:
    """The readers for whom no mail about this version was made."""
    found = readers(version.verslag.programme)
    keys = {_item(version, one, NO_MAIL).key for one in found}
    had = set(Bericht.objects.filter(key__in=keys).values_list("key", flat=True))
    return [one for one in found if _item(version, one, NO_MAIL).key not in had]


@transaction.atomic
def send_report(version: Verslagversie, *, now: dt.datetime) -> int:
    """Puts the mails in the outbox; returns how many are new. Who got this version already, gets nothing."""
    programme = version.verslag.programme
    url = shared_url(reading_link(version.verslag, now=now))
    return post(programme.bestuur, _items(version, url), programme=programme, now=now)


def _items(version: Verslagversie, url: str) -> Iterator[Item]:
    for recipient in readers(version.verslag.programme):
        yield _item(version, recipient, report_mail(version, recipient, url))


def _item(version: Verslagversie, recipient: Recipient, mail: Mail) -> Item:
    return Item(
        Bericht.Kind.VERSLAG,
        recipient,
        f"verslag-{version.verslag_id}",
        str(version.number),
        mail,
        f"Versie {version.number} van het verslag is gepubliceerd.",
    )
