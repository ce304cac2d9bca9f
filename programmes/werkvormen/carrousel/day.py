"""A carousel as it is in the database: its hours, its people, who sits where, and the problem for the solver."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from programmes.models import Bezoek, Carrousel, Inschrijving, Sessie, Werkvorm
from programmes.models.carrousel import NO_CAROUSEL
from programmes.races import get_or_make
from programmes.tokens import new_secret
from programmes.week import Visit
from programmes.werkvormen.carrousel.problem import Bundle, Person, Problem, Seat, Session, taken
from programmes.werkvormen.onderdelen import timetable_of
from programmes.werkvormen.timetable import Line, Timetable
from programmes.words import listed


def carrousel_of(bezoek: Bezoek) -> Carrousel:
    """That of a visit; made when it is first asked for, with the address where one signs up.

    Raises TooLateError when the visit is gone.
    """
    return get_or_make(Carrousel.objects, bezoek=bezoek, defaults=new_secret())


@dataclass(frozen=True, slots=True)
class Held:
    """A session in a round, and how many have a seat there."""

    sessie: Sessie
    count: int

    @property
    def is_full(self) -> bool:
        return self.count >= self.sessie.capacity


@dataclass(frozen=True)
class Day:
    """A carousel with all its rows, read in a fixed number of queries; `visit` has the hours (draft or published).

    One that is not kept yet has no rows.
    """

    carrousel: Carrousel
    visit: Visit

    @cached_property
    def sessies(self) -> list[Sessie]:
        return list(self.carrousel.sessies.prefetch_related("rondes")) if self.carrousel.pk else []

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
        return list(self.carrousel.inschrijvingen.active().prefetch_related("plaatsen")) if self.carrousel.pk else []

    @property
    def withdrawn(self) -> list[Inschrijving]:
        return list(self.carrousel.inschrijvingen.filter(withdrawn_at__isnull=False)) if self.carrousel.pk else []

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

    def held_in(self, line: Line) -> list[Sessie]:
        return [sessie for sessie in self.sessies if any(ronde.pk == line.id for ronde in sessie.rondes.all())]

    @cached_property
    def counts(self) -> dict[tuple[int, int], int]:
        """How many people by (session, line), both keys."""
        return {self.key_of(seat): count for seat, count in taken(self.bundles).items()}

    def key_of(self, seat: Seat) -> tuple[int, int]:
        """(session, line), both keys: they stay the same when the lists change."""
        session, number = seat
        return self.sessies[session].pk, self.rounds[number].id

    @cached_property
    def room_left(self) -> dict[tuple[int, int], int]:
        """By (session, line), both keys; below zero where there are too many."""
        keys = {self.key_of(seat): room for seat, room in self.problem.places.items()}
        return {key: room - self.counts.get(key, 0) for key, room in keys.items()}

    @cached_property
    def placed(self) -> set[int]:
        """Who was moved by hand, by number."""
        return {number for number, row in enumerate(self.people) if row.is_placed}

    @property
    def missing(self) -> list[Inschrijving]:
        """Who lacks a seat in some round."""
        return [row for row, bundle in zip(self.people, self.bundles, strict=True) if len(bundle) < len(self.rounds)]

    @cached_property
    def hours(self) -> list[tuple[Line, list[Held]]]:
        """The lines of the day; a round with its sessions."""
        return [(line, self._held(line)) for line in self.table.lines]

    def _held(self, line: Line) -> list[Held]:
        return [Held(sessie, self.counts.get((sessie.pk, line.id), 0)) for sessie in self.held_in(line)]

    @cached_property
    def full(self) -> set[int]:
        """The sessions that have no seat left in any round; none before the seats are given."""
        if self.carrousel.allocated_at is None:
            return set()
        free = {one.sessie.pk for _, held in self.hours for one in held if not one.is_full}
        return {sessie.pk for sessie in self.sessies} - free

    def number_of(self, key: int) -> int | None:
        """The place in `people` of a sign-up; None when they are not in it."""
        return next((number for number, row in enumerate(self.people) if row.pk == key), None)

    @property
    def state(self) -> str:
        """Of all that the seats depend on: other people, wishes, sessions or rounds give another."""
        people, sessions = [row.pk for row in self.people], [sessie.pk for sessie in self.sessies]
        rounds = [line.id for line in self.rounds]
        return _hash(people, sessions, rounds, self.problem, self.bundles)

    @property
    def is_carousel(self) -> bool:
        """The visit may have got another format."""
        return self.visit.werkvorm == Werkvorm.CARROUSEL

    @property
    def has_news(self) -> bool:
        """Everybody was told other hours, titles or rooms."""
        return self.is_carousel and self.carrousel.told_stamp not in {"", NO_CAROUSEL, self.stamp}

    @property
    def stamp(self) -> str:
        """Of what everybody is told besides where they sit: other hours, titles or rooms give another."""
        lines = [(line.id, line.title, line.hours) for line in self.table.lines]
        return _hash(self.visit.day, lines, [(sessie.pk, str(sessie), sessie.room) for sessie in self.sessies])


def _hash(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()


def round_day(visit: Visit, lines: Collection[int]) -> Day | None:
    """The carousel with sessions in some of these lines of the timetable; None when there are none."""
    found = Carrousel.objects.filter(bezoek=visit.id, sessies__rondes__in=lines).first()
    return Day(found, visit) if found else None


def remarks(day: Day) -> list[str]:
    """What does not add up: rooms, speakers, seats."""
    found = [f"Sessie {sessie} heeft nog geen zaal." for sessie in day.sessies if not sessie.room]
    found += [f"Sessie {sessie} loopt in geen enkele ronde." for sessie in day.sessies if not sessie.rondes.all()]
    for line in day.rounds:
        held = day.held_in(line)
        found += [
            f"{_of(line)} zitten {_and(names)} {'allebei' if len(names) == 2 else 'samen'} in {room}."
            for room, names in _twice((sessie.room, sessie) for sessie in held)
        ]
        speakers = ((speaker, sessie) for sessie in held for speaker in sessie.speaker_list)
        found += [f"{_of(line)} spreekt {speaker} in {_and(names)} tegelijk." for speaker, names in _twice(speakers)]
        room = sum(sessie.capacity for sessie in held)
        if room < len(day.people):
            places = "is er 1 plaats" if room == 1 else f"zijn er {room} plaatsen"
            found.append(f"{_of(line)} {places} voor {len(day.people)} mensen: {len(day.people) - room} tekort.")
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
    return listed(f"sessie {sessie.number}" for sessie in held)
