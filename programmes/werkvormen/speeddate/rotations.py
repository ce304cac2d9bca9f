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
KNOWN: dict[tuple[int, int], Rows] = {  # by tables and rounds: rows without a difference twice, found by trying
    (6, 5): [[3, 2, 1, 0, 4, 5], [1, 4, 2, 0, 3, 5], [5, 0, 2, 3, 4, 1], [1, 3, 0, 2, 4, 5]],
    (10, 8): [
        [0, 8, 5, 9, 7, 4, 3, 6, 1, 2],
        [0, 3, 8, 6, 9, 5, 1, 2, 7, 4],
        [5, 0, 9, 8, 7, 1, 4, 2, 6, 3],
        [9, 8, 6, 3, 0, 1, 5, 4, 2, 7],
        [2, 3, 5, 7, 8, 1, 6, 0, 9, 4],
        [8, 0, 4, 9, 3, 5, 6, 1, 7, 2],
    ],
    (10, 9): [
        [4, 8, 5, 6, 1, 3, 2, 9, 0, 7],
        [5, 2, 7, 6, 8, 9, 0, 4, 3, 1],
        [6, 1, 4, 2, 8, 7, 3, 9, 5, 0],
        [1, 4, 0, 6, 9, 7, 5, 8, 2, 3],
    ],
    (12, 12): [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        [0, 11, 9, 5, 10, 2, 7, 3, 6, 8, 1, 4],
        [0, 2, 1, 6, 8, 7, 10, 9, 11, 4, 3, 5],
        [0, 4, 10, 9, 7, 1, 11, 5, 3, 2, 8, 6],
        [0, 6, 8, 11, 2, 4, 3, 10, 9, 1, 5, 7],
    ],
}


def by_rotation(size: Size, random: Random, budget: Budget) -> Seats:
    """The best that was found within the budget; often nobody meets twice."""
    less = _differences(size.tables)
    rows = _known(size) or _search(size, less, random, budget)
    plus = _sums(less)
    return tuple(
        tuple(plus[rows[guest // size.tables][n]][guest % size.tables] for guest in range(size.guests))
        for n in range(size.rounds)
    )


def _known(size: Size) -> Rows | None:
    fit = (rows for (tables, rounds), rows in KNOWN.items() if tables == size.tables and rounds >= size.rounds)
    return next((rows for rows in fit if len(rows) >= size.fullest), None)


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
    """Annealing with restarts."""
    best = _Offsets(size, less, random)
    while best.again and budget.has(STRIDE):
        tried, heat = _Offsets(size, less, random), HOT
        while heat > COLD and tried.again and budget.has(STRIDE):
            for _ in range(STRIDE):
                tried.step(heat)
            heat *= COOLING
        if tried.again < best.again:
            best = tried
    return best.rows


class _Offsets:
    """A row per group: a whole permutation of the tables, of which the first `rounds` are used.

    `counts` are how often each difference occurs between each two groups, `again` how often once more than once.
    """

    def __init__(self, size: Size, less: Rows, random: Random) -> None:
        self.size, self.less, self.random = size, less, random
        self.rows = [random.sample(range(size.tables), size.tables) for _ in range(size.fullest)]
        self.counts = [[[0] * size.tables for _ in self.rows] for _ in self.rows]
        self.again = 0
        for a in range(len(self.rows)):
            for n in range(size.rounds):
                self.again += self._count(a, n, upto=a)

    def _count(self, a: int, n: int, *, upto: int) -> int:
        """Adds what group a meets in round n of the groups before `upto`; how much of it is again."""
        again, mine = 0, self.rows[a][n]
        for b in range(upto):
            if b != a:
                theirs = self.rows[b][n]
                there = self.counts[a][b]
                again += there[self.less[mine][theirs]] > 0
                there[self.less[mine][theirs]] += 1
                self.counts[b][a][self.less[theirs][mine]] += 1
        return again

    def _uncount(self, a: int, n: int) -> int:
        again, mine = 0, self.rows[a][n]
        for b, row in enumerate(self.rows):
            if b != a:
                there = self.counts[a][b]
                there[self.less[mine][row[n]]] -= 1
                self.counts[b][a][self.less[row[n]][mine]] -= 1
                again += there[self.less[mine][row[n]]] > 0
        return again

    def step(self, heat: float) -> None:
        """Swaps two numbers of a row, unless that costs too much."""
        random, size = self.random, self.size
        a, n, other = random.randrange(len(self.rows)), random.randrange(size.rounds), random.randrange(size.tables)
        if n == other:
            return
        added = self._swap(a, n, other)
        if added > 0 and random.random() >= exp(-added / heat):
            self._swap(a, n, other)

    def _swap(self, a: int, n: int, other: int) -> int:
        """What it adds to `again`."""
        row, used = self.rows[a], [place for place in (n, other) if place < self.size.rounds]
        added = -sum(self._uncount(a, place) for place in used)
        row[n], row[other] = row[other], row[n]
        added += sum(self._count(a, place, upto=len(self.rows)) for place in used)
        self.again += added
        return added
