"""What changes together around a person: the groups and the policy domains; and where a person still stands."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from programmes.models import Bevoegdheid, Mandaat, Mandataris, Programme

HAND = Mandaat.Source.HAND


@transaction.atomic
def set_segments(mandataris: Mandataris, segments: Collection[str], *, until: dt.date | None) -> None:
    """The groups given by hand; imported mandates stay as they are. Each ends on `until` (None: runs on)."""
    own = mandataris.mandaten.filter(source=HAND)
    own.exclude(segment__in=segments).delete()
    own.update(ends_on=until)
    present = set(own.values_list("segment", flat=True))
    Mandaat.objects.bulk_create(
        Mandaat(mandataris=mandataris, segment=segment, ends_on=until, source=HAND)
        for segment in segments
        if segment not in present
    )


@transaction.atomic
def set_bevoegdheden(mandataris: Mandataris, labels: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(labels))
    mandataris.bevoegdheden.exclude(label__in=wanted).delete()
    present = set(mandataris.bevoegdheden.values_list("label", flat=True))
    Bevoegdheid.objects.bulk_create(
        Bevoegdheid(mandataris=mandataris, label=label, source=HAND) for label in wanted if label not in present
    )


def uses_of(mandataris: Mandataris) -> list[str]:
    """Where this person still stands, as sentences; empty when the person may be deleted."""
    programmes = Programme.objects.filter(
        Q(gasten__mandataris=mandataris)
        | Q(gasten__accompanies=mandataris)
        | Q(bezoeken__deelnames__mandataris=mandataris)
        | Q(links__mandataris=mandataris)
    ).distinct()
    return [f"{programme.title} ({programme.period})" for programme in programmes]
