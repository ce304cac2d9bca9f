"""What holds for each person: one route a day, every service once, so many visits, which wishes are granted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise

from programmes.planner.problem import nth
from programmes.planner.program.routes import routes
from programmes.planner.program.shapes import NONE, Part


def add_days(part: Part) -> None:
    """Each person has one route a day."""
    slots = part.index.slots
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person, slot in sorted(part.free):
        days[person, slots[slot].day].append(slot)
    kept: dict[tuple[int, int], set[int]] = defaultdict(set)
    for slot, people in part.stays.items():
        for person in people:
            kept[person, slots[slot].day].add(slot)
    for (person, day), own in days.items():
        must = frozenset(kept[person, day])
        now = must.union(slot for slot in own if part.is_on(person, slot))
        through: dict[int, list[int]] = defaultdict(list)
        options = []
        for path, cost in routes(part.index, person, {*own, *must}, must):
            option = part.program.column(-cost, now=set(path) == now)
            options.append(option)
            for slot in path:
                through[slot].append(option)
        part.program.row(1, 1, options)
        for slot in own:
            part.program.row(0, 0, through[slot], [part.joins[person, slot]])


def add_people(part: Part) -> None:
    slots = part.index.slots
    stays: dict[int, set[int]] = defaultdict(set)
    there_now: dict[int, set[int]] = defaultdict(set)
    for slot, group in part.stays.items():
        for person in group:
            stays[person].add(slots[slot].service)
    for slot, everyone in part.groups.items():
        for person in everyone:
            there_now[person].add(slots[slot].service)
    already, now = _visits_of(part.stays), _visits_of(part.groups)
    own: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for person, slot in sorted(part.free):
        own[person][slots[slot].service].append(part.joins[person, slot])
    for person, services in own.items():
        for service, columns in services.items():
            part.program.row(NONE, 1 - (service in stays[person]), columns)
        everything = [column for columns in services.values() for column in columns]
        _add_load(part, person, everything, already[person], now[person])
        _add_wishes(part, person, services, stays[person], there_now[person])
        _add_outside(part, person, services, stays[person], there_now[person])


def _visits_of(groups: Mapping[int, Collection[int]]) -> Counter[int]:
    """How many of each person."""
    return Counter(person for people in groups.values() for person in people)


def _add_load(part: Part, person: int, columns: list[int], already: int, now: int) -> None:
    loads = part.index.loads[person]
    counts = [part.program.column(loads[n], now=n < now) for n in range(already, len(loads))]
    for one, two in pairwise(counts):
        part.program.row(NONE, 0, [two], [one])
    part.program.row(0, 0, counts, columns)


def _add_wishes(part: Part, person: int, services: Mapping[int, list[int]], stays: set[int], now: set[int]) -> None:
    weights, ranks = part.index.problem.weights, part.index.problem.wish_ranks[person]
    already = {ranks[service] for service in stays if service in ranks}
    granted_now = {ranks[service] for service in now if service in ranks}
    options: dict[int, list[int]] = defaultdict(list)
    for service, columns in services.items():
        if service in ranks and ranks[service] not in already:
            options[ranks[service]] += columns
    granted = []
    for rank, columns in sorted(options.items()):
        wish = part.program.column(nth(weights.rank, rank), now=rank in granted_now)
        part.program.row(NONE, 0, [wish], columns)
        granted.append(wish)
    first, last = len(already), len(already) + len(granted)
    counts = [part.program.column(nth(weights.wish, n), now=n < len(granted_now)) for n in range(first, last)]
    for one, two in pairwise(counts):
        part.program.row(NONE, 0, [two], [one])
    if granted:
        part.program.row(0, 0, counts, granted)


def _add_outside(part: Part, person: int, services: Mapping[int, list[int]], stays: set[int], now: set[int]) -> None:
    index, bonus = part.index, part.index.problem.weights.outside
    if not bonus or any(index.is_outside(person, service) for service in stays):
        return
    columns = [c for service, own in services.items() if index.is_outside(person, service) for c in own]
    if columns:
        reached = part.program.column(bonus, now=any(index.is_outside(person, service) for service in now))
        part.program.row(NONE, 0, [reached], columns)
