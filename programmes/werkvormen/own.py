"""What the formats tell a visitor of their own visits, on the page, on paper and in the booklet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programmes.schedules import Schedule
from programmes.week import Visit
from programmes.werkvormen.onderdelen import timetables
from programmes.werkvormen.rounds import Round
from programmes.werkvormen.timetable import Timetable
from programmes.werkvormen.tools import all_tools


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
        """In one query, and a few more for each format that seats people and is among them."""
        shown = list(visits)
        tables = timetables(shown)
        seats = [tool.rounds.of(shown, tables) for tool in all_tools().values() if tool.rounds]
        return cls(tables, {visit: own for found in seats for visit, own in found.items()})

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


def formats_with_seats() -> list[str]:
    return [key for key, tool in all_tools().items() if tool.rounds]


def with_seats(visits: Iterable[Visit]) -> Formats:
    """Of the visits whose format seats people only; no query when there are none."""
    return Formats.of_visits(visit for visit in visits if visit.werkvorm in formats_with_seats())


def told(schedule: Schedule) -> Told:
    return Formats.of_visits(entry.visit for entry in schedule.entries).told(schedule)
