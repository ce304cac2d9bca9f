"""What is on the table of an edition: what the one before left open, per service, and what still has to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from followup.bottlenecks.listing import WHOLE_AUTHORITY, bottlenecks_of
from followup.editions.carrying import Left, earlier_edition, left_by
from followup.models import Afspraak, Knelpunt
from invitations.hosting.asking import asked_by_mail
from invitations.models import Fiche
from programmes.models import DeelnemendeDienst, Mandataris, Programme, Zorgdienst


@dataclass(slots=True)
class Place:
    """Of one service; `service` is None for what concerns the authority as a whole."""

    service: Zorgdienst | None
    agreements: list[Afspraak] = field(default_factory=list)
    bottlenecks: list[Knelpunt] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.service.name if self.service else WHOLE_AUTHORITY

    @property
    def anchor(self) -> str:
        return f"dienst-{self.service.pk if self.service else 0}"


@dataclass(frozen=True, slots=True)
class Table:
    """`waiting`: what `earlier` left open and nobody put here; `to_confirm`, `to_read`: numbers of services."""

    programme: Programme
    earlier: Programme | None
    places: list[Place]
    waiting: Left
    open_agreements: int
    open_bottlenecks: int
    services: int
    to_confirm: int
    asked: int  # contact persons who got the question
    to_read: int  # with a fiche of last time that nobody looked at in this edition
    ended: frozenset[int]  # who is named in an agreement and is not in office any more


def table_of(programme: Programme) -> Table:
    earlier = earlier_edition(programme)
    agreements, bottlenecks = carried_agreements(programme), carried_bottlenecks(programme)
    confirmed = list(DeelnemendeDienst.objects.filter(programme=programme).values_list("confirmed_at", flat=True))
    unread = Fiche.objects.filter(programme=programme, changed_at=None, percent__gt=0) if earlier else None
    ended = Mandataris.objects.filter(beloften__programme=programme).ended(programme.first_day)
    return Table(
        programme=programme,
        earlier=earlier,
        places=places_of(agreements, bottlenecks),
        waiting=left_by(earlier, beside=programme) if earlier else Left(),
        open_agreements=sum(one.is_open for one in agreements),
        open_bottlenecks=sum(one.state != Knelpunt.State.OPGELOST for one in bottlenecks),
        services=len(confirmed),
        to_confirm=confirmed.count(None),
        asked=asked_by_mail(programme),
        to_read=unread.count() if unread is not None else 0,
        ended=frozenset(ended.values_list("pk", flat=True)),
    )


def carried_agreements(programme: Programme) -> list[Afspraak]:
    """Open ones first, by day."""
    rows = Afspraak.objects.filter(programme=programme, carried_from__isnull=False)
    rows = rows.select_related("zorgdienst")
    rows = rows.prefetch_related("mandatarissen", "contactpersonen").order_by("due_on", "pk")
    return sorted(rows, key=lambda one: (not one.is_open, one.due_on is None))


def carried_bottlenecks(programme: Programme) -> list[Knelpunt]:
    rows = [one for one in bottlenecks_of(programme) if one.carried_from_id]
    return sorted(rows, key=lambda one: one.state == Knelpunt.State.OPGELOST)


def places_of(agreements: Iterable[Afspraak], bottlenecks: Iterable[Knelpunt]) -> list[Place]:
    """By name of the service; what concerns the whole authority comes last."""
    found: dict[int | None, Place] = {}
    for agreement in agreements:
        found.setdefault(agreement.zorgdienst_id, Place(agreement.zorgdienst)).agreements.append(agreement)
    for bottleneck in bottlenecks:
        found.setdefault(bottleneck.zorgdienst_id, Place(bottleneck.zorgdienst)).bottlenecks.append(bottleneck)
    return sorted(found.values(), key=lambda one: (one.service is None, one.title.casefold(), one.anchor))


def places_of_host(programme: Programme, services: Iterable[Zorgdienst]) -> list[Place]:
    """For a host, of their own services only: what both sides may read."""
    own = {one.pk for one in services}
    agreements = [one for one in carried_agreements(programme) if one.is_shared and one.zorgdienst_id in own]
    return places_of(agreements, [one for one in carried_bottlenecks(programme) if one.zorgdienst_id in own])
