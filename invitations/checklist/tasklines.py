"""A task as a line of the list shows it, and those lines in groups: by when, or by step of the playbook."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from invitations.checklist.advice import Place
from invitations.checklist.playbook import advice_of
from invitations.checklist.tasks import due_of, service_of
from invitations.models import Taak
from programmes.models import Programme, Zorgdienst
from programmes.times import day_name
from programmes.workflow import TITLES

LATE, THIS_WEEK, NEXT_WEEK, LATER, DONE = "Te laat", "Deze week", "Volgende week", "Later", "Gedaan"


@dataclass(frozen=True, slots=True)
class Line:
    task: Taak
    due: dt.date
    today: dt.date
    service: Zorgdienst | None
    url: str = ""  # where it is done

    @property
    def is_late(self) -> bool:
        return self.task.done_at is None and self.due < self.today

    @property
    def when(self) -> str:
        """'vandaag', 'morgen', '3 dagen te laat' or the day."""
        left = (self.due - self.today).days
        if left < 0 and self.task.done_at is None:
            return "1 dag te laat" if left == -1 else f"{-left} dagen te laat"
        return {0: "vandaag", 1: "morgen"}.get(left) or day_name(self.due)

    @property
    def who(self) -> str:
        return self.task.contactpersoon.name if self.task.contactpersoon else self.task.get_owner_display()

    @property
    def about(self) -> str:
        """The visit, when it is called otherwise than its service."""
        visit = self.task.bezoek
        return visit.name if visit and visit.name != str(self.service) else ""

    @property
    def group(self) -> str:
        if self.task.done_at:
            return DONE
        monday = self.today - dt.timedelta(days=self.today.weekday())
        weeks = (self.due - monday).days // 7
        return LATE if self.is_late else {0: THIS_WEEK, 1: NEXT_WEEK}.get(weeks, LATER)


def lines_of(tasks: Iterable[Taak], *, today: dt.date, place: Callable[[Taak], str]) -> list[Line]:
    """Overdue first, then by day; what is done comes last."""
    lines = [Line(task, due_of(task), today, service_of(task), place(task)) for task in tasks]
    return sorted(lines, key=lambda line: (line.task.done_at is not None, line.due, line.task.step, line.task.pk))


def by_day(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    return _grouped(lines, [LATE, THIS_WEEK, NEXT_WEEK, LATER, DONE], lambda line: line.group)


def by_step(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    names = {number: f"Stap {number}: {title}" for number, title in TITLES.items()}
    return _grouped(lines, list(names.values()), lambda line: names[line.task.step])


def _grouped(lines: list[Line], names: list[str], name_of: Callable[[Line], str]) -> list[tuple[str, list[Line]]]:
    groups: dict[str, list[Line]] = {name: [] for name in names}
    for line in lines:
        groups[name_of(line)].append(line)
    return [(name, found) for name, found in groups.items() if found]


def place_for_staff(programme: Programme) -> Callable[[Taak], str]:
    """The page of a coordinator where a task is done."""
    kwargs = {"bestuur": programme.bestuur.slug, "programme": programme.slug}

    def place(task: Taak) -> str:
        advice = advice_of(task.key)
        return _address(advice.place if advice else None, task, kwargs)

    return place


def place_for_host(token: str, *, own: set[int]) -> Callable[[Taak], str]:
    """Behind a personal link; what is about a service only when it is one of their own (keys)."""

    def place(task: Taak) -> str:
        advice, service = advice_of(task.key), service_of(task)
        mine = service is not None and service.pk in own
        return _address(advice.own_place if advice and mine else None, task, {"token": token})

    return place


def _address(place: Place | None, task: Taak, kwargs: dict[str, str]) -> str:
    about = service_of(task) if place and place.needs_service else task.bezoek
    if place is None or ((place.needs_service or place.needs_visit) and about is None):
        return ""
    key = {"pk": about.pk} if about and (place.needs_service or place.needs_visit) else {}
    try:
        return reverse(place.name, kwargs={**kwargs, **key})
    except NoReverseMatch:  # a part that is not there
        return ""
