"""What stands on a run sheet, of one person, one service, one driver or a whole day. All of it was published."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from invitations.checklist.tasks import as_published, tasks_of
from invitations.hosting.rollups import Needs, rollup_of
from invitations.models import Taak
from invitations.reminding.reminders import declined, without_declined
from press.models import Chauffeur
from press.runsheets.drivers import Drive, drives
from programmes.entries import Companion, Entry, Others, make_entry
from programmes.models import Programme, Versie
from programmes.schedules import person_schedule
from programmes.times import day_name
from programmes.versions import last_version, week_of
from programmes.week import Host, Person, Service, Visit, Week
from programmes.werkvormen.beside import others_at


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is there, with the number to call them on; a minor is reached through the coordinator."""

    companion: Companion
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    entry: Entry
    people: tuple[Present, ...]
    needs: Needs | None = None
    tasks: tuple[Taak, ...] = ()

    @property
    def hosts(self) -> tuple[Host, ...]:
        """Whoever receives; when nobody was named, the contact persons of the service."""
        entry = self.entry
        if entry.host:
            return (entry.host,)
        return entry.service.contacts if entry.service and not entry.visit.place else ()


@dataclass(frozen=True, slots=True)
class SheetDay:
    day: dt.date
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)


@dataclass(frozen=True)
class Sheets:
    """The last published version without who declined, and all that is put beside it, read once."""

    programme: Programme
    version: Versie
    week: Week
    needs: dict[int, Needs]
    tasks: dict[int, list[Taak]]
    drives: tuple[Drive, ...]
    others: dict[int, Others]

    @cached_property
    def days(self) -> list[dt.date]:
        return sorted({visit.day for visit in self.week.visits})

    def day_or_nearest(self, wanted: dt.date) -> dt.date | None:
        """That day, else the next with something on it, else the last; None when there is nothing at all."""
        return next((day for day in self.days if day >= wanted), self.days[-1] if self.days else None)

    def people_on(self, day: dt.date) -> list[Person]:
        keys = {part.person for visit in self.week.visits if visit.day == day for part in visit.people}
        return sorted((self.week.people[key] for key in keys), key=lambda person: person.name)

    def services_on(self, day: dt.date) -> list[Service]:
        keys = {visit.service for visit in self.week.visits if visit.day == day and visit.service is not None}
        found = (self.week.services[key] for key in keys if key in self.week.services)
        return sorted(found, key=lambda service: service.name)

    def drives_on(self, day: dt.date) -> list[Drive]:
        return [drive for drive in self.drives if any(one.day == day for one in drive.days)]

    def drivers_of(self, person: int) -> list[Chauffeur]:
        return [one.chauffeur for one in self.drives if any(rider.pk == person for rider in one.passengers)]


def load_sheets(programme: Programme, *, today: dt.date) -> Sheets | None:
    """None when nothing was published. A fixed number of queries; sizes and diets go after the day itself."""
    version = last_version(programme)
    if version is None:
        return None
    week = without_declined(week_of(version), declined(programme))
    needs = rollup_of(week, programme, today=today)
    tasks: dict[int, list[Taak]] = defaultdict(list)
    for task in as_published(tasks_of(programme).open(), week):
        if task.bezoek_id:
            tasks[task.bezoek_id].append(task)
    return Sheets(
        programme=programme,
        version=version,
        week=week,
        needs={visit.visit: visit.needs for day in needs.days for visit in day.visits} if needs else {},
        tasks=dict(tasks),
        drives=tuple(drives(programme, week)),
        others=others_at(week.visits),
    )


def person_days(sheets: Sheets, person: int, day: dt.date | None) -> list[SheetDay]:
    """As their own programme has it, with when to leave."""
    schedule = person_schedule(sheets.week, person)
    days = [one for one in schedule.days if day in (None, one.day)] if schedule else []
    return [SheetDay(one.day, tuple(_line(sheets, entry, own=person) for entry in one.entries)) for one in days]


def service_days(sheets: Sheets, service: int, day: dt.date | None) -> list[SheetDay]:
    """Who comes there; with what lies ready, and what whoever receives still has to do."""
    visits = [visit for visit in sheets.week.visits_at(service) if day in (None, visit.day)]
    lines = (_line(sheets, _entry(sheets, visit), owners={Taak.Owner.GASTHEER}) for visit in visits)
    return list(_by_day(lines))


def whole_day(sheets: Sheets, day: dt.date) -> SheetDay:
    visits = (visit for visit in sheets.week.visits if visit.day == day)
    lines = (_line(sheets, _entry(sheets, visit), owners=set(Taak.Owner)) for visit in visits)
    return SheetDay(day, tuple(lines))


def _entry(sheets: Sheets, visit: Visit) -> Entry:
    return replace(make_entry(sheets.week, visit), others=sheets.others.get(visit.id))


def _by_day(lines: Iterable[Line]) -> Iterator[SheetDay]:
    for day, group in groupby(lines, key=lambda line: line.entry.visit.day):
        yield SheetDay(day, tuple(group))


def _line(sheets: Sheets, entry: Entry, *, own: int | None = None, owners: Iterable[str] = ()) -> Line:
    parts = [part for part in entry.visit.people if part.person != own]
    phones = [sheets.week.people[part.person].phone for part in parts]
    people = tuple(
        Present(companion, "" if companion.is_minor else phone)
        for companion, phone in zip(entry.people, phones, strict=True)
    )
    tasks = tuple(task for task in sheets.tasks.get(entry.visit.id, []) if task.owner in set(owners))
    return Line(entry, people, sheets.needs.get(entry.visit.id), tasks)
