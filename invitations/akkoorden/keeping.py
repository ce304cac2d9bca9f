"""Keeping an agreement that was read; a new one takes the place of the old, and what people decided moves along."""

import datetime as dt

from django.db import transaction

from invitations.akkoorden.deciding import settle_domains
from invitations.akkoorden.files import Agreement
from invitations.akkoorden.passages import passages_of
from invitations.models import Bestuursakkoord, Passage, Raakvlak
from programmes.models import Bestuur, User, Zorgdienst


@transaction.atomic
def keep(
    bestuur: Bestuur, agreement: Agreement, *, title: str, filename: str, by: User, now: dt.datetime
) -> Bestuursakkoord:
    """What comes back word for word keeps its links; the rest of the confirmed ones stay with the old agreement."""
    before = Bestuursakkoord.objects.filter(bestuur=bestuur)
    older = [akkoord.pk for akkoord in before]
    akkoord = Bestuursakkoord.objects.create(
        bestuur=bestuur, title=title, filename=filename, page_count=agreement.page_count, uploaded_at=now, by=by
    )
    pieces = passages_of(agreement.blocks)
    passages = Passage.objects.bulk_create(
        Passage(akkoord=akkoord, number=one.number, page=one.page, heading=one.heading, text=one.text) for one in pieces
    )
    _move_along(older, passages)
    _clear(older)
    return akkoord


def _move_along(older: list[int], passages: list[Passage]) -> None:
    same = {passage.text: passage.pk for passage in reversed(passages)}
    decided = Raakvlak.objects.filter(passage__akkoord__in=older).exclude(state=Raakvlak.State.VOORSTEL)
    moved: dict[tuple[int, int], Raakvlak] = {}
    for link in decided.select_related("passage").order_by("-passage__akkoord", "pk"):
        if link.passage.text in same:
            link.passage_id = same[link.passage.text]
            moved.setdefault((link.passage_id, link.zorgdienst_id), link)
    Raakvlak.objects.bulk_update(moved.values(), ["passage"])


def _clear(older: list[int]) -> None:
    """Of an old agreement stays what somebody confirmed."""
    links = Raakvlak.objects.filter(passage__akkoord__in=older)
    links.exclude(state=Raakvlak.State.BEVESTIGD).delete()
    Passage.objects.filter(akkoord__in=older, raakvlakken__isnull=True).delete()
    Bestuursakkoord.objects.filter(pk__in=older, passages__isnull=True).delete()


@transaction.atomic
def remove(bestuur: Bestuur) -> None:
    """The agreement, the ones before it, and all that was linked to them."""
    services = list(
        Zorgdienst.objects.filter(raakvlakken__passage__akkoord__bestuur=bestuur).values_list("pk", flat=True)
    )
    Bestuursakkoord.objects.filter(bestuur=bestuur).delete()
    settle_domains(services)
