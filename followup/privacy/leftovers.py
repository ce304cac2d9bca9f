"""People of the lists of the authority who stand nowhere any more once a programme has lost its people."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from followup.models import Afspraak
from programmes.models import (
    Bezoek,
    Contactpersoon,
    Deelname,
    Gast,
    Mandaat,
    Mandataris,
    PersonalLink,
    Programme,
    Segment,
)
from programmes.times import local

OFFICE = (Segment.COLLEGE, Segment.RAAD, Segment.BCSD, Segment.MANAGEMENT)  # why the authority knows somebody anyway


def leftover_guests(programme: Programme, *, now: Any) -> QuerySet[Mandataris]:
    """Guests of this programme, without an office today, and in no other programme."""
    elsewhere = Q(programme=programme)
    mine = Mandataris.objects.filter(bestuur=programme.bestuur_id)
    at_visits = Deelname.objects.filter(mandataris=OuterRef("pk"))
    here = Gast.objects.filter(mandataris=OuterRef("pk"))
    return mine.filter(
        Exists(here.filter(elsewhere)) | Exists(at_visits.filter(bezoek__programme=programme)),
        ~Exists(Mandaat.objects.running(local(now).date()).filter(mandataris=OuterRef("pk"), segment__in=OFFICE)),
        ~Exists(here.exclude(elsewhere)),
        ~Exists(at_visits.exclude(bezoek__programme=programme)),
        ~Exists(_promised("mandatarissen").exclude(elsewhere)),
    )


def leftover_hosts(programme: Programme) -> QuerySet[Contactpersoon]:
    """Who received in this programme, is contact of no service any more, and receives in no other programme."""
    elsewhere = Q(programme=programme)
    received = Bezoek.objects.filter(host=OuterRef("pk"))
    links = PersonalLink.objects.filter(contactpersoon=OuterRef("pk"))
    return Contactpersoon.objects.filter(
        Exists(received.filter(elsewhere)) | Exists(links.filter(elsewhere)),
        ~Exists(received.exclude(elsewhere)),
        ~Exists(links.exclude(elsewhere)),
        ~Exists(_promised("contactpersonen").exclude(elsewhere)),
        bestuur=programme.bestuur_id,
        zorgdiensten__isnull=True,
    )


def _promised(to: str) -> QuerySet[Afspraak]:
    return Afspraak.objects.filter(**{to: OuterRef("pk")})
