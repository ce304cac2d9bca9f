"""Seatings that turn: guests in groups of one per table, each group moves as one by an offset each round.

Guest b of group a sits in round r at table f_a(r) + b, in an abelian group of tables. Nobody comes back to a table when
f_a never repeats, and two groups meet only new people while the differences f_a - f_b do not repeat. So a table of
groups x rounds numbers is looked for instead of one of guests x rounds.
"""

from math import exp
from random import Random

from programmes.werkvormen.speeddate.effort import Budget
from programmes.werkvormen.speeddate.seats import Seats, Size

Rows = list[list[int]]

STRIDE = 200  # steps between two looks at the clock
HOT, COLD, COOLING = 1.0, 0.15, 0.985


def by_rotation(size: Size, random: Random, budget: Budget) -> Seats:
    """The best that was found within the budget; often nobody meets twice."""
    less = _differences(size.tables)
    rows = _search(size, less, random, budget)
    plus = _sums(less)
    return tuple(
        tuple(plus[rows[guest // size.tables][n]][guest % size.tables] for guest in range(size.guests))
        for n in range(size.rounds)
    )


def _differences(order: int) -> Rows:
    """Of the integers modulo `order`; of pairs with a bit when that gives a half that is even (Z6 x Z2 for twelve)."""
    half = order // 2
    if order % 4 == 0:
        return [[(a - b) % half + half * (a // half ^ b // half) for b in range(order)] for a in range(order)]
    return [[(a - b) % order for b in range(order)] for a in range(order)]


def _sums(less: Rows) -> Rows:
    """a + b from the differences: the c with c - b = a."""
    found = [[0] * len(less) for _ in less]
    for c, row in enumerate(less):
        for b, a in enumerate(row):
            found[a][b] = c
    return found


def _search(size: Size, less: Rows, random: Random, budget: Budget) -> Rows:
    """Annealing with restarts. A row is a whole permutation of the tables, of which the first `rounds` are used."""
    best, least = [list(range(size.tables)) for _ in range(size.fullest)], size.tables**4
    while least and budget.has(STRIDE):
        rows = [random.sample(range(size.tables), size.tables) for _ in range(size.fullest)]
        counts, cost = _counts(rows, size, less)
        heat = HOT
        while heat > COLD and cost and budget.has(STRIDE):
            for _ in range(STRIDE):
                cost += _step(rows, counts, size, less, random, heat)
            heat *= COOLING
        if cost < least:
            best, least = [list(row) for row in rows], cost
    return best


def _counts(rows: Rows, size: Size, less: Rows) -> tuple[list[list[list[int]]], int]:
    """How often each difference occurs between each two groups, and how often again."""
    counts = [[[0] * size.tables for _ in rows] for _ in rows]
    for a, mine in enumerate(rows):
        for b, theirs in enumerate(rows):
            for n in range(size.rounds):
                counts[a][b][less[mine[n]][theirs[n]]] += 1
    again = sum(max(0, times - 1) for a in range(len(rows)) for b in range(a) for times in counts[a][b])
    return counts, again


def _step(rows: Rows, counts: list[list[list[int]]], size: Size, less: Rows, random: Random, heat: float) -> int:
    """Swaps two numbers of a row, unless that costs too much."""
    a, n, other = random.randrange(len(rows)), random.randrange(size.rounds), random.randrange(size.tables)
    change = _swap(rows, counts, a, (n, other), size, less) if n != other else 0
    if change > 0 and random.random() >= exp(-change / heat):
        _swap(rows, counts, a, (n, other), size, less)
        return 0
    return change


def _swap(rows: Rows, counts: list[list[list[int]]], a: int, places: tuple[int, int], size: Size, less: Rows) -> int:
    """What it adds to the repeats."""
    row, change = rows[a], 0
    first, second = places
    used = [n for n in places if n < size.rounds]
    for b, theirs in enumerate(rows):
        if b != a:
            of = counts[a][b]
            for n in used:
                of[less[row[n]][theirs[n]]] -= 1
                change -= of[less[row[n]][theirs[n]]] > 0
    row[first], row[second] = row[second], row[first]
    for b, theirs in enumerate(rows):
        if b != a:
            of, back = counts[a][b], counts[b][a]
            for n in used:
                change += of[less[row[n]][theirs[n]]] > 0
                of[less[row[n]][theirs[n]]] += 1
            back[:] = [of[less[0][difference]] for difference in range(size.tables)]
    return change
