"""What each service would do at given prices: which visits to hold, with which group. Their half of the bound.

The best group of a visit is exact but for who is competent and for the press moment, where it is never too low: then
who brings most stands for somebody who brings less, and counts as of a party of their own.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from programmes.planner.first import Draft, with_fixed
from programmes.planner.index import Bools, Floats, Index, Ints

N = TypeVar("N", np.int64, np.float64)

NEVER = -1e9
FORCED = 30_000.0  # points for what is fixed, taken off again: more than anything can gain by breaking it


@dataclass(frozen=True)
class Ranking:
    """Per slot the people by what they bring, best first; absent ones bring NEVER."""

    value: Floats
    column: Ints
    party: Ints

    def of(self, slots: Ints | Bools) -> "Ranking":
        return Ranking(self.value[slots], self.column[slots], self.party[slots])


@dataclass(frozen=True)
class Choice:
    """Per slot what its best group is worth, and who must be in it (ranks, -1 for nobody)."""

    value: Floats
    forced: Ints


class BestGroups:
    """Which group a slot would hold, by what people bring."""

    def __init__(self, index: Index, slot: Ints, person: Ints) -> None:
        problem, draft = index.problem, with_fixed(index)
        self.index, self.people = index, len(problem.people)
        self.flat = slot * self.people + person
        sizes = [_sizes(index, draft, number) for number in range(len(index.slots))]
        self.low, self.high = np.array(sizes, dtype=np.int64).reshape(-1, 2).T
        parties = {party: n for n, party in enumerate(sorted({p.party for p in problem.people}))}
        self.party = np.array([parties[p.party] for p in problem.people], dtype=np.int64)
        self.fixed = np.array([FORCED if s.is_fixed else 0.0 for s in index.slots])
        self.width = min(self.people, int(self.high.max(initial=1)) + 3)
        self.competent = np.zeros((len(index.slots), self.people), bool)
        for number, s in enumerate(index.slots):
            self.competent[number, [p for p in s.people if index.is_competent(p, s.service)]] = True

        self.is_mayor = np.array([person.role == "burgemeester" for person in problem.people], dtype=bool)
        self.is_alderman = np.array([person.role == "schepen" for person in problem.people], dtype=bool)
        # who is competent, the mayor and the aldermen for the press, and two of other parties
        self.most_forced = 3 + (1 + problem.press_schepenen if index.press_slots else 0)
        self.all = np.arange(len(index.slots))
        self.with_competent = np.flatnonzero(self.competent.any(1))

    def rank(self, price: Floats) -> Ranking:
        flat = np.full(len(self.low) * self.people, NEVER)
        flat[self.flat] = price
        value = flat.reshape(-1, self.people)
        column = np.argsort(-value, axis=1, kind="stable")
        return Ranking(np.take_along_axis(value, column, 1), column, self.party[column])

    def best(self, ranking: Ranking) -> Choice:
        """The best group of each slot, exactly."""
        return self._around(ranking, (np.zeros(len(self.low), dtype=np.int64),), self.all)

    def best_competent(self, ranking: Ranking) -> Choice:
        """With somebody whose domain it is: exact for the two who bring most, never too low for the others."""
        slots = self.with_competent
        part = ranking.of(slots)
        there = np.take_along_axis(self.competent[slots], part.column, 1)
        best = self._around(part, (_first(there),), slots)
        for nth in (2, 3):
            more = there.sum(1) >= nth
            if more.any():
                other = self._around(part.of(more), (_nth(there[more], nth),), slots[more], apart=int(nth == 3))
                better = other.value > best.value[more]
                rows = np.flatnonzero(more)[better]
                best.value[rows], best.forced[rows] = other.value[better], other.forced[better]
        whole = Choice(np.full(len(self.low), NEVER), np.full((len(self.low), best.forced.shape[1]), -1))
        whole.value[slots], whole.forced[slots] = best.value, best.forced
        return whole

    def press(self, slots: Ints, ranking: Ranking) -> list[Choice]:
        """With the mayor and enough aldermen, and the same with somebody competent besides or among them."""
        part, wanted = ranking.of(slots), self.index.problem.press_schepenen
        is_there = part.value > NEVER / 2
        mayors, aldermen = self.is_mayor[part.column] & is_there, self.is_alderman[part.column] & is_there
        competent = np.take_along_axis(self.competent[slots], part.column, 1)
        most, mayor = [_nth(aldermen, n + 1) for n in range(wanted)], _nth(mayors, 1)
        ways = [(0, (*most, mayor))]
        with_own = []
        if wanted:  # another alderman, who brings less or is competent, stands for who brings most
            ways.append((wanted, (*most[:-1], _nth(aldermen, wanted + 1), mayor)))
            own = _nth(aldermen & competent, 1)
            own = np.where(np.any([own == other for other in most[:-1]], axis=0), -1, own)
            with_own.append(self._around(part, (*most[:-1], own, mayor), slots, apart=wanted))
        plain = [self._around(part, way, slots, apart=apart) for apart, way in ways]
        for (apart, way), choice in zip(ways, plain, strict=True):
            with_one = self._around(part, (_nth(competent, 1), *way), slots, apart=apart + 1)
            has = np.any([(rank >= 0) & _pick(competent, rank) for rank in way], axis=0)
            with_own.append(_where(has, choice, with_one))
        if (mayors.sum(1) > 1).any():  # another mayor, competent or not
            other = self._around(part, (*most, _nth(mayors, 2)), slots, apart=wanted + 1)
            plain, with_own = [*plain, other], [*with_own, other]
        return [_dearest(plain), _dearest(with_own)]

    def _around(self, ranking: Ranking, needed: tuple[Ints, ...], slots: Ints, *, apart: int = 0) -> Choice:
        """With those of these ranks, and nobody, one or two of yet other parties, whichever is worth most.

        `apart`: how many of them, the first ones, are taken to be of a party of their own.
        """
        other = np.ones(ranking.party.shape, bool)
        parties = np.zeros(len(other), dtype=np.int64)
        for place, rank in enumerate(needed):
            parties += other[np.arange(len(other)), np.maximum(rank, 0)]
            if place < apart:
                other[np.arange(len(other)), rank] = False
            else:
                other &= ranking.party != _pick(ranking.party, rank)[:, None]
        second = _first(other)
        third = np.where(second >= 0, _first(other & (ranking.party != _pick(ranking.party, second)[:, None])), -1)
        weights = self.index.problem.weights
        mix = np.array([0, 0, weights.mix2, *[weights.mix2 + weights.mix3] * (len(needed) + 2)])
        ways = [needed, (*needed, second), (*needed, second, third)]
        return _dearest([self._with(ranking, way, mix[parties + n], slots) for n, way in enumerate(ways)])

    def _with(self, ranking: Ranking, forced: tuple[Ints, ...], bonus: Ints, slots: Ints) -> Choice:
        """The best group with those of the given ranks in it."""
        low, high = self.low[slots], self.high[slots]
        size, rows = len(forced), np.arange(len(slots))
        ranks = np.stack(forced, axis=1)
        is_there = (ranks >= 0).all(1) & (high >= size)
        is_forced = np.zeros((len(slots), self.people + 1), bool)
        for rank in forced:
            is_forced[rows, rank] = True  # rank -1 falls in the column that is cut off
        is_forced = is_forced[:, : self.width]
        value_of = ranking.value[:, : self.width]
        turn = np.cumsum(~is_forced, axis=1)
        joins = (turn <= (high - size)[:, None]) & ~is_forced & ((turn <= (low - size)[:, None]) | (value_of > 0))
        total = sum(_pick(ranking.value, rank) for rank in forced) + np.einsum("ij,ij->i", value_of, joins)
        padded = np.full((len(slots), self.most_forced), -1, dtype=np.int64)
        padded[:, :size] = ranks
        return Choice(np.where(is_there, total + bonus + self.fixed[slots], NEVER), padded)

    def members(self, ranking: Ranking, choice: Choice, row: int, slot: int | None = None) -> Ints:
        """Who is in the group that `choice` speaks of; `slot` when the rows are not those of all slots."""
        slot = row if slot is None else slot
        chosen = [int(rank) for rank in choice.forced[row] if rank >= 0]
        for rank, value in enumerate(ranking.value[row, : self.width].tolist()):
            if len(chosen) >= self.high[slot] or (value <= 0 and len(chosen) >= self.low[slot]) or value <= NEVER / 2:
                break
            if rank not in chosen:
                chosen.append(rank)
        return ranking.column[row, chosen]


def _sizes(index: Index, draft: Draft, number: int) -> tuple[int, int]:
    """The least and the most people of a visit; what is fixed is held, also with too few or too many."""
    slot = index.slots[number]
    service = index.problem.services[slot.service]
    if not slot.is_fixed:
        return service.min, service.max
    there = len(draft.groups[number])
    return min(service.min, there), max(service.max, there)


def _dearest(choices: list[Choice]) -> Choice:
    values = np.stack([choice.value for choice in choices])
    which = values.argmax(0)
    forced = np.stack([choice.forced for choice in choices])
    rows = np.arange(len(which))
    return Choice(values[which, rows], forced[which, rows])


def _where(mask: Bools, here: Choice, elsewhere: Choice) -> Choice:
    return Choice(np.where(mask, here.value, elsewhere.value), np.where(mask[:, None], here.forced, elsewhere.forced))


def _nth(mask: Bools, nth: int) -> Ints:
    """The n-th true place in each row, -1 when there is none."""
    return _first(mask & (np.cumsum(mask, axis=1) == nth))


def _first(mask: Bools) -> Ints:
    """The first true place in each row, -1 when there is none."""
    return np.where(mask.any(1), mask.argmax(1), -1)


def _pick(table: NDArray[N], column: Ints) -> NDArray[N]:
    return np.take_along_axis(table, np.maximum(column, 0)[:, None], 1)[:, 0]
