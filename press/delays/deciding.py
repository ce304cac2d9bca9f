"""What the coordinator decides about a delay: carry it out as a version of its own, or leave all as it is."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from invitations.mail.outbox import post
from press.delays.reporting import has_begun
from press.delays.shifting import Affected, Delay, Shift, shift
from press.delays.telling import items_of
from press.models import Vertraging
from programmes.drafts import DraftError, store
from programmes.loading import load_week
from programmes.models import Deelname, Programme, User, Versie
from programmes.times import NonexistentTimeError, local, moment
from programmes.versions import PublishError, publish_shift, published_week
from programmes.week import Visit, Week, moved, visit_json


@dataclass(frozen=True, slots=True)
class Done:
    """`left`: names of visits that stand otherwise on the board, where nobody touched them; `told`: how many mails."""

    version: Versie
    left: tuple[str, ...]
    told: int


def shift_of(vertraging: Vertraging, week: Week | None, choices: Mapping[int, str]) -> Shift | None:
    """None when the visit is not in the published programme (any more)."""
    visit = week.by_id.get(vertraging.visit) if week else None
    if week is None or visit is None:
        return None
    begun = has_begun(visit, vertraging.reported_at)
    said_no = Deelname.objects.filter(bezoek__programme=vertraging.programme_id, answer=Deelname.Answer.NEE)
    absent = frozenset(said_no.values_list("bezoek_id", "mandataris_id"))
    return shift(week, Delay(visit.id, vertraging.minutes, begun, absent), choices)


def fingerprint(found: Shift) -> str:
    """Of what would be published: who confirms must have seen exactly this."""
    content = [visit_json(visit) for visit in found.visits]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def carry_out(
    vertraging: Vertraging, *, based_on: int, seen: str, choices: Mapping[int, str], by: User, now: dt.datetime
) -> Done:
    """Publishes exactly these shifts, has the board follow, and tells whom it concerns.

    Raises PublishError, and then nothing at all is done: when somebody decided or published meanwhile, when it is no
    longer what was `seen`, when the day is over, or when the clock skips the new hour.
    """
    try:
        with transaction.atomic():
            one = _locked(vertraging)
            found = shift_of(one, published_week(one.programme), choices)
            if found is None:
                raise PublishError("Dit bezoek staat niet meer in het gepubliceerde programma. Er valt niets te doen.")
            return _carry_out(one, found, based_on=based_on, seen=seen, by=by, now=now)
    except NonexistentTimeError as error:
        raise PublishError(f"Er is niets gepubliceerd: {error}") from error


def _carry_out(one: Vertraging, found: Shift, *, based_on: int, seen: str, by: User, now: dt.datetime) -> Done:
    programme, note = one.programme, note_of(one, found)
    if found.old.by_id[one.visit].day < local(now).date():
        raise PublishError("Deze dag is voorbij. Kies 'Verander niets'.")
    _check_clock(found)
    version = publish_shift(programme, found.visits, based_on=based_on, note=note, by=by, now=now)
    if fingerprint(found) != seen:
        raise PublishError("De vertraging of je keuze is intussen gewijzigd. Bekijk opnieuw wat er verschuift.")
    left = _follow_on_the_board(programme, found.changed, label=note, by=by, now=now)
    items = items_of(programme, found, thing=f"vertraging-{one.pk}", version=version, now=now)
    told = post(programme.bestuur, items, programme=programme, now=now)
    _decide(one, Vertraging.State.VERWERKT, by=by, now=now, versie=version)
    return Done(version, tuple(found.old.name_of(visit.before) for visit in left), told)


def _check_clock(found: Shift) -> None:
    for visit in found.visits:
        for minutes in (visit.start, visit.end):
            moment(visit.day, minutes)


@transaction.atomic
def leave(vertraging: Vertraging, *, by: User, now: dt.datetime) -> None:
    """Changes nothing, and takes it off the list of what is open; raises PublishError when somebody decided already."""
    _decide(_locked(vertraging), Vertraging.State.GELATEN, by=by, now=now)


def _locked(vertraging: Vertraging) -> Vertraging:
    """Of two coordinators, one waits for the other."""
    Programme.objects.select_for_update().get(pk=vertraging.programme_id)
    one = Vertraging.objects.select_related("programme__bestuur", "decided_by").get(pk=vertraging.pk)
    if not one.is_open:
        who = one.decided_by or "Iemand anders"
        raise PublishError(f"{who} heeft hier al over beslist: {one.get_state_display()}.")
    return one


def _decide(one: Vertraging, state: str, *, by: User, now: dt.datetime, versie: Versie | None = None) -> None:
    one.state, one.decided_at, one.decided_by, one.versie = state, now, by, versie
    one.save(update_fields=["state", "decided_at", "decided_by", "versie"])


def note_of(one: Vertraging, found: Shift) -> str:
    """'Vertraging: De Linde 15 minuten later'"""
    return f"Vertraging: {found.old.name_of(found.old.by_id[one.visit])} {one}"


def elsewhere(draft: Week, changed: Iterable[Affected]) -> list[Affected]:
    """The visits that do not stand on the board as they were published: there nothing is moved."""
    return [one for one in changed if not _is_as_published(draft.by_id.get(one.before.id), one.before)]


def _is_as_published(draft: Visit | None, published: Visit) -> bool:
    return draft is not None and (draft.day, draft.start, draft.end) == (published.day, published.start, published.end)


def _follow_on_the_board(
    programme: Programme, changed: Iterable[Affected], *, label: str, by: User, now: dt.datetime
) -> list[Affected]:
    """So that a later publication does not put it back; returns what stands otherwise there, and stays.

    A board that cannot take it holds nobody up on the day itself: then all of it is left.
    """
    draft = load_week(programme)
    left = elsewhere(draft, changed)
    put = [_followed(draft.by_id[one.before.id], one) for one in changed if one not in left]
    try:
        store(programme, draft, label=label, by=by, now=now, put=put)
    except DraftError:
        return list(changed)
    return left


def _followed(draft: Visit, one: Affected) -> Visit:
    """The visit of the board at its new hours; whoever has hours of their own there keeps them, as far as they fit."""
    was = {part.person: (part.start, part.end) for part in one.before.people}
    now = {part.person: part for part in one.after.people}
    shifted = moved(draft, day=draft.day, start=one.after.start, end=one.after.end)
    people = tuple(
        replace(part, start=now[part.person].start, end=now[part.person].end)
        if was.get(part.person) == (before.start, before.end)
        else part
        for part, before in zip(shifted.people, draft.people, strict=True)
    )
    return replace(shifted, people=people)
