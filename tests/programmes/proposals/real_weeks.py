"""Four expeditions that happened: who could when and what suited where, and the visits as they were held.

As the press told them; hours that it did not tell are those of tests/browser/test_real_programmes.py.
"""

import datetime as dt
from dataclasses import dataclass, field, replace

from programmes.proposals.facts import Facts
from programmes.week import Person, Service, Visit, Week
from tests.programmes.weeks import minutes, person, service, visit, week

MONDAY_2025, WEDNESDAY_2025 = dt.date(2025, 2, 24), dt.date(2025, 2, 26)
TUESDAY_2019 = dt.date(2019, 2, 26)


@dataclass(frozen=True)
class Held:
    """`week` before anything was planned but blocks; `visits` as they were held."""

    week: Week
    visits: tuple[Visit, ...]
    facts: Facts = field(default_factory=Facts)
    day_max: int = 2

    @property
    def as_it_was(self) -> Week:
        return replace(self.week, visits=(*self.week.visits, *self.visits))


def can(day: dt.date, hours: str) -> tuple[tuple[str, int, int], ...]:
    start, end = hours.split("-")
    return ((day.isoformat(), minutes(start), minutes(end)),)


def _service(key: int, name: str, kind: str, day: dt.date, hours: str, length: int, **fields: object) -> Service:
    start, end = hours.split("-")
    moments = ((day.weekday(), minutes(start), minutes(end)),)
    return service(key, name, kind=kind, moments=moments, visit_minutes=length, **fields)


def izegem_2025() -> Held:
    """The minister at the water round on Monday with the press; nine directors past all services on Wednesday."""
    college = {"segments": ("college",), "available": can(MONDAY_2025, "9.00-12.00")}
    people: list[Person] = [
        person(1, "Hilde Crevits", function="minister", available=can(MONDAY_2025, "9.30-10.30")),
        person(2, "Bert Maertens", is_mayor=True, **college),
        person(3, "Lien Verhelst", function="voorzitter van Zorg Izegem", domains=("welzijn",), **college),
    ]
    directors = range(4, 13)
    people += [person(n, f"Directeur {n - 3}", available=can(WEDNESDAY_2025, "9.00-15.00")) for n in directors]
    names = ("De Leest", "Thuiszorg", "Ten Dries", "Sociaal Huis", "Serviceflats")
    plataan = service(
        1,
        "WZC De Plataan",
        kind="woonzorgcentrum",
        moments=((0, minutes("9.30"), minutes("10.30")),),
        visit_minutes=60,
        max_people=12,
    )
    starts = ("9.00", "10.00", "11.00", "12.00", "13.00")
    others = [
        _service(n, name, "andere", WEDNESDAY_2025, f"{start}-15.00", 45, min_people=9, max_people=12)
        for n, (name, start) in enumerate(zip(names, starts, strict=True), start=2)
    ]
    held = [visit(1, "9.30-10.30", service=1, people=(1, 2, 3), day=MONDAY_2025)]
    for number, (one, start) in enumerate(zip(others, starts, strict=True), start=2):
        begin = minutes(start)
        tour = visit(number, "9.00-9.45", service=one.id, people=tuple(directors), day=WEDNESDAY_2025)
        held.append(replace(tour, start=begin, end=begin + 45))
    dates = {"first_day": MONDAY_2025, "last_day": WEDNESDAY_2025}
    plan = week(people=tuple(people), services=(plataan, *others), **dates)
    return Held(plan, tuple(held), Facts(wanted=dict.fromkeys(directors, 6), suits_press=frozenset({1})), day_max=6)


def oostrozebeke_2019() -> Held:
    """One mixed group, a whole day along four services."""
    group = (
        person(1, "Carine Geldhof", segments=("college",), fractie="Meerderheid", domains=("senioren",)),
        person(2, "Jan Bos", segments=("raad",), fractie="Oppositie"),
        person(3, "Els Dorne", segments=("bcsd",), fractie="Oppositie"),
    )
    people = tuple(replace(one, available=can(TUESDAY_2019, "9.00-17.00")) for one in group)
    stops = (
        ("Woonzorgcentrum Rozenberg", "woonzorgcentrum", "9.00-11.30"),
        ("Maaltijden aan huis", "maaltijden", "11.45-13.00"),
        ("Sociale dienst", "sociale_dienst", "13.30-15.00"),
        ("Buitenschoolse opvang De Wiemkes", "buitenschoolse_opvang", "15.30-17.00"),
    )
    services, held = [], []
    for number, (name, kind, hours) in enumerate(stops, start=1):
        one = visit(number, hours, service=number, people=(1, 2, 3), day=TUESDAY_2019)
        held.append(one)
        services.append(_service(number, name, kind, TUESDAY_2019, hours, one.minutes, min_people=2))
    day = week(people=people, services=tuple(services), first_day=TUESDAY_2019, last_day=TUESDAY_2019)
    return Held(day, tuple(held), day_max=4)


def lede_2019() -> Held:
    """The mayor and three aldermen work a whole shift in one home."""
    names = ("Roland Uyttendaele", "Geertrui Vandevelde", "Annemie Deman", "Ilse Rasschaert")
    free = can(TUESDAY_2019, "7.00-15.00")
    people = tuple(
        person(n, name, segments=("college",), is_mayor=n == 1, available=free) for n, name in enumerate(names, start=1)
    )
    home = _service(1, "WZC Markizaat", "woonzorgcentrum", TUESDAY_2019, "7.00-15.00", 480)
    dates = {"first_day": TUESDAY_2019, "last_day": TUESDAY_2019, "day_from": minutes("6.30")}
    held = visit(1, "7.00-15.00", people=(1, 2, 3, 4), day=TUESDAY_2019)
    return Held(week(people=people, services=(home,), **dates), (held,))


def torhout_2025() -> Held:
    """The mayor brings a pupil along on his job day."""
    people = (
        person(
            1,
            "Kristof Audenaert",
            segments=("college",),
            is_mayor=True,
            available=can(WEDNESDAY_2025, "9.00-12.30"),
        ),
        person(2, "Maxim Dewulf", is_minor=True, accompanies=1, available=can(WEDNESDAY_2025, "8.00-16.00")),
    )
    home = _service(1, "Sint-Augustinus", "woonzorgcentrum", WEDNESDAY_2025, "10.00-12.30", 150)
    day = week(people=people, services=(home,), first_day=WEDNESDAY_2025, last_day=WEDNESDAY_2025)
    return Held(day, (visit(1, "10.00-12.30", people=(1, 2), day=WEDNESDAY_2025),))
