"""Makes who sits where, and changes it; what changes for whom is known before anything is kept."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import F

from programmes.models import Bezoek, Speeddate, Speeddategast, Speeddatetafel
from programmes.werkvormen.speeddate.again import replan
from programmes.werkvormen.speeddate.bound import least_repeats
from programmes.werkvormen.speeddate.desk import Desk, Rounds, as_rounds, desk_of, stored
from programmes.werkvormen.speeddate.joining import Place, place
from programmes.werkvormen.speeddate.seats import Size, repeats_of
from programmes.werkvormen.speeddate.solve import seat

SECONDS = 0.6  # of a request
SALT = "speeddate"


class ChangedError(Exception):
    """Somebody else changed the speed date meanwhile."""


@dataclass(frozen=True)
class Move:
    """What changes for one guest: by round that is still to come, the table before and after."""

    name: str
    tafels: list[tuple[int, Speeddatetafel | None, Speeddatetafel | None]]


@dataclass(frozen=True)
class Proposal:
    """The desk as it would be; new guests have negative keys."""

    desk: Desk
    before: Desk
    leaving: list[Speeddategast]
    joining: list[Speeddategast]

    @property
    def moves(self) -> list[Move]:
        """Of who was there and stays."""
        joining = {gast.pk for gast in self.joining}
        old = {line.gast.pk: line.tafels for line in self.before.lines()}
        found = []
        for line in self.desk.lines():
            if line.gast.is_gone or line.gast.pk in joining:
                continue
            was = old.get(line.gast.pk) or [None] * len(line.tafels)
            pairs = enumerate(zip(was, line.tafels, strict=False), 1)
            tafels = [(n, one, other) for n, (one, other) in pairs if one != other and n > self.desk.held]
            if tafels:
                found.append(Move(line.gast.name, tafels))
        return found

    def signed(self, *, now: dt.datetime) -> str:
        return signing.dumps(
            {
                "date": self.before.date.pk,
                "revision": self.before.date.revision,
                "leave": [gast.pk for gast in self.leaving],
                "back": [gast.pk for gast in self.joining if gast.pk > 0],
                "join": [[gast.name, gast.mandataris_id] for gast in self.joining if gast.pk < 0],
                "held": self.desk.held,
                "begun": max(self.desk.held, self.before.begun(now)),
                "rounds": self.desk.rounds,
                "bound": self.desk.date.arrangement["bound"],
            },
            salt=SALT,
            compress=True,
        )


def arrangement_of(desk: Desk, *, seed: int = 0) -> dict[str, Any]:
    """Of all rounds when none was held, else of those still to come."""
    keys = [gast.pk for gast in desk.gasten]
    here = [number for number, gast in enumerate(desk.gasten) if not gast.is_gone]
    tables, rounds = len(desk.tafels), desk.date.rounds
    if not desk.held:
        found = seat(Size(len(here), tables, rounds), seconds=SECONDS, seed=seed)
        return stored(as_rounds(found.seats, tables, [keys[number] for number in here]), found.bound)
    seats = desk.seats()
    held, before = seats[: desk.held], seats[desk.held :]
    rest = replan(
        held,
        here,
        guests=len(keys),
        tables=tables,
        rounds=rounds - desk.held,
        before=before,
        seconds=SECONDS,
        seed=seed,
    )
    return stored(desk.rounds[: desk.held] + as_rounds(rest.seats, tables, keys), None)


def propose(desk: Desk, *, leave: Iterable[int], join: Sequence[tuple[str, int | None]]) -> Proposal:
    """The rest of the rounds without who leaves and with who joins; nothing is stored."""
    gone, gasten = set(leave), [_copy(gast) for gast in desk.gasten]
    back: dict[int, Speeddategast] = {}
    new: list[Speeddategast] = []
    for name, mandataris in join:
        known = next((one for one in gasten if one.is_gone and _is(one, name, mandataris)), None)
        if known is None:
            new.append(Speeddategast(pk=-len(new) - 1, speeddate=desk.date, name=name, mandataris_id=mandataris))
        else:
            known.is_gone = False
            back[known.pk] = known
    leaving = [gast for gast in gasten if gast.pk in gone and not gast.is_gone and gast.pk not in back]
    for gast in leaving:
        gast.is_gone = True
    joining = [*back.values(), *new]
    all_of_them = [*gasten, *new]
    after = _in_place(desk, all_of_them, leaving, joining) if desk.is_seated else _planned(desk, all_of_them)
    return Proposal(after, desk, leaving, joining)


def _is(gast: Speeddategast, name: str, mandataris: int | None) -> bool:
    """Who left and comes back is the same guest, for other tables than before."""
    return gast.mandataris_id == mandataris if mandataris else gast.mandataris_id is None and gast.name == name


def _in_place(
    desk: Desk, gasten: list[Speeddategast], leaving: list[Speeddategast], joining: list[Speeddategast]
) -> Desk:
    """Whoever stays keeps their card, unless that is less good.

    Who is new gets the seats to come of who leaves; who else joins, sits where there is a place for them.
    """
    gone, new = {gast.pk for gast in leaving}, [gast.pk for gast in joining if gast.pk < 0]
    instead = dict(zip((gast.pk for gast in leaving), new, strict=False))
    rest = [
        [[instead.get(key, key) for key in group if key in instead or key not in gone] for group in seated]
        for seated in desk.rounds[desk.held :]
    ]
    more = [gast.pk for gast in joining if gast.pk not in instead.values()]
    places = [_seat_in(rest, desk, key) for key in more]
    if None in places:
        return _planned(desk, gasten)
    near = _arranged(desk, gasten, rest)
    if len(joining) >= len(leaving) and all(one and one.is_free for one in places):
        return near
    anew = _planned(desk, gasten)
    return near if all(one <= other for one, other in zip(_costs(near), _costs(anew), strict=True)) else anew


def _seat_in(rest: Rounds, desk: Desk, key: int) -> Place | None:
    """Puts somebody in the rounds to come, at the tables that are returned; in none when there are no such tables."""
    been = [(table, group) for seated in desk.rounds[: desk.held] for table, group in enumerate(seated) if key in group]
    met = {other for _, group in been for other in group} - {key}
    found = place(rest, been={table for table, _ in been}, met=met, chairs=desk.date.chairs)
    for seated, table in zip(rest, found.tables if found else (), strict=False):
        seated[table].append(key)
    return found


def _arranged(desk: Desk, gasten: list[Speeddategast], rest: Rounds) -> Desk:
    """With these rounds to come, the tables as even as when all of it was made at once."""
    date = _copy_of(desk)
    here = sum(not gast.is_gone for gast in gasten)
    is_known = here and not desk.held
    bound = least_repeats(Size(here, len(desk.tafels), date.rounds))[0] if is_known else None
    date.arrangement = stored(desk.rounds[: desk.held] + rest, bound)
    return Desk(date, desk.tafels, gasten, desk.table)


def _costs(desk: Desk) -> tuple[int, int]:
    """How uneven the tables are, and how often people meet again."""
    sizes = (len(group) for seated in desk.rounds for group in seated)
    return sum(size**2 for size in sizes), repeats_of(desk.seats(), len(desk.tafels))


def _planned(desk: Desk, gasten: list[Speeddategast]) -> Desk:
    date = _copy_of(desk)
    after = Desk(date, desk.tafels, gasten, desk.table)
    rest = arrangement_of(after, seed=date.revision) if after.present else stored(desk.rounds[: desk.held], None)
    date.arrangement = rest
    return Desk(date, desk.tafels, gasten, desk.table)


def _copy_of(desk: Desk) -> Speeddate:
    fields = Speeddate._meta.concrete_fields  # noqa: SLF001 (Django's documented API)
    date = Speeddate(**{field.attname: getattr(desk.date, field.attname) for field in fields})
    date.bezoek = desk.date.bezoek
    return date


def _copy(gast: Speeddategast) -> Speeddategast:
    return Speeddategast(
        pk=gast.pk,
        speeddate_id=gast.speeddate_id,
        name=gast.name,
        mandataris_id=gast.mandataris_id,
        is_gone=gast.is_gone,
    )


@dataclass(frozen=True, slots=True)
class Cards:
    """The guests, by key, who got another card or a first one; and how many cards there are now."""

    changed: dict[int, str]
    count: int


@transaction.atomic
def keep(bezoek: Bezoek, signed: str, *, now: dt.datetime) -> Cards:
    """What a proposal said; raises ChangedError when it was made of something else than what stands now.

    A round that began since then was not thought of either.
    """
    try:
        said = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        raise ChangedError from None
    date = Speeddate.objects.select_for_update().filter(bezoek=bezoek, pk=said["date"]).first()
    desk = desk_of(bezoek)
    if date is None or desk is None or date.revision != said["revision"] or desk.begun(now) > said["begun"]:
        raise ChangedError
    date.held = said["held"]
    date.gasten.filter(pk__in=said["leave"]).update(is_gone=True)
    date.gasten.filter(pk__in=said["back"]).update(is_gone=False)
    keys = {
        -number: date.gasten.create(name=name, mandataris_id=mandataris).pk
        for number, (name, mandataris) in enumerate(said["join"], 1)
    }
    rounds: Rounds = [[[keys.get(key, key) for key in group] for group in seated] for seated in said["rounds"]]
    _store(date, stored(rounds, said["bound"]))
    return _cards(desk, replace(desk, date=date, gasten=list(date.gasten.all())))


def _cards(before: Desk, after: Desk) -> Cards:
    """By the rounds still to come: what was held is of no use any more."""
    had, have = ({line.gast: line.tafels[after.held :] for line in one.seated_lines()} for one in (before, after))
    return Cards({gast.pk: gast.name for gast, tafels in have.items() if had.get(gast) != tafels}, len(have))


def _store(date: Speeddate, arrangement: dict[str, Any]) -> None:
    date.arrangement = arrangement
    date.revision += 1
    date.save(update_fields=["arrangement", "held", "revision"])


@transaction.atomic
def make(bezoek: Bezoek) -> None:
    """The first arrangement, and the one after other tables, rounds or guests.

    It is without who does not come any more, and with who takes part in the visit since.
    """
    Speeddate.objects.select_for_update().filter(bezoek=bezoek).first()
    desk = desk_of(bezoek)
    if desk is None or not desk.expected or not desk.tafels or desk.is_over_full:
        return
    desk.date.gasten.filter(pk__in=[gast.pk for gast in desk.absent()]).update(is_gone=True)
    new = (Speeddategast(speeddate=desk.date, mandataris=one, name=str(one)) for one in desk.newcomers())
    desk.date.gasten.bulk_create(new)
    desk = replace(desk, gasten=list(desk.date.gasten.all()))
    _store(desk.date, arrangement_of(desk, seed=desk.date.revision))


@transaction.atomic
def mark_held(bezoek: Bezoek, rounds: int) -> bool:
    """False when there are not so many rounds of these tables."""
    date = Speeddate.objects.select_for_update().filter(bezoek=bezoek).first()
    seated = date.arrangement.get("rounds", []) if date else []
    if date is None or not 0 <= rounds <= len(seated):
        return False
    tables = date.tafels.count()
    if any(len(groups) != tables for groups in seated[:rounds]):
        return False
    Speeddate.objects.filter(pk=date.pk).update(held=rounds, revision=F("revision") + 1)
    return True
