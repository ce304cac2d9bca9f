"""The smallest week to plan: three services ten minutes apart, four people who are free all week."""

from dataclasses import replace
from typing import Any

from programmes.planner import Person, Problem, Service, Weights, Window

DAYS = 2
MORNING = tuple(Window(day, 540, 720) for day in range(DAYS))
ALWAYS = tuple(Window(day, 480, 1080) for day in range(DAYS))
PEOPLE = (
    ("burgemeester", "Groen", ("ouderen",), "An Claes"),
    ("schepen", "Blauw", ("jeugd",), "Bart Maes"),
    ("raadslid", "Groen", (), "Chris Aerts"),
    ("gast", "", (), "Dirk Baert"),
)


def make_service(number: int, **changes: Any) -> Service:
    names = ("De Linde", "De Meander", "De Zon")
    service = Service(
        id=number,
        kind=f"soort {number}",
        domain=("ouderen", "jeugd", "welzijn")[number % 3],
        duration=60,
        windows=MORNING,
        min=1,
        max=3,
        visits_max=1,
        name=names[number] if number < len(names) else "",
    )
    return replace(service, **changes)


def make_person(number: int, **changes: Any) -> Person:
    role, party, domains, name = PEOPLE[number % len(PEOPLE)]
    person = Person(
        id=number, role=role, party=party, domains=domains, available=ALWAYS, day_max=3, week_max=4, name=name
    )
    return replace(person, **changes)


def make_problem(
    services: dict[int, dict[str, Any]] | None = None,
    people: dict[int, dict[str, Any]] | None = None,
    *,
    counts: tuple[int, int] = (3, 4),
    minutes: int = 10,
    **changes: Any,
) -> Problem:
    """`services` and `people`: what differs, by number."""
    matrix = tuple(tuple(0 if a == b else minutes for b in range(counts[0])) for a in range(counts[0]))
    problem = Problem(
        days=DAYS,
        services=tuple(make_service(n, **(services or {}).get(n, {})) for n in range(counts[0])),
        people=tuple(make_person(n, **(people or {}).get(n, {})) for n in range(counts[1])),
        travel={"car": matrix},
        weights=Weights(),
        day_names=("maandag", "dinsdag"),
    )
    return replace(problem, **changes)
