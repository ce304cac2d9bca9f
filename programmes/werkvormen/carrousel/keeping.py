"""A carousel in the database: as a problem for the solver, its seats, and the hours that everybody has."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import F

from programmes.models import Bezoek, Carrousel, Inschrijving, Plaats, Sessie
from programmes.tokens import hash_of, new_nonce, token_from
from programmes.week import Visit
from programmes.werkvormen.carrousel.changing import Consequence, consequences, mended, move_up
from programmes.werkvormen.carrousel.problem import Bundle, Person, Problem, Session, taken
from programmes.werkvormen.onderdelen import timetable_of
from programmes.werkvormen.timetable import Line, Timetable


def carrousel_of(bezoek: Bezoek) -> Carrousel:
    """That of a visit; made when it is first asked for, with the address where one signs up."""
    nonce = new_nonce()
    made = {"nonce": nonce, "token_hash": hash_of(token_from(nonce))}
    return Carrousel.objects.get_or_create(bezoek=bezoek, defaults=made)[0]


@dataclass(frozen=True)
class Day:
    """A carousel with all its rows, read in a fixed number of queries; `visit` has the hours (draft or published)."""

    carrousel: Carrousel
    visit: Visit

    @cached_property
    def sessies(self) -> list[Sessie]:
        return list(self.carrousel.sessies.prefetch_related("rondes"))

    @cached_property
    def table(self) -> Timetable:
        return timetable_of(self.visit)

    @cached_property
    def rounds(self) -> list[Line]:
        """The lines in which sessions are held."""
        held = {ronde.pk for sessie in self.sessies for ronde in sessie.rondes.all()}
        return [line for line in self.table.lines if line.id in held]

    @cached_property
    def people(self) -> list[Inschrijving]:
        return list(self.carrousel.inschrijvingen.active().prefetch_related("plaatsen"))

    @cached_property
    def problem(self) -> Problem:
        """People and sessions in the order of `people` and `sessies`, rounds in that of `rounds`."""
        numbers = {line.id: number for number, line in enumerate(self.rounds)}
        index = {sessie.pk: number for number, sessie in enumerate(self.sessies)}
        sessions = [
            Session(
                number,
                tuple(sorted(numbers[ronde.pk] for ronde in sessie.rondes.all() if ronde.pk in numbers)),
                sessie.capacity,
                str(sessie),
            )
            for number, sessie in enumerate(self.sessies)
        ]
        people = [
            Person(number, tuple(dict.fromkeys(index[key] for key in row.wishes if key in index)), row.name)
            for number, row in enumerate(self.people)
        ]
        return Problem(tuple(sessions), tuple(people), len(self.rounds))

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """Who sits where, as far as the session is still held in that round."""
        numbers = {line.id: number for number, line in enumerate(self.rounds)}
        index = {sessie.pk: number for number, sessie in enumerate(self.sessies)}
        return tuple(
            tuple(
                sorted(
                    (
                        (index[seat.sessie_id], numbers[seat.ronde_id])
                        for seat in row.plaatsen.all()
                        if seat.sessie_id in index and seat.ronde_id in numbers
                    ),
                    key=lambda seat: seat[1],
                )
            )
            for row in self.people
        )

    def lines_for(self, bundle: Bundle) -> list[tuple[Line, Sessie | None]]:
        """The whole day of one person: each line, in a round with their session."""
        own = {self.rounds[number].id: self.sessies[session] for session, number in bundle}
        return [(line, own.get(line.id)) for line in self.table.lines]

    def told(self, bundle: Bundle) -> list[str]:
        return [f"{self.rounds[number].title}: {self.sessies[session]}" for session, number in bundle]

    def is_round(self, line: Line) -> bool:
        return any(line.id == one.id for one in self.rounds)

    def held_in(self, line: Line) -> list[Sessie]:
        return [sessie for sessie in self.sessies if any(ronde.pk == line.id for ronde in sessie.rondes.all())]

    @cached_property
    def counts(self) -> dict[tuple[int, int], int]:
        """How many people by (session, line), both keys."""
        return {
            (self.sessies[session].pk, self.rounds[number].id): count
            for (session, number), count in taken(self.bundles).items()
        }

    @property
    def missing(self) -> list[Inschrijving]:
        """Who lacks a seat in some round."""
        return [row for row, bundle in zip(self.people, self.bundles, strict=True) if len(bundle) < len(self.rounds)]

    def consequences(self) -> list[Consequence]:
        return consequences(self.problem, self.bundles)


def remarks(day: Day) -> list[str]:
    """What does not add up: rooms, speakers, seats."""
    found = [f"Sessie {sessie} heeft nog geen zaal." for sessie in day.sessies if not sessie.room]
    found += [f"Sessie {sessie} loopt in geen enkele ronde." for sessie in day.sessies if not sessie.rondes.all()]
    for line in day.rounds:
        held = day.held_in(line)
        found += [
            f"{_of(line)} zitten {_and(names)} allebei in {room}."
            for room, names in _twice((sessie.room, sessie) for sessie in held)
        ]
        speakers = ((speaker, sessie) for sessie in held for speaker in sessie.speaker_list)
        found += [f"{_of(line)} spreekt {speaker} in {_and(names)} tegelijk." for speaker, names in _twice(speakers)]
        room = sum(sessie.capacity for sessie in held)
        if room < len(day.people):
            found.append(
                f"{_of(line)} zijn er {room} plaatsen voor {len(day.people)} mensen: {len(day.people) - room} tekort."
            )
    return found


def _of(line: Line) -> str:
    return f"In '{line.title}' ({line.hours})"


def _twice(pairs: Iterable[tuple[str, Sessie]]) -> list[tuple[str, list[Sessie]]]:
    found: dict[str, list[Sessie]] = {}
    for name, sessie in pairs:
        if name:
            found.setdefault(name, []).append(sessie)
    return [(name, held) for name, held in found.items() if len(held) > 1]


def _and(held: Sequence[Sessie]) -> str:
    return " en ".join(f"sessie {sessie.number}" for sessie in held)


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whose seats a change takes: what they had and what they get, as 'Ronde 1: 2. Soep en verhalen'."""

    row: Inschrijving
    before: list[str]
    after: list[str]


