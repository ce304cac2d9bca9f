"""Small carousels for tests."""

import random
from collections.abc import Iterable
from itertools import combinations, permutations, product

from programmes.werkvormen.carrousel.problem import Bundle, Person, Problem, Session, taken


def make_carousel(
    rooms: Iterable[tuple[tuple[int, ...], int]], wishes: Iterable[tuple[int, ...]], per_person: int = 2
) -> Problem:
    """`rooms`: (rounds, capacity) of each session; `wishes` of each person."""
    sessions = tuple(Session(number, rounds, capacity) for number, (rounds, capacity) in enumerate(rooms))
    return Problem(sessions, tuple(Person(number, one) for number, one in enumerate(wishes)), per_person)


def random_carousel(seed: int) -> Problem:
    """So small that all allocations can be tried."""
    rng = random.Random(seed)
    count, rounds = rng.randint(1, 3), rng.randint(1, 3)
    rooms = [(tuple(number for number in range(rounds) if rng.random() < 0.8), rng.randint(0, 2)) for _ in range(count)]
    wishes = [tuple(rng.sample(range(count), rng.randint(0, count))) for _ in range(rng.randint(0, 4))]
    return make_carousel(rooms, wishes, per_person=rng.randint(0, 2))


def best_score(problem: Problem) -> int:
    """By trying all."""
    per_person = [_bundles(problem) for _ in problem.people]
    return max(
        sum(problem.points(person, bundle) for person, bundle in enumerate(chosen))
        for chosen in product(*per_person)
        if all(count <= problem.places[seat] for seat, count in taken(chosen).items())
    )


def _bundles(problem: Problem) -> list[Bundle]:
    sessions, rounds = range(len(problem.sessions)), range(problem.rounds)
    found: list[Bundle] = []
    for count in range(min(problem.per_person, problem.rounds) + 1):
        for numbers in combinations(rounds, count):
            for chosen in permutations(sessions, count):
                bundle = tuple(zip(chosen, numbers, strict=True))
                if all(seat in problem.places for seat in bundle):
                    found.append(bundle)
    return found
