"""What a coordinator decides of a link; the policy domains of a service follow from what is confirmed."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from invitations.models import Bestuursakkoord, Raakvlak
from programmes.models import Dienstdomein, Programme, User, Zorgdienst

STATES = {
    "bevestig": Raakvlak.State.BEVESTIGD,
    "verwerp": Raakvlak.State.VERWORPEN,
    "terug": Raakvlak.State.VOORSTEL,
}


def open_proposals(
    akkoord: Bestuursakkoord | None, programme: Programme, service: Zorgdienst | None = None
) -> QuerySet[Raakvlak]:
    """Of one service, or of all that take part."""
    links = Raakvlak.objects.filter(passage__akkoord=akkoord, state=Raakvlak.State.VOORSTEL)
    return links.filter(zorgdienst=service) if service else links.filter(zorgdienst__programmes=programme)


def seen_of(links: Iterable[int]) -> str:
    """Which proposals (keys) stood on a page, in short."""
    return hashlib.sha256(repr(sorted(links)).encode()).hexdigest()[:16]


@transaction.atomic
def decide(links: Iterable[tuple[Raakvlak, str]], *, act: str, by: User, now: dt.datetime) -> int:
    """`links`: each with its domain ('' when it has none); `act`: a key of STATES. Gives how many there were."""
    state = STATES[act]
    decided = []
    for link, domain in links:
        link.state = state
        link.domain = domain if state == Raakvlak.State.BEVESTIGD else ""
        link.by, link.at = (None, None) if state == Raakvlak.State.VOORSTEL else (by, now)
        decided.append(link)
    Raakvlak.objects.bulk_update(decided, ["state", "domain", "by", "at"])
    settle_domains({link.zorgdienst_id for link in decided})
    return len(decided)


def settle_domains(services: Iterable[int]) -> None:
    """Each service has the domains of its confirmed links; those that were given by hand stay as they are."""
    services = list(services)
    confirmed = Raakvlak.objects.confirmed().filter(zorgdienst__in=services).exclude(domain="")
    wanted = {(link.zorgdienst_id, link.domain.casefold()): link.domain for link in confirmed.order_by("-pk")}
    known = {
        (one.zorgdienst_id, one.label.casefold()): one for one in Dienstdomein.objects.filter(zorgdienst__in=services)
    }
    gone = [one.pk for key, one in known.items() if one.source == Dienstdomein.Source.AKKOORD and key not in wanted]
    Dienstdomein.objects.filter(pk__in=gone).delete()
    Dienstdomein.objects.bulk_create(
        (
            Dienstdomein(zorgdienst_id=key[0], label=label, source=Dienstdomein.Source.AKKOORD)
            for key, label in wanted.items()
            if key not in known
        ),
        ignore_conflicts=True,
    )
