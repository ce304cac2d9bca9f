"""The programme as it was held: published last, who was there, and what changed since it was first told."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from invitations.reminding.reminders import declined
from press.day.attendance import Attendance, attendance, rows_of
from programmes.models import Contactpersoon, Mandataris, Programme, Versie
from programmes.times import day_name, moment
from programmes.versions import week_of
from programmes.week import Person, Visit, Week

A_MINOR = "een minderjarige gast"
A_GUEST = "een gast"


def told_name(person: Mandataris | Contactpersoon | Person) -> str:
    """What others read of them: of a minor not the name."""
    return A_MINOR if getattr(person, "is_minor", False) else person.name


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of the guest list; a minor has no name here."""

    person: int
    name: str
    function: str = ""
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class HeldVisit:
    """`was` says when it stood first, when that changed. Nobody ticked: all who did not decline, were present.

    Whoever declined and did not come, is not told of: nobody expected them.
    """

    visit: Visit
    name: str
    service: int | None
    service_name: str = ""
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    unexpected: tuple[str, ...] = ()  # by function: their names are nobody's business
    is_ticked: bool = False
    was: str = ""

    @property
    def heads(self) -> int:
        return len(self.present) + len(self.unexpected)


@dataclass(frozen=True)
class Held:
    week: Week
    visits: tuple[HeldVisit, ...]  # in time; visits to services, no meals or journeys
    dropped: tuple[
        str, ...
    ] = ()  # what was published once and is no more: 'De Linde, maandag 24 februari om 9.30–11.00'

    def until(self, now: dt.datetime) -> Self:
        """Without the visits that are not over yet."""
        over = (one for one in self.visits if moment(one.visit.day, one.visit.end) <= now)
        return replace(self, visits=tuple(over))

    def of(self, visit: int) -> HeldVisit | None:
        return next((one for one in self.visits if one.visit.id == visit), None)

    def visits_of(self, person: int) -> list[HeldVisit]:
        """Where this mandataris was."""
        return [one for one in self.visits if any(who.person == person for who in one.present)]

    def received_by(self, services: Iterable[int], host: int) -> list[HeldVisit]:
        """What a host received: at their services, or where they stood as host."""
        own = set(services)
        return [one for one in self.visits if one.service in own or (one.visit.host and one.visit.host.id == host)]


def held(programme: Programme) -> Held | None:
    """None when nothing was ever published. In a fixed number of queries."""
    weeks = [week_of(version) for version in Versie.objects.filter(programme=programme).order_by("number")]
    if not weeks:
        return None
    week, first = weeks[-1], _first_told(weeks)
    visits = [visit for visit in week.visits if visit.is_visit]
    present = attendance(week, visits, rows_of(programme, visits))
    kept, said_no = {visit.id for visit in week.visits}, declined(programme)
    dropped = [
        f"{name}, {day_name(visit.day)} om {visit.hours}"
        for key, (name, visit) in first.items()
        if key not in kept and visit.is_visit
    ]
    return Held(week, tuple(_visit(week, visit, present[visit.id], first, said_no) for visit in visits), tuple(dropped))


def _first_told(weeks: Sequence[Week]) -> dict[int, tuple[str, Visit]]:
    """{key: name and visit} as each was published for the first time."""
    found: dict[int, tuple[str, Visit]] = {}
    for week in weeks:
        for visit in week.visits:
            found.setdefault(visit.id, (week.name_of(visit), visit))
    return found


def _visit(
    week: Week, visit: Visit, seen: Attendance, first: dict[int, tuple[str, Visit]], said_no: set[tuple[int, int]]
) -> HeldVisit:
    is_ticked = any(guest.row for guest in seen.guests) or bool(seen.extra)
    coming = {guest.person for guest in seen.guests if (visit.id, guest.person) not in said_no}
    here = {guest.person for guest in seen.guests if guest.is_here} if is_ticked else coming
    present = [guest.person for guest in seen.guests if guest.person in here]
    absent = [guest.person for guest in seen.guests if guest.person in coming - here]
    extra = [row for row in seen.extra if row.is_present]
    known = [_known(row.mandataris) for row in extra if row.mandataris]
    return HeldVisit(
        visit=visit,
        name=week.name_of(visit),
        service=visit.service,
        service_name=service.name if (service := week.service_of(visit)) else "",
        present=(*(_attendee(week, key) for key in present), *known),
        absent=tuple(_attendee(week, key) for key in absent),
        unexpected=tuple(row.function or A_GUEST for row in extra if not row.mandataris),
        is_ticked=is_ticked,
        was=_was(visit, first[visit.id][1]),
    )


def _known(person: Mandataris) -> Attendee:
    return Attendee(person.pk, told_name(person), person.function, person.is_minor)


def _attendee(week: Week, key: int) -> Attendee:
    person = week.people[key]
    return Attendee(key, told_name(person), person.function, person.is_minor)


def _was(visit: Visit, first: Visit) -> str:
    if (visit.day, visit.start, visit.end) == (first.day, first.start, first.end):
        return ""
    day = f"{day_name(first.day)} om " if visit.day != first.day else ""
    return f"{day}{first.hours}"
