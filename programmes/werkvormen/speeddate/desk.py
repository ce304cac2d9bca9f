"""A speed date as it is stored: its tables, its guests, and who sits where."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from programmes.models import Bezoek, Mandataris, Speeddate, Speeddategast, Speeddatetafel
from programmes.times import local, minutes_of
from programmes.werkvormen.onderdelen import timetable_between
from programmes.werkvormen.speeddate import quality
from programmes.werkvormen.speeddate.lines import rounds_in
from programmes.werkvormen.speeddate.seats import groups
from programmes.werkvormen.speeddate.timing import RONDE, Phase, phases
from programmes.werkvormen.timetable import Line as Part
from programmes.werkvormen.timetable import Timetable
from programmes.words import counted

Rounds = list[list[list[int]]]  # keys of guests, by round and table


@dataclass(frozen=True)
class Line:
    """A guest with the table of each round, None where they were not there."""

    gast: Speeddategast
    tafels: list[Speeddatetafel | None]


@dataclass
class Desk:
    date: Speeddate
    tafels: list[Speeddatetafel]
    gasten: list[Speeddategast]  # who left too
    table: Timetable  # of the visit, with its hours

    @cached_property
    def present(self) -> list[Speeddategast]:
        return [gast for gast in self.gasten if not gast.is_gone]

    @cached_property
    def by_key(self) -> dict[int, Speeddategast]:
        return {gast.pk: gast for gast in self.gasten}

    @cached_property
    def rounds(self) -> Rounds:
        found: Rounds = self.date.arrangement.get("rounds", [])
        return found

    @property
    def held(self) -> int:
        return min(self.date.held, len(self.rounds))

    @property
    def chairs(self) -> int:
        """In all; 0 when there are always enough."""
        return self.date.chairs * len(self.tafels)

    @property
    def is_over_full(self) -> bool:
        return bool(self.chairs) and self.expected > self.chairs

    @property
    def expected(self) -> int:
        """The guests of the arrangement that stands, else of the one to make."""
        if self.is_seated:
            return len(self.present)
        return len(self.present) - len(self.absent()) + len(self.newcomers())

    @property
    def fits(self) -> bool:
        """The arrangement is of these tables, rounds and guests."""
        shape = len(self.rounds) == self.date.rounds and all(len(seated) == len(self.tafels) for seated in self.rounds)
        return shape and all(
            sorted(key for group in seated for key in group) == sorted(gast.pk for gast in self.present)
            for seated in self.rounds[self.held :]
        )

    @property
    def is_seated(self) -> bool:
        """There is an arrangement that means something: of the tables and the guests as they are."""
        return bool(self.rounds) and self.fits

    @property
    def runs(self) -> bool:
        """The clock can run: there are rounds, with nobody seated yet or with all where they sit."""
        return not self.rounds or self.fits

    @property
    def rhythm(self) -> str:
        """'3 rondes van 8 minuten'"""
        date = self.date
        return f"{counted(date.rounds, 'ronde', 'rondes')} van {counted(date.round_minutes, 'minuut', 'minuten')}"

    @property
    def setting(self) -> str:
        """'6 gasten, 3 tafels, 3 rondes van 8 minuten'"""
        tables = counted(len(self.tafels), "tafel", "tafels")
        return f"{counted(self.expected, 'gast', 'gasten')}, {tables}, {self.rhythm}"

    @property
    def shortage(self) -> str:
        """'7 gasten, en maar 6 stoelen'; for who counts when there are too many."""
        return f"{counted(self.expected, 'gast', 'gasten')}, en maar {counted(self.chairs, 'stoel', 'stoelen')}"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The lines of the timetable that are the rounds."""
        return rounds_in(self.table)

    @property
    def lead(self) -> int:
        """Minutes from the begin of the visit to the first round: as the timetable tells, else as was filled in."""
        return self.parts[0].start - self.table.start if self.parts else self.date.lead_minutes

    @cached_property
    def phases(self) -> list[Phase]:
        date = self.date
        return list(
            phases(
                date.rounds,
                minutes=date.round_minutes,
                change=date.change_minutes,
                break_after=date.break_after,
                pause=date.break_minutes,
                lead=self.lead,
            )
        )

    @property
    def minutes(self) -> int:
        """From the begin of the first round to the end of the last."""
        return sum(phase.minutes for phase in self.phases)

    @property
    def start(self) -> int:
        """The hour of the first round, in minutes since midnight."""
        return (self.table.start + self.lead) % 1440

    @property
    def until(self) -> int:
        return (self.table.start + self.lead + self.minutes) % 1440

    def hour_of(self, phase: Phase) -> int:
        return (self.table.start + phase.start) % 1440

    @property
    def held_phases(self) -> list[Phase]:
        return [phase for phase in self.phases if phase.kind == RONDE]

    def begun(self, now: dt.datetime) -> int:
        """The rounds that began by the clock, on the day itself; those of other tables than these do not count."""
        start = self.date.bezoek.starts_at
        if local(now).date() != local(start).date():
            return 0
        seated = (len(groups) == len(self.tafels) for groups in self.rounds)
        started = (start + dt.timedelta(minutes=phase.start) <= now for phase in self.held_phases)
        return sum(takewhile(bool, map(all, zip(seated, started, strict=False))))

    @property
    def hours(self) -> list[int]:
        return [self.hour_of(phase) for phase in self.held_phases]

    def seats(self, rounds: Rounds | None = None) -> list[list[int]]:
        """By round: the table of each guest in `gasten`, -1 for who is not there."""
        place = {gast.pk: number for number, gast in enumerate(self.gasten)}
        found = []
        for seated in self.rounds if rounds is None else rounds:
            row = [-1] * len(place)
            for table, group in enumerate(seated):
                for key in group:
                    if key in place:
                        row[place[key]] = table
            found.append(row)
        return found

    def lines(self) -> list[Line]:
        tours = list(zip(*self.seats(), strict=True)) or [()] * len(self.gasten)
        return [
            Line(gast, [self.tafels[table] if table >= 0 else None for table in tour])
            for gast, tour in zip(self.gasten, tours, strict=True)
            if not gast.is_gone or any(table >= 0 for table in tour[: self.held])
        ]

    def seated_lines(self) -> list[Line]:
        """Of who is there: each has a card."""
        return [line for line in self.lines() if not line.gast.is_gone]

    def at_tables(self) -> list[tuple[Speeddatetafel, list[list[Speeddategast]]]]:
        """Each table with its guests by round."""
        return [
            (tafel, [self._named(seated[number]) for seated in self.rounds]) for number, tafel in enumerate(self.tafels)
        ]

    def _named(self, keys: Iterable[int]) -> list[Speeddategast]:
        return [self.by_key[key] for key in keys if key in self.by_key]

    def quality(self) -> quality.Quality:
        present = [number for number, gast in enumerate(self.gasten) if not gast.is_gone]
        bound = self.date.arrangement.get("bound")
        return quality.quality_of(self.seats(), len(self.tafels), present, bound)

    def newcomers(self) -> list[Mandataris]:
        """Who takes part in the visit, and never was a guest: a new arrangement has a seat for them."""
        known = {gast.mandataris_id for gast in self.gasten}
        return [one for one in self._participants if one.pk not in known]

    def waiting(self) -> list[Mandataris]:
        """Who takes part in the visit, and is no guest now."""
        known = {gast.mandataris_id for gast in self.present}
        return [one for one in self._participants if one.pk not in known]

    def absent(self) -> list[Speeddategast]:
        """Who sits in, and does not take part in the visit any more."""
        coming = {one.pk for one in self._participants}
        return [gast for gast in self.present if gast.mandataris_id and gast.mandataris_id not in coming]

    @cached_property
    def _participants(self) -> list[Mandataris]:
        return participants(self.date.bezoek)


