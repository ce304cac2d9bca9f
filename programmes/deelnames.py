"""Who takes part in a visit, as rows: written only where they differ, and what people answered kept for undo."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from programmes.later import WAITING
from programmes.models import Deelname
from programmes.times import moment
from programmes.week import Participation, Visit

Said = list[dict[str, Any]]
"""[{"person", "answer", "reason", "at"}] of who said anything: as plain values, the moment in ISO 8601 or None.

Of who waits for a place also "waits": what `programmes.later.WAITING` keeps of it.
"""


def create(visit: Visit) -> None:
    Deelname.objects.bulk_create(_row(visit, part) for part in visit.people)


def rewrite(before: Visit, after: Visit) -> Said:
    """Touches only the rows that differ: an answer outlives a move of the visit. Returns what who went, had said."""
    if before.people == after.people and before.day == after.day:
        return []
    old = {part.person: part for part in before.people}
    new = {part.person: part for part in after.people}
    gone = old.keys() - new.keys()
    said = said_of(after.id, gone) if gone else []
    if gone:
        Deelname.objects.filter(bezoek_id=after.id, mandataris_id__in=gone).delete()
    changed = [part for key, part in new.items() if key not in old or old[key] != part or _is_partial(part)]
    if changed:
        Deelname.objects.bulk_create(
            [_row(after, part) for part in changed],
            update_conflicts=True,
            unique_fields=["bezoek", "mandataris"],
            update_fields=["is_spokesperson", "arrives_at", "leaves_at", "note"],
        )
    return said


def said_of(visit: int, people: Collection[int]) -> Said:
    """To be asked before their rows go, by who holds the visit: then no answer comes in between."""
    rows = Deelname.objects.filter(bezoek=visit, mandataris__in=people).order_by("mandataris")
    found = rows.values_list("mandataris", "answer", "answer_reason", "answered_at")
    said: Said = [
        {"person": person, "answer": answer, "reason": reason, "at": at and at.isoformat()}
        for person, answer, reason, at in found
        if answer or reason or at
    ]
    waiting = [one["person"] for one in said if one["at"] and not one["answer"]]
    for _, keep, _ in WAITING if waiting else ():
        kept = keep(visit, waiting)
        said = [one | {"waits": kept[one["person"]]} if one["person"] in kept else one for one in said]
    return said


def say_again(said: Mapping[int, Iterable[Mapping[str, Any]]]) -> None:
    """{visit: what said_of gave}: on the rows that undo made anew."""
    answers = {(visit, one["person"]): one for visit, rows in said.items() for one in rows}
    rows = [row for row in Deelname.objects.filter(bezoek__in=said) if (row.bezoek_id, row.mandataris_id) in answers]
    for row in rows:
        one = answers[row.bezoek_id, row.mandataris_id]
        row.answer, row.answer_reason = one["answer"], one["reason"]
        row.answered_at = dt.datetime.fromisoformat(one["at"]) if one["at"] else None
    Deelname.objects.bulk_update(rows, ["answer", "answer_reason", "answered_at"], batch_size=100)
    waits: dict[int, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for row in rows:
        if "waits" in (one := answers[row.bezoek_id, row.mandataris_id]):
            waits[row.bezoek_id][row.mandataris_id] = one["waits"]
    for _, _, put_back in WAITING if waits else ():
        put_back(waits)


def _is_partial(part: Participation) -> bool:
    return part.start is not None or part.end is not None


def _row(visit: Visit, part: Participation) -> Deelname:
    return Deelname(
        bezoek_id=visit.id,
        mandataris_id=part.person,
        is_spokesperson=part.is_spokesperson,
        arrives_at=None if part.start is None else moment(visit.day, part.start),
        leaves_at=None if part.end is None else moment(visit.day, part.end),
        note=part.note,
    )
