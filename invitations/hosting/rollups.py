"""What a host has to put ready: sizes, diets, mobility and names, per day and per visit, of who is still coming.

The least that works: sizes as counts only (aprons lie in a pile), mobility as counts only (a lift or a chair must be
there; whom it is for, one sees at the door), a diet with the name (the right plate must reach the right person). Nobody
changes clothes for a meal or a press moment: of who is only there, no size is told. After the day itself nothing of
these is shown any more.
"""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from invitations.reminding.reminders import declined, without_declined
from programmes.entries import Others
from programmes.models import Gast, Programme
from programmes.schedules import Day, host_schedule, week_schedule
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Info, Person, Visit, Week
from programmes.werkvormen.beside import others_at

SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "XXXL", "4XL", "5XL")
NO_OTHERS: Mapping[int, Others] = {}


@dataclass(frozen=True, slots=True)
class Needs:
    """Of some people: how many of each size and mobility, who eats what, and whose size is not known."""

    people: tuple[Person, ...]
    sizes: tuple[tuple[str, int], ...] = ()
    without_size: int = 0
    diets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mobility: tuple[tuple[str, int], ...] = ()

    @property
    def summary(self) -> str:
        """'3 × M, 1 × L · 1 vegetarisch · 1 rolstoel'"""
        groups = (
            [f"{count} × {size}" for size, count in self.sizes],
            [f"{len(names)} {diet[0].lower()}{diet[1:]}" for diet, names in self.diets],
            [f"{count} {kind[0].lower()}{kind[1:]}" for kind, count in self.mobility],
        )
        return " · ".join(", ".join(group) for group in groups if group)


@dataclass(frozen=True, slots=True)
class VisitNeeds:
    hours: str
    name: str
    needs: Needs
    visit: int  # its key
    others: Others | None = None


@dataclass(frozen=True, slots=True)
class DayNeeds:
    day: dt.date
    needs: Needs
    visits: tuple[VisitNeeds, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)


@dataclass(frozen=True, slots=True)
class Rollup:
    info: Info
    days: tuple[DayNeeds, ...]

    @property
    def has_visitors(self) -> bool:
        """Else only who comes by the tool of a format, without a name here."""
        return any(day.needs.people for day in self.days)


def coming_week(programme: Programme) -> Week | None:
    """The last published version without who declined; None when nothing was published."""
    week = published_week(programme)
    return without_declined(week, declined(programme)) if week else None


def rollup(programme: Programme, *, today: dt.date, host: int | None = None) -> Rollup | None:
    """Of the whole programme, or of what one host receives; None when that was never published."""
    week = coming_week(programme)
    others = others_at(week.visits) if week else {}
    return rollup_of(week, programme, today=today, host=host, others=others) if week else None


def rollup_of(
    week: Week,
    programme: Programme,
    *,
    today: dt.date,
    host: int | None = None,
    others: Mapping[int, Others] = NO_OTHERS,
) -> Rollup | None:
    """`others`: who comes beside the visitors, by visit."""
    schedule = host_schedule(week, host) if host is not None else week_schedule(week)
    if schedule is None:
        return None
    guests = {gast.mandataris_id: gast for gast in Gast.objects.filter(programme=programme)}
    days = (_day(week, day, guests if day.day >= today else {}, others) for day in schedule.days)
    return Rollup(week.info, tuple(day for day in days if day.visits))


def _day(week: Week, day: Day, guests: dict[int, Gast], others: Mapping[int, Others]) -> DayNeeds:
    visits = []
    everybody: dict[int, Person] = {}
    for entry in day.entries:
        people = {part.person: week.people[part.person] for part in entry.visit.people}
        everybody |= people
        key = entry.visit.id
        if people or key in others:
            needs = needs_of(people.values(), guests, dressed=_dressed([entry.visit]))
            visits.append(VisitNeeds(entry.hours, entry.name, needs, key, others.get(key)))
    dressed = _dressed(entry.visit for entry in day.entries)
    return DayNeeds(day.day, needs_of(everybody.values(), guests, dressed=dressed), tuple(visits))


def asks_sizes(visit: Visit) -> bool:
    """Another block only when it asks clothing of its own."""
    return visit.is_visit or bool(visit.clothing)


def _dressed(visits: Iterable[Visit]) -> set[int]:
    return {part.person for visit in visits if asks_sizes(visit) for part in visit.people}


def needs_of(people: Iterable[Person], guests: dict[int, Gast], *, dressed: Container[int]) -> Needs:
    """`guests`: {person: Gast}; of who is not in it, nothing is told, and no size of who is not `dressed`."""
    people = tuple(sorted(people, key=lambda person: person.name))
    known = [(person, guests[person.id]) for person in people if person.id in guests]
    typed = [gast.clothing_size.strip().upper() for person, gast in known if person.id in dressed]
    sizes = Counter(filter(None, typed))
    return Needs(
        people=people,
        sizes=tuple(sorted(sizes.items(), key=lambda item: (_rank(item[0]), item[0]))),
        without_size=typed.count(""),
        diets=tuple((diet, tuple(names)) for diet, names in _alike((g.diet, p.name) for p, g in known).items()),
        mobility=tuple((kind, len(names)) for kind, names in _alike((g.mobility, p.name) for p, g in known).items()),
    )


def _rank(size: str) -> int:
    return SIZES.index(size) if size in SIZES else len(SIZES)


def _alike(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What people typed, 'vegetarisch' and 'Vegetarisch ' as one; the most said first."""
    words: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for typed, name in rows:
        text = " ".join(typed.split()).rstrip(".")
        if text:
            names.setdefault(words.setdefault(text.casefold(), text), []).append(name)
    return dict(sorted(names.items(), key=lambda item: -len(item[1])))
