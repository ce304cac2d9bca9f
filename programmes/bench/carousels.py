"""Carousels of every size, made up: popular sessions and others, a few of them not in every round."""

import random
from itertools import accumulate
from typing import NamedTuple

from programmes.werkvormen.carrousel.problem import Person, Problem, Session


class Size(NamedTuple):
    """`room` is how many seats there are for each that is needed."""

    people: int
    sessions: int
    rounds: int
    per_person: int
    wishes: int
    room: float


SIZES = {
    "60": Size(60, 6, 2, 2, 3, 1.25),
    "300": Size(300, 12, 4, 3, 4, 1.6),
    "2000": Size(2000, 40, 6, 4, 5, 1.06),
}


def carousel_of_size(size: Size, seed: int) -> Problem:
    rng = random.Random(seed)  # noqa: S311 (no secret)
    everywhere = tuple(range(size.rounds))
    held = [everywhere if rng.random() < 1 / 2 else _without_one(everywhere, rng) for _ in range(size.sessions)]
    capacity = -(-int(size.people * size.per_person * size.room) // sum(len(rounds) for rounds in held))
    popularity = list(accumulate(1 / (place + 2) for place in range(size.sessions)))
    order = rng.sample(range(size.sessions), size.sessions)
    people = tuple(Person(n, _wishes(order, popularity, size.wishes, rng)) for n in range(size.people))
    sessions = tuple(Session(n, rounds, capacity) for n, rounds in enumerate(held))
    return Problem(sessions, people, size.per_person)


def _without_one(rounds: tuple[int, ...], rng: random.Random) -> tuple[int, ...]:
    out = rng.choice(rounds)
    return tuple(number for number in rounds if number != out)


def _wishes(order: list[int], popularity: list[float], count: int, rng: random.Random) -> tuple[int, ...]:
    found: dict[int, None] = {}
    while len(found) < min(count, len(order)):
        found[rng.choices(order, cum_weights=popularity)[0]] = None
    return tuple(found)
