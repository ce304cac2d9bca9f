"""The versions of a report: made by a person, approved by a person, published once approved."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from followup.models import Nazorglink, Verslag, Verslagversie
from followup.reports.reading import draft_content
from followup.sharing import share
from programmes.models import User
from programmes.times import local


class VersionError(Exception):
    """Why not; the message is for whoever asked."""


@transaction.atomic
def make_version(verslag: Verslag, *, note: str, by: User | None, now: dt.datetime) -> Verslagversie:
    """Raises VersionError when it would say what the last one says."""
    Verslag.objects.select_for_update().get(pk=verslag.pk)
    content = draft_content(verslag, on=local(now).date())
    if not content["sections"]:
        raise VersionError("Er staat geen enkele sectie in het verslag. Zet er minstens één in.")
    last = verslag.versies.first()
    if last and last.content == content:
        raise VersionError(f"Er is niets veranderd sinds versie {last.number}.")
    number = (verslag.versies.aggregate(last=Max("number"))["last"] or 0) + 1
    return Verslagversie.objects.create(verslag=verslag, number=number, content=content, note=note, made_at=now, by=by)


def approve(version: Verslagversie, *, by: str, now: dt.datetime) -> None:
    """`by` is whoever says that it may go out: the mayor, the director; a person, not the account."""
    if not by.strip():
        raise VersionError("Vul in wie het verslag goedkeurde.")
    Verslagversie.objects.filter(pk=version.pk, approved_at__isnull=True).update(
        approved_at=now, approved_by=by.strip()[:150]
    )


@transaction.atomic
def publish(version: Verslagversie, *, now: dt.datetime) -> None:
    """From now on this is what readers see. Raises VersionError when nobody approved it, or a newer one is out."""
    version = Verslagversie.objects.select_for_update().select_related("verslag__programme").get(pk=version.pk)
    if version.approved_at is None:
        raise VersionError("Deze versie is nog niet goedgekeurd.")
    newer = published(version.verslag)
    if newer and newer.number > version.number:
        raise VersionError(f"Versie {newer.number} is al gepubliceerd en is nieuwer.")
    Verslagversie.objects.filter(pk=version.pk, published_at__isnull=True).update(published_at=now)
    reading_link(version.verslag, now=now)


def published(verslag: Verslag) -> Verslagversie | None:
    """What readers see: the newest version that was published."""
    return verslag.versies.filter(published_at__isnull=False).order_by("-number").first()


def reading_link(verslag: Verslag, *, now: dt.datetime) -> Nazorglink:
    """The link for whoever may read it; made anew when somebody revoked it."""
    links = Nazorglink.objects.filter(programme=verslag.programme_id, kind=Nazorglink.Kind.VERSLAG)
    link = links.filter(revoked_at__isnull=True).select_related("programme__bestuur").first()
    return link or share(verslag.programme, Nazorglink.Kind.VERSLAG, label="deelnemers", now=now)
