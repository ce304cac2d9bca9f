"""The timetable of a visit as rows: read, filled from a skeleton, put in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from programmes.models import Bezoek, Onderdeel
from programmes.races import TooLateError
from programmes.week import Visit
from programmes.werkvormen.formats import format_of
from programmes.werkvormen.interface import Part
from programmes.werkvormen.ordering import placed
from programmes.werkvormen.timetable import Line, Timetable, fitted, timetable

MOST = 60  # parts of one visit
_SAID = ("minutes", "title", "text", "who", "place", "clothing", "hands_on", "mandataris_id")
_KEPT = ("position", "revision", *_SAID)


def timetables(visits: Iterable[Visit]) -> dict[int, Timetable]:
    """{visit: its timetable}, in one query; a visit without one is left out."""
    by_id = {visit.id: visit for visit in visits}
    rows: dict[int, list[Onderdeel]] = defaultdict(list)
    for row in Onderdeel.objects.filter(bezoek__in=by_id):
        rows[row.bezoek_id].append(row)
    return {key: _timetable(by_id[key], found) for key, found in rows.items()}


def timetable_of(visit: Visit) -> Timetable:
    return timetable_between(visit.id, start=visit.start, end=visit.end)


def timetable_between(bezoek: int, *, start: int, end: int) -> Timetable:
    """Of a visit by its key and its hours, in minutes since midnight."""
    return timetable(map(_line, Onderdeel.objects.filter(bezoek=bezoek)), start=start, end=end)


def _timetable(visit: Visit, rows: Iterable[Onderdeel]) -> Timetable:
    return timetable(map(_line, rows), start=visit.start, end=visit.end)


def _line(row: Onderdeel) -> Line:
    return Line(
        id=row.pk,
        minutes=row.minutes,
        title=row.title,
        text=row.text,
        who=row.who,
        place=row.place,
        clothing=row.clothing,
        hands_on=row.hands_on,
        person=row.mandataris_id,
    )


def stamp(table: Timetable) -> str:
    """Of what somebody saw: other lines give another."""
    return "-".join(f"{line.id}.{line.minutes}" for line in table.lines)


def fill(visit: Visit, parts: Sequence[Part], *, instead: bool, seen: str) -> bool:
    """Puts these parts in place of what there is, or after it; False when that is no longer what somebody saw."""
    with transaction.atomic():
        _lock(visit.id)
        if seen != stamp(timetable_of(visit)):
            return False
        if instead:
            _replace(visit.id, parts)
        else:
            _append(visit.id, parts, first=_next_position(visit.id))
    return True


def _lock(visit: int) -> bool:
    """Of two who change a timetable at once, one waits; False when the visit is gone."""
    return Bezoek.objects.select_for_update().filter(pk=visit).first() is not None


def _replace(visit: int, parts: Sequence[Part]) -> None:
    Onderdeel.objects.filter(bezoek=visit).delete()
    _append(visit, parts)


def _append(visit: int, parts: Sequence[Part], *, first: int = 0) -> None:
    Onderdeel.objects.bulk_create(_row(visit, first + n, part) for n, part in enumerate(parts))


def _row(visit: int, position: int, part: Part) -> Onderdeel:
    return Onderdeel(
        bezoek_id=visit,
        position=position,
        minutes=part.minutes,
        title=part.title,
        text=part.text,
        who=part.who,
        hands_on=part.hands_on,
    )


def _next_position(visit: int) -> int:
    last = Onderdeel.objects.filter(bezoek=visit).order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def follow_format(before: Visit | None, after: Visit) -> None:
    """A visit that gets another format gets its example, unless somebody wrote in the timetable that it has."""
    old = before.werkvorm if before else ""
    if after.werkvorm == old:
        return
    rows = list(Onderdeel.objects.filter(bezoek=after.id)) if before else []
    if rows and not (before and examples([before])):
        return
    kind = format_of(after.werkvorm)
    if rows or kind:
        _replace(after.id, fitted(kind.skeleton, after.minutes) if kind else ())


def examples(visits: Iterable[Visit]) -> int:
    """How many lines are the example of the visit's format as it was made, however long the visit was then.

    A timetable is one or it is not: not when a line was touched, or a session of a carousel is in it.
    """
    by_id = {visit.id: visit for visit in visits}
    found: dict[int, list[Onderdeel]] = defaultdict(list)
    for row in Onderdeel.objects.filter(bezoek__in=by_id):
        found[row.bezoek_id].append(row)
    alike = {key: rows for key, rows in found.items() if _is_example(rows, by_id[key])}
    with_sessions = Onderdeel.objects.filter(bezoek__in=alike, sessies__isnull=False).values_list("bezoek", flat=True)
    kept = set(with_sessions) if alike else set()
    return sum(len(rows) for key, rows in alike.items() if key not in kept)


def _is_example(rows: list[Onderdeel], visit: Visit) -> bool:
    kind = format_of(visit.werkvorm)
    if kind is None or len(rows) != len(kind.skeleton):
        return False
    return all(_is_from(row, part) for row, part in zip(rows, kind.skeleton, strict=True))


def _is_from(row: Onderdeel, part: Part) -> bool:
    """By its words, and never stored again since it was made."""
    same = (row.title, row.text, row.who, row.hands_on) == (part.title, part.text, part.who, part.hands_on)
    return same and row.revision == 1 and not (row.place or row.clothing or row.mandataris_id)


def add(row: Onderdeel, *, seen: int) -> None:
    """At the end; of two who add at once, neither is lost. Raises TooLateError when the visit is gone.

    `seen` is how many lines there were: who sends the form twice, finds the line there already, and adds it once.
    """
    with transaction.atomic():
        if not _lock(row.bezoek_id):
            raise TooLateError
        last = Onderdeel.objects.filter(bezoek=row.bezoek_id).last()
        if last and Onderdeel.objects.filter(bezoek=row.bezoek_id).count() != seen and _is_same(last, row):
            row.pk = last.pk
            return
        row.position = _next_position(row.bezoek_id)
        row.save()


def _is_same(one: Onderdeel, other: Onderdeel) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SAID)


def move(visit: int, key: int, *, to: str = "", before: int = 0) -> None:
    """One line to another place in the order; the others make room."""
    with transaction.atomic():
        _lock(visit)
        rows = {row.pk: row for row in Onderdeel.objects.filter(bezoek=visit)}
        for position, one in enumerate(placed(list(rows), key, to=to, before=before)):
            rows[one].position = position
        Onderdeel.objects.bulk_update(rows.values(), ["position"])


def kept_of(visits: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """The timetables as plain values, so that undo can put them back."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in Onderdeel.objects.filter(bezoek__in=list(visits)).values("bezoek_id", *_KEPT):
        found[row.pop("bezoek_id")].append(dict(row))
    return found


def put_back(visit: Visit, kept: Iterable[dict[str, Any]]) -> None:
    """What was only for somebody who no longer takes part, stays away."""
    people = {part.person for part in visit.people} | {None}
    Onderdeel.objects.filter(bezoek=visit.id).delete()
    Onderdeel.objects.bulk_create(
        Onderdeel(bezoek_id=visit.id, **values) for values in kept if values["mandataris_id"] in people
    )
