"""All of one day for a coordinator: every visit with who is there, and everybody with where they are now."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Q

from invitations.checklist.tasks import due_of
from invitations.models import Taak
from press.day.attendance import Attendance, attendance, rows_of
from press.day.now import LATER, NEXT, NOW, PAST, at, day_to_show, state_of
from press.day.own import delays_of
from press.day.whereabouts import Whereabouts, whereabouts
from press.models import Vertraging
from programmes.entries import Entry, make_entry
from programmes.models import Programme
from programmes.times import day_name, local
from programmes.versions import published_week
from programmes.week import Host, Visit, Week

GROUPS = {NOW: "Nu bezig", NEXT: "Straks", LATER: "Later", PAST: "Voorbij"}
SOON = dt.timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class VisitNow:
    entry: Entry
    state: str
    attendance: Attendance
    delays: tuple[Vertraging, ...] = ()
    tasks: tuple[Taak, ...] = ()

    @property
    def visit(self) -> Visit:
        return self.entry.visit

    @property
    def hosts(self) -> tuple[Host, ...]:
        """Whoever receives; when nobody was named, all who can be called there."""
        if self.visit.host:
            return (self.visit.host,)
        return self.entry.service.contacts if self.entry.service else ()


@dataclass(frozen=True, slots=True)
class Overview:
    day: dt.date
    days: tuple[dt.date, ...]
    is_today: bool
    visits: tuple[VisitNow, ...]
    people: tuple[Whereabouts, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)

    @property
    def groups(self) -> list[tuple[str, str, list[VisitNow]]]:
        """[(state, heading, visits)], without those that are empty; of another day all in one."""
        if not self.is_today:
            return [("", "Alle bezoeken", list(self.visits))] if self.visits else []
        found = [(state, title, [one for one in self.visits if one.state == state]) for state, title in GROUPS.items()]
        return [group for group in found if group[2]]

    @property
    def expected(self) -> int:
        return sum(one.attendance.expected for one in self.visits)

    @property
    def here(self) -> int:
        return sum(one.attendance.here for one in self.visits)

    @property
    def extra(self) -> int:
        return sum(one.attendance.extra_here for one in self.visits)

    @property
    def tasks(self) -> int:
        """A task of a service that is visited twice counts once."""
        return len({task.pk for one in self.visits for task in one.tasks})

    @property
    def under_way(self) -> int:
        return sum(one.state == NOW for one in self.visits)

    @property
    def reported(self) -> int:
        """Delays that wait for a decision."""
        return sum(delay.state == Vertraging.State.GEMELD for one in self.visits for delay in one.delays)


def overview(programme: Programme, *, wanted: dt.date | None, now: dt.datetime) -> Overview | None:
    """Of the day that is asked for, otherwise of today or the nearest; None when nothing was ever published."""
    week = published_week(programme)
    if week is None:
        return None
    today, days = local(now).date(), week.info.days
    day = wanted if wanted in days else day_to_show(days, today)
    visits = [visit for visit in week.visits if visit.day == day]
    of_day = replace(week, visits=tuple(visits))
    present = attendance(week, visits, rows_of(programme, visits))
    return Overview(
        day=day,
        days=tuple(days),
        is_today=day == today,
        visits=_visits(programme, of_day, present, now, day),
        people=tuple(whereabouts(of_day, day, present, now=now if day == today else None)),
    )


def _visits(
    programme: Programme, week: Week, present: dict[int, Attendance], now: dt.datetime, day: dt.date
) -> tuple[VisitNow, ...]:
    delays = delays_of(programme, list(week.visits))
    tasks = _tasks(programme, week, day)
    return tuple(
        VisitNow(
            make_entry(week, visit), _state(visit, now), present[visit.id], delays.get(visit.id, ()), tasks[visit.id]
        )
        for visit in week.visits
    )


def _state(visit: Visit, now: dt.datetime) -> str:
    starts_at = at(visit.day, visit.start)
    state = state_of(starts_at, at(visit.day, visit.end), now)
    return NEXT if state == LATER and starts_at - now <= SOON else state


def _tasks(programme: Programme, week: Week, day: dt.date) -> dict[int, tuple[Taak, ...]]:
    """Open ones of the visit or of its service that had to be done by this day."""
    keys = [visit.id for visit in week.visits]
    services = {visit.service for visit in week.visits if visit.service}
    tasks = Taak.objects.open().filter(Q(bezoek__in=keys) | Q(zorgdienst__in=services), programme=programme)
    of_visit: dict[int, list[Taak]] = defaultdict(list)
    of_service: dict[int, list[Taak]] = defaultdict(list)
    for task in tasks.select_related("programme", "bezoek"):
        if due_of(task) <= day:
            kept = of_visit[task.bezoek_id] if task.bezoek_id else of_service[task.zorgdienst_id or 0]
            kept.append(task)
    return {visit.id: (*of_visit[visit.id], *of_service[visit.service or 0]) for visit in week.visits}
