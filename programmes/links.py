"""Personal links: the way in for mandatarissen and hosts; programmes.tokens makes their secrets."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from programmes.models import Assistent, Contactpersoon, Mandataris, PersonalLink, Programme
from programmes.tokens import hash_of, new_nonce, token_from

LIVE, NONE, REVOKED, EXPIRED = "werkt", "geen", "ingetrokken", "verlopen"
OWNERS = ("mandataris", "contactpersoon", "assistent")
PAGES = {"mandataris": "mijn", "contactpersoon": "gastheer", "assistent": "assistent"}  # names of URLs
STATES = {LIVE: "Werkt", NONE: "Nog geen link", REVOKED: "Ingetrokken", EXPIRED: "Verlopen"}


def _new(programme: Programme, *, now: dt.datetime, **owner: int | None) -> PersonalLink:
    nonce = new_nonce()
    token_hash = hash_of(token_from(nonce))
    return PersonalLink(programme=programme, nonce=nonce, token_hash=token_hash, created_at=now, **owner)


def token_of(link: PersonalLink) -> str:
    return token_from(link.nonce)


def find_link(token: str) -> PersonalLink | None:
    """The link with this token, live or not, with its owner, programme and authority in the same query."""
    links = PersonalLink.objects.select_related("programme__bestuur", *OWNERS)
    return links.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def make_links(programme: Programme, *, now: dt.datetime, guests: Iterable[int] = (), hosts: Iterable[int] = ()) -> int:
    """Gives a link to every guest, contact person and assistant who never had one; returns how many.

    `guests` and `hosts` (keys) are who came without being on the lists. Who had a link that was revoked gets a new one
    by `renew` only: it was somebody's wish.
    """
    _wait_for_turn(programme)
    had = PersonalLink.objects.filter(programme=programme)
    people = Mandataris.objects.filter(Q(gast_bij__programme=programme) | Q(pk__in=[*guests])).distinct()
    people = people.exclude(pk__in=had.filter(mandataris__isnull=False).values("mandataris"))
    receiving = _hosts(programme, [*hosts])
    receiving = receiving.exclude(pk__in=had.filter(contactpersoon__isnull=False).values("contactpersoon"))
    new = [_new(programme, now=now, mandataris_id=key) for key in people.order_by("pk").values_list("pk", flat=True)]
    new += [_new(programme, now=now, contactpersoon_id=key) for key in receiving.values_list("pk", flat=True)]
    assistants = programme.assistenten.exclude(pk__in=had.filter(assistent__isnull=False).values("assistent"))
    new += [_new(programme, now=now, assistent_id=key) for key in assistants.values_list("pk", flat=True)]
    PersonalLink.objects.bulk_create(new)
    return len(new)


def link_for(programme: Programme, person: int) -> PersonalLink | None:
    """The live link of a mandataris (a key), to put in a message."""
    return PersonalLink.objects.filter(programme=programme, mandataris=person, revoked_at__isnull=True).first()


def link_assistant(assistent: Assistent, *, now: dt.datetime) -> PersonalLink:
    """The first link of a new assistant."""
    link = _new(assistent.programme, now=now, assistent_id=assistent.pk)
    link.save()
    return link


def _wait_for_turn(programme: Programme) -> None:
    """Of a button that is pushed twice, one waits for the other: nobody has two live links."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def _hosts(programme: Programme, also: Sequence[int] = ()) -> QuerySet[Contactpersoon]:
    """The contact persons of the services that take part, and whoever receives at a visit."""
    at_service = Q(zorgdiensten__deelnames_aan_programmes__programme=programme)
    of_visit = Q(bezoeken__programme=programme)
    return Contactpersoon.objects.filter(at_service | of_visit | Q(pk__in=also)).distinct()


def revoke(link: PersonalLink, *, now: dt.datetime) -> None:
    PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now)


def renew(link: PersonalLink, *, now: dt.datetime) -> PersonalLink:
    """Makes a new link for the same person; whichever link they had, works no more."""
    with transaction.atomic():
        _wait_for_turn(link.programme)
        same = {f"{owner}_id": getattr(link, f"{owner}_id") for owner in OWNERS}
        PersonalLink.objects.filter(programme=link.programme, revoked_at__isnull=True, **same).update(revoked_at=now)
        new = _new(link.programme, now=now, **same)
        new.save()
    return new


@dataclass(frozen=True, slots=True)
class LinkOwner:
    """Somebody who has, had or will get a link; `owner` is one of OWNERS."""

    owner: str
    name: str
    detail: str
    link: PersonalLink | None
    state: str

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def url(self) -> str:
        return link_url(self.link) if self.link else ""


def link_url(link: PersonalLink) -> str:
    site: str = settings.SITE_URL
    name, _ = _key(link)
    return site + reverse(PAGES[name], args=[token_of(link)])


def link_owners(programme: Programme, *, on: dt.date) -> list[LinkOwner]:
    """Everybody of this programme with their newest link, visitors first; who left it but still has a link too."""
    newest: dict[tuple[str, int], PersonalLink] = {}
    links = PersonalLink.objects.filter(programme=programme).select_related(*OWNERS)
    for link in links.order_by("pk"):
        newest[_key(link)] = link
    people: dict[tuple[str, int], tuple[str, str]] = {
        ("mandataris", gast.mandataris_id): (gast.mandataris.name, gast.mandataris.function)
        for gast in programme.gasten.select_related("mandataris")
    }
    for host in _hosts(programme):
        people["contactpersoon", host.pk] = (host.name, host.function)
    for assistent in programme.assistenten.all():
        people["assistent", assistent.pk] = (assistent.name, "antwoordt voor anderen")
    for key, link in newest.items():
        if key not in people and link.revoked_at is None:
            people[key] = (owner_name(link), "doet niet meer mee")
    return [
        LinkOwner(key[0], name, detail, newest.get(key), _state(programme, newest.get(key), on))
        for key, (name, detail) in people.items()
    ]


def _key(link: PersonalLink) -> tuple[str, int]:
    return next((owner, key) for owner in OWNERS if (key := getattr(link, f"{owner}_id")))


def owner_name(link: PersonalLink) -> str:
    return str(link.mandataris or link.contactpersoon or link.assistent)


def _state(programme: Programme, link: PersonalLink | None, on: dt.date) -> str:
    if link is None:
        return NONE
    if link.revoked_at:
        return REVOKED
    return EXPIRED if on > programme.links_end_on else LIVE
