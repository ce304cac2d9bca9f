"""Small weeks made of plain data, for the pure parts: conflicts, candidates, differences, schedules."""

import datetime as dt
from typing import Any

from programmes.week import Host, Info, Participation, Person, Service, Visit, Week

MONDAY = dt.date(2025, 2, 24)
TUESDAY = MONDAY + dt.timedelta(days=1)
HOST = Host(1, "Griet Declercq", "directeur", phone="051 00 00 01")


def minutes(clock: str) -> int:
    hours, rest = clock.split(".")
    return int(hours) * 60 + int(rest)


def person(key: int, name: str = "An Peeters", **fields: Any) -> Person:
    return Person(key, name, **fields)


def service(key: int, name: str = "De Linde", **fields: Any) -> Service:
    return Service(key, name, **{"contacts": (HOST,)} | fields)


def visit(
    key: int,
    at: str = "9.30-10.30",
    *,
    day: dt.date = MONDAY,
    people: tuple[int | Participation, ...] = (1,),
    **fields: Any,
) -> Visit:
    """A visit to service 1, received by HOST, unless told."""
    start, end = at.split("-")
    fields = {"kind": "bezoek", "service": 1, "host": HOST} | fields
    parts = tuple(Participation(part) if isinstance(part, int) else part for part in people)
    return Visit(id=key, day=day, start=minutes(start), end=minutes(end), people=parts, **fields)


def week(
    *visits: Visit,
    people: tuple[Person, ...] = (person(1),),
    services: tuple[Service, ...] = (service(1),),
    **info: Any,
) -> Week:
    """Monday to Friday, from 8 to 18 hours."""
    info = {"title": "Expeditie Zorg", "first_day": MONDAY, "last_day": MONDAY + dt.timedelta(days=4)} | info
    return Week(
        info=Info(**info),
        people={p.id: p for p in people},
        services={s.id: s for s in services},
        visits=visits,
    )
