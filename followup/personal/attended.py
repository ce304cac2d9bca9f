"""Who was where: the published programme, with what was ticked on the day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from followup.reports.held import A_GUEST, told_name
from invitations.reminding.reminders import declined
from press.models import Aanwezigheid
from programmes.entries import Entry, make_entry
from programmes.models import Programme
from programmes.versions import published_week
from programmes.week import Person, Visit, Week


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who was there; `key` is the same at each visit of theirs."""

    key: str
    name: str
    function: str = ""


@dataclass(frozen=True)
class Attended:
    """`absent` holds (visit, person); `extra` who came without being on the list of that visit.

    Where presence was ticked, only that counts, as in the report (reports.held); elsewhere everybody who was expected
    and did not say no.
    """

    week: Week
    absent: frozenset[tuple[int, int]]
    extra: Mapping[int, tuple[Aanwezigheid, ...]]
    until: dt.date

    @cached_property
    def visits(self) -> list[Visit]:
        """Those that are over, in the order of the week."""
        return [visit for visit in self.week.visits if visit.is_visit and visit.day <= self.until]

    @cached_property
    def by_guest(self) -> dict[int, list[Visit]]:
        """The visits of everybody who was at one, by key."""
        found: dict[int, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            expected = [part.person for part in visit.people if (visit.id, part.person) not in self.absent]
            extra = [row.mandataris_id for row in self.extra.get(visit.id, ()) if row.mandataris_id]
            for person in dict.fromkeys([*expected, *extra]):
                found[person].append(visit)
        return dict(found)

    @cached_property
    def by_host(self) -> dict[int, list[Visit]]:
        """The visits that each contact person received, and to which somebody came."""
        found: dict[int, list[Visit]] = defaultdict(list)
        visited = {visit.id for visits in self.by_guest.values() for visit in visits} | self.extra.keys()
        for visit in self.visits:
            service = self.week.service_of(visit)
            hosts = {contact.id for contact in service.contacts} if service else set()
            for host in hosts | ({visit.host.id} if visit.host else set()):
                if visit.id in visited:
                    found[host].append(visit)
        return dict(found)

    def entry(self, visit: Visit, person: int | None = None) -> Entry:
        part = next((part for part in visit.people if part.person == person), None)
        return make_entry(self.week, visit, part)

    def company(self, visit: Visit, *, but: int | None = None) -> tuple[Who, ...]:
        """Everybody who was there, first those who were expected."""
        expected = [part.person for part in visit.people if (visit.id, part.person) not in self.absent]
        people = [_expected(self.week.people[key]) for key in expected if key != but]
        extra = [_extra(row) for row in self.extra.get(visit.id, ()) if but is None or row.mandataris_id != but]
        return (*people, *extra)


def _expected(person: Person) -> Who:
    return Who(f"m{person.id}", told_name(person), person.function)


def _extra(row: Aanwezigheid) -> Who:
    """Whoever is in no list has no name here, as in the report."""
    person = row.mandataris
    if person is None:
        return Who(f"x{row.pk}", row.function or A_GUEST)
    return Who(f"m{person.pk}", told_name(person), person.function)


def attended(programme: Programme, *, on: dt.date) -> Attended | None:
    """Up to and including that day, in a fixed number of queries; None when nothing was ever published."""
    week = published_week(programme)
    if week is None:
        return None
    rows = list(Aanwezigheid.objects.filter(programme=programme).select_related("mandataris"))
    here = {(row.visit, row.mandataris_id or 0) for row in rows if row.is_present}
    ticked = {row.visit for row in rows}
    said_no = declined(programme)
    expected = {(visit.id, part.person) for visit in week.visits for part in visit.people}
    extra: dict[int, list[Aanwezigheid]] = defaultdict(list)
    for row in rows:
        if row.is_present and (row.visit, row.mandataris_id) not in expected:
            extra[row.visit].append(row)
    return Attended(
        week=week,
        absent=frozenset(one for one in expected if (one not in here if one[0] in ticked else one in said_no)),
        extra={visit: tuple(found) for visit, found in extra.items()},
        until=on,
    )
