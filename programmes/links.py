"""Personal links: the way in for mandatarissen and hosts.

The token is an HMAC of a random nonce with LINK_KEY: the database holds the nonce and a hash of the token, so who reads
the database cannot open a page, and the application can still show somebody's link again.
"""

import base64
import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import transaction

from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme


def _token(nonce: str) -> str:
    digest = hmac.digest(settings.LINK_KEY.encode(), nonce.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:21]).decode()  # 168 bits, 28 characters, no padding


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _new(programme: Programme, *, now: dt.datetime, **owner: Mandataris | Contactpersoon | int) -> PersonalLink:
    nonce = secrets.token_urlsafe(32)
    return PersonalLink(programme=programme, nonce=nonce, token_hash=_hash(_token(nonce)), created_at=now, **owner)


def token_of(link: PersonalLink) -> str:
    return _token(link.nonce)


def find_link(token: str) -> PersonalLink | None:
    """The link with this token, live or not, with its owner, programme and authority in the same query."""
    links = PersonalLink.objects.select_related("programme__bestuur", "mandataris", "contactpersoon")
    return links.filter(token_hash=_hash(token)).first()


def make_links(programme: Programme, *, now: dt.datetime) -> int:
    """Gives a link to everybody on the guest list and every contact person who has none yet; returns how many."""
    live = PersonalLink.objects.filter(programme=programme, revoked_at__isnull=True)
    guests = programme.gasten.exclude(mandataris__in=live.filter(mandataris__isnull=False).values("mandataris"))
    contacts = Contactpersoon.objects.filter(zorgdiensten__deelnames_aan_programmes__programme=programme).exclude(
        pk__in=live.filter(contactpersoon__isnull=False).values("contactpersoon")
    )
    new = [_new(programme, now=now, mandataris_id=key) for key in guests.values_list("mandataris_id", flat=True)]
    new += [_new(programme, now=now, contactpersoon_id=key) for key in contacts.values_list("pk", flat=True).distinct()]
    PersonalLink.objects.bulk_create(new)
    return len(new)


def revoke(link: PersonalLink, *, now: dt.datetime) -> None:
    PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now)


def renew(link: PersonalLink, *, now: dt.datetime) -> PersonalLink:
    """Revokes the link and makes a new one for the same person."""
    owner = {"mandataris": link.mandataris} if link.mandataris else {"contactpersoon": link.contactpersoon}
    with transaction.atomic():
        revoke(link, now=now)
        new = _new(link.programme, now=now, **owner)
        new.save()
    return new
