"""A change to the draft in words: for the trail, for undo, and for who meets somebody else's change."""

import datetime as dt
from dataclasses import asdict, replace

from django.core import signing
from django.db.models import Q

from programmes.differences import people_details, visit_details
from programmes.drafts import read_visit
from programmes.models import Programme, User, Wijziging
from programmes.times import day_name
from programmes.week import Visit, Week

LONGEST_LABEL = 300


def describe(week: Week, before: Visit | None, after: Visit | None) -> str:
    """'De Linde: 10.00–11.30 in plaats van 9.30–11.00; An Peeters komt erbij'"""
    visit = after or before
    if visit is None:
        return "Niets gewijzigd"
    where = f"{week.name_of(visit)}, {day_name(visit.day)} {visit.hours}"
    if before is None:
        return f"{where}: toegevoegd"
    if after is None:
        return f"{where}: verwijderd"
    details = visit_changes(week, before, after)
    return f"{week.name_of(after)}: {'; '.join(details)}"[:LONGEST_LABEL] if details else f"{where}: niets gewijzigd"


def visit_changes(week: Week, before: Visit, after: Visit) -> list[str]:
    """All that differs between two states of one visit, what stays inside included."""
    before, after = (_known(week, visit) for visit in (before, after))
    details = [*visit_details(week, before, week, after), *people_details(week, before, week, after)]
    if before.kind != after.kind:
        details.append("andere soort")
    if before.internal_note != after.internal_note:
        details.append("andere interne notitie")
    if before.is_fixed != after.is_fixed:
        details.append("vastgezet" if after.is_fixed else "niet meer vastgezet")
    return details


def _known(week: Week, visit: Visit) -> Visit:
    """Without whoever has left the guest list since."""
    return replace(visit, people=tuple(part for part in visit.people if part.person in week.people))


def remember(programme: Programme, visit: Visit) -> str:
    """For a hidden field. Signed: a visit that was removed is made anew from it, host and tour included."""
    return signing.dumps(asdict(visit) | {"day": visit.day.isoformat()}, salt=_salt(programme))


def remembered(programme: Programme, text: str) -> Visit | None:
    """What `remember` gave for a visit of this programme; None for all else."""
    try:
        return read_visit(signing.loads(text, salt=_salt(programme)))
    except signing.BadSignature:
        return None


def _salt(programme: Programme) -> str:
    return f"programmes.changes.{programme.pk}"


def changes_since(programme: Programme, since: dt.datetime, *, but_by: User) -> list[Wijziging]:
    """What others did or undid after that moment, the last one first."""
    rows = Wijziging.objects.filter(Q(at__gt=since) | Q(undone_at__gt=since), programme=programme)
    return list(rows.exclude(by=but_by).select_related("by").order_by("-pk"))


def last_change_of(programme: Programme, pk: int) -> Wijziging | None:
    return (
        Wijziging.objects.filter(programme=programme, after__has_key=str(pk))
        .select_related("by")
        .order_by("-pk")
        .first()
    )


def who_changed(programme: Programme, pk: int, *, me: User) -> str:
    change = last_change_of(programme, pk)
    if change is None or change.by is None:
        return "iemand anders"
    return "jijzelf, in een ander venster," if change.by_id == me.pk else str(change.by)
