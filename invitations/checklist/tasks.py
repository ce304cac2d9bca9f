"""The checklist of a programme: what is due when, what is overdue, and how far everybody is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q

from invitations.models import Taak
from invitations.models.taak import TaakQuerySet
from programmes.models import Programme, Zorgdienst
from programmes.times import local, moment
from programmes.week import Week
from programmes.workflow import TITLES

AFTERCARE = dt.timedelta(weeks=6)  # after the last day: how long the checklist goes on


def due_of(task: Taak) -> dt.date:
    """Counted from its anchor, so that it is never stale; the task comes with its programme and visit (`tasks_of`)."""
    visit = local(task.bezoek.starts_at).date() if task.bezoek else None
    return _due(task.programme, anchor=task.anchor, days=task.days, visit=visit, fixed=task.due_day)


def _due(programme: Programme, *, anchor: str, days: int, visit: dt.date | None, fixed: dt.date | None) -> dt.date:
    found = {Taak.Anchor.LAATSTE_DAG: programme.last_day, Taak.Anchor.BEZOEK: visit, Taak.Anchor.DATUM: fixed}
    if anchor == Taak.Anchor.DATUM and fixed:
        return fixed
    return (found.get(Taak.Anchor(anchor)) or programme.first_day) + dt.timedelta(days=days)


def is_overdue(task: Taak, today: dt.date) -> bool:
    return task.done_at is None and due_of(task) < today


def overdue(tasks: Iterable[Taak], today: dt.date) -> list[Taak]:
    return [task for task in tasks if is_overdue(task, today)]


def service_of(task: Taak) -> Zorgdienst | None:
    """Of a visit its service as it is now."""
    return task.bezoek.zorgdienst if task.bezoek else task.zorgdienst


@dataclass(frozen=True, slots=True)
class Tally:
    done: int = 0
    total: int = 0
    overdue: int = 0

    @property
    def open(self) -> int:
        return self.total - self.done

    def plus(self, *, is_done: bool, is_late: bool) -> "Tally":
        return replace(self, done=self.done + is_done, total=self.total + 1, overdue=self.overdue + is_late)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: of each step of the playbook (1 to 4), of each service that has tasks, and of the whole."""

    steps: dict[int, Tally] = field(default_factory=dict)
    services: dict[Zorgdienst, Tally] = field(default_factory=dict)
    whole: Tally = Tally()


def progress(tasks: Iterable[Taak], today: dt.date) -> Progress:
    steps: dict[int, Tally] = dict.fromkeys(TITLES, Tally())
    services: dict[Zorgdienst, Tally] = defaultdict(Tally)
    whole = Tally()
    for task in tasks:
        state = {"is_done": task.done_at is not None, "is_late": is_overdue(task, today)}
        whole, steps[task.step] = whole.plus(**state), steps[task.step].plus(**state)
        if service := service_of(task):
            services[service] = services[service].plus(**state)
    by_name = sorted(services.items(), key=lambda item: (item[0].name.casefold(), item[0].pk))
    return Progress(steps, dict(by_name), whole)


def progress_by_step(programme: Programme, *, today: dt.date) -> dict[int, Tally]:
    """Only the steps that have tasks, in one query that makes no rows into tasks: the home page asks it."""
    found: dict[int, Tally] = {}
    rows = Taak.objects.filter(programme=programme).kept().order_by("step")
    fields = rows.values_list("step", "done_at", "anchor", "days", "due_day", "bezoek__starts_at")
    for step, done_at, anchor, days, fixed, starts_at in fields:
        visit = local(starts_at).date() if starts_at else None
        due = _due(programme, anchor=anchor, days=days, visit=visit, fixed=fixed)
        is_done = done_at is not None
        found[step] = found.get(step, Tally()).plus(is_done=is_done, is_late=not is_done and due < today)
    return found


def tasks_of(programme: Programme) -> TaakQuerySet:
    """With all that a line of the list shows, in one query; those that were removed too."""
    shown = Taak.objects.filter(programme=programme)
    return shown.select_related("programme", "zorgdienst", "bezoek__zorgdienst", "contactpersoon")


def for_host(tasks: TaakQuerySet, contact: int, services: Iterable[int]) -> TaakQuerySet:
    """What somebody who receives has to do: by name, or as one of those at these services (keys) or at a visit."""
    of_service = Q(zorgdienst__in=services, bezoek=None) | Q(bezoek__zorgdienst__in=services) | Q(bezoek__host=contact)
    return tasks.filter(
        Q(contactpersoon=contact) | Q(contactpersoon=None) & of_service, owner=Taak.Owner.GASTHEER
    ).kept()


def as_published(tasks: Iterable[Taak], week: Week | None) -> list[Taak]:
    """For who is outside: not what hangs on a visit that was not published, and the others at the hour that was."""
    visits = {visit.id: visit for visit in week.visits} if week else {}
    found = []
    for task in tasks:
        visit = visits.get(task.bezoek.pk) if task.bezoek else None
        if task.bezoek and visit:  # on the row in memory only
            task.bezoek.starts_at, task.bezoek.title = moment(visit.day, visit.start), visit.title
        if visit or not task.bezoek:
            found.append(task)
    return found


def by_due(tasks: Iterable[Taak]) -> list[Taak]:
    return sorted(tasks, key=lambda task: (due_of(task), task.step, task.pk))
