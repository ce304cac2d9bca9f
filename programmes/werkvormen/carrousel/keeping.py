"""The seats of a carousel in the database: given, moved, lost by a change, taken back.

Whoever writes them first locks the carousel and reads it anew, so that of two at once one waits, and sees the other's.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from programmes.models import Carrousel, Inschrijving, Mandataris, Plaats
from programmes.races import TooLateError
from programmes.times import local
from programmes.tokens import new_secret
from programmes.werkvormen.carrousel.changing import Move, consequences, mended, moved
from programmes.werkvormen.carrousel.day import Day
from programmes.werkvormen.carrousel.door import let_in
from programmes.werkvormen.carrousel.problem import Bundle, Seat, taken
from programmes.werkvormen.carrousel.waiting import LONGEST_CHAIN, MOST_MOVES, move_up, seated, staying


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whose seats a change takes or betters: what they had and get, as 'Ronde 1: 2. Soep en verhalen'."""

    row: Inschrijving
    before: list[str]
    after: list[str]
    is_short: bool  # for some round there is no seat left


class OtherwiseError(Exception):
    """A change does something else than what somebody saw of it; nothing is kept."""

    def __init__(self, hits: list[Hit]) -> None:
        super().__init__()
        self.hits = hits


def stamp_of(hits: Sequence[Hit]) -> str:
    """Of what somebody sees of a change before it is kept; '' when it hits nobody."""
    facts = [(hit.row.pk, hit.before, hit.after, hit.is_short) for hit in hits]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:20] if hits else ""


def hits_of(
    day: Day,
    change: Callable[[], object],
    *,
    keep: bool,
    now: dt.datetime,
    most: int = MOST_MOVES,
    seen: str | None = None,
) -> list[Hit]:
    """What a change of sessions, rounds or people does to whom; only with `keep` does anything stay changed.

    Whoever waits for a seat that comes free by it, moves up: `most` times at most. `seen` is the stamp of what was
    shown of it: raises OtherwiseError when it would do something else.
    """
    with transaction.atomic():
        old = _locked(day)
        before = {row.pk: old.told(bundle) for row, bundle in zip(old.people, old.bundles, strict=True)}
        change()
        after = _read(day)
        bundles: Sequence[Bundle] = _mended(after, before)
        if after.carrousel.allocated_at is not None:
            opened = _opened(old, after, bundles)
            bundles = move_up(after.problem, bundles, opened, may=staying(after.placed), most=most)
        hits = _hits(after, bundles, before)
        if keep and seen not in (None, stamp_of(hits)):
            raise OtherwiseError(hits)
        if keep and hits:
            placed = {hit.row.pk for hit in hits if hit.row.is_placed and set(hit.before) <= set(hit.after)}
            _keep(after, bundles, now=now, also={hit.row.pk for hit in hits}, placed=placed)
        transaction.set_rollback(not keep)
    return hits


def _hits(day: Day, bundles: Sequence[Bundle], before: Mapping[int, list[str]]) -> list[Hit]:
    return [
        Hit(row, before[row.pk], told, len(bundle) < len(day.rounds))
        for row, bundle in zip(day.people, bundles, strict=True)
        if before[row.pk] != (told := day.told(bundle))
    ]


def _opened(old: Day, after: Day, bundles: Sequence[Bundle]) -> list[Seat]:
    """Where there is more room than there was."""
    sat = taken(tuple(bundles))
    places = after.problem.places.items()
    return [seat for seat, room in places if room - sat[seat] > old.room_left.get(after.key_of(seat), 0)]


def by_hand(day: Day, person: int, move: Move) -> tuple[tuple[Bundle, ...], list[Hit]]:
    """Somebody moves, and whoever waits for the seat that they leave moves up: all seats, and those others."""
    bundles = list(day.bundles)
    bundles[person] = moved(bundles[person], move)
    left = [] if move.origin is None else [(move.origin, move.number)]
    after = move_up(day.problem, bundles, left, may=staying({*day.placed, person}), most=LONGEST_CHAIN)
    before = {row.pk: day.told(bundle) for row, bundle in zip(day.people, day.bundles, strict=True)}
    return after, [hit for hit in _hits(day, after, before) if hit.row != day.people[person]]


def _mended(day: Day, before: dict[int, list[str]]) -> list[Bundle]:
    """Where a seat went with its session or round, or is in too small a room: the best that is left."""
    bundles = list(day.bundles)
    for one in consequences(day.problem, bundles):
        bundles[one.person] = one.after
    for person, row in enumerate(day.people):
        if len(bundles[person]) < len(before[row.pk]):
            bundles[person] = mended(day.problem, bundles, person)
    return bundles


@contextmanager
def locked(carrousel: Carrousel) -> Iterator[None]:
    """A transaction in which nobody else changes it. Raises TooLateError when it is gone."""
    with transaction.atomic():
        if not Carrousel.objects.select_for_update().filter(pk=carrousel.pk).first():
            raise TooLateError
        yield


def _locked(day: Day) -> Day:
    """As it is now, until the transaction around it is over."""
    with locked(day.carrousel):
        return _read(day)


def _read(day: Day) -> Day:
    return Day(Carrousel.objects.get(pk=day.carrousel.pk), day.visit)


@transaction.atomic
def keep_seats(day: Day, bundles: Sequence[Bundle], *, now: dt.datetime, placed: Collection[int] = ()) -> int:
    """Makes these the seats; whoever gets others hears of it. `placed` (keys) got theirs by hand.

    Returns how many hear of it. Raises TooLateError when the day is not what it was when it was read.
    """
    fresh = _locked(day)
    if fresh.state != day.state:
        raise TooLateError
    return _keep(fresh, bundles, now=now, placed=placed)


