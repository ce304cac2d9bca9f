"""The best group for the press moment, at any prices: against every group there could be."""

import random
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from programmes.planner import Problem, Weights, Window
from programmes.planner.bound.groups import NEVER, BestGroups
from programmes.planner.index import Floats, Ints, make_index

from .problems import MORNING, make_problem

PEOPLE = 7
MIX = Weights().mix2 + Weights().mix3  # points: so much too high at most, with one mayor


class Found(NamedTuple):
    """What the best group is worth: with the press moment, and with somebody competent too."""

    press: float
    competent: float


@pytest.mark.parametrize(("mayors", "aldermen"), [(1, 1), (1, 2), (2, 1)])
def test_the_press_moment_is_never_bounded_too_low_and_seldom_too_high(mayors: int, aldermen: int) -> None:
    chance = random.Random(7)
    exact, count = 0, 300
    for _ in range(count):
        problem = _problem(chance, mayors, aldermen)
        price = np.array([chance.randint(-300, 300) for _ in range(PEOPLE)], dtype=float)
        found, best = _found(problem, price), _best(problem, price)
        for value, truth in zip(found, best, strict=True):
            assert value >= truth
            assert mayors > 1 or value <= max(truth, NEVER / 2) + MIX
        exact += found == best
    assert exact > 0.4 * count


def _problem(chance: random.Random, mayors: int, aldermen: int) -> Problem:
    roles = ["burgemeester"] * mayors + ["schepen"] * 3 + ["raadslid"] * (PEOPLE - 3 - mayors)
    people = {
        n: {"role": role, "party": chance.choice("ABC"), "domains": ("ouderen",) if chance.random() < 0.3 else ()}
        for n, role in enumerate(roles)
    }
    low = chance.randint(1, 3)
    service = {"press": True, "min": low, "max": low + chance.randint(1, 3), "windows": (Window(0, 540, 600),)}
    return make_problem({0: service}, people, counts=(1, PEOPLE), press_windows=MORNING, press_schepenen=aldermen)


def _found(problem: Problem, price: Floats) -> Found:
    index = make_index(problem)
    everyone: Ints = np.arange(PEOPLE)
    groups = BestGroups(index, np.zeros(PEOPLE, dtype=np.int64), everyone)
    values = [choice.value[0] for choice in groups.press(np.array([0]), groups.rank(price))]
    return Found(*(float(value) if value > NEVER / 2 else NEVER for value in values))


def _best(problem: Problem, price: Floats) -> Found:
    service, best = problem.services[0], [NEVER, NEVER]
    for size in range(service.min, service.max + 1):
        for group in combinations(problem.people, size):
            roles = [person.role for person in group]
            if "burgemeester" not in roles or roles.count("schepen") < problem.press_schepenen:
                continue
            parties = len({person.party for person in group})
            value = sum(price[person.id] for person in group)
            value += problem.weights.mix2 * (parties > 1) + problem.weights.mix3 * (parties > 2)
            best[0] = max(best[0], value)
            if any(service.domain in person.domains for person in group):
                best[1] = max(best[1], value)
    return Found(*best)
