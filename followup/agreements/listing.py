"""The agreements of a programme, in the order in which they ask for attention: late, to come, without a day, closed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Case, F, Q, Value, When

from followup.models import Afspraak, Moment
from followup.reports.held import A_MINOR
from programmes.models import Programme
from programmes.times import day_name, local
from programmes.words import counted


def agreements_of(
    programme: Programme,
    *,
    person: int | None = None,
    host: int | None = None,
    noted_by: str = "",
    shared_only: bool = True,
) -> list[Afspraak]:
    """With their service and their people, in three queries.

    `person` (a mandataris) and `host` (a contact person) leave those that name them, and those that `noted_by` wrote
    down; a host also has what others promised to a service of theirs. Only the coordinator asks for what is not shared.
    """
    noted = Q(made_by=noted_by) if noted_by else Q(pk=None)
    rows = Afspraak.objects.filter(programme=programme)
    if shared_only:
        rows = rows.filter(is_shared=True)
    if person is not None:
        rows = rows.filter(noted | Q(pk__in=Afspraak.objects.filter(mandatarissen=person).values("pk")))
    if host is not None:
        named = Q(contactpersonen=host) | Q(zorgdienst__contactpersonen=host)
        rows = rows.filter(noted | Q(pk__in=Afspraak.objects.filter(named).values("pk")))
    closed_last = Case(When(state=Afspraak.State.OPEN, then=Value(0)), default=Value(1))
    rows = rows.order_by(closed_last, F("due_on").asc(nulls_last=True), "pk")
    return list(rows.select_related("zorgdienst").prefetch_related("mandatarissen", "contactpersonen"))


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement as somebody sees it on a day; on what is handed out a minor has no name."""

    afspraak: Afspraak
    today: dt.date
    is_handed_out: bool = False  # a minor then has no name
    moved: Moment | None = None  # when it was moved last, and why

    @property
    def is_late(self) -> bool:
        return self.afspraak.is_open and self.afspraak.due_on is not None and self.afspraak.due_on < self.today

    @property
    def is_soon(self) -> bool:
        days = self.days
        return self.afspraak.is_open and days is not None and 0 <= days <= 7

    @property
    def days(self) -> int | None:
        """Until it is due; below zero: how long ago."""
        return (self.afspraak.due_on - self.today).days if self.afspraak.due_on else None

    @property
    def due(self) -> str:
        """'maandag 16 november', with the year when that is another one."""
        return _named(self.afspraak.due_on, self.today) if self.afspraak.due_on else ""

    @property
    def due_before(self) -> str:
        """Before it was moved."""
        day = self.moved.due_before if self.moved else None
        return _named(day, self.today) if day else ""

    @property
    def done(self) -> str:
        return _named(local(self.afspraak.done_at).date(), self.today) if self.afspraak.done_at else ""

    @property
    def when(self) -> str:
        """'3 dagen te laat', 'vandaag', 'nog 5 dagen'; '' when it is closed or has no day."""
        if not self.afspraak.is_open or self.days is None:
            return ""
        if self.days < 0:
            return f"{_days(-self.days)} te laat"
        return {0: "vandaag", 1: "morgen"}.get(self.days, f"nog {_days(self.days)}")

    @property
    def owners(self) -> list[str]:
        """The names of both sides, who takes the initiative first."""
        return [name for side in self.sides for name in side]

    @property
    def sides(self) -> tuple[list[str], list[str]]:
        return sides_of(self.afspraak, is_handed_out=self.is_handed_out)


def sides_of(afspraak: Afspraak, *, is_handed_out: bool = False) -> tuple[list[str], list[str]]:
    """The names of both sides, those of who takes the initiative first."""
    council = [A_MINOR if is_handed_out and person.is_minor else person.name for person in afspraak.mandatarissen.all()]
    service = [person.name for person in afspraak.contactpersonen.all()]
    return (council, service) if afspraak.initiative == Afspraak.Initiative.BESTUUR else (service, council)


def lines(afspraken: Iterable[Afspraak], *, today: dt.date, is_handed_out: bool = False) -> list[Line]:
    return [Line(afspraak, today, is_handed_out) for afspraak in afspraken]


def with_moves(found: list[Line]) -> list[Line]:
    """The same, with why each was moved last: who waits for it, wants to know. In one query."""
    rows = Moment.objects.filter(afspraak__in=[line.afspraak.pk for line in found], kind=Moment.Kind.VERSCHOVEN)
    moves = {row.afspraak_id: row for row in rows}
    return [replace(line, moved=moves.get(line.afspraak.pk)) for line in found]


def _named(day: dt.date, today: dt.date) -> str:
    return day_name(day) if day.year == today.year else f"{day_name(day)} {day.year}"


def _days(count: int) -> str:
    return counted(count, "dag", "dagen")
