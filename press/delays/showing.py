"""What the coordinator sees of a delay before it is carried out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from press.delays.deciding import elsewhere, fingerprint, note_of
from press.delays.shifting import LATER, MOVE, SHORTEN, STAY, Affected, Shift
from press.delays.telling import Told, guests_told, hosts_told, sms, unreachable
from press.delays.troubles import Trouble, troubles
from press.models import Vertraging
from programmes.loading import load_week
from programmes.models import Programme
from programmes.times import clock
from programmes.week import Visit, Week, entry_span
from programmes.words import listed

LABELS = {
    MOVE: "Schuif het hele bezoek op",
    LATER: "Begin op tijd, wie te laat is komt later aan",
    SHORTEN: "Begin later en eindig op tijd",
    STAY: "Laat het zoals het is",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One visit that the delay touches."""

    one: Affected
    name: str
    why: str
    options: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    later: tuple[str, ...]
    sms: str
    troubles: tuple[Trouble, ...]

    @property
    def id(self) -> int:
        return self.one.before.id


@dataclass(frozen=True)
class Preview:
    vertraging: Vertraging
    based_on: int
    shift: Shift

    @property
    def note(self) -> str:
        return note_of(self.vertraging, self.shift)

    @property
    def seen(self) -> str:
        return fingerprint(self.shift)

    @property
    def visit(self) -> Visit:
        return self.shift.old.by_id[self.vertraging.visit]

    @cached_property
    def rows(self) -> list[Row]:
        found = troubles(self.shift)
        return [_row(self.shift, one, found) for one in self.shift.affected]

    @cached_property
    def guests(self) -> list[Told]:
        return guests_told(self.shift)

    @cached_property
    def hosts(self) -> list[Told]:
        return hosts_told(self.shift)

    @cached_property
    def unreachable(self) -> list[str]:
        return unreachable(self.guests, self.hosts)

    @property
    def mails(self) -> int:
        return len(self.guests) + len(self.hosts) - len(self.unreachable)

    @cached_property
    def elsewhere(self) -> list[str]:
        """Names of visits that stand otherwise on the board."""
        draft = load_week(self.vertraging.programme)
        return [self.shift.old.name_of(one.before) for one in elsewhere(draft, self.shift.changed)]


def _row(shift: Shift, one: Affected, found: Iterable[Trouble]) -> Row:
    was = {part.person: entry_span(one.before, part) for part in one.before.people}
    later = (
        f"{shift.new.people[part.person].name} om {clock(part.start)}"
        for part in one.after.people
        if part.start is not None and part.start > one.after.start and was[part.person][0] != part.start
    )
    return Row(
        one=one,
        name=shift.old.name_of(one.before),
        why=_why(shift, one),
        options=tuple((option, LABELS[option]) for option in one.options),
        people=tuple(shift.new.people[part.person].name for part in one.after.people),
        later=tuple(later),
        sms=sms(shift, one) if one.is_changed else "",
        troubles=tuple(trouble for trouble in found if trouble.visit == one.after.id),
    )


def _why(shift: Shift, one: Affected) -> str:
    if one.is_cause:
        return ""
    names = [shift.new.people[key].name for key in one.late.people]
    texts = [f"{listed(names)} {'kan' if len(names) == 1 else 'kunnen'} er niet op tijd zijn."]
    whole = ["De vorige groep is er dan nog, of wie ontvangt is nog niet vrij."] if one.late.whole else []
    return " ".join([*(texts if names else []), *whole])


def visits_on(week: Week | None, day: object) -> list[Visit]:
    return [visit for visit in week.visits if visit.day == day] if week else []


@dataclass(frozen=True, slots=True)
class Reported:
    """A line of the list; the name is empty for a visit that left the published programme."""

    one: Vertraging
    name: str
    visit: Visit | None


def reported(programme: Programme, week: Week | None) -> Iterator[Reported]:
    """The newest first, in one query."""
    for one in Vertraging.objects.filter(programme=programme).select_related("decided_by", "versie"):
        visit = week.by_id.get(one.visit) if week else None
        yield Reported(one, week.name_of(visit) if week and visit else "", visit)
