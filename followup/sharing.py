"""Links that open one thing of the aftercare for whoever has them: the report, the agreements, the staff's survey."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from followup.models import Nazorglink
from programmes.models import Programme
from programmes.tokens import hash_of, new_nonce, token_from

PAGES = {
    Nazorglink.Kind.VERSLAG: "verslag-lezen",
    Nazorglink.Kind.AFSPRAKEN: "afspraken-feed",
    Nazorglink.Kind.ENQUETE: "enquete-invullen",
}  # names of URLs, each with the token alone


def share(programme: Programme, kind: str, *, now: dt.datetime, label: str = "") -> Nazorglink:
    nonce = new_nonce()
    return Nazorglink.objects.create(
        programme=programme,
        kind=kind,
        label=label,
        nonce=nonce,
        token_hash=hash_of(token_from(nonce)),
        created_at=now,
    )


def shared_token(link: Nazorglink) -> str:
    return token_from(link.nonce)


def find_shared(token: str, kind: str) -> Nazorglink | None:
    """The link of that kind with this token, live or not, with its programme and authority in the same query."""
    links = Nazorglink.objects.select_related("programme__bestuur")
    return links.filter(token_hash=hash_of(token), kind=kind).first()


def shared_url(link: Nazorglink) -> str:
    site: str = settings.SITE_URL
    return site + reverse(PAGES[Nazorglink.Kind(link.kind)], args=[shared_token(link)])


def revoke_shared(link: Nazorglink, *, now: dt.datetime) -> None:
    Nazorglink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now)
