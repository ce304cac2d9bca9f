"""Small tours for the tests of the solver."""

import random
from itertools import permutations

from programmes.werkvormen.rondrit.problem import START, Problem, Service, faults, score_of, soonest


def random_tour(seed: int, count: int) -> Problem:
    """A day of ten hours; travel without a triangle rule, so that a detour can be quicker."""
    chance = random.Random(seed)
    services = [Service(START, ((0, 1440),), 0, 0)]
    for key in range(1, count + 1):
        begins = [chance.randrange(420, 960, 15) for _ in range(chance.choice((1, 1, 2, 3)))]
        windows = tuple((begin, begin + chance.choice((30, 90, 150, 400))) for begin in begins)
        services.append(Service(key, windows, chance.choice((0, 30, 45, 60, 120)), chance.randint(0, 3)))
    places = range(count + 1)
    travel = tuple(tuple(0 if a == b else chance.randint(2, 90) for b in places) for a in places)
    return Problem(tuple(services), travel, 480, 480 + chance.choice((120, 300, 600)))


def best_by_trying(problem: Problem) -> int:
    """Every order of every choice of stops, the starting place among them, each as soon as it can."""
    keys = range(len(problem.services))
    orders = (order for count in range(len(keys) + 1) for order in permutations(keys, count))
    tours = (soonest(problem, order) for order in orders)
    return max(score_of(problem, tour) for tour in tours if tour is not None and not faults(problem, tour))
