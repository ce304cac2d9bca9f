"""What the formats tell a visitor of their own visits, on the page, on paper and in the booklet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programmes.models import Werkvorm
from programmes.schedules import Schedule
from programmes.week import Visit
from programmes.werkvormen.carrousel.own import in_sessions
from programmes.werkvormen.onderdelen import timetables
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.speeddate.own import seated
from programmes.werkvormen.timetable import Timetable

WITH_SEATS = (Werkvorm.SPEEDDATE, Werkvorm.CARROUSEL)


@dataclass(frozen=True)
class Told:
    """To one visitor, by visit."""

    timetables: dict[int, Timetable]
    rounds: dict[int, tuple[Round, ...]]


@dataclass(frozen=True)
class Formats:
    """Of some visits, whoever is there: read once, told to each."""

    timetables: Mapping[int, Timetable]
    rounds: Mapping[int, Mapping[int, tuple[Round, ...]]]

    @classmethod
    def of_visits(cls, visits: Iterable[Visit]) -> "Formats":
        """In one query, three more when there is a speed date, and two more when there is a carousel."""
        shown = list(visits)
        tables = timetables(shown)
        return cls(tables, seated(shown, tables) | in_sessions(shown, tables))

    def told(self, schedule: Schedule) -> Told:
        """What is for this person, while they are there."""
        entries, who = {entry.visit.id: entry for entry in schedule.entries}, schedule.person.id
        return Told(
            timetables={
                key: table.of(who, start=entries[key].start, end=entries[key].end)
                for key, table in self.timetables.items()
                if key in entries
            },
            rounds={key: own[who] for key, own in self.rounds.items() if key in entries and who in own},
        )


def with_seats(visits: Iterable[Visit]) -> Formats:
    """Of the visits whose format seats people only; no query when there are none."""
    return Formats.of_visits(visit for visit in visits if visit.werkvorm in WITH_SEATS)


def told(schedule: Schedule) -> Told:
    return Formats.of_visits(entry.visit for entry in schedule.entries).told(schedule)
