"""The QR codes on run sheets: paper that leads to the page that is always of today."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from invitations.inviting.letters import qr_code
from press.models import Deellink
from press.sharing import share, shared_url
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme
from programmes.times import local
from programmes.week import Visit, Week


def person_urls(programme: Programme, people: Iterable[int], *, now: dt.datetime) -> dict[int, str]:
    """{person: address of their day}; not of whose link was taken back, and none after the term."""
    if local(now).date() > programme.links_end_on:
        return {}
    make_links(programme, now=now)
    links = PersonalLink.objects.filter(programme=programme, mandataris__in=set(people), revoked_at__isnull=True)
    return {link.mandataris_id or 0: settings.SITE_URL + reverse("dag", args=[token_of(link)]) for link in links}


@transaction.atomic
def visit_urls(programme: Programme, visits: Iterable[int], *, now: dt.datetime) -> dict[int, str]:
    """{visit: where whoever is there sends pictures}: one link per visit, made when it is first printed."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # who prints twice at once, gets the same link
    wanted = set(visits)
    known = Deellink.objects.filter(
        programme=programme, kind=Deellink.Kind.OPNEMEN, visit__in=wanted, revoked_at__isnull=True
    )
    links = {link.visit: link for link in known.select_related("programme") if link.is_live(local(now).date())}
    for visit in sorted(wanted - set(links)):
        links[visit] = share(programme, Deellink.Kind.OPNEMEN, now=now, visit=visit, label="op het draaiboek")
    return {visit: shared_url(link) for visit, link in links.items() if visit is not None}


def overview_url(programme: Programme, day: dt.date) -> str:
    """Where everybody is on that day; asks to sign in."""
    return f"{settings.SITE_URL}{reverse('vandaag', args=[programme.bestuur.slug, programme.slug])}?dag={day}"


def person_code(url: str, name: str) -> str:
    return qr_code(url, f"Code van de eigen pagina van {name}") if url else ""


def visit_code(url: str, week: Week, visit: Visit) -> str:
    return qr_code(url, f"Code om foto's van {week.name_of(visit)} door te sturen") if url else ""


def overview_code(url: str) -> str:
    return qr_code(url, "Code van het overzicht van de dag, na aanmelden")
