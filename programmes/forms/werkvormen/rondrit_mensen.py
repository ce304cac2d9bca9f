"""Who rides along, from which stop to which: joining for a part is taking part in only those visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from programmes.forms.widgets import whole_number
from programmes.openings import joined, without
from programmes.week import Person, Visit, Week
from programmes.werkvormen.rondrit.boarding import Part, parts

STAYS = "gaten"  # whoever skips a stop, and stays so


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One guest, and their stretch as it stands and as it was typed: numbers of stops from 1, '' when not along."""

    person: Person
    standing: Part | None
    first: str
    last: str
    said_no: bool = False


class Passengers:
    """Rows of two choices each. Whoever is not changed, keeps their own hours, note and answer."""

    def __init__(self, week: Week, stops: tuple[Visit, ...], data: Any = None) -> None:
        self.week, self.stops, self.errors = week, stops, list[str]()
        standing = parts(stops)
        invited = {part.person for visit in stops for part in visit.people}
        self.rows = [
            self._row(person, standing.get(person.id), data, said_no=person.id in invited - standing.keys())
            for person in week.people.values()
        ]
        self.state = ".".join(f"{visit.id}-{visit.revision}" for visit in stops)
        if data is not None:
            self._check(data)

    def _row(self, person: Person, part: Part | None, data: Any, *, said_no: bool) -> PersonRow:
        first, last = (str(part.first + 1), str(part.last + 1)) if part else ("", "")
        if part and part.has_gaps:
            first, last = STAYS, STAYS
        if data is not None:
            first = str(data.get(f"first-{person.id}", first))
            last = str(data.get(f"last-{person.id}", last))
        return PersonRow(person, part, first, last, said_no)

    def _check(self, data: Any) -> None:
        if data.get("state", self.state) != self.state:
            self.errors.append(
                "Iemand anders wijzigde intussen deze ronde. Kijk na of de haltes nog kloppen en bewaar opnieuw."
            )
        numbers = {"", STAYS, *(str(number) for number in range(1, len(self.stops) + 1))}
        for row in self.rows:
            if not {row.first, row.last} <= numbers:
                self.errors.append(f"{row.person.name}: kies een halte uit de lijst.")
            elif bool(row.first) != bool(row.last):
                self.errors.append(f"{row.person.name}: kies waar die opstapt én waar die afstapt.")
            elif whole_number(row.first) > whole_number(row.last):
                self.errors.append(f"{row.person.name} stapt af voor het opstappen: wissel de twee haltes om.")

    @property
    def along(self) -> list[PersonRow]:
        return [row for row in self.rows if row.standing or row.first]

    @property
    def others(self) -> list[PersonRow]:
        return [row for row in self.rows if not (row.standing or row.first)]

    def visits(self) -> list[Visit]:
        """The stops with whoever comes along now. Only when there are no errors."""
        changed = [row for row in self.rows if _typed(row) != _stands(row) and STAYS not in (row.first, row.last)]
        return [_with(visit, number, changed) for number, visit in enumerate(self.stops, start=1)]


def _typed(row: PersonRow) -> tuple[int, int]:
    return whole_number(row.first), whole_number(row.last)


def _stands(row: PersonRow) -> tuple[int, int]:
    if row.standing is None:
        return 0, 0
    return (-1, -1) if row.standing.has_gaps else (row.standing.first + 1, row.standing.last + 1)


def _with(visit: Visit, number: int, rows: Iterable[PersonRow]) -> Visit:
    for row in rows:
        first, last = _typed(row)
        visit = joined(visit, row.person.id) if first <= number <= last else without(visit, row.person.id)
    return visit
