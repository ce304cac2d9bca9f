"""The people of a visit with how they were ticked, and who came on top of them. Pure, but for `rows_of`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from press.models import Aanwezigheid
from programmes.entries import Companion, make_entry
from programmes.models import Programme
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected; `row` is None as long as nobody ticked."""

    person: int
    companion: Companion
    phone: str = ""
    row: Aanwezigheid | None = None

    @property
    def is_here(self) -> bool:
        return self.row is not None and self.row.is_present


@dataclass(frozen=True, slots=True)
class Attendance:
    """`extra`: who was added at the visit, or ticked there though the programme has them elsewhere by now."""

    guests: tuple[Guest, ...] = ()
    extra: tuple[Aanwezigheid, ...] = ()

    @property
    def expected(self) -> int:
        return len(self.guests)

    @property
    def here(self) -> int:
        return sum(guest.is_here for guest in self.guests)

    @property
    def extra_here(self) -> int:
        return sum(row.is_present for row in self.extra)

    @property
    def unknown(self) -> int:
        return sum(guest.row is None for guest in self.guests)


def rows_of(programme: Programme, visits: Iterable[Visit]) -> list[Aanwezigheid]:
    of_visits = Aanwezigheid.objects.filter(programme=programme, visit__in=[visit.id for visit in visits])
    return list(of_visits.select_related("mandataris"))


def attendance(week: Week, visits: Iterable[Visit], rows: Iterable[Aanwezigheid]) -> dict[int, Attendance]:
    """By the key of a visit."""
    ticked: dict[int, list[Aanwezigheid]] = defaultdict(list)
    for row in rows:
        ticked[row.visit].append(row)
    return {visit.id: _of(week, visit, ticked[visit.id]) for visit in visits}


def _of(week: Week, visit: Visit, rows: list[Aanwezigheid]) -> Attendance:
    own = {row.mandataris_id: row for row in rows if row.mandataris_id}
    companions = make_entry(week, visit).people
    guests = tuple(
        Guest(part.person, companion, week.people[part.person].phone, own.get(part.person))
        for part, companion in zip(visit.people, companions, strict=True)
    )
    expected = {guest.person for guest in guests}
    return Attendance(guests, tuple(row for row in rows if row.mandataris_id not in expected))
