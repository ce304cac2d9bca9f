"""What a photographer has to know on a day: who may not be on a picture, and who only for some uses."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from press.rights.people import OF_SERVICE, Known, Row, known_people, rows_of
from press.rights.register import ALL, ASK, NO, SOME, Register, guest_key
from press.rights.stage import on_stage
from programmes.models import Programme
from programmes.versions import published_week
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class PhotoVisit:
    """A visit or another block of the day; people in three kinds: not, ask first, only for some uses."""

    visit: Visit
    name: str
    place: str
    barred: tuple[Row, ...]
    ask: tuple[Row, ...]
    some: tuple[Row, ...]
    free: int

    @property
    def is_clear(self) -> bool:
        """Everybody known may be on a picture and it may be used anywhere."""
        return not (self.barred or self.ask or self.some)


@dataclass(frozen=True, slots=True)
class PhotoList:
    """`anywhere`: who may not be on a picture, and of whom nobody noted at which service they are."""

    day: dt.date
    days: tuple[dt.date, ...]
    visits: tuple[PhotoVisit, ...]
    anywhere: tuple[Row, ...]
    is_published: bool

    @property
    def barred(self) -> list[str]:
        """Names of all who may not be on a picture that day, each once."""
        rows = [*self.anywhere, *(row for visit in self.visits for row in visit.barred)]
        return sorted({row.known.name for row in rows})


def photo_list(programme: Programme, day: dt.date | None, *, today: dt.date) -> PhotoList:
    """Of the published week; of today (or else its first day) when no day of it is asked. What holds is what holds on
    that day, or now when that has passed.
    """
    week = published_week(programme)
    days = sorted({visit.day for visit in week.visits}) if week else []
    chosen = next((one for one in (day, today) if one in days), days[0] if days else today)
    register = Register.of(programme.bestuur_id)
    people = known_people(programme, register)
    on = max(chosen, today)
    visits = [visit for visit in week.visits if visit.day == chosen] if week else []
    stages = on_stage(visit.id for visit in visits)
    there = [(visit, stages.get(visit.id, [])) for visit in visits]
    found = [_of_visit(week, visit, people, register, stage, on=on) for visit, stage in there] if week else []
    placeless = [one for one in people if one.kind == OF_SERVICE and one.service is None]
    anywhere = tuple(row for row in rows_of(placeless, register, on=on) if row.standing.level == NO)
    return PhotoList(chosen, tuple(days), tuple(found), anywhere, week is not None)


def _of_visit(
    week: Week, visit: Visit, people: list[Known], register: Register, stage: list[Row], *, on: dt.date
) -> PhotoVisit:
    """Of whom the register knows something, only that counts; `stage` tells of the others who tell a story there."""
    rows = rows_of(_there(week, visit, people), register, on=on)
    named = {row.known.name for row in rows if row.consent}
    heard = {row.known.name for row in stage} - named
    rows = [row for row in rows if row.known.name not in heard] + [row for row in stage if row.known.name in heard]
    service = week.service_of(visit)

    def at(level: str) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.standing.level == level)

    place = visit.place or (service.address if service else "")
    return PhotoVisit(visit, week.name_of(visit), place, at(NO), at(ASK), at(SOME), len(at(ALL)))


def _there(week: Week, visit: Visit, people: list[Known]) -> Iterator[Known]:
    """Who goes to it, and whom we know at the service."""
    by_key = {one.key: one for one in people}
    for part in visit.people:
        key = guest_key(part.person)
        guest = week.people.get(part.person)
        if known := by_key.get(key):
            yield known
        elif guest:
            yield Known("gast", key, guest.name, guest.function, f"gast={guest.id}", is_minor=guest.is_minor)
    yield from (one for one in people if visit.service is not None and one.service == visit.service)
