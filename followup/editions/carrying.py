"""What an edition leaves open goes along to the next one: agreements, bottlenecks and opportunities.

The one of before stays as it is, with a `carried_to`: who reads the first edition sees where it goes on, and when the
new edition is thrown away nothing is lost. What has one is followed up in the new edition only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from followup.bottlenecks.starting import link_passages
from followup.models import Afspraak, Knelpunt, Moment
from invitations.models import Uitdaging
from programmes.models import Programme

SAME_AGREEMENT = (
    *("zorgdienst_id", "title", "text", "kind", "initiative", "due_on", "is_shared"),
    *("made_at", "made_by", "follow_up_id", "follow_up_visit"),
)
SAME_BOTTLENECK = ("zorgdienst_id", "kind", "theme", "title", "text", "state", "answer", "made_at", "made_by")


@dataclass(frozen=True, slots=True)
class Left:
    """What an edition left open and another one does not have on its table."""

    agreements: tuple[Afspraak, ...] = ()
    bottlenecks: tuple[Knelpunt, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.agreements or self.bottlenecks)


def earlier_edition(programme: Programme) -> Programme | None:
    """The one that it was copied from; else the newest of the authority before it, follow-up visits left out."""
    if programme.copied_from:
        return programme.copied_from
    before = Programme.objects.filter(bestuur=programme.bestuur_id, first_day__lt=programme.first_day)
    return before.filter(opvolging_van=None).order_by("-first_day", "-pk").first()


def left_by(source: Programme, *, beside: Programme | None = None) -> Left:
    """Open at the end of `source`; with `beside`, only what that edition does not have yet."""
    agreements = Afspraak.objects.filter(programme=source, state=Afspraak.State.OPEN)
    bottlenecks = Knelpunt.objects.filter(programme=source).exclude(state=Knelpunt.State.OPGELOST)
    if beside:
        agreements = agreements.exclude(carried_to__programme=beside)
        bottlenecks = bottlenecks.exclude(carried_to__programme=beside)
    return Left(
        tuple(agreements.prefetch_related("mandatarissen", "contactpersonen")),
        tuple(bottlenecks.select_related("uitdaging").prefetch_related("passages")),
    )


@transaction.atomic
def carry(
    source: Programme,
    programme: Programme,
    *,
    now: dt.datetime,
    by: str,
    agreements: bool = True,
    bottlenecks: bool = True,
) -> Left:
    """Puts what is open on the table of `programme`, once however often it is asked; returns what came along."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    left = left_by(source, beside=programme)
    left = Left(left.agreements if agreements else (), left.bottlenecks if bottlenecks else ())
    _carry_agreements(left.agreements, source, programme, by=by, now=now)
    _carry_bottlenecks(left.bottlenecks, programme)
    return left


def _carry_agreements(
    old: Sequence[Afspraak], source: Programme, programme: Programme, *, by: str, now: dt.datetime
) -> None:
    new = Afspraak.objects.bulk_create(
        Afspraak(programme=programme, carried_from=one, **_same(one, SAME_AGREEMENT)) for one in old
    )
    pairs = list(zip(old, new, strict=True))
    for name, column in (("mandatarissen", "mandataris_id"), ("contactpersonen", "contactpersoon_id")):
        through = getattr(Afspraak, name).through
        through.objects.bulk_create(
            through(afspraak_id=copy.pk, **{column: person.pk})
            for one, copy in pairs
            for person in getattr(one, name).all()
        )
    text = f"Meegenomen uit {source}"[:300]
    Moment.objects.bulk_create(
        Moment(afspraak=copy, kind=Moment.Kind.GEMAAKT, at=now, by=by[:150], text=text) for copy in new
    )


def _carry_bottlenecks(old: Sequence[Knelpunt], programme: Programme) -> None:
    challenges = _challenges_of(programme)
    new = Knelpunt.objects.bulk_create(
        Knelpunt(
            programme=programme,
            carried_from=one,
            uitdaging_id=challenges.get(_place(one.zorgdienst_id, one.uitdaging), one.uitdaging_id),
            **_same(one, SAME_BOTTLENECK),
        )
        for one in old
    )
    link_passages(_lines(zip(old, new, strict=True)))


def _lines(pairs: Iterable[tuple[Knelpunt, Knelpunt]]) -> Iterator[tuple[Knelpunt, int]]:
    return ((copy, passage.pk) for one, copy in pairs for passage in one.passages.all())


def _challenges_of(programme: Programme) -> dict[Any, int]:
    """The same challenge in the fiche of this edition, when it came along."""
    rows = Uitdaging.objects.filter(fiche__programme=programme).select_related("fiche")
    return {_place(one.fiche.zorgdienst_id, one): one.pk for one in rows}


def _place(service: int | None, challenge: Uitdaging | None) -> Any:
    return (service, challenge.theme, challenge.title) if challenge else None


def _same(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
