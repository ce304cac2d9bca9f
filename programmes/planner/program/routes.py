"""The days of a person: which visits, in which order, and what the journeys and the waiting cost."""

from collections.abc import Iterable, Iterator

from programmes.planner.index import Index

Route = tuple[tuple[int, ...], int]
"""Slots in order of time, and what the day, the journeys and the waiting cost."""


def routes(index: Index, person: int, slots: Iterable[int], must: frozenset[int]) -> Iterator[Route]:
    """All days of a person among these slots that hold every one in `must`; the empty one too when it may be."""
    ordered = sorted(slots, key=lambda number: (index.slots[number].start, number))
    most = max(index.problem.people[person].day_max, len(must))
    hops: dict[int, list[tuple[int, int]]] = {
        a: [(b, cost) for b in ordered[n + 1 :] if (cost := _hop(index, person, a, b, must)) is not None]
        for n, a in enumerate(ordered)
    }
    if not must:
        yield (), 0
    stack: list[Route] = [((first,), index.problem.weights.day) for first in ordered]
    while stack:
        path, cost = stack.pop()
        if must <= set(path):
            yield path, cost
        if len(path) < most:
            services = {index.slots[slot].service for slot in path}
            stack += [
                ((*path, onward), cost + more)
                for onward, more in hops[path[-1]]
                if index.slots[onward].service not in services or onward in must
            ]


def _hop(index: Index, person: int, a: int, b: int, must: frozenset[int]) -> int | None:
    """What must be held is, also when there is no time between: then it costs as if there were."""
    if a in must and b in must:
        return index.hop_of_fixed(person, a, b)
    return None if a in must and _is_held_up(index, person, a, b, must) else index.hop(person, a, b)


def _is_held_up(index: Index, person: int, a: int, b: int, must: frozenset[int]) -> bool:
    """When something fixed lasts longer than the fixed visit `a` within it, nobody leaves for `b` before that ends."""
    slots = index.slots
    begun = [slot for slot in must if slots[slot].start <= slots[a].start]
    latest = index.latest(sorted(begun, key=lambda slot: (slots[slot].start, slot)))
    return latest != a and index.hop(person, latest, b) is None
