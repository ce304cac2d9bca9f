"""Who was where, by the published programme and by what was ticked at the visits. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from programmes.week import Participation, Visit, Week, entry_span


class Tick(NamedTuple):
    """`person` is None for who was added at the visit, by name."""

    visit: int
    person: int | None
    name: str
    is_present: bool


@dataclass
class Attended:
    visits: int = 0
    minutes: int = 0
    unticked: int = 0  # visits
    services: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # who is no guest

    @property
    def heads(self) -> int:
        return len(self.people) + len(self.names)


def attended(week: Week | None, ticks: Iterable[Tick], said_no: Collection[tuple[int, int]] = ()) -> Attended:
    """A visit counts when somebody came; where nobody was ticked, all came but who `said_no`: (visit, person)."""
    by_visit: dict[int, list[Tick]] = {}
    for tick in ticks:
        by_visit.setdefault(tick.visit, []).append(tick)
    total = Attended()
    for visit in week.visits if week else ():
        if visit.is_visit:
            _add(total, visit, by_visit.get(visit.id, []), said_no)
    return total


def _add(total: Attended, visit: Visit, ticks: list[Tick], said_no: Collection[tuple[int, int]]) -> None:
    planned = {part.person: part for part in visit.people}
    coming = {person for person in planned if (visit.id, person) not in said_no}
    people = {tick.person for tick in ticks if tick.person is not None and tick.is_present} if ticks else coming
    names = {" ".join(tick.name.casefold().split()) for tick in ticks if tick.person is None and tick.is_present}
    if not people and not names:
        return
    total.visits += 1
    total.unticked += not ticks
    total.minutes += sum(_minutes(visit, planned.get(person)) for person in people) + len(names) * visit.minutes
    total.people.update(people)
    total.names |= names
    if visit.service is not None:
        total.services.add(visit.service)


def _minutes(visit: Visit, part: Participation | None) -> int:
    start, end = entry_span(visit, part)
    return end - start
