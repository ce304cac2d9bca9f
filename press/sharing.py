"""Links that open one thing for whoever has them: a visit to send pictures of, the press page, a quote to approve."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from press.models import Deellink
from programmes.models import Programme
from programmes.tokens import hash_of, new_nonce, token_from

PAGES = {Deellink.Kind.OPNEMEN: "dag", Deellink.Kind.PERS: "pers-pagina", Deellink.Kind.QUOTE: "quote-antwoord"}


def share(programme: Programme, kind: str, *, now: dt.datetime, **fields: Any) -> Deellink:
    nonce = new_nonce()
    token_hash = hash_of(token_from(nonce))
    return Deellink.objects.create(
        programme=programme, kind=kind, nonce=nonce, token_hash=token_hash, created_at=now, **fields
    )


def shared_token(link: Deellink) -> str:
    return token_from(link.nonce)


def find_shared(token: str) -> Deellink | None:
    """The link with this token, live or not, with its programme, authority and quote in the same query."""
    links = Deellink.objects.select_related("programme__bestuur", "quote")
    return links.filter(token_hash=hash_of(token)).first()


def shared_url(link: Deellink) -> str:
    site: str = settings.SITE_URL
    return site + reverse(PAGES[Deellink.Kind(link.kind)], args=[shared_token(link)])


def revoke_shared(link: Deellink, *, now: dt.datetime) -> None:
    Deellink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now)