def desk_of(bezoek: Bezoek) -> Desk | None:
    date = Speeddate.objects.filter(bezoek=bezoek).first()
    if date is None:
        return None
    date.bezoek = bezoek
    return Desk(date, list(date.tafels.all()), list(date.gasten.all()), table_of(bezoek))


def desk_beside(bezoek: int, table: Timetable) -> Desk | None:
    """Of a visit by its key, whose timetable was read already."""
    date = Speeddate.objects.filter(bezoek=bezoek).first()
    return Desk(date, list(date.tafels.all()), list(date.gasten.all()), table) if date else None


def table_of(bezoek: Bezoek) -> Timetable:
    """As it stands in the draft."""
    start = minutes_of(bezoek.starts_at)
    return timetable_between(bezoek.pk, start=start, end=start + bezoek.minutes)


def participants(bezoek: Bezoek) -> list[Mandataris]:
    """Who did not say that they stay away."""
    deelnames = bezoek.deelnames.exclude(answer="nee").select_related("mandataris")
    return [deelname.mandataris for deelname in deelnames]


def as_rounds(seats: Sequence[Sequence[int]], tables: int, keys: Sequence[int]) -> Rounds:
    return [[[keys[guest] for guest in group] for group in groups(seated, tables)] for seated in seats]


def stored(rounds: Rounds, bound: int | None) -> dict[str, Any]:
    return {"rounds": rounds, "bound": bound}
