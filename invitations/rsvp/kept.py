"""Places on a waiting list that go with who is taken off, or with the visit, and come back when that is undone."""

import datetime as dt
from collections.abc import Collection, Mapping

from invitations.models import Wachtplaats
from programmes.later import Kept


def keep_places(visit: int, people: Collection[int]) -> Kept:
    rows = Wachtplaats.objects.filter(bezoek=visit, mandataris__in=people)
    return {row.mandataris_id: {"place": row.pk, "since": row.created_at.isoformat()} for row in rows}


def put_back_places(kept: Mapping[int, Kept]) -> None:
    """{visit: what keep_places gave}: each where it stood in the line, unless it still stands.

    Without the offer that it may have had: meanwhile that place can be somebody else's. The clock offers what is free.
    """
    Wachtplaats.objects.bulk_create(
        (
            Wachtplaats(
                pk=one["place"],
                bezoek_id=visit,
                mandataris_id=person,
                created_at=dt.datetime.fromisoformat(one["since"]),
            )
            for visit, places in kept.items()
            for person, one in places.items()
        ),
        ignore_conflicts=True,
    )
