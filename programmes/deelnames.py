"""Who takes part in a visit, as rows: written only where they differ, and what people answered kept for undo."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from programmes.models import Deelname
from programmes.times import moment
from programmes.week import Participation, Visit

Said = list[dict[str, Any]]
"""[{"person", "answer", "reason", "at"}] of who said anything: as plain values, the moment in ISO 8601 or None."""


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
    return [
        {"person": person, "answer": answer, "reason": reason, "at": at and at.isoformat()}
        for person, answer, reason, at in found
        if answer or reason or at  # open with a moment: who waits for a place
    ]


def say_again(said: Mapping[int, Iterable[Mapping[str, Any]]]) -> None:
    """{visit: what said_of gave}: on the rows that undo made anew."""
    answers = {(visit, one["person"]): one for visit, rows in said.items() for one in rows}
    rows = [row for row in Deelname.objects.filter(bezoek__in=said) if (row.bezoek_id, row.mandataris_id) in answers]
    for row in rows:
        one = answers[row.bezoek_id, row.mandataris_id]
        row.answer, row.answer_reason = one["answer"], one["reason"]
        row.answered_at = dt.datetime.fromisoformat(one["at"]) if one["at"] else None
    Deelname.objects.bulk_update(rows, ["answer", "answer_reason", "answered_at"], batch_size=100)


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
