"""Changes to the draft: the only way in which visits are written.

A change is made of whole `Visit`s: what they become, or which ones go. Each is kept as a `Wijziging` that undo puts
back. A visit that somebody else changed meanwhile raises `StaleError`, and then nothing at all is written.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from programmes import deelnames
from programmes.loading import load_week
from programmes.models import Bezoek, Contactpersoon, Programme, Ronde, User, Voorstel, Wijziging
from programmes.races import TooLateError, all_or_too_late
from programmes.removals import lost_for_good, tell_of
from programmes.times import moment
from programmes.trail import ANSWERS, Beside, Own, beside, put_back_beside
from programmes.week import Participation, Visit, Week, order, visit_json
from programmes.werkvormen.onderdelen import follow_format

_COLUMNS = (
    *("kind", "title", "werkvorm", "place", "meeting_point", "clothing", "meal", "activity", "remarks"),
    *("internal_note", "is_fixed"),
)


class DraftError(Exception):
    """A change that cannot be made; the message is for the coordinator."""


class StaleError(DraftError):
    """Somebody else changed or removed this visit since it was read."""

    def __init__(self, *, mine: Visit, theirs: Visit | None) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd.")
        self.mine = mine
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is None for a new visit, `after` is None for one that goes; `said`: the answers of who goes."""

    before: Visit | None
    after: Visit | None
    said: deelnames.Said = field(default_factory=list)


def store(
    programme: Programme,
    week: Week,
    *,
    label: str,
    by: User,
    now: dt.datetime,
    put: Iterable[Visit] = (),
    remove: Iterable[Visit] = (),
    tours: dict[int, Own] | None = None,
    voorstel: Voorstel | None = None,
) -> Week:
    """Writes the visits (id 0: a new one), as one change; returns the week as it has become.

    `tours`: those whose own row was written with it, as trail.own_of gave them before. `voorstel`: of which it is
    (a part of) the plan.

    Raises StaleError when a visit's `revision` is no longer the one in the database, DraftError for a person, a service
    or a tour that is not in the programme or a host of nobody here, NonexistentTimeError for an hour the clock skips.
    """
    put, remove = list(put), list(remove)
    wijziging = Wijziging(programme=programme, by=by, at=now, label=label[:300], voorstel=voorstel)
    try:
        with all_or_too_late():
            _check_references(programme, week, put)
            changes = [_put(programme, week, visit) for visit in put]
            kept = beside(programme, remove, tours or {})
            tell_of(programme, remove)
            changes += [_remove(week, visit) for visit in remove]
            changes = [one for one in changes if one.before != one.after or kept.touches(one.before)]
            if changes:
                _remember(wijziging, changes, kept)
    except TooLateError as error:
        raise DraftError(str(error)) from error
    return _week_after(week, changes)


def undo(programme: Programme, *, by: User, now: dt.datetime) -> Wijziging:
    """Puts back the last change that `by` made; raises DraftError when there is none, or others built on it."""
    with transaction.atomic():
        last = last_change(programme, by=by)
        if last is None:
            raise DraftError("Er is niets om ongedaan te maken.")
        week = load_week(programme)
        put, remove = _reversal(last, week)
        if lost := lost_for_good(remove):
            raise DraftError(f"{_built_on(last)} Weg zou ook zijn: {', '.join(lost)}. Verwijder het bezoek zelf.")
        gone = _unknown_hosts(programme, week, put)
        for visit in put:
            _put(programme, week, replace(visit, host=None) if visit.host and visit.host.id in gone else visit)
        if not put_back_beside(programme, put, last.before):
            raise DraftError(_built_on(last))
        tell_of(programme, remove)
        for visit in remove:
            _remove(week, visit)
        last.undone_at = now
        last.save(update_fields=["undone_at"])
    return last


def last_change(programme: Programme, *, by: User) -> Wijziging | None:
    """Of the visits: a conflict that was accepted stands in the trail too, and has its own way back."""
    return Wijziging.objects.filter(programme=programme, by=by, undone_at__isnull=True).exclude(after={}).first()


def _reversal(change: Wijziging, week: Week) -> tuple[list[Visit], list[Visit]]:
    put, remove = [], []
    for key, after in change.after.items():
        current, before = week.by_id.get(int(key)), change.before[key]
        if _facts(_content(current)) != _facts(after):
            raise DraftError(_built_on(change))
        if before is None and current is not None:
            remove.append(current)
        elif before is not None:
            put.append(replace(read_visit(before), revision=current.revision if current else 0))
    return put, remove


def _built_on(change: Wijziging) -> str:
    return f"'{change.label}' kan niet meer ongedaan gemaakt worden: er is daarna nog iets gewijzigd."


def read_visit(content: dict[str, Any]) -> Visit:
    """A visit from `Wijziging.before` or `.after`."""
    return Week.from_json({"info": _NO_INFO, "people": [], "services": [], "visits": [content]}).visits[0]


_NO_INFO = {"title": "", "first_day": "2000-01-01", "last_day": "2000-01-01"}


def _content(visit: Visit | None) -> dict[str, Any] | None:
    """A visit as JSON; None stays None. The revision is left out: it is not what somebody changed."""
    if visit is None:
        return None
    content = visit_json(visit)
    del content["revision"]
    content["people"] = list(content["people"])
    return content


