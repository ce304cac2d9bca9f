"""Weeks at random, with all that a draft may hold: other lengths, late comers, tours, blocks, who said no."""

import random
from dataclasses import replace

from programmes.proposals.facts import Facts
from programmes.week import MEAL, PRESS, Participation, Person, Service, Visit, Week
from tests.programmes.weeks import MONDAY, service, week

KINDS = ("woonzorgcentrum", "kinderopvang", "sociale_dienst", "dienstencentrum")
DAYS = [f"2025-02-{day}" for day in (24, 25, 26)]
MORNING, AFTERNOON = (480, 750), (750, 1080)


def random_week(seed: int) -> tuple[Week, Facts]:
    """Three days, four services, six people of whom one comes along; visits that may be wrong in any way."""
    draw = random.Random(seed)
    services = tuple(_service(draw, key) for key in range(1, 5))
    people = tuple(_person(draw, key) for key in range(1, 7))
    plain = week(people=people, services=services, last_day=MONDAY.replace(day=26), slack=draw.choice((0, 10)))
    visits = [_visit(draw, key, services, people) for key in range(1, draw.randint(1, 7))]
    visits = sorted(visits, key=lambda one: (one.day, one.start, one.id))
    wishes = {p.id: [["service", draw.randint(1, 5)], ["kind", draw.choice(KINDS)]] for p in people}
    facts = Facts(wishes, {1: 3}, frozenset({1}))
    return replace(plain, visits=tuple(visits)), facts


def _service(draw: random.Random, key: int) -> Service:
    spans = [(0, *MORNING), (1, *AFTERNOON), (2, 540, 700), (2, 800, 1000), (0, 610, 760)]
    smallest = draw.randint(1, 2)
    return service(
        key,
        f"Dienst {key}",
        kind=draw.choice(KINDS),
        point=draw.choice((None, (50.9 + draw.random() / 10, 3.4 + draw.random() / 10))),
        moments=tuple(draw.sample(spans, draw.randint(0, 4))),
        visit_minutes=draw.choice((45, 60, 90)),
        min_people=smallest,
        max_people=draw.randint(smallest, 4),
        max_groups=draw.choice((1, 1, 2)),
    )


def _person(draw: random.Random, key: int) -> Person:
    halves = [(day, *half) for day in DAYS for half in (MORNING, AFTERNOON)]
    return Person(
        key,
        f"Persoon {key}",
        fractie=draw.choice(("A", "B", "")),
        segments=draw.choice((("college",), ("raad",), ())),
        domains=draw.choice(((), ("kinderopvang",), ("senioren", "ocmw"))),
        is_mayor=key == 1,
        is_minor=key == 6,
        accompanies=draw.choice((1, 2, None)) if key == 6 else None,
        mode=draw.choice(("", "fiets")),
        available=draw.choice((None, *[tuple(draw.sample(halves, draw.randint(1, 6)))] * 4)),
    )


def _visit(draw: random.Random, key: int, services: tuple[Service, ...], people: tuple[Person, ...]) -> Visit:
    place = draw.choice(services)
    kind = draw.choice(("bezoek", "bezoek", "bezoek", MEAL, PRESS))
    start = draw.randrange(480, 1000, 15)
    length = draw.choice((place.visit_minutes, place.visit_minutes, 60))
    who = draw.sample(people, draw.randint(0, 3))
    return Visit(
        id=key,
        kind=kind,
        day=MONDAY.replace(day=24 + draw.randint(0, 2)),
        start=start,
        end=start + length,
        service=place.id if kind == "bezoek" or draw.random() < 0.5 else None,
        is_fixed=draw.random() < 0.3,
        ronde=draw.choice((None, None, None, 1)),
        people=tuple(_part(draw, person, start, start + length) for person in who),
    )


def _part(draw: random.Random, person: Person, start: int, end: int) -> Participation:
    return Participation(
        person.id,
        start=draw.choice((None, None, None, start + 15)),
        end=draw.choice((None, None, None, end - 15)),
        answer=draw.choice(("", "", "ja", "nee")),
    )
