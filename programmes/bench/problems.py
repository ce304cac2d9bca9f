"""Weeks to plan of the sizes that a planner must manage, invented from a seed, and small ones to try everything on."""

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from programmes.planner import Person, Problem, Service, Visit, Weights, Window, Wish

MORNING, AFTERNOON, EVENING, EARLY = (480, 750), (750, 1050), (1020, 1290), (450, 540)
DAYS = 5
PRESS_HOURS = (570, 840)


@dataclass(frozen=True, slots=True)
class Size:
    """`visits` is the most in a week for an ordinary service; `spread` is in kilometres around each of the cities."""

    services: int
    people: int
    aldermen: int
    guests: int
    fixed: int
    pairs: int
    visits: int
    week_max: int
    spread: float
    cities: int = 1
    modes: tuple[str, ...] = ("bike", "bike", "bike", "car", "car", "foot")


SIZES = {
    "S": Size(8, 29, 5, 2, fixed=1, pairs=1, visits=4, week_max=4, spread=4.0),
    "M": Size(30, 47, 7, 4, fixed=2, pairs=1, visits=4, week_max=5, spread=12.0, modes=("bike", "car")),
    "L": Size(120, 70, 9, 6, fixed=8, pairs=2, visits=3, week_max=7, spread=10.0),
    "XL": Size(150, 80, 12, 10, fixed=10, pairs=2, visits=3, week_max=7, spread=7.0, cities=8, modes=("car",)),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """`hours`: when such a service can receive people; `often`: how many there are among a hundred or so."""

    name: str
    domain: str
    durations: tuple[int, ...]
    hours: tuple[tuple[int, int], ...]
    min: int
    max: tuple[int, int]
    often: int


KINDS = (
    Kind("kinderopvang", "gezin", (60,), ((480, 570), (930, 1050)), 1, (2, 5), 18),
    Kind("woonzorgcentrum", "ouderen", (60, 90), ((450, 570), (570, 690), (810, 990)), 1, (4, 8), 16),
    Kind("buitenschoolse opvang", "jeugd", (60, 75), ((930, 1080), (720, 1080)), 1, (3, 6), 14),
    Kind("dienstencentrum", "ouderen", (75, 90), ((600, 840), (810, 990)), 2, (6, 12), 11),
    Kind("dagverzorging", "ouderen", (60,), ((600, 720), (810, 930)), 1, (2, 4), 7),
    Kind("jobruil", "thuiszorg", (210, 240), ((480, 720), (780, 1020)), 1, (1, 1), 8),
    Kind("zorgzame buurt", "welzijn", (90,), ((810, 990), (1140, 1260)), 2, (9, 12), 8),
    Kind("dementiewerking", "ouderen", (90,), ((840, 960), (1170, 1290)), 1, (4, 7), 8),
    Kind("sociale dienst", "welzijn", (60, 75), ((540, 720), (780, 960), (1020, 1140)), 1, (3, 5), 6),
    Kind("huis van het kind", "gezin", (60,), ((540, 720), (780, 1020)), 1, (4, 8), 6),
    Kind("poetshulp", "thuiszorg", (60,), ((510, 690), (780, 960)), 1, (1, 2), 6),
    Kind("gezinszorg", "thuiszorg", (120,), ((480, 720),), 1, (1, 2), 6),
    Kind("jeugdhuis", "jeugd", (60, 90), ((960, 1200),), 1, (5, 8), 6),
    Kind("sociaal restaurant", "welzijn", (75,), ((690, 810),), 2, (7, 10), 4),
    Kind("minder mobielen", "thuiszorg", (60,), ((810, 960),), 1, (2, 3), 3),
)
DOMAINS = tuple(dict.fromkeys(kind.domain for kind in KINDS))
FOR_THE_PRESS = {"kinderopvang", "woonzorgcentrum", "dienstencentrum", "zorgzame buurt", "huis van het kind"}

Place = tuple[float, float]


def problem_of_size(size: str, seed: int) -> Problem:
    """A week of the size S, M, L or XL (KeyError for another); the same seed gives the same week."""
    measures, rng = SIZES[size], Random(f"{size}{seed}")  # noqa: S311 (a game of chance, not a secret)
    places = _places(measures, rng)
    services = tuple(_service(number, measures, rng) for number in range(measures.services))
    people = tuple(_person(number, measures, services, rng) for number in range(measures.people))
    others = rng.sample(range(1, measures.people), 4 * measures.pairs)
    pairs = [(a, b) for a, b in pairwise(others)][::2]
    return Problem(
        days=DAYS,
        services=services,
        people=people,
        travel={mode: _travel(places, mode) for mode in sorted({person.mode for person in people})},
        step=15,
        press_windows=tuple(Window(day, *PRESS_HOURS) for day in rng.sample(range(4), 3)),
        fixed=_fixed(measures, services, people, {one for pair in pairs for one in pair}, rng),
        together=tuple(pairs[: measures.pairs]),
        apart=tuple(pairs[measures.pairs :]),
    )


def _places(size: Size, rng: Random) -> list[Place]:
    """Around the cities, in kilometres."""
    cities = [(0.0, 0.0)] + [(rng.uniform(0, 40), rng.uniform(0, 150)) for _ in range(size.cities - 1)]
    middle = [rng.choice(cities) for _ in range(size.services)]
    spread = size.spread / 2.5
    return [(rng.gauss(north, spread), rng.gauss(east, spread)) for north, east in middle]


def _service(number: int, size: Size, rng: Random) -> Service:
    kind = rng.choices(KINDS, [kind.often for kind in KINDS])[0]
    days = sorted(rng.sample(range(DAYS), rng.choices((1, 2, 3, 4, 5), (4, 26, 37, 22, 11))[0]))
    hours = [slot for slot in kind.hours if rng.random() < 0.65] or [rng.choice(kind.hours)]
    most = rng.randint(*kind.max)
    visits = rng.randint(1, size.visits)
    if size.services < 10:
        visits = max(visits, 13 // most)  # in a small town everybody goes to the same few services
    return Service(
        id=number,
        kind=kind.name,
        domain=kind.domain,
        duration=rng.choice(kind.durations),
        windows=tuple(Window(day, *slot) for day in days for slot in sorted(hours)),
        min=kind.min,
        max=most,
        visits_max=visits,
        press=kind.name in FOR_THE_PRESS,
        priority=2 if rng.random() < 0.1 else 1,
        name=f"{kind.name} {number + 1}",
    )


def _role(number: int, size: Size) -> str:
    if number == 0:
        return "burgemeester"
    if number <= size.aldermen:
        return "schepen"
    return "gast" if number >= size.people - size.guests else "raadslid"


def _person(number: int, size: Size, services: tuple[Service, ...], rng: Random) -> Person:
    role = _role(number, size)
    parties = {"burgemeester": 1, "schepen": rng.choice((1, 2, 2, 3, 3)), "gast": 8}
    domains = {"burgemeester": rng.randint(0, 1), "schepen": rng.randint(1, 2)}.get(role, 0)
    return Person(
        id=number,
        role=role,
        party=f"fractie {parties.get(role) or rng.choices(range(1, 8), (5, 6, 5, 4, 5, 2, 1))[0]}",
        domains=tuple(rng.sample(DOMAINS, domains)),
        available=_available(role, rng),
        wishes=_wishes(services, rng),
        day_max=rng.choices((1, 2, 3), (3, 5, 3))[0],
        week_max=rng.randint(2 if size.week_max < 6 else 3, size.week_max),
        mode=rng.choice(size.modes),
        name=f"{role} {number + 1}",
    )


def _available(role: str, rng: Random) -> tuple[Window, ...]:
    """Half days and evenings, one window where they join; at least one half day."""
    chance = {"burgemeester": 0.42, "schepen": 0.48, "gast": 0.18}.get(role, 0.22)
    chosen = {(day, half) for day in range(DAYS) for half in (MORNING, AFTERNOON) if rng.random() < chance}
    chosen |= {(rng.randrange(DAYS), rng.choice((MORNING, AFTERNOON)))} if not chosen else set()
    if role != "gast":
        chosen |= {(day, EVENING) for day in range(DAYS) if rng.random() < (0.25 if role == "raadslid" else 0.12)}
    if role == "raadslid":
        chosen |= {(day, EARLY) for day in range(DAYS) if rng.random() < 0.05}
    return _joined(sorted(Window(day, *hours) for day, hours in chosen))


def _joined(windows: list[Window]) -> tuple[Window, ...]:
    joined: list[Window] = []
    for window in windows:
        if joined and joined[-1].day == window.day and joined[-1].end >= window.start:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return tuple(joined)


def _wishes(services: tuple[Service, ...], rng: Random) -> tuple[Wish, ...]:
    """Some services are far more wanted than others."""
    wanted = [1 / (number + 1) for number in range(len(services))]
    chosen = rng.choices(services, wanted, k=rng.choices((1, 2, 3, 4, 5), (2, 25, 42, 22, 9))[0])
    wishes = (Wish("service", s.id) if rng.random() < 0.55 else Wish("kind", s.kind) for s in chosen)
    return tuple(dict.fromkeys(wishes))


def _travel(places: list[Place], mode: str) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(0 if a == b else _minutes(math.dist(a, b), mode) for b in places) for a in places)


def _minutes(km: float, mode: str) -> int:
    """Roads wind; by car it goes faster further out, and a place to park takes time. Rounded up to five minutes."""
    way = 1.3 * km
    minutes = {"foot": 2 + 12 * way, "bike": 3 + 5 * way, "car": 9 + 2 * min(way, 5) + 0.9 * max(0.0, way - 5)}[mode]
    return 5 * math.ceil(minutes / 5)


def _fixed(
    size: Size, services: tuple[Service, ...], people: tuple[Person, ...], in_pairs: set[int], rng: Random
) -> tuple[Visit, ...]:
    """Visits that one person fixed, each to a service and for a person of their own, when both can."""
    alone = [person for person in people if person.id not in in_pairs and person.role != "burgemeester"]
    visits: list[Visit] = []
    for person in rng.sample(alone, len(alone)):
        service = rng.choice([service for service in services if service.min == 1] or services)
        starts = [window for window in service.windows if window.end - window.start >= service.duration]
        if starts and service.id not in {visit.service for visit in visits}:
            window = rng.choice(starts)
            visits.append(Visit(service.id, window.day, window.start, (person.id,)))
        if len(visits) == size.fixed:
            break
    return tuple(visits)


def random_problem(seed: int) -> Problem:
    """So small that every plan can be tried, and as odd as the rules allow: travel that breaks the triangle rule,
    nobody free, nothing open, somebody placed by hand outside all windows, a previous plan.
    """
    rng = Random(seed)  # noqa: S311 (a game of chance, not a secret)
    counts = rng.choice(((1, 4), (2, 3), (2, 4), (3, 2), (3, 3)))
    services = tuple(_odd_service(number, rng) for number in range(counts[0]))
    people = tuple(_odd_person(number, services, rng) for number in range(counts[1]))
    steps = (0, 0, 15, 30, 60)
    one, other = rng.sample(range(counts[1]), 2)
    pairs = {rng.choices(("together", "apart", "neither"), (2, 2, 6))[0]: ((one, other),)}
    visits = tuple(_odd_visit(services, people, rng) for _ in range(rng.choice((0, 0, 1, 2))))
    return Problem(
        days=2,
        services=services,
        people=people,
        travel={mode: tuple(tuple(rng.choice(steps) for _ in services) for _ in services) for mode in ("car", "foot")},
        step=30,
        weights=rng.choice(
            (Weights(), Weights(), Weights(outside=900), Weights(change=40, travel=9, day=0, load=(0,)))
        ),
        press_windows=tuple(Window(rng.randrange(2), 540, 600) for _ in range(rng.choice((0, 0, 1)))),
        press_schepenen=rng.choice((0, 1)),
        fixed=tuple(_odd_visit(services, people, rng) for _ in range(rng.choice((0, 0, 1)))),
        together=pairs.get("together", ()),
        apart=pairs.get("apart", ()),
        previous=visits if rng.random() < 0.3 else None,
    )


def _odd_service(number: int, rng: Random) -> Service:
    starts = (rng.choice((540, 555, 570, 600, 660)) for _ in range(rng.choice((0, 1, 2, 2, 2, 3))))
    duration, least = rng.choice((30, 60)), rng.choice((1, 1, 2))
    return Service(
        id=number,
        kind=rng.choice("ab"),
        domain=rng.choice("xy"),
        duration=duration,
        windows=tuple(Window(rng.randrange(2), start, start + duration + rng.choice((0, 20, 30))) for start in starts),
        min=least,
        max=rng.randint(least, 3),
        visits_max=rng.choice((0, 1, 1, 1, 1, 2, 2)),
        press=rng.random() < 0.4,
        priority=rng.choice((1, 2)),
    )


def _odd_person(number: int, services: tuple[Service, ...], rng: Random) -> Person:
    wishes = (rng.choice((Wish("service", s.id), Wish("kind", s.kind))) for s in rng.choices(services, k=2))
    return Person(
        id=number,
        role=rng.choice(("burgemeester", "schepen", "raadslid", "gast")),
        party=rng.choice("pqr"),
        domains=tuple(rng.sample("xyz", rng.choice((0, 1, 2)))),
        available=tuple(Window(day, 510, rng.choice((600, 780, 780, 780))) for day in range(2) if rng.random() < 0.9),
        wishes=tuple(dict.fromkeys(wishes)),
        day_max=rng.choice((1, 2, 3)),
        week_max=rng.choice((1, 2, 3)),
        mode=rng.choice(("car", "foot")),
    )


def _odd_visit(services: tuple[Service, ...], people: tuple[Person, ...], rng: Random) -> Visit:
    group = rng.sample([person.id for person in people], rng.choice((1, 1, 2)))
    return Visit(rng.choice(services).id, rng.randrange(2), rng.choice((540, 565, 600)), tuple(group))