def _facts(content: dict[str, Any] | None) -> dict[str, Any] | None:
    """What undo compares: not the order of people, nor what belongs to the host or the tour and may change there."""
    if content is None:
        return None
    host, people = content["host"], sorted(content["people"], key=lambda part: int(part["person"]))
    return content | {"host": host and host["id"], "people": people, "ronde_title": "", "ronde_mode": ""}


def _remember(wijziging: Wijziging, changes: list[Change], kept: Beside) -> None:
    def key(change: Change) -> str:
        return str((change.after or change.before).id)  # type: ignore[union-attr] # one of both is there

    def before(change: Change) -> dict[str, Any] | None:
        if change.before is None:
            return None
        along = kept.of(change.before, is_gone=change.after is None) | ({ANSWERS: change.said} if change.said else {})
        return (_content(change.before) or {}) | along

    wijziging.before = {key(change): before(change) for change in changes}
    wijziging.after = {key(change): _content(change.after) for change in changes}
    wijziging.save()


def _week_after(week: Week, changes: list[Change]) -> Week:
    visits = dict(week.by_id)
    for change in changes:
        if change.before is not None:
            visits.pop(change.before.id, None)
        if change.after is not None:
            visits[change.after.id] = change.after
    return replace(week, visits=tuple(sorted(visits.values(), key=order)))


def _put(programme: Programme, week: Week, visit: Visit) -> Change:
    _check_members(week, visit)
    places = {person: place for place, person in enumerate(week.people)}
    before = week.by_id.get(visit.id)
    people = sorted(_with_answers(visit, before), key=lambda part: places[part.person])
    visit = replace(visit, people=tuple(people))
    if before is None:
        created = _create(programme, visit)
        follow_format(None, created)
        return Change(None, created)
    if visit.revision != before.revision:
        raise StaleError(mine=visit, theirs=before)
    if visit == before:
        return Change(before, before)
    after = replace(visit, revision=before.revision + 1)
    found = Bezoek.objects.filter(pk=visit.id, revision=visit.revision).update(**_row(after), revision=after.revision)
    if not found:
        raise StaleError(mine=visit, theirs=load_week(programme).by_id.get(visit.id))
    said = deelnames.rewrite(before, after)
    follow_format(before, after)
    return Change(before, after, said)


def _with_answers(visit: Visit, before: Visit | None) -> list[Participation]:
    """A form does not know what people answered, and no change takes it away."""
    said = {part.person: (part.answer, part.reason) for part in before.people} if before else {}
    answers = ((part, *said.get(part.person, ("", ""))) for part in visit.people)
    return [replace(part, answer=answer, reason=reason) for part, answer, reason in answers]


def _check_members(week: Week, visit: Visit) -> None:
    if visit.service is not None and visit.service not in week.services:
        raise DraftError("Deze dienst doet niet mee aan het programma. Voeg hem eerst toe bij Diensten.")
    if any(part.person not in week.people for part in visit.people):
        raise DraftError("Iemand van de deelnemers staat niet op de gastenlijst. Voeg die eerst toe bij Gasten.")


def _check_references(programme: Programme, week: Week, visits: list[Visit]) -> None:
    """A visit may come from what somebody's browser remembers: its host and its tour have to be ours."""
    if _unknown_hosts(programme, week, visits):
        raise DraftError("Wie ontvangt, staat niet meer bij de contactpersonen. Kies iemand anders.")
    rondes = {visit.ronde for visit in visits if visit.ronde} - {visit.ronde for visit in week.visits}
    if rondes and Ronde.objects.filter(programme=programme, pk__in=rondes).count() < len(rondes):
        raise DraftError("Deze ronde bestaat niet meer.")


def _unknown_hosts(programme: Programme, week: Week, visits: list[Visit]) -> set[int]:
    """Of these visits; asks the database only about hosts that the week does not know."""
    hosts = {visit.host.id for visit in visits if visit.host}
    hosts -= {contact.id for service in week.services.values() for contact in service.contacts}
    hosts -= {visit.host.id for visit in week.visits if visit.host}
    if not hosts:
        return hosts
    known = Contactpersoon.objects.filter(bestuur=programme.bestuur_id, pk__in=hosts)
    return hosts - set(known.values_list("pk", flat=True))


def _create(programme: Programme, visit: Visit) -> Visit:
    """A visit that is put back after a removal keeps its id, so that what points at it still does."""
    row = Bezoek(pk=visit.id or None, programme=programme, revision=visit.revision or 1, **_row(visit))
    row.full_clean(exclude=["programme", "zorgdienst", "host", "ronde"], validate_unique=False)
    row.save(force_insert=True)
    saved = replace(visit, id=row.pk, revision=row.revision)
    deelnames.create(saved)
    return saved


def _remove(week: Week, visit: Visit) -> Change:
    if not (row := Bezoek.objects.select_for_update().filter(pk=visit.id, revision=visit.revision).first()):
        raise StaleError(mine=visit, theirs=week.by_id.get(visit.id))
    was = week.by_id[visit.id]
    said = deelnames.said_of(visit.id, [part.person for part in was.people])
    row.delete()  # locked first, as by whoever works on what hangs on it
    return Change(was, None, said)


def _row(visit: Visit) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in _COLUMNS} | {
        "zorgdienst_id": visit.service,
        "host_id": visit.host.id if visit.host else None,
        "ronde_id": visit.ronde,
        "starts_at": moment(visit.day, visit.start),
        "ends_at": moment(visit.day, visit.end),
    }