def _keep(
    day: Day, bundles: Sequence[Bundle], *, now: dt.datetime, also: Collection[int] = (), placed: Collection[int] = ()
) -> int:
    """`also` hear of it: who lost a seat already."""
    changed = []
    for row, bundle in zip(day.people, bundles, strict=True):
        wanted = {(day.sessies[session].pk, day.rounds[number].id) for session, number in bundle}
        have = {(seat.sessie_id, seat.ronde_id) for seat in row.plaatsen.all()}
        if wanted != have:
            changed.append((row, wanted))
    Plaats.objects.filter(inschrijving__in=[row for row, _ in changed]).delete()
    Plaats.objects.bulk_create(
        Plaats(inschrijving=row, sessie_id=session, ronde_id=ronde)
        for row, wanted in changed
        for session, ronde in sorted(wanted)
    )
    is_first = day.carrousel.allocated_at is None  # then who got none hears that they wait
    told = {row.pk for row in day.people} if is_first else {row.pk for row, _ in changed}.union(also)
    Inschrijving.objects.filter(pk__in=told).update(revision=F("revision") + 1, is_placed=False)
    Inschrijving.objects.filter(pk__in=placed).update(is_placed=True)
    stamp = day.stamp if is_first else day.carrousel.told_stamp
    Carrousel.objects.filter(pk=day.carrousel.pk).update(allocated_at=now, told_stamp=stamp)
    return sum(bool(row.email) for row in day.people if row.pk in told)


def withdraw(row: Inschrijving, day: Day, *, now: dt.datetime, keep: bool = True, seen: str | None = None) -> list[Hit]:
    """Somebody takes back their sign-up; gives who moves up. `keep`, `seen`: as of `hits_of`."""

    def leave() -> None:
        still_in = Inschrijving.objects.active().filter(pk=row.pk)
        if still_in.update(withdrawn_at=now, revision=F("revision") + 1):
            Plaats.objects.filter(inschrijving=row).delete()

    return hits_of(day, leave, keep=keep, now=now, most=LONGEST_CHAIN, seen=seen)


@transaction.atomic
def sign_up(day: Day, row: Inschrijving, *, now: dt.datetime, by_link: bool = False) -> bool:
    """Stores a sign-up, at most once an address and a visitor; once the seats are given, with the best that is left.

    False: there was one already. Its owner hears so, at most once a day, with their link to change it.
    Who comes `by_link`, which everybody has, may be refused: SignUpError.
    """
    old = _locked(day)
    if by_link:
        let_in(old.carrousel, now=now)
    row.mandataris = row.mandataris or _visitor(old, row.email)
    if known := _known(old, row):
        if row.mandataris_id and all(one.mandataris_id != row.mandataris_id for one in old.people):
            Inschrijving.objects.filter(pk=known.pk, mandataris=None).update(mandataris=row.mandataris_id)
        _again(known, row, today=local(now).date())
        return False
    row.carrousel, row.signed_up_at = old.carrousel, now
    row.nonce, row.token_hash = new_secret().values()
    row.save()
    if old.carrousel.allocated_at:
        _seat(_read(day), row, now=now)
    return True


def _known(day: Day, row: Inschrijving) -> Inschrijving | None:
    """Who has that address already, else who is that visitor."""
    same_address = [one for one in day.people if row.email and one.email.casefold() == row.email.casefold()]
    same_visitor = [one for one in day.people if row.mandataris_id and one.mandataris_id == row.mandataris_id]
    return next(iter(same_address + same_visitor), None)


def _again(known: Inschrijving, row: Inschrijving, *, today: dt.date) -> None:
    """Staff signed a visitor up without an address: what they typed themselves goes with it."""
    found = Inschrijving.objects.filter(pk=known.pk)
    if not known.email and row.email:
        typed = {name: getattr(known, name) or getattr(row, name) for name in ("organisation", "remarks", "wishes")}
        found.update(email=row.email, revision=F("revision") + 1, **typed)
    else:
        found.exclude(again_on=today).update(again_on=today, revision=F("revision") + 1)


def _visitor(day: Day, email: str) -> Mandataris | None:
    """Who takes part in the visit and has that address; nobody when two of them share it."""
    coming = [part.person for part in day.visit.people] if email else []
    found = list(Mandataris.objects.filter(pk__in=coming, email__iexact=email)[:2]) if coming else []
    return found[0] if len(found) == 1 else None


def _seat(day: Day, row: Inschrijving, *, now: dt.datetime) -> None:
    """What is left; who waits for it already, comes first."""
    person = day.number_of(row.pk)
    assert person is not None  # noqa: S101 (they just signed up)
    _keep(day, seated(day.problem, day.bundles, person, stays=day.placed), now=now)


def touch(row: Inschrijving) -> None:
    """They have to hear of what changed."""
    Inschrijving.objects.filter(pk=row.pk).update(revision=F("revision") + 1)


@transaction.atomic
def tell_everybody(day: Day) -> int:
    """Of other hours, titles or rooms: a mail with their programme to whoever has a seat. Returns to how many."""
    fresh = _locked(day)
    Carrousel.objects.filter(pk=fresh.carrousel.pk).update(told_stamp=fresh.stamp)
    people = fresh.carrousel.inschrijvingen.active().exclude(email="")
    return people.update(revision=F("revision") + 1)
