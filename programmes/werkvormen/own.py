"""What the formats tell a visitor of their own visits, on the page, on paper and in the booklet."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.schedules import Schedule
from programmes.week import Visit
from programmes.werkvormen.onderdelen import timetables
from programmes.werkvormen.timetable import Timetable


@dataclass(frozen=True)
class Told:
    """To one visitor, by visit."""

    timetables: dict[int, Timetable]


@dataclass(frozen=True)
class Formats:
    """Of some visits, whoever is there: read once, told to each."""

    timetables: dict[int, Timetable]

    @classmethod
    def of_visits(cls, visits: Iterable[Visit]) -> "Formats":
        return cls(timetables(visits))

    def told(self, schedule: Schedule) -> Told:
        """What is for this person, while they are there."""
        entries, who = {entry.visit.id: entry for entry in schedule.entries}, schedule.person.id
        return Told(
            {
                key: table.of(who, start=entries[key].start, end=entries[key].end)
                for key, table in self.timetables.items()
                if key in entries
            }
        )


def told(schedule: Schedule) -> Told:
    return Formats.of_visits(entry.visit for entry in schedule.entries).told(schedule)
