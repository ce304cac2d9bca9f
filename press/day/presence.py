"""Who is there. What is sent twice counts once; of two phones the latest tick stands, and both are told."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from press.models import Aanwezigheid
from programmes.models import Programme
from programmes.times import BRUSSELS, clock, minutes_of

HERE, AWAY = "aanwezig", "niet aanwezig"


@dataclass(frozen=True, slots=True)
class Tick:
    """What somebody pressed, when by the clock of the phone."""

    is_present: bool
    at: dt.datetime
    by: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """How it stands after a tick, and the sentence for whoever ticked."""

    row: Aanwezigheid
    message: str

    @property
    def state(self) -> str:
        return HERE if self.row.is_present else AWAY


def moment_of(typed: str, programme: Programme, *, now: dt.datetime) -> dt.datetime:
    """When it was ticked, as the phone says; `now` when it says nothing readable, or its clock is plainly wrong."""
    try:
        at = dt.datetime.fromisoformat(typed.strip())
    except ValueError:
        return now
    at = at if at.tzinfo else at.replace(tzinfo=BRUSSELS)
    start = dt.datetime.combine(programme.first_day, dt.time(), tzinfo=BRUSSELS)
    return at if start <= at <= now else now


def tick(
    programme: Programme,
    *,
    visit: int,
    person: int,
    is_present: bool,
    key: UUID,
    at: dt.datetime,
    by: str,
    now: dt.datetime,
) -> Aanwezigheid:
    """Somebody of the programme (the key of a mandataris) is at this visit, or is not; gives how it stands then."""
    row, _ = keep_tick(programme, Tick(is_present, at, by, key), visit=visit, person=person, now=now)
    return row


def keep_tick(
    programme: Programme, tick: Tick, *, visit: int, person: int, now: dt.datetime
) -> tuple[Aanwezigheid, Tick | None]:
    """How it stands, and the tick that stood before: None for the first."""
    with transaction.atomic():
        row, is_new = _locked().get_or_create(
            programme=programme,
            visit=visit,
            mandataris_id=person,
            defaults={
                "is_present": tick.is_present,
                "at": tick.at,
                "by": tick.by,
                "key": _free(tick.key),
                "received_at": now,
            },
        )
        return row, None if is_new else _tick_again(row, tick, now=now)


def keep_tick_of_added(row: Aanwezigheid, tick: Tick, *, now: dt.datetime) -> tuple[Aanwezigheid, Tick]:
    """The same for who was added here; the key stays that of the first time, so that a second sending is known."""
    with transaction.atomic():
        row = _locked().get(pk=row.pk)
        return row, _tick_again(row, replace(tick, key=row.key), now=now)


def _locked() -> QuerySet[Aanwezigheid]:
    return Aanwezigheid.objects.select_for_update(of=("self",)).select_related("mandataris")


def _tick_again(row: Aanwezigheid, tick: Tick, *, now: dt.datetime) -> Tick:
    before = Tick(row.is_present, row.at, row.by, row.key)
    is_sent_twice = tick.key == row.key and tick.is_present == row.is_present and tick.at <= row.at
    if tick.at >= row.at and not is_sent_twice:
        row.is_present, row.at, row.by, row.received_at = tick.is_present, tick.at, tick.by, now
        row.key = row.key if tick.key == row.key else _free(tick.key)
        row.save()
    return before


def _free(key: UUID) -> UUID:
    """A key that was used for something else says nothing about this."""
    return uuid4() if Aanwezigheid.objects.filter(key=key).exists() else key


def told(row: Aanwezigheid, before: Tick | None, tick: Tick) -> Told:
    """The sentence for whoever ticked, after what stood before."""
    stands = f"{row} is er." if row.is_present else f"{row} is er niet."
    if before is None or (before.by == tick.by and row.is_present == tick.is_present):
        return Told(row, stands)
    other = before.by or "Iemand anders"
    if before.is_present == tick.is_present:
        return Told(row, f"{other} tikte dit om {_clock(before.at)} al aan.")
    if row.is_present != tick.is_present:
        said = f"{other} tikte om {_clock(row.at)} aan dat {row} er {'' if row.is_present else 'niet '}is."
        return Told(row, f"{said} Dat is later dan jouw tik van {_clock(tick.at)}, en blijft staan.")
    earlier = f"{other} tikte om {_clock(before.at)} aan van {'wel' if before.is_present else 'niet'}"
    return Told(row, f"{stands} {earlier}; jouw tik is de laatste en telt.")


def _clock(at: dt.datetime) -> str:
    return clock(minutes_of(at))