def hits_of(day: Day, change: Callable[[], object], *, keep: bool, now: dt.datetime) -> list[Hit]:
    """What a change of sessions or rounds does to whom; only with `keep` does anything stay changed."""
    before = {row.pk: day.told(bundle) for row, bundle in zip(day.people, day.bundles, strict=True)}
    with transaction.atomic():
        change()
        after = Day(Carrousel.objects.get(pk=day.carrousel.pk), day.visit)
        bundles = list(after.bundles)
        for one in after.consequences():
            bundles[one.person] = one.after
        for person, row in enumerate(after.people):
            if len(bundles[person]) < len(before.get(row.pk, ())):
                bundles[person] = mended(after.problem, bundles, person)
        told = [after.told(bundle) for bundle in bundles]
        pairs = zip(after.people, told, strict=True)
        hits = [Hit(row, before[row.pk], now_has) for row, now_has in pairs if before.get(row.pk, now_has) != now_has]
        if keep and hits:
            keep_seats(after, bundles, now=now, also={hit.row.pk for hit in hits})
        transaction.set_rollback(not keep)
    return hits


@transaction.atomic
def keep_seats(day: Day, bundles: Sequence[Bundle], *, now: dt.datetime, also: Collection[int] = ()) -> int:
    """Makes these the seats; whoever gets others hears of it, and `also` who lost one already.

    Returns for how many people something changed.
    """
    Carrousel.objects.select_for_update().get(pk=day.carrousel.pk)
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
    told = {row.pk for row, _ in changed}.union(also)
    Inschrijving.objects.filter(pk__in=told).update(revision=F("revision") + 1)
    Carrousel.objects.filter(pk=day.carrousel.pk).update(allocated_at=now)
    return len(changed)


@transaction.atomic
def withdraw(row: Inschrijving, day: Day, *, now: dt.datetime) -> list[Inschrijving]:
    """Somebody takes back their sign-up; who waits for their seats moves up. Returns who did."""
    Carrousel.objects.select_for_update().get(pk=day.carrousel.pk)
    Plaats.objects.filter(inschrijving=row).delete()
    Inschrijving.objects.filter(pk=row.pk).update(withdrawn_at=now, revision=F("revision") + 1)
    after = Day(Carrousel.objects.get(pk=day.carrousel.pk), day.visit)
    if after.carrousel.allocated_at is None:
        return []
    bundles = move_up(after.problem, after.bundles)
    moved = [one for one, old, new in zip(after.people, after.bundles, bundles, strict=True) if set(old) != set(new)]
    if moved:
        keep_seats(after, bundles, now=now)
    return moved


def sign_up(carrousel: Carrousel, row: Inschrijving, *, now: dt.datetime) -> bool:
    """Stores a sign-up, at most once an address; False: there was one, and its owner gets their link once more."""
    with transaction.atomic():
        Carrousel.objects.select_for_update().get(pk=carrousel.pk)
        same = carrousel.inschrijvingen.active().filter(email__iexact=row.email) if row.email else None
        if same is not None and same.update(revision=F("revision") + 1):
            return False
        row.carrousel, row.signed_up_at, row.nonce = carrousel, now, new_nonce()
        row.token_hash = hash_of(token_from(row.nonce))
        row.save()
    return True


def touch(row: Inschrijving) -> None:
    """They have to hear of what changed."""
    Inschrijving.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
